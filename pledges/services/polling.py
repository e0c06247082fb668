"""The schedule of sources lives in PostgreSQL: what is due becomes a job once, and each poll says when the next is due.

A job is asked for in the transaction that moves the due moment on, so that whoever dies in between leaves both or none.
What an answer says of a source counts for the source as it was read before asking: where an editor has changed it
meanwhile nothing of the answer is kept, and it is asked again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from pledges.domain.notes import Note, NoteKind
from pledges.domain.polling import UNLISTED_PACE, is_asked_at_once, next_interval, pause_after_failures
from pledges.models import Job, JobState, Listing, Page, PolledSource, PollState, Priority
from pledges.services.asked_work import (
    FETCH_PAGE,
    POLL,
    ask_to_fetch,
    ask_to_poll,
    subject_of_page,
    subject_of_poll,
)
from pledges.services.hosts import keep_turns
from pledges.services.jobs import NotYet, Waker
from pledges.services.pages import leave_out

AT_ONCE = 300  # sources, and pages, that one tick asks for
ASKED_AGAIN_ANYWAY = timedelta(days=1)  # where a job that was asked for left no word
READ_ANEW = frozenset({
    "form", "address", "link_pattern", "title_any", "title_none", "text_any", "text_none", "publisher",
})  # fmt: skip
"""Columns of a source whose change makes its listing be read anew, although it may be the same."""
A_LOAD = 20  # more new pages than this in one poll are a bulk load, which single news overtake


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """How many polls and fetches a tick asked for."""

    polls: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page as a source listed it.

    `address` is the folded one, `asked` the one that was listed; `left_out` says why the filters leave it out by what
    is known already (empty: they do not).
    """

    address: str
    asked: str
    host: str
    title: str = ""
    published: date | None = None
    updated: datetime | None = None
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page that is to be fetched, at the pace of who lists it; `address` where it is not asked by its own."""

    page: Page
    pace: timedelta
    address: str = ""


type DelayOf = Callable[[str], timedelta]
"""How long the host of an address wants between two requests."""


def no_delay(address: str) -> timedelta:
    """Nothing is known of any host."""
    return timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a listing led to: pages never seen before, pages asked again since they were updated, pages left out."""

    new: int = 0
    updated: int = 0
    left_out: int = 0


@transaction.atomic
def tick(*, now: datetime, wake: Waker | None = None, delay_of: DelayOf = no_delay) -> Ticked:
    """Ask for what is due, each thing once. Two ticks at once share the work; one that came twice finds nothing due."""
    _make_missing_states(now)
    states = PollState.objects.select_for_update(skip_locked=True, of=("self",)).select_related("source")
    due = list(states.filter(source__paused=False, next_at__lte=now).order_by("next_at", "pk")[:AT_ONCE])
    for state in due:
        ask_to_poll(source=state.source, wake=wake)
    for pause, alike in _by_longest_interval(due).items():
        PollState.objects.filter(pk__in=alike).update(next_at=now + pause)
    pages = list(_due_pages(now))
    paces = _paces_of(pages)
    _ask_in_turn([Asked(page=page, pace=paces[page.pk]) for page in pages], now=now, wake=wake, delay_of=delay_of)
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(next_at=now + ASKED_AGAIN_ANYWAY)
    return Ticked(polls=len(due), pages=len(pages))


@transaction.atomic
def record_poll(
    *,
    source: PolledSource,
    now: datetime,
    brought: bool,
    outcome: str,
    etag: str = "",
    last_modified: str = "",
    sha256: str = "",
) -> PollState:
    """A poll went well: what it did in a sentence, what to ask with next time, and when that is."""
    state = state_of(source=source, now=now)
    bounds = {"shortest": source.shortest_interval, "longest": source.longest_interval}
    state.interval = next_interval(state.interval, brought=brought, **bounds)
    state.next_at = now + state.interval
    state.polled_at = state.succeeded_at = now
    state.failures, state.outcome = 0, outcome
    state.etag, state.last_modified = _whole(etag, 500), _whole(last_modified, 100)
    state.sha256 = sha256
    state.save()
    return state


@transaction.atomic
def record_failure(
    *, source: PolledSource, now: datetime, error: str, retry_after: timedelta | None = None, given_up: str = ""
) -> PollState:
    """A poll failed: it is tried again after a pause that doubles, or when the host said.

    `given_up` is a sitemap that is owed no longer, since trying again will not help.
    """
    state = state_of(source=source, now=now)
    state.failures += 1
    state.owed = [one for one in state.owed if one != given_up]
    bounds = {"shortest": source.shortest_interval, "longest": source.longest_interval}
    state.next_at = now + pause_after_failures(state.failures, retry_after=retry_after, **bounds)
    state.polled_at, state.outcome = now, error
    state.save(update_fields=["failures", "next_at", "polled_at", "outcome", "owed"])
    return state


@transaction.atomic
def record_sitemap(*, source: PolledSource, now: datetime, address: str, outcome: str) -> None:
    """One sitemap of an index was read, and is owed no longer unless it was asked for again meanwhile; what that led
    to, in a sentence."""
    state = state_of(source=source, now=now)
    asked = Job.objects.filter(kind=POLL, subject=subject_of_poll(source, address), state=JobState.WAITING)
    if not asked.exists():
        state.owed = [one for one in state.owed if one != address]
    state.outcome = outcome
    state.save(update_fields=["owed", "outcome"])


@transaction.atomic
def ask_for_sitemaps(
    *,
    source: PolledSource,
    now: datetime,
    named: Sequence[str] | None = None,
    by_person: bool = False,
    wake: Waker | None = None,
) -> None:
    """Have the sitemaps of an index polled that it named (None: those that are owed still).

    They are owed until they are read, whatever becomes of the jobs meanwhile.
    """
    state = state_of(source=source, now=now)
    if named is not None:
        state.owed = list(named)
        state.save(update_fields=["owed"])
    for address in state.owed:
        ask_to_poll(source=source, child=address, by_person=by_person, wake=wake)


@transaction.atomic
def take_listing(
    *,
    source: PolledSource,
    found: Sequence[Found],
    now: datetime,
    wake: Waker | None = None,
    delay_of: DelayOf = no_delay,
) -> Brought:
    """Keep what a source listed and have fetched what is new, wanted again or said to be updated.

    The same listing again changes nothing. A page that two sources list is fetched once. Each fetch is given its
    host's next turn, by the source's pace or what `delay_of` says that the host wants.
    """
    by_address = {one.address: one for one in reversed(found)}  # the first to name an address is heard
    known = set(Page.objects.filter(address__in=by_address).values_list("address", flat=True))
    missing = [Page(address=one.address, host=one.host) for one in by_address.values() if one.address not in known]
    Page.objects.bulk_create(missing, ignore_conflicts=True)
    pages = {page.address: page for page in Page.objects.filter(address__in=by_address)}
    wanted_again = _keep_listings(source, [(pages[address], one) for address, one in by_address.items()])
    asked = _asked_already(pages.values())
    new: list[Asked] = []
    updated: list[Asked] = []
    left_out = 0
    for address, one in by_address.items():
        page = pages[address]
        if one.left_out:
            left_out += address not in known
            _leave_out_untried(page, one)
        elif (page.intake_id is None or page.pk in wanted_again) and page.pk not in asked:
            new.append(Asked(page=page, pace=source.pace, address=one.asked))
        elif is_asked_at_once(one.updated, now=now, fetched=page.fetched_at, changed=page.changed_at):
            updated.append(Asked(page=page, pace=source.pace, address=one.asked))
    priority = Priority.BULK if len(new) > A_LOAD else Priority.NEWS
    _ask_in_turn([*new, *updated], now=now, priority=priority, wake=wake, delay_of=delay_of)
    return Brought(new=len(new), updated=len(updated), left_out=left_out)


def list_page(*, source: PolledSource, found: Found) -> Page:
    """The page of an address with a source that lists it, without having it fetched."""
    page, _ = Page.objects.get_or_create(address=found.address, defaults={"host": found.host})
    Listing.objects.get_or_create(source=source, page=page, defaults={"title": found.title[:1000]})
    return page


def state_of(*, source: PolledSource, now: datetime) -> PollState:
    """A source's state, locked, and made where there is none. To be called in a transaction.

    Raises NotYet where an editor has changed what is asked for or wanted since the source was read.
    """
    locked = PollState.objects.select_for_update().filter(source=source)
    state = locked.first()
    if state is None:
        _make_states([source], now)
        state = locked.get()
    as_read = {name: getattr(source, name) for name in READ_ANEW}
    if not PolledSource.objects.filter(pk=source.pk, **as_read).exists():
        raise NotYet(at=now)
    return state


@transaction.atomic
def source_changed(*, source: PolledSource) -> None:
    """An editor changed what is asked for or wanted: the listing is read anew, at once, though it may be the same."""
    new = {"etag": "", "last_modified": "", "sha256": "", "failures": 0, "next_at": timezone.now()}
    PollState.objects.filter(source=source).update(**new)


@transaction.atomic
def pause(*, sources: QuerySet[PolledSource]) -> int:
    """Ask nothing of them any more; how many were going on. A person did it: seeds leave it so."""
    return sources.filter(paused=False).update(paused=True, edited=True)


@transaction.atomic
def go_on(*, sources: QuerySet[PolledSource]) -> int:
    """Poll them again, each at once; how many had been paused."""
    paused = list(sources.filter(paused=True).values_list("pk", flat=True))
    PollState.objects.filter(source__in=paused).update(next_at=timezone.now())
    return PolledSource.objects.filter(pk__in=paused).update(paused=False, edited=True)


def note_new_article(*, page: Page, now: datetime) -> None:
    """An article came of a page: the sources that list it have brought one."""
    PollState.objects.filter(source__listings__page=page).update(new_article_at=now)


def _by_longest_interval(states: Sequence[PollState]) -> Mapping[timedelta, Sequence[int]]:
    """The sources of states by what they have in common: many are written at once."""
    found: dict[timedelta, list[int]] = defaultdict(list)
    for state in states:
        found[state.source.longest_interval].append(state.pk)
    return found


def _make_missing_states(now: datetime) -> None:
    _make_states(PolledSource.objects.filter(paused=False, state__isnull=True), now)


def _make_states(sources: Iterable[PolledSource], now: datetime) -> None:
    """A source without a state is due at once."""
    rows = [PollState(source=source, next_at=now, interval=source.shortest_interval) for source in sources]
    PollState.objects.bulk_create(rows, ignore_conflicts=True)


def _due_pages(now: datetime) -> QuerySet[Page]:
    """Pages whose moment has come, but for those that only paused sources list."""
    listed = Listing.objects.filter(page=OuterRef("pk"))
    due = Page.objects.filter(next_at__lte=now).filter(Exists(listed.filter(source__paused=False)) | ~Exists(listed))
    return due.select_for_update(skip_locked=True, of=("self",)).order_by("next_at", "pk")[:AT_ONCE]


def _keep_listings(source: PolledSource, found: Sequence[tuple[Page, Found]]) -> set[int]:
    """Rows of what a source listed; the pages that its filters left out before and no longer do."""
    before = {row.page_id: row for row in Listing.objects.filter(source=source, page__in=[page for page, _ in found])}
    fresh = [
        Listing(source=source, page=page, title=one.title[:1000], published=one.published, left_out=one.left_out[:300])
        for page, one in found
        if page.pk not in before
    ]
    Listing.objects.bulk_create(fresh, ignore_conflicts=True)
    wanted_again: set[int] = set()
    changed = []
    for page, one in found:
        row = before.get(page.pk)
        if row is not None and (row.left_out, row.title) != (one.left_out[:300], one.title[:1000]):
            if row.left_out and not one.left_out and page.article_id is None:
                wanted_again.add(page.pk)
            row.left_out, row.title = one.left_out[:300], one.title[:1000]
            changed.append(row)
    Listing.objects.bulk_update(changed, ["left_out", "title"], batch_size=500)
    return wanted_again


def _paces_of(pages: Sequence[Page]) -> dict[int, timedelta]:
    """At which pace each page is asked for: the longest of the sources that list it."""
    listed: dict[int, list[timedelta]] = {page.pk: [] for page in pages}
    for pk, pace in Listing.objects.filter(page__in=pages).values_list("page", "source__pace"):
        listed[pk].append(pace)
    return {pk: max(paces, default=UNLISTED_PACE) for pk, paces in listed.items()}


def _ask_in_turn(
    several: Sequence[Asked],
    *,
    now: datetime,
    priority: Priority = Priority.NEWS,
    wake: Waker | None,
    delay_of: DelayOf,
) -> None:
    """Have pages fetched, each at a turn of its host that is kept for it: nobody comes in vain."""
    by_host: dict[str, list[Asked]] = defaultdict(list)
    for one in several:
        by_host[one.page.host].append(one)
    turns: dict[int, datetime] = {}
    for host, alike in sorted(by_host.items()):  # in one order: two who keep turns of the same hosts lock them alike
        pace = max([delay_of(alike[0].page.address), *(one.pace for one in alike)])
        kept = keep_turns(host=host, pace=pace, now=now, count=len(alike))
        turns |= {one.page.pk: turn for one, turn in zip(alike, kept, strict=True)}
    for one in several:
        ask_to_fetch(page=one.page, asked=one.address, priority=priority, turn=turns[one.page.pk], wake=wake)


def _asked_already(pages: Iterable[Page]) -> set[int]:
    """Pages for which a job waits, runs, or was set aside for a person to see."""
    subjects = {subject_of_page(page): page.pk for page in pages}
    jobs = Job.objects.filter(~Q(state=JobState.DONE), kind=FETCH_PAGE, subject__in=subjects)
    return {subjects[subject] for subject in jobs.values_list("subject", flat=True)}


def _leave_out_untried(page: Page, one: Found) -> None:
    """Say why a page was never asked for; what another source had fetched stays as it is."""
    if page.intake_id is None and page.article_id is None:
        given = {"key": page.address, "url": one.asked, "title": one.title}
        leave_out(page=page, given=given, notes=[Note(kind=NoteKind.LEFT_OUT, detail=one.left_out)])


def _whole(validator: str, longest: int) -> str:
    """A validator is given back whole or not at all."""
    return validator if len(validator) <= longest else ""


def keep_sample_source(*, address: str) -> PolledSource:
    """The sample feed of `make run`, at its address of today: quick enough to watch. What an editor set stays."""
    quick = {
        "paused": False,
        "shortest_interval": timedelta(seconds=10),
        "longest_interval": timedelta(seconds=30),
        "pace": timedelta(seconds=1),
        "refetch_after": [timedelta(seconds=pause) for pause in (30, 60, 120, 300)],
    }
    source, _ = PolledSource.objects.update_or_create(
        name="Sample feed", defaults={"address": address}, create_defaults={"address": address, **quick}
    )
    return source
