"""An offered article is stored and queued for reading, or kept with its error; never both, never neither."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from extraction.articles.dating import dated
from extraction.articles.files import read_regular
from extraction.articles.formats import take
from extraction.articles.offers import Offered, Refused, Taken, offered_from_given
from extraction.articles.places import day_of_file
from extraction.fetching import Answer, FetchFailed, ask, canonical, networks, same_site, user_agent
from extraction.fitting import KEY, LOCATOR, fitted, storable
from extraction.waking import wake_workers
from pledges.domain.notes import KEEPS_UNREAD, NO_ARTICLE, Note, NoteKind, notes_to_json
from pledges.models import ArticleVersion, Intake, IntakeOutcome, Job, Priority, Retrieval
from pledges.services.articles import Offer, keep_original, store
from pledges.services.asked_work import EXTRACT
from pledges.services.jobs import Waker, enqueue

log = logging.getLogger(__name__)
ADDRESS = ("http://", "https://")


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
    priority: Priority = Priority.NEWS,
    raise_temporary: bool = False,
) -> tuple[Intake, Job | None]:
    """Read, store and queue one offered article; the intake row says what became of it, and what has to be known.

    With `answer` the document is the one that it brought. Whatever an offer raises is kept as its own error, so that
    no offer stops those beside it; a failure that may pass is raised where the caller tries again by itself. Safe to
    repeat: the same content is `unchanged`, and is queued again only if it was never read.
    """
    intake, _ = Intake.objects.update_or_create(
        locator=fitted(offered.locator, LOCATOR),
        key=fitted(offered.key, KEY),
        defaults={"given": {name: storable(value) for name, value in offered.as_given().items()}},
    )
    try:
        if offered.error:
            raise Refused(offered.error)
        document = document_behind(offered, answer)
        refuse_no_article(document, offered)
        return _keep(intake, offered, document, priority)
    except (OperationalError, InterfaceError):
        raise  # the database is away: nothing of the offer is wrong
    except FetchFailed as failure:
        if failure.temporary and raise_temporary:
            raise
        _fail(intake, str(failure))
    except NoArticle as page:
        _fail(intake, str(page), [page.note])
    except Refused as refusal:
        _fail(intake, str(refusal))
    except Exception as error:
        log.exception("%s could not be taken in", intake.locator)
        _fail(intake, f"{intake.locator}: {type(error).__name__}: {error}"[:2000])
    return intake, None


def retry_intake(*, intake: Intake, raise_temporary: bool = False) -> Intake:
    """Try a failed offer again, as it was given."""
    offered = offered_from_given(intake.locator, intake.given)
    return take_in(offered=offered, priority=Priority.FIRST, raise_temporary=raise_temporary)[0]


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


def document_behind(offered: Offered, answer: Answer | None = None) -> Document:
    """The document of an offer: the answer that is at hand, its own text, its file, else its URL."""
    if answer is None and not offered.text and not offered.file and offered.url:
        allowed = networks(settings.FETCH_PRIVATE_NETWORKS)
        answer = ask(offered.url, allowed=allowed, agent=user_agent(settings.FETCH_CONTACT))
    if answer is not None:
        read = partial(take, name=answer.final, media_type=answer.media_type, charset=answer.charset, url=answer.final)
        return Document(body=answer.body, taken=read(answer.body), answer=answer)
    if offered.text:
        body = offered.text.encode("utf-8", "surrogatepass")
        return Document(body=body, taken=take(body, name=offered.locator, media_type="text/plain", charset="utf-8"))
    if offered.file:
        body = read_regular(Path(offered.file))
        return Document(body=body, taken=take(body, name=offered.file, ending=Path(offered.file).suffix.lower()))
    raise Refused(f"{offered.locator}: names neither a text nor a file nor a URL")


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


def make_offer(offered: Offered, document: Document, *, today: date) -> Offer:
    """What is said of the article wins over what the document says of itself; a listing's day does not."""
    taken = document.taken
    file = Path(offered.file) if offered.file and not offered.text and document.answer is None else None
    day = dated(offered=offered, taken=taken, today=today, clock_of_file=partial(day_of_file, file) if file else None)
    return Offer(
        key=key_of(offered, document),
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


def key_of(offered: Offered, document: Document) -> str:
    """A name that its giver chose, else the folded address: the page's own where it speaks for its site."""
    return fitted(_key(offered, document), KEY)


def _key(offered: Offered, document: Document) -> str:
    if not offered.key.startswith(ADDRESS):
        return offered.key
    answered = document.answer.final if document.answer else offered.key
    own = document.taken.canonical
    try:
        folded = canonical(own) if own and same_site(own, answered) else canonical(answered)
        return folded if urlsplit(folded).path != "/" else canonical(answered)
    except ValueError:
        return offered.key


def _keep(intake: Intake, offered: Offered, document: Document, priority: Priority) -> tuple[Intake, Job | None]:
    """Store what came, with the bytes that it came in; queue it unless it is read, or never will be."""
    offer = make_offer(offered, document, today=timezone.now().date())
    with transaction.atomic():
        version, outcome = store(offer=offer)
        _retrieved(intake, document, version)
        notes = [Note(kind=NoteKind(one.kind), detail=one.detail) for one in version.notes.all()]
        unread = not any(one.kind in KEEPS_UNREAD for one in notes) and not version.runs.exists()
        job = queue_extraction(version=version, priority=priority) if unread else None
        _close(intake, outcome=IntakeOutcome(outcome), notes=notes, version=version)
    return intake, job


def _retrieved(intake: Intake, document: Document, version: ArticleVersion) -> None:
    """Keep the bytes and how they came, unless the last ones of this offer were the same."""
    answer = document.answer
    original = keep_original(body=document.body)
    last = intake.retrievals.order_by("-id").first()
    if last is not None and last.original_id == original.pk and last.version_id == version.pk:
        return
    Retrieval.objects.create(
        intake=intake,
        asked=answer.asked if answer else "",
        final=answer.final if answer else "",
        status=answer.status if answer else None,
        headers=dict(answer.headers) if answer else {},
        original=original,
        version=version,
    )


def _fail(intake: Intake, error: str, notes: Sequence[Note] = ()) -> None:
    """Nothing was taken in, for this reason."""
    told = list(notes) or [Note(kind=NoteKind.NOT_TAKEN, detail=error[:500])]
    _close(intake, outcome=IntakeOutcome.FAILED, error=error, notes=told)


def _close(
    intake: Intake,
    *,
    outcome: IntakeOutcome,
    error: str = "",
    notes: Sequence[Note] = (),
    version: ArticleVersion | None = None,
) -> None:
    intake.outcome, intake.error, intake.finished_at = outcome, error, timezone.now()
    intake.notes = notes_to_json(notes)
    intake.version = version or intake.version
    intake.save(update_fields=["outcome", "error", "notes", "version", "finished_at"])
