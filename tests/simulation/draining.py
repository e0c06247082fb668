"""In the end everything is asked for once more, as an editor might, and done with: then the last state is stored."""

from __future__ import annotations

import time
from dataclasses import dataclass

import redis
from django.conf import settings

from extraction.waking import wake_workers
from pledges.models import Job, JobState, Lane, Page, PolledSource
from pledges.services.asked_work import ask_to_fetch, ask_to_poll
from tests.simulation.crew import Crew
from tests.simulation.leftovers import UNFINISHED, left_over

LOOK = 0.5  # seconds
LONGEST = 1800.0  # seconds, however much is done meanwhile
QUIET = 5.0  # seconds without a message


def ask_for_all_again(crew: Crew, *, patience: float) -> None:
    """Once whatever is under way is done: poll every source, then ask for every page, each done with to its end."""
    pause_all()
    wait_until_drained(crew, patience=patience)
    ask_for_polls()
    wait_until_drained(crew, patience=patience)
    ask_for_pages()
    wait_until_drained(crew, patience=patience)


def pause_all() -> None:
    """From now on the schedule asks for nothing."""
    PolledSource.objects.update(paused=True)


def ask_for_polls() -> None:
    """Pause every source and poll it, with all that its listing leads to."""
    pause_all()
    for source in PolledSource.objects.order_by("pk"):
        ask_to_poll(source=source, by_person=True, wake=wake_workers)


def ask_for_pages() -> None:
    """Ask for every page."""
    for page in Page.objects.order_by("pk"):
        ask_to_fetch(page=page, by_person=True, wake=wake_workers)


def wait_until_drained(crew: Crew, *, patience: float, longest: float = LONGEST) -> None:
    """Until no job waits or runs, and as long as jobs are done; after so many seconds without any, tell what is left.

    Whoever ends by itself is started again, as by a supervisor: a worker that loses the broker with a message in hand
    may end of it.
    """
    moved, end = Moved(), time.monotonic() + longest
    while Job.objects.filter(state__in=UNFINISHED).exists():
        crew.revive()
        if moved.seconds_ago() > patience or time.monotonic() > end:
            print(f"no job was done for {moved.seconds_ago():.0f} s:", *left_over(crew), sep="\n", flush=True)
            return
        time.sleep(LOOK)


@dataclass(slots=True)
class Moved:
    """How many jobs were done at the last look, and when there were more of them than before."""

    done: int = -1
    at: float = 0.0

    def seconds_ago(self) -> float:
        """Since when no job was done."""
        done = Job.objects.filter(state=JobState.DONE).count()
        if done != self.done:
            self.done, self.at = done, time.monotonic()
        return time.monotonic() - self.at


def wait_until_quiet(crew: Crew, seconds: float) -> None:
    """Until the broker has had no message for readers for a while: where there are no rows, that is all to see."""
    end, since = time.monotonic() + seconds, time.monotonic()
    with redis.Redis.from_url(settings.REDIS_URL) as broker:
        while time.monotonic() < end and time.monotonic() - since < QUIET:
            crew.revive()
            if broker.llen(Lane.READ.value):
                since = time.monotonic()
            time.sleep(LOOK)
