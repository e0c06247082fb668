"""In the end everything is asked for once more, as an editor might, and done with: then the last state is stored."""

from __future__ import annotations

import time
from collections.abc import Callable

import redis
from django.conf import settings

from extraction.waking import wake_workers
from pledges.models import Job, JobState, Lane, Page, PolledSource
from pledges.services.asked_work import ask_to_fetch, ask_to_poll

LOOK = 0.5  # seconds
QUIET = 5.0  # seconds without a message


def ask_for_all_again(seconds: float) -> None:
    """Once whatever is under way is done: poll every source, then ask for every page, each done with to its end."""
    pause_all()
    wait_until_drained(seconds)
    ask_for_polls()
    wait_until_drained(seconds)
    ask_for_pages()
    wait_until_drained(seconds)


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


def wait_until_drained(seconds: float) -> None:
    """Until no job waits or runs, or for so long: then those are told."""
    jobs = Job.objects.filter(state__in=[JobState.WAITING, JobState.RUNNING])
    if not _done(lambda: not jobs.exists(), seconds):
        told = ", ".join(f"{job} ({job.state}, due at {job.next_at:%H:%M:%S})" for job in jobs.order_by("pk")[:10])
        print(f"after {seconds:.0f} s {jobs.count()} jobs are left over: {told}", flush=True)


def wait_until_quiet(seconds: float) -> None:
    """Until the broker has had no message for readers for a while: where there are no rows, that is all to see."""
    end, since = time.monotonic() + seconds, time.monotonic()
    with redis.Redis.from_url(settings.REDIS_URL) as broker:
        while time.monotonic() < end and time.monotonic() - since < QUIET:
            if broker.llen(Lane.READ.value):
                since = time.monotonic()
            time.sleep(LOOK)


def _done(done: Callable[[], bool], seconds: float) -> bool:
    """Whether it is within so many seconds."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(LOOK)
    return True
