"""What is known of a source's polls: how the last ones went, what is owed, and when the next one is due.

What an answer says of a source counts for the source as it was read before asking: where an editor has changed it
meanwhile nothing of the answer is kept, and it is asked again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pledges.domain.polling import next_interval, pause_after_failures
from pledges.models import Job, JobState, Page, PolledSource, PollState
from pledges.services.asked_work import POLL, ask_to_poll, subject_of_poll
from pledges.services.jobs import NotYet, Waker

READ_ANEW = frozenset({
    "form", "address", "link_pattern", "title_any", "title_none", "text_any", "text_none", "publisher",
})  # fmt: skip
"""Columns of a source whose change makes its listing be read anew, although it may be the same."""


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


def make_missing_states(now: datetime) -> None:
    """Every source that is not paused has a state, so that it is found when it is due."""
    _make_states(PolledSource.objects.filter(paused=False, state__isnull=True), now)


def _make_states(sources: Iterable[PolledSource], now: datetime) -> None:
    """A source without a state is due at once."""
    rows = [PollState(source=source, next_at=now, interval=source.shortest_interval) for source in sources]
    PollState.objects.bulk_create(rows, ignore_conflicts=True)


def _whole(validator: str, longest: int) -> str:
    """A validator is given back whole or not at all."""
    return validator if len(validator) <= longest else ""
