"""A wake-up is only a hint: losing it costs a sweep, never the work."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

WORK = "extraction.tasks.work"
log = logging.getLogger(__name__)


def wake_workers() -> None:
    """Tell a worker to look for due jobs; a broker that is away is no error, the sweeper will find them."""
    try:
        current_app.send_task(WORK, ignore_result=True, retry=False)
    except OperationalError as error:
        log.warning("no wake-up was sent, the sweeper will find the jobs: %s", error)
