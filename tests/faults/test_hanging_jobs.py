"""A job that never ends is stopped, or killed with its process, and set aside at the cap; all others go on."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from extraction.limits import JobTookTooLong, at_most
from extraction.tasks import sweep
from pledges.models import Job, JobState
from pledges.seed_files import load_catalogue
from pledges.services import jobs
from pledges.services.asked_work import REBUILD
from pledges.services.seeding import load_seeds
from tests.workers import worker

PATIENCE = 240.0  # seconds


def test_stops_what_takes_too_long_and_says_so() -> None:
    began = time.monotonic()
    with pytest.raises(JobTookTooLong, match=r"more than 0\.1 s"), at_most(0.1):
        time.sleep(30)
    assert time.monotonic() - began < 20


def test_stops_it_again_where_something_caught_the_first_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extraction.limits.AGAIN", 0.1)
    with pytest.raises(JobTookTooLong), at_most(0.1):
        try:
            time.sleep(30)
        except BaseException:
            time.sleep(30)


def test_leaves_what_ends_in_time_alone() -> None:
    with at_most(0.05):
        pass
    time.sleep(0.1)


def hang(kind: str, **payload: str) -> None:
    """A job that goes before all others, with one more attempt to go."""
    Job.objects.create(
        kind=kind, subject=kind, payload=payload, priority=0, next_at=timezone.now() - timedelta(days=1), max_attempts=2
    )


@pytest.mark.django_db(transaction=True)
def test_jobs_that_never_end_are_set_aside_and_the_others_are_done(tmp_path: Path) -> None:
    load_seeds(catalogue=load_catalogue(), sources=())
    os.mkfifo(tmp_path / "fifo")
    hang("sleep_in_python")
    hang("block_in_c")
    hang("read_a_fifo", path=str(tmp_path / "fifo"))
    good = [jobs.enqueue(kind=REBUILD, subject=str(n), payload={"accounts": []}).pk for n in range(3)]
    include, end = ("--include", "tests.faults.hanging"), time.monotonic() + PATIENCE
    with worker(*include, JOB_SECONDS="1", SHIFT_SECONDS="1", JOB_MARGIN_SECONDS="1"):
        while Job.objects.filter(state__in=[JobState.WAITING, JobState.RUNNING]).exists():
            assert time.monotonic() < end, list(Job.objects.values("kind", "state", "attempts", "last_error"))
            time.sleep(0.5)
            sweep()
    assert set(Job.objects.filter(state=JobState.DONE).values_list("pk", flat=True)) >= set(good)
    said = dict(Job.objects.filter(state=JobState.QUARANTINED).values_list("kind", "last_error"))
    assert set(said) == {"sleep_in_python", "block_in_c", "read_a_fifo"}
    assert "took more than 1 s" in said["sleep_in_python"]
    assert "took more than 1 s" in said["read_a_fifo"]
    assert "was lost while it held the lease" in said["block_in_c"]
    connection.close()
