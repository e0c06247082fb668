"""Nothing that a guard started outlives whoever holds its pipe."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tracker.embedded.guarded import Command, Guarded, run_guarded

STUBBORN = "trap '' TERM INT; while :; do sleep 0.1; done"
STARTER = """
import sys, time
from tracker.embedded.guarded import Command, Guarded
guarded = Guarded(Command(arguments=["sh", "-c", sys.argv[1]], grace=0.3))
time.sleep(60)
"""
DAEMON = "setsid sh -c \"trap '' TERM; while :; do sleep 0.1; done\" & echo $! > {file}; wait"


def is_gone(pid: int) -> bool:
    """Whether no such process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def wait_until_gone(pid: int) -> None:
    """Fails when it still runs after five seconds."""
    end = time.monotonic() + 5
    while not is_gone(pid):
        assert time.monotonic() < end, f"process {pid} is still there"
        time.sleep(0.02)


def read_pid(file: Path) -> int:
    """The process id that a shell writes to a file."""
    end = time.monotonic() + 5
    while not (file.exists() and file.read_text().strip()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return int(file.read_text())


def test_gives_the_status_of_its_command() -> None:
    assert run_guarded(Command(arguments=["sh", "-c", "echo seen; exit 7"]), timeout=10) == (7, "seen\n")


def test_says_what_cannot_be_run() -> None:
    status, printed = run_guarded(Command(arguments=["/no/such/program"]), timeout=10)
    assert (status, printed) == (127, "/no/such/program: No such file or directory\n")


def test_kills_what_ignores_the_signal_after_its_grace() -> None:
    guarded = Guarded(Command(arguments=["sh", "-c", STUBBORN], grace=0.3))
    time.sleep(0.3)
    began = time.monotonic()
    guarded.stop()
    assert guarded.exit_status() == 128 + signal.SIGKILL
    assert 0.2 < time.monotonic() - began < 3


def test_takes_a_daemon_of_its_command_along(tmp_path: Path) -> None:
    file = tmp_path / "pid"
    guarded = Guarded(Command(arguments=["sh", "-c", DAEMON.format(file=file)], grace=0.3))
    daemon = read_pid(file)
    guarded.stop()
    wait_until_gone(daemon)


def test_ends_its_command_when_its_starter_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "pid"
    starter = subprocess.Popen(
        [
            sys.executable,
            "-c",
            STARTER,
            f"echo $$ > {file}; {STUBBORN}",
        ]
    )
    command = read_pid(file)
    starter.kill()
    starter.wait()
    wait_until_gone(command)


def test_its_command_dies_with_a_killed_guard(tmp_path: Path) -> None:
    file = tmp_path / "pid"
    guarded = Guarded(Command(arguments=["sh", "-c", f"echo $$ > {file}; {STUBBORN}"]))
    command = read_pid(file)
    guarded.process.kill()
    guarded.process.wait()
    wait_until_gone(command)
    guarded.ask_to_stop()
