"""A process of a copy is kept alive: when it ends unasked it starts again, a little later each time."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import dataclass

from tracker.embedded.guarded import Command, Guarded

FIRST_DELAY = 1.0
LONGEST_DELAY = 30.0
STEADY_SECONDS = 60.0  # a process that ran this long starts its delays anew

printing = threading.Lock()


def say(name: str, line: str) -> None:
    """One line on standard output, after the name of who says it; a closed output is no reason to stop."""
    with printing:
        try:
            print(f"[{name}] {line}" if name else line, flush=True)
        except (OSError, ValueError):
            sys.stdout = open("/dev/null", "w")  # noqa: SIM115, PTH123  (nobody listens any more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a process is called and how it runs."""

    name: str
    command: Command


class Process:
    """One process, its lines passed on after its name."""

    def __init__(self, plan: Plan, *, lock: int, quiet: bool = False) -> None:
        """`lock` is the state folder's, for the guard to hold on to; a quiet one's lines are kept, not passed on."""
        self.plan = plan
        self.lock = lock
        self.delay = FIRST_DELAY
        self.started = 0.0
        self.again_at: float | None = None
        self.quiet = quiet
        self.kept: list[str] = []
        self.last_line = ""
        self.guarded: Guarded | None = None
        self.pump: threading.Thread | None = None

    def start(self) -> None:
        """Start it now."""
        self.started = time.monotonic()
        self.again_at = None
        self.guarded = Guarded(self.plan.command, output=subprocess.PIPE, lock=self.lock)
        self.pump = threading.Thread(target=self.pass_on, args=(self.guarded,), daemon=True)
        self.pump.start()

    def pass_on(self, guarded: Guarded) -> None:
        """Copy what it prints, line by line, until it and all its children have ended."""
        assert guarded.output is not None
        for raw in guarded.output:
            self.last_line = raw.decode(errors="replace").rstrip()
            if self.quiet:
                self.kept.append(self.last_line)
            else:
                say(self.plan.name, self.last_line)

    def exit_status(self) -> int | None:
        """None while it runs; all that it printed has been passed on when there is a status."""
        if self.guarded is None:
            return None
        status = self.guarded.exit_status()
        if status is not None and self.pump is not None:
            self.pump.join(2)
        return status

    def watch(self) -> None:
        """Called every moment: note an unasked end, and start it again when its delay is over."""
        status = self.exit_status()
        if status is None:
            return
        now = time.monotonic()
        if self.again_at is None:
            if now - self.started > STEADY_SECONDS:
                self.delay = FIRST_DELAY
            self.again_at = now + self.delay
            say(self.plan.name, f"ended with status {status}; it starts again in {self.delay:g} s")
            self.delay = min(2 * self.delay, LONGEST_DELAY)
        elif now >= self.again_at:
            self.start()

    def ask_to_stop(self) -> None:
        """Ask; returns at once."""
        if self.guarded is not None:
            self.guarded.ask_to_stop()

    def stop(self) -> None:
        """Ask, and wait until it and all its children have ended."""
        if self.guarded is not None:
            self.guarded.stop()
            self.exit_status()
