"""Every process of a copy runs under a guard, so that none outlives the supervisor, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

GUARD = Path(__file__).with_name("guard.py")
REPOSITORY = Path(__file__).resolve().parents[2]


class StartError(Exception):
    """Something that a person can mend keeps the copy from starting; the message is the one line to show."""


def bare_environment() -> dict[str, str]:
    """What a server needs of ours: no secret, no locale, no setting that PostgreSQL would read."""
    passed = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return passed | {"LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What to run, as whom, where, and how to end it.

    `user` is a uid, or None for the caller's own. After `grace` seconds what has not ended is killed.
    """

    arguments: Sequence[str]
    folder: Path = REPOSITORY
    user: int | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 4.0
    environment: Mapping[str, str] | None = None


class Guarded:
    """A running command; `stop` asks it to end, and so does the end of this process."""

    def __init__(self, command: Command, *, output: int | IO[bytes] | None = None, lock: int | None = None) -> None:
        """Start it. `output` takes all that it prints; `lock` is a lock's descriptor to hold on to."""
        self.command = command
        environment = dict(os.environ if command.environment is None else command.environment)
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-I",
                "-S",
                str(GUARD),
                command.stop_signal.name,
                str(command.grace),
                "-" if command.user is None else str(command.user),
                str(command.folder),
                "--",
                *command.arguments,
            ],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT if output is not None else None,
            env=environment,
            start_new_session=True,
            pass_fds=() if lock is None else (lock,),
        )

    @property
    def output(self) -> IO[bytes] | None:
        """The pipe of what it prints, when it was started with one."""
        return self.process.stdout

    def exit_status(self) -> int | None:
        """None while it runs."""
        return self.process.poll()

    def ask_to_stop(self) -> None:
        """Close the guard's pipe; returns at once."""
        if self.process.stdin is not None and not self.process.stdin.closed:
            self.process.stdin.close()

    def stop(self) -> None:
        """Ask, and wait for the end; the guard sees to it that there is one."""
        self.ask_to_stop()
        try:
            self.process.wait(self.command.grace + 6)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def run_guarded(command: Command, *, timeout: float, lock: int | None = None) -> tuple[int, str]:
    """Run a command to its end; its exit status and its output. Raises StartError after `timeout` seconds."""
    guarded = Guarded(command, output=subprocess.PIPE, lock=lock)
    pipe = guarded.process.stdin
    guarded.process.stdin = None  # communicate() would close it, which asks the guard to stop
    try:
        printed, _ = guarded.process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        raise StartError(f"{Path(command.arguments[0]).name} took more than {timeout:g} seconds.") from None
    finally:
        if pipe is not None:
            pipe.close()
    return guarded.process.returncode, printed.decode(errors="replace")
