"""What an operator has to know, as one value: what is polled, what waits, what failed and why, and what was done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Model, Q

from pledges.domain.ages import told
from pledges.models import ArticleVersion, Claim, Job, JobState, Pulse, Run, VersionNote
from pledges.queries.failures import Failure, failures
from pledges.queries.notes import recent_offers_by_note
from pledges.queries.polled import Polled, polled
from pledges.queries.readiness import SCAN, TICK, age

WEEK = timedelta(days=7)
SPANS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": WEEK}
LISTED = 50
FAILING = 3  # failures in a row, from which on a source needs a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The open jobs of one kind in a lane; `oldest_due` is the age of the one that is due longest, in seconds."""

    lane: str
    kind: str
    due: int
    later: int
    running: int
    quarantined: int
    oldest_due: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Throughput:
    """How many of something were recorded in the last hour, day and week."""

    what: str
    hour: int
    day: int
    week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A job in quarantine."""

    id: int
    kind: str
    subject: str
    attempts: int
    error: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the tracker stands at a moment. Ages are whole seconds, None is never; `wants` says what needs a person."""

    at: datetime
    wants: tuple[str, ...]
    tick: int | None
    scan: int | None
    sources: Polled
    queues: tuple[Queue, ...]
    failures: tuple[Failure, ...]
    throughput: tuple[Throughput, ...]
    quarantine: tuple[SetAside, ...]
    notes: dict[str, dict[str, int]]


def status(*, now: datetime, stale: timedelta) -> Status:
    """The whole of it, in eleven queries whatever the tracker holds.

    A tick of the schedule, and a source that should have been asked, are late after `stale`.
    """
    pulses = dict(Pulse.objects.filter(name__in=(TICK, SCAN)).values_list("name", "at"))
    tick = age(pulses.get(TICK), now)
    sources, queues = polled(now=now, grace=stale), _queues(now)
    return Status(
        at=now,
        wants=tuple(_wants(tick, stale, sources, queues)),
        tick=tick,
        scan=age(pulses.get(SCAN), now),
        sources=sources,
        queues=queues,
        failures=tuple(failures(since=now - WEEK)),
        throughput=tuple(_throughput(now)),
        quarantine=_quarantine(),
        notes=_notes(since=now - WEEK),
    )


def _wants(tick: int | None, stale: timedelta, sources: Polled, queues: tuple[Queue, ...]) -> Iterator[str]:
    """Sentences of what needs a person."""
    if tick is None:
        yield "The schedule has never ticked: is beat running?"
    elif tick > stale.total_seconds():
        yield f"The schedule ticked last {told(tick)} ago: is beat running?"
    if set_aside := sum(queue.quarantined for queue in queues):
        yield f"{set_aside} {'job is' if set_aside == 1 else 'jobs are'} in quarantine."
    for one in sources.troubled:
        if one.overdue is not None:
            yield f"The source {one.name} should have been asked {told(one.overdue)} ago."
        if one.failures >= FAILING:
            yield f"The source {one.name} failed {one.failures} times in a row: {one.outcome}"


def _queues(now: datetime) -> tuple[Queue, ...]:
    waits, due = Q(state=JobState.WAITING), Q(state=JobState.WAITING, next_at__lte=now)
    rows = (
        Job.objects.exclude(state=JobState.DONE)
        .values("lane", "kind")
        .annotate(
            due=Count("pk", filter=due),
            later=Count("pk", filter=waits & ~due),
            running=Count("pk", filter=Q(state=JobState.RUNNING)),
            quarantined=Count("pk", filter=Q(state=JobState.QUARANTINED)),
            first=Min("next_at", filter=due),
        )
        .order_by("lane", "kind")
    )
    return tuple(_queue(row, now) for row in rows)


def _queue(row: Mapping[str, Any], now: datetime) -> Queue:
    counts = {name: value for name, value in row.items() if name != "first"}
    return Queue(oldest_due=age(row["first"], now), **counts)


RECORDED: tuple[tuple[str, type[Model]], ...] = (
    ("texts stored", ArticleVersion),
    ("texts read", Run),
    ("claims recorded", Claim),
)


def _throughput(now: datetime) -> Iterator[Throughput]:
    """One query each."""
    for what, model in RECORDED:
        counts: dict[str, Any] = {
            name: Count("pk", filter=Q(recorded_at__gte=now - span)) for name, span in SPANS.items()
        }
        yield Throughput(what=what, **model._default_manager.filter(recorded_at__gte=now - WEEK).aggregate(**counts))


def _quarantine() -> tuple[SetAside, ...]:
    rows = Job.objects.filter(state=JobState.QUARANTINED).order_by("-finished_at", "-id")[:LISTED]
    return tuple(
        SetAside(
            id=row.pk,
            kind=row.kind,
            subject=row.subject,
            attempts=row.attempts,
            error=row.last_error,
            at=row.finished_at,
        )
        for row in rows
    )


def _notes(*, since: datetime) -> dict[str, dict[str, int]]:
    """How many texts and offers got each kind of note since a moment; kinds that none got are left out."""
    texts = VersionNote.objects.filter(recorded_at__gte=since).order_by().values("kind")
    by_text = dict(texts.annotate(number=Count("version", distinct=True)).values_list("kind", "number"))
    by_offer = recent_offers_by_note(since=since)
    return {
        kind: {"texts": by_text.get(kind, 0), "offers": by_offer.get(kind, 0)}
        for kind in sorted(by_text.keys() | by_offer.keys())
    }
