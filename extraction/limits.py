"""A job that takes too long is stopped where it stands, and failed like any other."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN = 5.0  # seconds after which it is stopped once more, where something caught the first try


class JobTookTooLong(BaseException):
    """The time of a job is over. Like an interrupt it is no `Exception`: nothing on its way may take it for one."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop the block with JobTookTooLong once it has run that long.

    By SIGALRM, which only the main thread hears and only between two steps of Python: in another thread nothing is
    watched, and what blocks within C is left to Celery's hard limit, which kills the process.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise JobTookTooLong(f"it took more than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
