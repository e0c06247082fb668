"""The end is waited for as long as jobs are done; where nobody does any, what is left is told."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from pledges.models import Job, JobState
from pledges.services.asked_work import REBUILD
from pledges.services.jobs import enqueue
from tests.simulation.crew import Crew
from tests.simulation.draining import wait_until_drained
from tracker.embedded.guarded import Command

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Crew]:
    """A worker that ends as soon as it began."""
    (tmp_path / "log").write_text("its last words\n", encoding="utf-8")
    ends = Command(arguments=[sys.executable, "-c", "raise SystemExit(1)"], folder=tmp_path)
    made = Crew(commands={"worker": ends}, log=tmp_path / "log")
    made.start("worker")
    yield made
    made.end()


def test_starts_again_who_ends_by_itself_and_tells_what_is_left(crew: Crew, capsys: pytest.CaptureFixture[str]) -> None:
    enqueue(kind=REBUILD, subject="nobody does it", payload={"accounts": []})
    wait_until_drained(crew, patience=2)
    assert crew.revived["worker, ended with 1"] > 0
    told = capsys.readouterr().out
    assert "no job was done for 2 s" in told
    assert "rebuild nobody does it: waiting after 0" in told
    assert "worker, ended with 1" in told
    assert "its last words" in told


def test_waits_as_long_as_jobs_are_done(crew: Crew, capsys: pytest.CaptureFixture[str]) -> None:
    waiting = [enqueue(kind=REBUILD, subject=str(n), payload={"accounts": []}).pk for n in range(6)]

    def one_by_one() -> None:
        for pk in waiting:
            time.sleep(0.7)
            Job.objects.filter(pk=pk).update(state=JobState.DONE, finished_at=timezone.now())
        connection.close()

    slow = threading.Thread(target=one_by_one)
    slow.start()
    wait_until_drained(crew, patience=3)
    slow.join()
    assert capsys.readouterr().out == ""
    assert not Job.objects.exclude(state=JobState.DONE).exists()
