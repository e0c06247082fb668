"""An operator is told what needs a person, and the database is asked as often however much there is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from pledges.models import Intake, Job, JobState, Lane, PolledSource, PollState, Pulse
from pledges.queries.status import Status, status
from tests.pledges import stories

STALE = timedelta(seconds=120)


def source(name: str, *, paused: bool = False, due: timedelta = timedelta(minutes=5), **state: Any) -> PolledSource:
    """A polled source that is asked next in `due`."""
    row = PolledSource.objects.create(name=name, address=f"https://{name}.example/feed", paused=paused)
    usual: dict[str, Any] = {"interval": timedelta(minutes=15), "succeeded_at": timezone.now()}
    PollState.objects.create(source=row, next_at=timezone.now() + due, **usual | state)
    return row


def ticked(*, ago: int = 5) -> None:
    Pulse.objects.update_or_create(name="tick", defaults={"at": timezone.now() - timedelta(seconds=ago)})


def now() -> Status:
    return status(now=timezone.now(), stale=STALE)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        pytest.param(lambda: None, (), id="nothing when all is well"),
        pytest.param(lambda: ticked(ago=600), ("The schedule ticked last 10 min ago",), id="a tick that stopped"),
        pytest.param(lambda: Pulse.objects.all().delete(), ("The schedule has never ticked",), id="no tick"),
        pytest.param(
            lambda: source("late", due=-timedelta(hours=3)),
            ("The source late should have been asked 3 h ago.",),
            id="a source overdue",
        ),
        pytest.param(
            lambda: source("ill", failures=3, outcome="it answered 503"),
            ("The source ill failed 3 times in a row: it answered 503",),
            id="a source that fails",
        ),
        pytest.param(lambda: source("ill", failures=2), (), id="no source that failed twice"),
        pytest.param(
            lambda: source("late", paused=True, due=-timedelta(hours=3), failures=9), (), id="no source that is paused"
        ),
        pytest.param(
            lambda: Job.objects.create(kind="poll", subject="1", state=JobState.QUARANTINED, next_at=timezone.now()),
            ("1 job is in quarantine.",),
            id="a job in quarantine",
        ),
    ],
)
def test_says_what_needs_a_person(db: None, make: Callable[[], object], told: tuple[str, ...]) -> None:
    ticked()
    make()
    wants = now().wants
    assert len(wants) == len(told)
    assert all(said.startswith(start) for said, start in zip(wants, told, strict=True))


def test_lists_sources_with_something_to_know(db: None) -> None:
    source("well")
    source("once", failures=1, outcome="it answered 503")
    source("new", succeeded_at=None)
    source("off", paused=True, failures=4)
    PolledSource.objects.create(name="unasked", address="https://u.example/", paused=False)
    found = now().sources
    assert (found.active, found.paused) == (4, 1)
    assert [(one.name, one.failures, one.never_succeeded) for one in found.troubled] == [
        ("once", 1, False),
        ("new", 0, True),
        ("unasked", 0, True),
    ]


def test_tells_queues_by_lane_and_kind(db: None) -> None:
    at = timezone.now()
    jobs = [
        ("read", "extract", JobState.WAITING, -60),
        ("read", "extract", JobState.WAITING, -90),
        ("read", "extract", JobState.WAITING, 600),
        ("read", "extract", JobState.DONE, -900),
        ("fetch", "poll", JobState.QUARANTINED, -900),
    ]
    for number, (lane, kind, state, due) in enumerate(jobs):
        Job.objects.create(lane=lane, kind=kind, state=state, subject=str(number), next_at=at + timedelta(seconds=due))
    Job.objects.create(
        lane=Lane.READ, kind="fold", state=JobState.RUNNING, subject="x", next_at=at, lease_until=at + STALE
    )
    found = [
        (one.lane, one.kind, one.due, one.later, one.running, one.quarantined, one.oldest_due)
        for one in status(now=at, stale=STALE).queues
    ]
    assert found == [
        ("fetch", "poll", 0, 0, 0, 1, None),
        ("read", "extract", 2, 1, 0, 0, 90),
        ("read", "fold", 0, 0, 1, 0, None),
    ]


def test_counts_what_was_done_and_noted(seeded: None) -> None:
    version = stories.undated()
    stories.read(version, stories.story_claims(version))
    notes = [{"kind": "not_taken", "detail": "it is a DOCX"}, {"kind": "no_day", "detail": "nothing says when"}]
    Intake.objects.create(locator="a", notes=notes, finished_at=timezone.now())
    Intake.objects.create(locator="b", notes=notes, finished_at=timezone.now() - timedelta(days=8))
    found = now()
    assert [(one.what, one.hour, one.day, one.week) for one in found.throughput] == [
        ("texts stored", 1, 1, 1),
        ("texts read", 1, 1, 1),
        ("claims recorded", 3, 3, 3),
    ]
    assert found.notes == {"no_day": {"texts": 1, "offers": 1}, "not_taken": {"texts": 0, "offers": 1}}


@pytest.mark.parametrize("number", [0, 60])
def test_asks_as_often_for_many(db: None, django_assert_num_queries: Callable[[int], Any], number: int) -> None:
    for one in range(number):
        source(f"s{one}", failures=one)
        Job.objects.create(
            kind=f"k{one % 3}",
            subject=str(one),
            state=JobState.QUARANTINED,
            next_at=timezone.now(),
            finished_at=timezone.now(),
            last_error=f"Error{one % 7}: it broke",
        )
        Intake.objects.create(locator=str(one), outcome="failed", error=f"a{one}: is empty", finished_at=timezone.now())
    with django_assert_num_queries(11):
        found = now()
    assert len(found.quarantine) == min(number, 50)
