"""Whether work gets done, from the rows alone: how long the oldest due job waits, and when things last happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Q

from pledges.models import ArticleVersion, Job, JobState, Lane, Priority, Pulse, Reading

TICK, SCAN = "tick", "scan"
# The first job of each lane and priority, found from the index `jobs_in_turn` by leaping from one to the next: what
# it costs does not grow with the number of jobs that wait.
OLDEST = """
    WITH RECURSIVE turn AS (
        (SELECT lane, priority, next_at FROM pledges_job WHERE state = 'waiting'
         ORDER BY lane, priority, next_at LIMIT 1)
        UNION ALL
        SELECT following.* FROM turn CROSS JOIN LATERAL (
            SELECT lane, priority, next_at FROM pledges_job
            WHERE state = 'waiting' AND (lane, priority) > (turn.lane, turn.priority)
            ORDER BY lane, priority, next_at LIMIT 1) AS following
    )
    SELECT lane, priority >= %s, min(next_at) FROM turn WHERE next_at <= %s GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From when on something takes too long. `scans` says whether a folder is watched at all."""

    oldest_job: timedelta
    tick: timedelta
    scans: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Ages in whole seconds: of the oldest due job of each lane (None: none is due), those of bulk loads apart, and
    of what happened last (None: never). `busy` are the lanes of which a job is being done."""

    oldest_due: Mapping[str, int | None]
    oldest_due_bulk: Mapping[str, int | None]
    busy: frozenset[str]
    quarantined: int
    tick: int | None
    scan: int | None
    last_article: int | None
    last_claim: int | None


def readiness(*, now: datetime) -> Readiness:
    """How it stands at a moment, in five queries that are answered from indexes."""
    due = _oldest_due(now)
    open_jobs = Job.objects.filter(state__in=(JobState.RUNNING, JobState.QUARANTINED)).values("lane")
    counts = {
        row["lane"]: row
        for row in open_jobs.annotate(
            running=Count("pk", filter=Q(state=JobState.RUNNING, lease_until__gte=now)),
            set_aside=Count("pk", filter=Q(state=JobState.QUARANTINED)),
        )
    }
    pulses = dict(Pulse.objects.filter(name__in=(TICK, SCAN)).values_list("name", "at"))
    article = ArticleVersion.objects.order_by("-id").values_list("recorded_at", flat=True).first()
    claim = Reading.objects.order_by("-id").values_list("recorded_at", flat=True).first()
    return Readiness(
        oldest_due={lane: age(due.get((lane, False)), now) for lane in Lane.values},
        oldest_due_bulk={lane: age(due.get((lane, True)), now) for lane in Lane.values},
        busy=frozenset(lane for lane, row in counts.items() if row["running"]),
        quarantined=sum(row["set_aside"] for row in counts.values()),
        tick=age(pulses.get(TICK), now),
        scan=age(pulses.get(SCAN), now),
        last_article=age(article, now),
        last_claim=age(claim, now),
    )


def _oldest_due(now: datetime) -> dict[tuple[str, bool], datetime]:
    """When the oldest due job became due, by lane and whether it is of a bulk load."""
    with connection.cursor() as cursor:
        cursor.execute(OLDEST, [Priority.BULK.value, now])
        return {(lane, bulk): at for lane, bulk, at in cursor.fetchall()}


def age(at: datetime | None, now: datetime) -> int | None:
    """Whole seconds since a moment; 0 where clocks differ."""
    return max(0, int((now - at).total_seconds())) if at else None


def states(found: Readiness, limits: Limits) -> dict[str, bool]:
    """Each part by name, and whether it is well.

    A bulk load may wait for as long as its lane is at work: single news overtake it by design. What never happened is
    not well: a copy is ready once its schedule has ticked, and the folder that it watches was looked at.
    """
    longest = limits.oldest_job.total_seconds()
    parts = {
        f"{lane}_jobs": not (
            _over(found.oldest_due[lane], longest)
            or (lane not in found.busy and _over(found.oldest_due_bulk[lane], longest))
        )
        for lane in Lane.values
    }
    parts[TICK] = found.tick is not None and not _over(found.tick, limits.tick.total_seconds())
    if limits.scans:
        parts[SCAN] = found.scan is not None and not _over(found.scan, longest)
    return parts


def _over(seconds: int | None, limit: float) -> bool:
    return seconds is not None and seconds > limit
