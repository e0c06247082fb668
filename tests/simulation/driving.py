"""A year passes as fast as its work is done: the clock jumps to the next moment at which anything is due.

Nothing sleeps: at each moment beat's tick and the jobs that are due are done to the end, by a few hands, before the
clock goes on. The schedule is looked at every `tick`, as beat would; jobs are done at their own moments. The fetching
goes on all the time, reading and folding happen at intervals, as for a tracker whose readers are slow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import time_machine
from django.db import connection
from django.db.models import Min

from extraction.polling.handlers import tick
from extraction.tasks import sweep
from pledges.models import Job, JobState, Lane, Page, PolledSource, PollState, Priority
from pledges.services.asked_work import EXTRACT, FOLD, REBUILD
from tests.simulation.clocks import SharedClock
from tests.simulation.hands import Hands

FIRST_MOMENTS = f"""
SELECT
    (SELECT MIN(next_at) FROM {Job._meta.db_table} WHERE state = 'waiting' AND lane = 'fetch'),
    (SELECT MIN(next_at) FROM {PollState._meta.db_table} JOIN {PolledSource._meta.db_table} AS source
        ON source.id = source_id AND NOT source.paused),
    (SELECT MIN(next_at) FROM {Page._meta.db_table})
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often the schedule is looked at, articles are read, and accounts folded."""

    tick: timedelta
    read: timedelta
    fold: timedelta


@dataclass(kw_only=True)
class Drive:
    """One passage through simulated time."""

    clock: SharedClock
    rhythm: Rhythm
    hands: Hands

    def through(self, start: datetime, end: datetime, *, last: Sequence[Callable[[], None]] = ()) -> Iterator[datetime]:
        """Every moment at which something was done, after it is done. The clock stands at the last one meanwhile.

        In the end each of `last` may ask for more, which is done before the next one is called.
        """
        look_at, read_at, fold_at = start, start + self.rhythm.read, start + self.rhythm.fold
        now = start
        with time_machine.travel(start, tick=False) as traveller:
            while now < end:
                self.go_to(now, traveller)
                if now >= look_at:
                    look_at = self.next_look(now)
                    self.hands.spent.on("tick", tick)
                self.hands.work(Lane.FETCH, now, most=self.due(now))
                if now >= read_at:
                    read_at = now + self.rhythm.read
                    self.read(now, fold_at)
                if now >= fold_at:
                    fold_at = now + self.rhythm.fold
                    self.fold(now)
                yield now
                now = min(self.next_moment(now), read_at, end)
            now = self.finish(end, traveller)
            for ask in last:
                ask()
                now = self.finish(now, traveller)
            self.read(now, now)
            self.fold(now)
            yield now

    def go_to(self, moment: datetime, traveller: time_machine.Traveller) -> None:
        """It is that moment, here and in the made-up web."""
        self.clock.set(moment)
        traveller.move_to(moment)

    def finish(self, now: datetime, traveller: time_machine.Traveller) -> datetime:
        """Do all fetching that is asked for, also what must wait; the moment when that is done."""
        waiting = Job.objects.filter(state=JobState.WAITING, lane=Lane.FETCH)
        while (due := waiting.aggregate(at=Min("next_at"))["at"]) is not None:
            now = max(now, due)
            self.go_to(now, traveller)
            self.hands.work(Lane.FETCH, now)
        return now

    def read(self, now: datetime, fold_at: datetime) -> None:
        """Read what waits, many at a time; what changes by it is folded at its own moment."""
        Job.objects.filter(state=JobState.WAITING, kind=EXTRACT).update(priority=Priority.BULK)
        Job.objects.filter(state=JobState.WAITING, kind=FOLD).update(next_at=fold_at)
        self.hands.work(Lane.READ, now)

    def fold(self, now: datetime) -> None:
        """Sweep, and fold all that is stale, also what is asked for as that is done."""
        self.hands.spent.on("sweep", sweep)
        asked = Job.objects.filter(state=JobState.WAITING, kind__in=[FOLD, REBUILD])
        while asked.exists():
            asked.update(next_at=now, priority=Priority.NEWS)  # at once, whatever is to be read yet
            self.hands.work(Lane.READ, now)

    def next_moment(self, now: datetime) -> datetime:
        """When anything is due next; what the schedule holds waits for its next look."""
        job, poll, page = self.first_moments()
        looked_at = [self.next_look(max(now, moment)) for moment in (poll, page) if moment is not None]
        return min([*looked_at, *([max(now, job)] if job is not None else [])], default=now + self.rhythm.tick)

    def due(self, now: datetime) -> int:
        """How many jobs are due: for one of them not all hands need be asked."""
        return Job.objects.filter(state=JobState.WAITING, lane=Lane.FETCH, next_at__lte=now).count()

    def first_moments(self) -> tuple[datetime | None, datetime | None, datetime | None]:
        """Of the jobs that wait, the sources, and the pages; asked at once, since it is asked at every moment."""
        with connection.cursor() as cursor:
            cursor.execute(FIRST_MOMENTS)
            job, poll, page = cursor.fetchone()
        return job, poll, page

    def next_look(self, moment: datetime) -> datetime:
        """The first look at the schedule at or after a moment."""
        whole = moment.timestamp() // self.rhythm.tick.total_seconds() + 1
        return datetime.fromtimestamp(whole * self.rhythm.tick.total_seconds(), moment.tzinfo)
