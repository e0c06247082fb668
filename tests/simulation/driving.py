"""A year passes as fast as its work is done: the clock jumps to the next moment at which anything is due.

Nothing sleeps and nothing runs beside: beat's tick and the jobs of both lanes are done here, one after another. The
schedule is looked at every `tick`, as beat would; jobs are done at their own moments. The fetching goes on all the
time, reading and folding happen at intervals, as for a tracker whose readers are slow.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import time_machine
from django.db.models import Min

from extraction.polling.handlers import tick
from extraction.tasks import do, sweep
from pledges.models import Job, JobState, Lane, Page, PollState, Priority
from pledges.services import jobs
from pledges.services.asked_work import EXTRACT, FOLD
from tests.simulation.clocks import SharedClock

TOGETHER = 20  # articles that are read at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often the schedule is looked at, articles are read, and accounts folded."""

    tick: timedelta
    read: timedelta
    fold: timedelta


@dataclass(slots=True, kw_only=True)
class Spent:
    """What the work took: seconds and pieces, by what was done."""

    seconds: Counter[str] = field(default_factory=Counter)
    pieces: Counter[str] = field(default_factory=Counter)

    def on[T](self, what: str, act: Callable[[], T], *, pieces: int = 1) -> T:
        """Do it, and note what it took."""
        began = time.perf_counter()
        try:
            return act()
        finally:
            self.seconds[what] += time.perf_counter() - began
            self.pieces[what] += pieces


@dataclass(kw_only=True)
class Drive:
    """One passage through simulated time; `spent` is what it took in real time."""

    clock: SharedClock
    rhythm: Rhythm
    spent: Spent = field(default_factory=Spent)

    def through(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """Every moment at which something was done, after it is done. The clock stands at the last one meanwhile."""
        read_at, fold_at = start + self.rhythm.read, start + self.rhythm.fold
        with time_machine.travel(start, tick=False) as traveller:
            now = start
            while now < end:
                self.clock.set(now)
                traveller.move_to(now)
                self.spent.on("tick", tick)
                self.work(Lane.FETCH)
                if now >= read_at:
                    read_at = now + self.rhythm.read
                    self.read(fold_at)
                if now >= fold_at:
                    fold_at = now + self.rhythm.fold
                    self.fold()
                yield now
                now = min(self.next_moment(now), read_at, end)
            self.clock.set(end)
            traveller.move_to(end)
            self.work(Lane.FETCH)
            self.read(end)
            self.fold()
            yield end

    def work(self, lane: Lane) -> None:
        """All jobs of a lane that are due."""
        while some := jobs.lease_some(lane=lane, most=TOGETHER):
            self.spent.on(some[0].kind, lambda some=some: do(some), pieces=len(some))

    def read(self, fold_at: datetime) -> None:
        """Read what waits, many at a time; what changes by it is folded at its own moment."""
        Job.objects.filter(state=JobState.WAITING, kind=EXTRACT).update(priority=Priority.BULK)
        Job.objects.filter(state=JobState.WAITING, kind=FOLD).update(next_at=fold_at)
        while Job.objects.filter(state=JobState.WAITING, kind=EXTRACT).exists():
            some = jobs.lease_some(lane=Lane.READ, most=TOGETHER)
            self.spent.on(some[0].kind, lambda some=some: do(some), pieces=len(some))
            Job.objects.filter(state=JobState.WAITING, kind=FOLD).update(next_at=fold_at)

    def fold(self) -> None:
        """Sweep, and fold all that is stale."""
        Job.objects.filter(state=JobState.WAITING, kind=FOLD).update(next_at=self.clock())
        self.spent.on("sweep", sweep)
        self.work(Lane.READ)

    def next_moment(self, now: datetime) -> datetime:
        """When anything is due next; what the schedule holds waits for its next look."""
        waiting = Job.objects.filter(state=JobState.WAITING, lane=Lane.FETCH)
        job = waiting.aggregate(at=Min("next_at"))["at"]
        poll = PollState.objects.filter(source__paused=False).aggregate(at=Min("next_at"))["at"]
        page = Page.objects.aggregate(at=Min("next_at"))["at"]
        looked_at = [self.next_look(max(now, moment)) for moment in (poll, page) if moment is not None]
        return min([*looked_at, *([max(now, job)] if job is not None else [])], default=now + self.rhythm.tick)

    def next_look(self, moment: datetime) -> datetime:
        """The first look at the schedule at or after a moment."""
        whole = moment.timestamp() // self.rhythm.tick.total_seconds() + 1
        return datetime.fromtimestamp(whole * self.rhythm.tick.total_seconds(), moment.tzinfo)
