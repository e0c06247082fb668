"""A server that died is told of before it is started again, and starts from the programs that it had."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.copies import parent, processes_of
from tracker.embedded.identity import forget_copies, reachable, remembered, server_user
from tracker.embedded.servers import EmbeddedServers
from tracker.embedded.state import StateFolder


@pytest.fixture
def state(tmp_path: Path) -> Iterator[StateFolder]:
    """A state folder of its own."""
    folder = StateFolder.open(tmp_path / "state")
    yield folder
    forget_copies(folder)
    os.close(folder.lock)


def test_its_death_is_told_before_it_is_started_again(state: StateFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDIS_URL")
    told: list[tuple[str, bool]] = []
    with EmbeddedServers(state) as servers:
        (valkey,) = servers.servers
        assert valkey.guarded is not None
        guard = valkey.guarded.process
        (victim,) = [pid for pid in processes_of(state.path) if parent(pid) == guard.pid]
        os.kill(victim, signal.SIGKILL)
        guard.wait(60)
        servers.revive(lambda line: told.append((line, valkey.guarded is not None and valkey.guarded.process is guard)))
    (died, before), (again, after) = told
    assert died.startswith("valkey died: ")
    assert before
    assert again == "valkey runs again"
    assert not after


def test_programs_are_copied_once(state: StateFolder, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "package").mkdir()
    shutil.copy("/bin/true", closed / "package" / "program")
    user = server_user(state.path)
    first = reachable(closed / "package", "program", user, state)
    assert reachable(closed / "package", "program", user, state) == first
    assert len(remembered(state)) == (0 if user is None else 1)
