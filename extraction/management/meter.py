"""Work that takes a while says from its first second how far it is, how quick, and how long it will still take."""

import math
import sys
import time
from dataclasses import dataclass, field

from django.core.management.base import OutputWrapper

OFTEN, NOW_AND_THEN = 0.2, 10.0  # seconds between two lines, on a terminal and in a log


def told(verb: str, *, done: int, of: int, seconds: float, before: int = 0) -> str:
    """`stored 120 of 5,000 (80 a second, about 1 min left)`; `before` of them were done when the time began."""
    line = f"{verb} {done:,} of {of:,}"
    fresh = done - before
    if fresh <= 0 or seconds <= 0:
        return line
    rate = fresh / seconds
    speed = f"{rate:,.0f} a second" if rate >= 10 else f"{rate:.1f} a second"
    return f"{line} ({speed}{f', {_left((of - done) / rate)} left' if done < of else ''})"


def _left(seconds: float) -> str:
    """About how long, in the unit that people would use."""
    if seconds < 60:
        return f"about {max(1, math.ceil(seconds))} s"
    if seconds < 5400:
        return f"about {round(seconds / 60)} min"
    return f"about {seconds / 3600:.1f} h"


@dataclass(slots=True, kw_only=True)
class Meter:
    """One kind of work that is under way, shown on one line of a terminal or now and then as a line of a log."""

    out: OutputWrapper
    verb: str
    of: int
    before: int = 0
    began: float = field(default_factory=time.monotonic)
    shown: float | None = None

    def show(self, done: int) -> None:
        """Tell how far it is, unless that was told a moment ago; the end is always told."""
        now, ended, terminal = time.monotonic(), done >= self.of, sys.stdout.isatty()
        due = self.shown is None or now - self.shown >= (OFTEN if terminal else NOW_AND_THEN)
        if not due and not ended:
            return
        self.shown = now
        line = told(self.verb, done=done, of=self.of, seconds=now - self.began, before=self.before)
        if terminal:
            self.out.write(f"\r\033[K{line}", ending="\n" if ended else "")
            self.out.flush()
        else:
            self.out.write(line)
