"""What waits too long is named; what may wait is not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from pledges.models import Job, JobState, Lane, Priority, Pulse
from pledges.queries.readiness import Limits, Readiness, readiness, states
from tests.pledges import stories

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LIMITS = Limits(oldest_job=timedelta(seconds=900), tick=timedelta(seconds=120), scans=True)
WELL = Readiness(
    oldest_due={"fetch": None, "read": 900},
    oldest_due_bulk={"fetch": None, "read": None},
    busy=frozenset(),
    quarantined=7,
    tick=120,
    scan=900,
    last_article=None,
    last_claim=None,
)


def job(*, ago: int, **values: Any) -> Job:
    usual: dict[str, Any] = {"kind": "extract", "lane": Lane.READ, "priority": Priority.NEWS}
    subject = str(Job.objects.count())
    return Job.objects.create(subject=subject, next_at=NOW - timedelta(seconds=ago), **usual | values)


@pytest.mark.parametrize(
    ("change", "failing"),
    [
        pytest.param({}, set(), id="nothing"),
        pytest.param({"oldest_due": {"fetch": None, "read": 901}}, {"read_jobs"}, id="news that nobody reads"),
        pytest.param({"oldest_due": {"fetch": 901, "read": 1}}, {"fetch_jobs"}, id="pages that nobody fetches"),
        pytest.param(
            {"oldest_due": {"fetch": None, "read": 901}, "busy": frozenset({"read"})},
            {"read_jobs"},
            id="news that wait although something is read",
        ),
        pytest.param({"oldest_due_bulk": {"fetch": None, "read": 901}}, {"read_jobs"}, id="a bulk load left lying"),
        pytest.param(
            {"oldest_due_bulk": {"fetch": None, "read": 9001}, "busy": frozenset({"read"})},
            set(),
            id="no bulk load that is at work",
        ),
        pytest.param({"tick": 121}, {"tick"}, id="a schedule that stopped"),
        pytest.param({"tick": None}, {"tick"}, id="a schedule that never ticked"),
        pytest.param({"scan": 901}, {"scan"}, id="a folder that nobody looks at"),
        pytest.param({"scan": None}, {"scan"}, id="a folder that nobody ever looked at"),
    ],
)
def test_names_what_is_not_well(change: dict[str, Any], failing: set[str]) -> None:
    parts = states(replace(WELL, **change), LIMITS)
    assert {name for name, well in parts.items() if not well} == failing


def test_asks_for_no_scan_where_no_folder_is_watched() -> None:
    assert "scan" not in states(replace(WELL, scan=None), replace(LIMITS, scans=False))


def test_tells_the_age_of_the_oldest_due_job_of_each_lane(db: None) -> None:
    job(ago=50)
    job(ago=70, kind="rebuild")
    job(ago=500, priority=Priority.BULK)
    job(ago=-600, kind="poll", lane=Lane.FETCH)
    job(ago=800, state=JobState.DONE)
    job(ago=900, state=JobState.QUARANTINED)
    found = readiness(now=NOW)
    assert found.oldest_due == {"fetch": None, "read": 70}
    assert found.oldest_due_bulk == {"fetch": None, "read": 500}
    assert found.quarantined == 1


@pytest.mark.parametrize(("left", "busy"), [(10, {"read"}), (-10, set())], ids=["held", "of a worker that is lost"])
def test_a_lane_is_busy_while_a_lease_holds(db: None, left: int, busy: set[str]) -> None:
    job(ago=5, state=JobState.RUNNING, lease_until=NOW + timedelta(seconds=left))
    assert readiness(now=NOW).busy == busy


def test_tells_when_things_last_happened(seeded: None) -> None:
    before = readiness(now=NOW)
    assert (before.tick, before.scan, before.last_article, before.last_claim) == (None, None, None, None)
    Pulse.objects.create(name="tick", at=NOW - timedelta(seconds=3))
    version = stories.article()
    stories.read(version, stories.story_claims(version))
    found = readiness(now=version.recorded_at + timedelta(seconds=90))
    assert found.last_article == 90
    assert found.last_claim is not None
    assert readiness(now=NOW).tick == 3


def test_asks_as_often_for_many_jobs_and_leaps_over_them(
    db: None, django_assert_num_queries: Callable[[int], Any]
) -> None:
    kinds = ("extract", "fold", "poll", "take_in")
    Job.objects.bulk_create(
        Job(kind=kinds[n % 4], subject=str(n), next_at=NOW - timedelta(seconds=n), priority=Priority.BULK)
        for n in range(20_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE pledges_job")
    with django_assert_num_queries(5) as asked:
        found = readiness(now=NOW)
    assert found.oldest_due_bulk["read"] == 19_999
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT TEXT) " + asked.captured_queries[0]["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "jobs_in_turn" in plan
    assert "Seq Scan on pledges_job" not in plan
