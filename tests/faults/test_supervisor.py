"""A copy lives and dies as a whole, and says in one line why it cannot start."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.copies import READY, SETTINGS_OF_TESTS, SUPERVISOR, RunningCopy, free_port

START_SECONDS = 180  # patience: other tests run beside it
STOP_SECONDS = 10

Starter = Callable[[], RunningCopy]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starter]:
    """Starts copies on one state folder; none outlives the test."""
    copies: list[RunningCopy] = []
    port = free_port()

    def starter() -> RunningCopy:
        copies.append(RunningCopy(tmp_path / "state", port=port))
        return copies[-1]

    yield starter
    for copy in copies:
        copy.end()


def refusal(state: Path, **environment: str) -> str:
    """What a start that is refused prints; it must be one line and status 1."""
    clean = {name: value for name, value in os.environ.items() if name not in SETTINGS_OF_TESTS}
    done = subprocess.run(
        SUPERVISOR,
        env=clean | {"STATE_DIR": str(state)} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = (done.stdout + done.stderr).strip()
    assert done.returncode == 1, said
    assert said.count("\n") == 0, said
    return said


def test_ctrl_c_stops_everything_and_a_second_start_is_refused_meanwhile(start: Starter, tmp_path: Path) -> None:
    copy = start()
    copy.wait_for(READY, seconds=START_SECONDS)
    names = " ".join(copy.processes().values())
    assert all(word in names for word in ("postgres", "valkey-server", "gunicorn", "worker", "beat"))
    credentials = tmp_path / "state" / "credentials"
    assert stat.S_IMODE(credentials.stat().st_mode) == 0o600

    said = refusal(tmp_path / "state", PORT=str(free_port()))
    assert "Another run" in said
    assert str(copy.process.pid) in said

    copy.interrupt()
    copy.wait_for_no_process(seconds=STOP_SECONDS)
    assert copy.process.wait(5) == 0
    assert not any("Traceback" in line for line in copy.lines[-10:])


def test_a_killed_supervisor_takes_everything_with_it_and_the_data_are_there_again(
    start: Starter, tmp_path: Path
) -> None:
    first = start()
    first.wait_for(READY, seconds=START_SECONDS)
    kept = (tmp_path / "state" / "credentials").read_text()
    first.process.kill()
    first.wait_for_no_process(seconds=STOP_SECONDS)

    second = start()
    second.wait_for(READY, seconds=START_SECONDS)
    assert (tmp_path / "state" / "credentials").read_text() == kept
    second.interrupt()
    second.wait_for_no_process(seconds=STOP_SECONDS)


def test_what_is_killed_alone_starts_again(start: Starter) -> None:
    copy = start()
    copy.wait_for(READY, seconds=START_SECONDS)
    for word in ("bin/postgres -D", "valkey-server", "gunicorn"):
        os.kill(copy.guarded(word), signal.SIGKILL)
        copy.wait_for(re.compile("died|it starts again"), seconds=START_SECONDS)
        copy.wait_for_health(seconds=START_SECONDS)
    copy.interrupt()
    copy.wait_for_no_process(seconds=STOP_SECONDS)


def test_a_taken_port_is_named_with_another_to_take(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refusal(tmp_path / "state", PORT=str(port))
    assert f"Port {port}" in said
    assert f"make run PORT={port + 1}" in said


def test_a_port_that_is_no_port_is_named(tmp_path: Path) -> None:
    assert "PORT is 'http'" in refusal(tmp_path / "state", PORT="http")


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    said = refusal(tmp_path / "state", PORT=str(free_port()), DATABASE_URL="postgresql://nobody:pw@127.0.0.1:1/none")
    assert "The database of DATABASE_URL does not answer" in said
    assert "pw@" not in said


def test_a_state_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "cannot be used: not a directory" in refusal(tmp_path / "file" / "state", PORT=str(free_port()))


def test_articles_that_do_not_exist_are_named(tmp_path: Path) -> None:
    done = subprocess.run(
        [*SUPERVISOR, "no-such-manifest.jsonl"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert (
        done.stderr.strip() == "make run: ARTICLES names no-such-manifest.jsonl, and there is no such file or folder."
    )
