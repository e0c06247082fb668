"""A page is asked for, and what came becomes an article, a version of one, or a note that says why neither."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from extraction.articles.formats import take
from extraction.articles.keys import article_key
from extraction.articles.offers import Offered, Refused, Taken
from extraction.fetching import Answer, FetchFailed, canonical, host_of, to_ask
from extraction.ingestion import take_in
from extraction.polling.asking import Errand, ask_politely
from extraction.polling.finding import wanted_by
from pledges.domain.notes import DayFrom, Note, NoteKind
from pledges.domain.polling import UNLISTED_PACE
from pledges.models import Article, IntakeOutcome, Listing, Page, PolledSource, Priority
from pledges.services.listings import Found, list_page
from pledges.services.pages import (
    Seen,
    record_answer,
    record_failure_of_page,
    record_folded,
    record_gone,
    record_left_out,
    record_unchanged,
    wait_for_sources,
)
from pledges.services.poll_states import note_new_article

LISTINGS = Listing.objects.select_related("source__publisher").order_by("pk")
GONE = frozenset({404, 410})


def fetch(page: Page, payload: Mapping[str, Any]) -> None:
    """Ask for a page; what comes of it, failures too, is recorded on it. One that only paused sources list waits."""
    listings = listings_of(page)
    sources = [listing.source for listing in listings]
    if sources and all(source.paused for source in sources) and not payload.get("by_person"):
        wait_for_sources(page=page, now=timezone.now())
        return
    pace = max((source.pace for source in sources), default=UNLISTED_PACE)
    errand = Errand(payload=payload, pace=pace)
    try:
        bring(page, listings, errand)
    except FetchFailed:
        return  # it is recorded, and the schedule tries again where that may help


def fetch_added(payload: Mapping[str, Any]) -> None:
    """Ask for an address that a person added to a source, which then lists it. One that is none is told as an offer
    that failed."""
    address, source = payload["address"], PolledSource.objects.filter(pk=payload["source"]).first()
    if source is None:
        return
    try:
        page = list_page(source=source, found=found_at(address))
    except Refused as refusal:
        take_in(offered=Offered(locator=address, url=address, error=str(refusal)))
        return
    fetch(page, {**payload, "asked": to_ask(address)})


def found_at(address: str) -> Found:
    """The page of an address that nobody described. Raises Refused for what cannot be asked."""
    try:
        return Found(address=canonical(address), asked=to_ask(address), host=host_of(address)[:255])
    except ValueError as error:
        raise Refused(str(error)) from None


def fetch_watched(source: PolledSource, errand: Errand) -> tuple[str, bool]:
    """Ask for the one page of a source; what became of it in a sentence, and whether it had changed.

    Raises FetchFailed, after recording it on the page.
    """
    found = found_at(source.address)
    page = list_page(source=source, found=found)
    return bring(page, listings_of(page), errand)


def listings_of(page: Page) -> list[Listing]:
    """Who lists a page, the first to have listed it first; read once for all who ask while it is in hand."""
    prefetch_related_objects([page], Prefetch("listings", LISTINGS.all()))
    return list(page.listings.all())


def bring(page: Page, listings: Sequence[Listing], errand: Errand) -> tuple[str, bool]:
    """Ask for a page and take in what came; what became of it in a sentence, and whether anything had changed.

    Raises FetchFailed, after recording it, and NotYet where the page was fetched by another meanwhile.
    """
    asked = errand.payload.get("asked") or (page.intake.given.get("url") if page.intake else "") or page.address
    offered = Offered(locator=page.address, key=page.address, url=asked)
    try:
        answer = ask_politely(asked, errand=errand, etag=page.etag, last_modified=page.last_modified)
    except FetchFailed as failure:
        _record_failure(page, failure, offered)
        raise
    sha256 = hashlib.sha256(answer.body).hexdigest()
    if answer.not_modified or (sha256 == page.sha256 and page.intake is not None):
        record_unchanged(page=page, now=timezone.now())
        return "The page is as it was.", False
    seen = Seen(etag=answer.etag, last_modified=answer.last_modified, sha256=sha256)
    return _take(page, listings, errand, answer, seen, offered)


def _take(
    page: Page, listings: Sequence[Listing], errand: Errand, answer: Answer, seen: Seen, offered: Offered
) -> tuple[str, bool]:
    """Take in a document that is new or has changed, unless the filters or another page's article speak against it."""
    taken = _read(answer)
    offered = _as_listed(offered, taken, listings)
    unfiltered = page.article_id is not None or errand.payload.get("by_person")
    if taken is not None and not unfiltered and (notes := left_out_by_all(taken, listings)):
        record_left_out(page=page, now=timezone.now(), seen=seen, given=offered.as_given(), notes=notes)
        return notes[0].detail, False
    key = own_key(page, taken, answer)
    if article := _brought_by_another(page, key):
        note = Note(kind=NoteKind.DUPLICATE_OF, detail=f"The page calls itself {key}"[:500])
        record_folded(page=page, now=timezone.now(), article=article, given=offered.as_given(), notes=[note])
        return note.detail, False
    offered = replace(offered, key=key)
    priority = Priority(errand.payload.get("priority", Priority.NEWS))
    with transaction.atomic():  # else a page could be known by an older answer than its article's text
        intake, _ = take_in(offered=offered, answer=answer, taken=taken, priority=priority)
        record_answer(page=page, now=timezone.now(), seen=seen, intake=intake)
        if intake.outcome == IntakeOutcome.NEW:
            note_new_article(page=page, now=timezone.now())
    return intake.error or f"The page's article is {intake.outcome}.", intake.outcome != IntakeOutcome.UNCHANGED


def own_key(page: Page, taken: Taken | None, answer: Answer) -> str:
    """The key of a page's article."""
    try:
        return article_key(answered=answer.final, own=taken.canonical if taken is not None else "")
    except ValueError:
        return page.address


def left_out_by_all(taken: Taken, listings: Sequence[Listing]) -> list[Note]:
    """Why each source that lists a page leaves it out; nothing where one of them wants it, or none lists it."""
    notes = []
    for listing in listings:
        wanted = wanted_by(listing.source)
        why = wanted.against_title(listing.title or taken.title) or wanted.against_text(taken.text)
        if not why:
            return []
        notes.append(Note(kind=NoteKind.LEFT_OUT, detail=f"{listing.source.name}: {why}"[:500]))
    return notes


def _read(answer: Answer) -> Taken | None:
    """The document as it reads; None where it does not, which the intake will tell."""
    try:
        return take(
            answer.body,
            name=answer.final,
            media_type=answer.media_type,
            charset=answer.charset,
            url=answer.final,
            today=timezone.now().date(),
        )
    except Refused:
        return None


def _as_listed(offered: Offered, taken: Taken | None, listings: Sequence[Listing]) -> Offered:
    """With what the listings say where the page says nothing, and the publisher that an editor named."""
    title = next((listing.title for listing in listings if listing.title), "")
    published = next((listing.published for listing in listings if listing.published), None)
    named = next((listing.source.publisher for listing in listings if listing.source.publisher), None)
    says_day = taken is not None and taken.published is not None
    return replace(
        offered,
        title="" if taken is not None and taken.title else title,
        published=None if says_day else published,
        day_from=DayFrom.FEED if published and not says_day else DayFrom.NOWHERE,
        publisher=named.name if named else "",
    )


def _brought_by_another(page: Page, key: str) -> Article | None:
    """The article of this key where another page brings it, which is then the one that is asked again."""
    if key == page.address:
        return None
    article = Article.objects.filter(key=key).first()
    if article is None or article.pk == page.article_id:
        return None
    return article if Page.objects.filter(article=article).exclude(pk=page.pk).exists() else None


def _record_failure(page: Page, failure: FetchFailed, offered: Offered) -> None:
    if failure.status in GONE:
        record_gone(page=page, now=timezone.now(), error=str(failure), given=offered.as_given())
        return
    record_failure_of_page(
        page=page,
        now=timezone.now(),
        error=str(failure),
        given=offered.as_given(),
        temporary=failure.temporary,
        retry_after=failure.retry_after,
    )
