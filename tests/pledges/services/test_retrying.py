"""What is tried again is what was set aside, and nothing else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from pledges.models import Intake, Job, JobState
from pledges.services.retrying import retry_job, retry_kind, retry_offers, retry_reason

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def job(kind: str, error: str = "", *, state: str = JobState.QUARANTINED, days: int = 0) -> Job:
    return Job.objects.create(
        kind=kind,
        subject=str(Job.objects.count()),
        state=state,
        last_error=error,
        attempts=5,
        next_at=timezone.now(),
        finished_at=timezone.now() - timedelta(days=days),
    )


@pytest.fixture
def failed() -> None:
    job("poll", "ValueError: one")
    job("poll", "ValueError: other")
    job("poll", "OSError: one")
    job("poll", "ValueError: long ago", days=9)
    job("extract", "ValueError: one")
    job("extract", state=JobState.DONE)
    for number, days in enumerate((0, 1, 9)):
        Intake.objects.create(
            locator=f"{number}.txt",
            outcome="failed",
            error=f"{number}.txt: is empty",
            finished_at=timezone.now() - timedelta(days=days),
        )
    Intake.objects.create(locator="fine", outcome="new", finished_at=timezone.now())


def since() -> Any:
    return timezone.now() - WEEK


@pytest.mark.parametrize(
    ("act", "waiting"),
    [
        pytest.param(lambda: retry_kind(), {"poll": 4, "extract": 1}, id="all jobs"),
        pytest.param(lambda: retry_kind(kind="poll"), {"poll": 4}, id="those of a kind"),
        pytest.param(lambda: retry_kind(kind="fold"), {}, id="those of a kind that has none"),
        pytest.param(
            lambda: retry_reason(kind="poll", reason="ValueError", since=since()), {"poll": 2}, id="for a reason"
        ),
        pytest.param(lambda: retry_offers(since=since()), {"take_in": 2}, id="offers of the last week"),
        pytest.param(
            lambda: retry_reason(kind="offer", reason="…: is empty", since=since()),
            {"take_in": 2},
            id="offers for a reason",
        ),
        pytest.param(
            lambda: retry_reason(kind="offer", reason="is damaged", since=since()), {}, id="for a reason that is none"
        ),
    ],
)
def test_tries_again(failed: None, act: Callable[[], int], waiting: dict[str, int]) -> None:
    assert act() == sum(waiting.values())
    rows = list(Job.objects.filter(state=JobState.WAITING))
    assert {kind: sum(row.kind == kind for row in rows) for kind in {row.kind for row in rows}} == waiting
    assert {row.attempts for row in rows} <= {0}


@pytest.mark.parametrize(("state", "tried"), [(JobState.QUARANTINED, True), (JobState.DONE, False)])
def test_tries_one_job_that_is_set_aside(state: str, tried: bool) -> None:
    assert retry_job(number=job("poll", state=state).pk) is tried


def test_knows_no_job_of_another_number() -> None:
    assert retry_job(number=1) is False
