"""A worker whose broker dies while it holds messages goes on or ends, and ended it is started again: never neither."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from celery import current_app
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError

from extraction.waking import TASKS
from pledges.models import Job, JobState, Lane
from pledges.services.jobs import release_gone
from tests.faults.copies import parent, processes_of
from tests.workers import worker
from tracker.embedded.identity import forget_copies
from tracker.embedded.servers import EmbeddedServers
from tracker.embedded.state import StateFolder

DEATHS = 4
JOBS = 20
PATIENCE = 240.0


@pytest.fixture
def valkey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddedServers]:
    """A broker that may die without harm to other tests."""
    monkeypatch.delenv("REDIS_URL")
    state = StateFolder.open(tmp_path / "state")
    with EmbeddedServers(state) as servers:
        yield servers
    forget_copies(state)
    os.close(state.lock)


def kill_and_revive(servers: EmbeddedServers) -> None:
    """The broker dies, and is there again at once without what it knew."""
    (server,) = servers.servers
    assert server.guarded is not None
    guard = server.guarded.process
    (victim,) = [pid for pid in processes_of(servers.state.path) if parent(pid) == guard.pid]
    os.kill(victim, signal.SIGKILL)
    guard.wait(60)
    servers.revive(lambda _: None)


def wake(url: str) -> None:
    """As the sweep does; a broker that is away is no error."""
    with suppress(OperationalError), current_app.connection_for_write(url) as broker:
        current_app.send_task(TASKS[Lane.READ], connection=broker, ignore_result=True, retry=False, expires=60)


def started(stack: ExitStack, url: str) -> subprocess.Popen[bytes]:
    """A reader whose two processes take a job each."""
    include = ("--include", "tests.faults.napping")
    return stack.enter_context(worker(*include, queues="read", REDIS_URL=url, SHIFT_SECONDS="2"))


@pytest.mark.django_db(transaction=True)
def test_all_work_is_done_by_whoever_is_started_again(valkey: EmbeddedServers) -> None:
    for number in range(JOBS):
        Job.objects.create(kind="nap", subject=str(number), next_at=timezone.now(), max_attempts=DEATHS + 2)
    url, deaths, end = valkey.addresses["REDIS_URL"], 0, time.monotonic() + PATIENCE
    with ExitStack() as stack:
        process = started(stack, url)
        while Job.objects.exclude(state=JobState.DONE).exists():
            told = list(Job.objects.exclude(state=JobState.DONE).values("subject", "state", "attempts", "last_error"))
            assert time.monotonic() < end, (process.poll(), told)
            if process.poll() is not None:
                process = started(stack, url)
            if deaths < DEATHS and Job.objects.filter(state=JobState.RUNNING).count() == 2:
                kill_and_revive(valkey)
                deaths += 1
            release_gone()
            wake(url)
            time.sleep(0.3)
    assert deaths == DEATHS
    assert Job.objects.count() == JOBS
    connection.close()
