"""Two writers who lock each other out are both served: whom the database turns away begins again.

The retry stands here, around every service that writes, and nowhere else: only the service knows that what it does
may be done again from its start, and its callers (a job, an admin's request, a command) need not know of it.
"""

import functools
import logging
import random
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.db import OperationalError, transaction

log = logging.getLogger(__name__)

TURNED_AWAY = frozenset({"40P01", "40001"})  # deadlock detected, serialization failure
ATTEMPTS = 8
PAUSE = 0.05  # seconds, times the attempt, times a number from 0.5 to 1.5
_inside: ContextVar[bool] = ContextVar("inside a service's transaction", default=False)


def in_one_transaction[**P, R](service: Callable[P, R]) -> Callable[P, R]:
    """All that a service writes is kept or none of it; turned away, it is done again from its start.

    Only the outermost service begins again, since a lock that it holds may be the one that the other waits for.
    Within a caller's transaction it goes back to where it began, which frees what it locked itself. What fails
    `ATTEMPTS` times is raised.
    """

    @functools.wraps(service)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        if _inside.get():
            with transaction.atomic():
                return service(*args, **kwargs)
        token = _inside.set(True)
        try:
            return _persistent(service, *args, **kwargs)
        finally:
            _inside.reset(token)

    return wrapped


def _persistent[**P, R](service: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    for attempt in range(1, ATTEMPTS):
        try:
            with transaction.atomic():
                return service(*args, **kwargs)
        except OperationalError as error:
            if not was_turned_away(error):
                raise
            log.info("%s was turned away, attempt %d", service.__qualname__, attempt)
        time.sleep(PAUSE * attempt * random.uniform(0.5, 1.5))
    with transaction.atomic():
        return service(*args, **kwargs)


def was_turned_away(error: OperationalError) -> bool:
    """Whether another transaction stood in the way, so that the same again may succeed."""
    return getattr(error.__cause__, "sqlstate", None) in TURNED_AWAY
