"""In the end everything is asked for once more, as an editor might, and done with: then the last state is stored."""

from __future__ import annotations

import time
from collections.abc import Callable

import redis
from django.conf import settings
from django.utils import timezone

from extraction.waking import wake_workers
from pledges.models import Job, JobState, Lane, Page, PolledSource, PollState
from pledges.services.asked_work import ask_to_fetch, ask_to_poll

LOOK = 0.5  # seconds
QUIET = 5.0  # seconds without a message


def ask_for_all_again(seconds: float) -> None:
    """Poll every source, wait until that is done, then pause them and ask for every page."""
    asked_at = timezone.now()
    ask_for_polls()
    _wait(
        lambda: not PollState.objects.exclude(polled_at__gte=asked_at).exists(), seconds, "not every source is polled"
    )
    ask_for_pages()


def ask_for_polls() -> None:
    """Poll every source."""
    for source in PolledSource.objects.order_by("pk"):
        ask_to_poll(source=source, wake=wake_workers)


def ask_for_pages() -> None:
    """Pause every source and ask for every page."""
    PolledSource.objects.update(paused=True)
    for page in Page.objects.order_by("pk"):
        ask_to_fetch(page=page, by_person=True, wake=wake_workers)


def wait_until_drained(seconds: float) -> None:
    """Until no job waits or runs."""
    jobs = Job.objects.filter(state__in=[JobState.WAITING, JobState.RUNNING])
    _wait(lambda: not jobs.exists(), seconds, "jobs are left over")


def wait_until_quiet(seconds: float) -> None:
    """Until the broker has had no message for readers for a while: where there are no rows, that is all to see."""
    end, since = time.monotonic() + seconds, time.monotonic()
    with redis.Redis.from_url(settings.REDIS_URL) as broker:
        while time.monotonic() < end and time.monotonic() - since < QUIET:
            if broker.llen(Lane.READ.value):
                since = time.monotonic()
            time.sleep(LOOK)


def _wait(done: Callable[[], bool], seconds: float, otherwise: str) -> None:
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            print(f"after {seconds:.0f} s {otherwise}", flush=True)
            return
        time.sleep(LOOK)
