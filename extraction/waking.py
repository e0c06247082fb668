"""A wake-up is only a hint: losing it costs a sweep, never the work."""

import logging
import time
from collections.abc import Mapping

from celery import current_app
from kombu.exceptions import OperationalError

from pledges.models import Lane, Priority

TASKS: Mapping[Lane, str] = {Lane.FETCH: "extraction.tasks.fetch", Lane.READ: "extraction.tasks.read"}
STALE = 60.0  # seconds after which a wake-up that nobody took is no news
RARELY = 0.5  # seconds between two wake-ups for a bulk load, whose workers are awake already
log = logging.getLogger(__name__)
_last: dict[Lane, float] = {}


def wake_workers(lane: Lane = Lane.READ, priority: Priority = Priority.NEWS) -> None:
    """Tell a worker to look for due jobs; a broker that is away is no error, the sweeper will find them."""
    now = time.monotonic()
    if priority >= Priority.BULK and now - _last.get(lane, -RARELY) < RARELY:
        return
    _last[lane] = now
    try:
        current_app.send_task(TASKS[lane], ignore_result=True, retry=False, expires=STALE)
    except OperationalError as error:
        log.warning("no wake-up was sent, the sweeper will find the jobs: %s", error)
