"""A poll asks a source what it lists and has fetched what is new; what it did, or why not, is kept in a sentence."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from extraction.articles.offers import Refused
from extraction.fetching import Answer, FetchFailed
from extraction.polling.asking import Errand, ask_politely, delay_of
from extraction.polling.finding import found_in
from extraction.polling.folders import take_folder
from extraction.polling.listings import ChildSitemap, Listed, read_listing
from extraction.polling.listings.text import LARGEST
from extraction.polling.pages import fetch_watched
from extraction.waking import wake_workers
from pledges.models import PolledSource, PollState, SourceForm
from pledges.services.listings import Brought, take_listing
from pledges.services.poll_states import ask_for_sitemaps, record_failure, record_poll, record_sitemap, state_of

ACCEPT: Mapping[str, str] = {
    SourceForm.FEED: "application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5",
    SourceForm.SITEMAP: "application/xml, text/xml, application/gzip;q=0.9, */*;q=0.5",
    SourceForm.LINK_PAGE: "text/html, application/xhtml+xml, */*;q=0.5",
}


def poll_source(source: PolledSource, payload: Mapping[str, Any]) -> None:
    """Poll a source by its form; a failure is recorded with its reason and tried again by the schedule."""
    try:
        if source.form == SourceForm.FOLDER:
            _poll_folder(source)
        elif source.form == SourceForm.WATCHED_PAGE:
            _poll_page(source, payload)
        else:
            _poll_listing(source, payload)
    except FetchFailed as failure:
        record_failure(
            source=source,
            now=timezone.now(),
            error=str(failure),
            retry_after=failure.retry_after,
            given_up="" if failure.temporary else payload.get("child", ""),
        )
    except Refused as refusal:
        record_failure(source=source, now=timezone.now(), error=str(refusal), given_up=payload.get("child", ""))


def folder_of(source: PolledSource) -> Path:
    """The folder of a source, below the watched one. Raises Refused for a path that leaves it."""
    if not settings.WATCHED_FOLDER:
        raise Refused(f"{source.address}: no folder is watched (WATCHED_FOLDER is empty)")
    above = Path(settings.WATCHED_FOLDER).resolve()
    folder = (above / source.address).resolve()
    if not folder.is_relative_to(above):
        raise Refused(f"{source.address}: leads out of the watched folder")
    if not folder.is_dir():
        raise Refused(f"{source.address}: there is no such folder below the watched one")
    return folder


def _poll_folder(source: PolledSource) -> None:
    taken = take_folder(folder_of(source), publisher=source.publisher.name if source.publisher else "")
    record_poll(source=source, now=timezone.now(), brought=taken.new > 0, outcome=taken.in_words())


def _poll_page(source: PolledSource, payload: Mapping[str, Any]) -> None:
    """The page is the source: its answer is the poll's."""
    errand = Errand(payload=payload, pace=source.pace)
    outcome, changed = fetch_watched(source, errand)
    record_poll(source=source, now=timezone.now(), brought=changed, outcome=outcome)


def _poll_listing(source: PolledSource, payload: Mapping[str, Any]) -> None:
    child = payload.get("child", "")
    errand = Errand(payload=payload, pace=source.pace)
    state = PollState.objects.filter(source=source).first()
    known = state if state is not None and not child and not payload.get("by_person") else None
    answer = ask_politely(
        child or source.address,
        errand=errand,
        etag=known.etag if known else "",
        last_modified=known.last_modified if known else "",
        largest=LARGEST,
        accept=ACCEPT[source.form],
    )
    sha256 = hashlib.sha256(answer.body).hexdigest()
    if known is not None and (answer.not_modified or sha256 == known.sha256):
        _note_same(source, {"etag": answer.etag, "last_modified": answer.last_modified, "sha256": known.sha256})
        return
    listed = read_listing(
        answer.body,
        form=source.form,
        address=answer.final,
        now=timezone.now(),
        charset=answer.charset,
        link_pattern=source.link_pattern,
    )
    _take(source, listed, answer, sha256, payload)


@transaction.atomic
def _note_same(source: PolledSource, seen: Mapping[str, str]) -> None:
    """The listing is as it was; of an index, the sitemaps are asked for that are owed still."""
    now = timezone.now()
    record_poll(source=source, now=now, brought=False, outcome="Nothing new: it lists what it listed before.", **seen)
    ask_for_sitemaps(source=source, now=now, wake=wake_workers)


@transaction.atomic
def _take(source: PolledSource, listed: Listed, answer: Answer, sha256: str, payload: Mapping[str, Any]) -> None:
    """Keep what was listed together with the record of the poll: both, or neither.

    Who asked for an index asked for its sitemaps: those of a paused source are polled too for a person. An index that
    does not say when a sitemap changed is not known by its bytes: it is read whole each time, with its sitemaps.
    """
    now, child, by_person = timezone.now(), payload.get("child", ""), bool(payload.get("by_person"))
    state = state_of(source=source, now=now)
    found, told = found_in(listed, source)
    brought = take_listing(source=source, found=found, now=now, wake=wake_workers, delay_of=delay_of)
    if child:
        outcome = f"{child}: {in_words(len(listed.items), brought, told)}"
        record_sitemap(source=source, now=now, address=child, outcome=outcome)
        return
    since = state.succeeded_at - source.longest_interval if state.succeeded_at is not None else None
    named = sitemaps_to_read(listed.children, owed=state.owed, since=since)
    ask_for_sitemaps(source=source, now=now, named=named, by_person=by_person, wake=wake_workers)
    known_by = {"etag": answer.etag, "last_modified": answer.last_modified, "sha256": sha256}
    tells_changes = all(one.updated is not None for one in listed.children)
    record_poll(
        source=source,
        now=now,
        brought=bool(brought.new),
        outcome=in_words(len(listed.items), brought, told, len(listed.children)),
        **known_by if tells_changes else {},
    )


def sitemaps_to_read(children: Sequence[ChildSitemap], *, owed: Collection[str], since: datetime | None) -> list[str]:
    """Which sitemaps of an index are to be read: those owed, and those that may have changed since a moment."""
    return [
        one.address
        for one in children
        if one.address in owed or since is None or one.updated is None or one.updated >= since
    ]


def in_words(items: int, brought: Brought, told: tuple[str, ...], children: int = 0) -> str:
    """What a poll did, for an editor."""
    listed = f"{children} sitemaps, each polled by itself" if children else f"{items} listed"
    parts = [f"{listed}: {brought.new} new, {brought.updated} updated, {brought.left_out} left out"]
    return ". ".join([*parts, *told]) + "."
