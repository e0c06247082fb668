"""An offered article is stored and queued for reading, or kept with its error; never both, never neither."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from extraction.articles.dating import dated
from extraction.articles.documents import read_offered
from extraction.articles.files import named, read_bytes
from extraction.articles.formats import take
from extraction.articles.offers import Offered, Refused, Taken, offered_from_given
from extraction.articles.places import day_of_file
from extraction.fetching import Answer, FetchFailed, ask, host_of, networks, user_agent
from extraction.fitting import KEY, LOCATOR, fitted, given, storable
from extraction.naming import key_of
from extraction.waking import wake_workers
from pledges.domain.notes import KEEPS_UNREAD, NO_ARTICLE, Note, NoteKind, notes_to_json
from pledges.models import ArticleVersion, Intake, IntakeOutcome, Job, Priority, Retrieval
from pledges.services.articles import Offer, keep_original, store
from pledges.services.asked_work import EXTRACT
from pledges.services.hosts import claim_turn
from pledges.services.jobs import NotYet, Waker, enqueue

log = logging.getLogger(__name__)
PACE = timedelta(seconds=2)  # between two requests to one host, for what a person points at


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What stands behind an offer: its bytes as they came, and the text that they hold."""

    body: bytes
    taken: Taken
    answer: Answer | None = None


def take_in(
    *,
    offered: Offered,
    answer: Answer | None = None,
    taken: Taken | None = None,
    priority: Priority = Priority.NEWS,
    by_job: bool = False,
) -> tuple[Intake, Job | None]:
    """Read, store and queue one offered article; the intake row says what became of it, and what has to be known.

    With `answer` the document is the one that it brought, read already where it comes with `taken`. Whatever an offer
    raises is kept as its own error, so that no offer stops those beside it. `by_job`: the caller is tried again, so
    that a failure that may pass is raised, and NotYet where the host is not to be asked now; anybody else waits for
    the host's turn. Safe to repeat: the same content is `unchanged`, and is queued again only if it was never read.
    """
    intake, today = _row_of(offered), timezone.now().date()
    try:
        if offered.error:
            raise Refused(offered.error)
        if answer is not None and taken is not None:
            document = Document(body=answer.body, taken=taken, answer=answer)
        else:
            document = document_behind(offered, answer or _answer_for(offered, by_job=by_job), today=today)
        refuse_no_article(document, offered)
        with transaction.atomic():  # what fails in here leaves a caller's transaction whole
            return _keep(intake, make_offer(offered, document, row=intake, today=today), document, priority)
    except (OperationalError, InterfaceError, NotYet):
        raise  # the database is away, or it is too early: nothing of the offer is wrong
    except FetchFailed as failure:
        if failure.temporary and by_job:
            raise
        return _fail(intake, str(failure)), None
    except NoArticle as page:
        return _fail(intake, str(page), [page.note]), None
    except Refused as refusal:
        return _fail(intake, str(refusal)), None
    except Exception as error:  # a defect of ours, or of the offer: its own error, not the end of those beside it
        log.exception("%s could not be taken in", intake.locator)
        return _fail(intake, f"{intake.locator}: {type(error).__name__}: {error}"[:2000]), None


def _row_of(offered: Offered) -> Intake:
    """The row of an offer, with what is said of it now; a new one is written with its outcome."""
    name = {"locator": fitted(offered.locator, LOCATOR), "key": fitted(offered.key, KEY)}
    row = Intake.objects.filter(**name).first() or Intake(**name)
    row.given = given(offered)
    return row


def retry_intake(*, intake: Intake) -> Intake:
    """Try a failed offer again, as it was given; for a job (see `take_in`)."""
    offered = offered_from_given(intake.locator, intake.given)
    return take_in(offered=offered, priority=Priority.FIRST, by_job=True)[0]


def queue_extraction(
    *, version: ArticleVersion, priority: Priority = Priority.NEWS, wake: Waker | None = wake_workers
) -> Job:
    """Have a version read by a worker, who is woken after the commit (`wake` None: the caller sees to it)."""
    return enqueue(
        kind=EXTRACT, subject=subject_of(version), payload={"version": version.pk}, priority=priority, wake=wake
    )


def subject_of(version: ArticleVersion) -> str:
    """What a version's job is called, so that it waits once."""
    return f"version:{version.pk}"


def _answer_for(offered: Offered, *, by_job: bool) -> Answer | None:
    """What a URL answers, asked in its host's turn; None for an offer that is at hand."""
    if offered.error or offered.text or offered.file or not offered.url:
        return None
    return ask(
        offered.url,
        allowed=networks(settings.FETCH_PRIVATE_NETWORKS),
        agent=user_agent(settings.FETCH_CONTACT),
        before_each=partial(_in_turn, by_job=by_job),
    )


def _in_turn(address: str, *, by_job: bool) -> None:
    """Wait for the turn of an address's host; a job comes back for it."""
    reserved: datetime | None = None
    while (reserved := claim_turn(host=host_of(address), pace=PACE, now=timezone.now(), reserved=reserved)) is not None:
        if by_job:
            raise NotYet(at=reserved)
        time.sleep(max(0.0, (reserved - timezone.now()).total_seconds()))


def document_behind(offered: Offered, answer: Answer | None, *, today: date) -> Document:
    """The document of an offer: the answer that its address gave, its own text, else its file."""
    if answer is not None:
        taken = take(
            answer.body,
            name=answer.final,
            media_type=answer.media_type,
            charset=answer.charset,
            url=answer.final,
            today=today,
        )
        return Document(body=answer.body, taken=taken, answer=answer)
    if offered.file:
        path = Path(offered.file)
        body = read_bytes(path, below=Path(offered.folder) if offered.folder else None)
        return Document(body=body, taken=take(body, name=named(path), ending=path.suffix, today=today))
    return Document(body=offered.text.encode("utf-8", "surrogatepass"), taken=read_offered(offered))


def refuse_no_article(document: Document, offered: Offered) -> None:
    """A consent or error page is no article: its offer fails, with the address that answered where it is another."""
    for note in document.taken.notes:
        if note.kind in NO_ARTICLE:
            raise NoArticle(offered, document, note)


class NoArticle(Refused):
    """What came is a page, but no article; `note` says what it looks like."""

    def __init__(self, offered: Offered, document: Document, note: Note) -> None:
        self.note = note
        final = document.answer.final if document.answer else ""
        led = f" (led to {final})" if final and final != offered.url else ""
        super().__init__(f"{offered.url or offered.locator}{led}: {note.detail}")


def make_offer(offered: Offered, document: Document, *, row: Intake, today: date) -> Offer:
    """What is said of the article wins over what the document says of itself; a listing's day does not."""
    taken = document.taken
    file = Path(offered.file) if offered.file and document.answer is None else None
    day = dated(offered=offered, taken=taken, today=today, clock_of_file=partial(day_of_file, file) if file else None)
    return Offer(
        key=key_of(
            offered,
            row=row,
            answered=document.answer.final if document.answer else "",
            own=taken.canonical,
            text=taken.text,
        ),
        text=taken.text,
        published=day.published,
        day_from=day.day_from,
        title=(offered.title or taken.title)[:1000],
        publisher=offered.publisher or taken.publisher,
        url=offered.url,
        media_type=taken.media_type,
        posts=taken.posts,
        language=taken.language,
        notes=(*taken.notes, *day.notes),
    )


def _keep(intake: Intake, offer: Offer, document: Document, priority: Priority) -> tuple[Intake, Job | None]:
    """Store what came, with the bytes that it came in; queue it unless it is read, or never will be. All or nothing:
    it is called in a transaction.

    A text that is put back was read before, and is queued nevertheless: its claims count again from now on.
    """
    version, outcome = store(offer=offer)
    notes = [Note(kind=NoteKind(one.kind), detail=one.detail) for one in version.notes.all()]
    row = _close(intake, outcome=IntakeOutcome(outcome), notes=notes, version=version)
    _retrieved(row, document, version)
    readable = not any(one.kind in KEEPS_UNREAD for one in notes)
    wanted = readable and (outcome == "changed" or not version.runs.exists())
    job = queue_extraction(version=version, priority=priority) if wanted else None
    return row, job


def _retrieved(intake: Intake, document: Document, version: ArticleVersion) -> None:
    """Keep the bytes and how they came, unless the last ones of this offer were the same."""
    answer = document.answer
    original = keep_original(body=document.body)
    last = intake.retrievals.order_by("-id").first()
    if last is not None and last.original_id == original and last.version_id == version.pk:
        return
    Retrieval.objects.create(
        intake=intake,
        asked=answer.asked if answer else "",
        final=answer.final if answer else "",
        status=answer.status if answer else None,
        headers=dict(answer.headers) if answer else {},
        original_id=original,
        version=version,
    )


def _fail(intake: Intake, error: str, notes: Sequence[Note] = ()) -> Intake:
    """Nothing was taken in, for this reason."""
    told = list(notes) or [Note(kind=NoteKind.NOT_TAKEN, detail=error[:500])]
    return _close(intake, outcome=IntakeOutcome.FAILED, error=storable(error), notes=told)


def _close(
    intake: Intake,
    *,
    outcome: IntakeOutcome,
    error: str = "",
    notes: Sequence[Note] = (),
    version: ArticleVersion | None = None,
) -> Intake:
    """Write the row of an offer, whoever wrote it meanwhile: the last word counts."""
    told = {
        "given": intake.given,
        "outcome": outcome,
        "error": error,
        "notes": [{name: storable(text) for name, text in one.items()} for one in notes_to_json(notes)],
        "finished_at": timezone.now(),
        "version": version or intake.version,
    }
    for name, value in told.items():
        setattr(intake, name, value)
    if intake.pk is not None:
        intake.save(update_fields=list(told))
        return intake
    names = {"unique_fields": ["locator", "key"], "update_fields": list(told)}
    return Intake.objects.bulk_create([intake], update_conflicts=True, **names)[0]
