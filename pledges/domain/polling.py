"""When a source and its pages are asked again: oftener what changes, rarer what fails, within bounds.

Pure: moments, durations and counts in, moments and durations out.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

UNLISTED_PACE = timedelta(seconds=5)  # between two requests for pages that no source lists
FIRST_RETRY = timedelta(minutes=5)  # a page that failed for a passing reason
LONGEST_RETRY = timedelta(days=1)
TRIES = 8  # of a page that fails in a row: after them it is given up, about two days after the first
BELIEVED_AGAIN = timedelta(hours=1)  # how often a listing's word that a page was updated is followed
CRIED_WOLF = timedelta(days=1)  # the same, where the last time nothing had changed


def next_interval(previous: timedelta, *, brought: bool, shortest: timedelta, longest: timedelta) -> timedelta:
    """A third shorter where something new came, longer by half where not."""
    moved = previous * 2 / 3 if brought else previous * 3 / 2
    return min(max(moved, shortest), longest)


def pause_after_failures(
    failures: int, *, shortest: timedelta, longest: timedelta, retry_after: timedelta | None = None
) -> timedelta:
    """Doubles with each failure in a row, from the shortest interval to the longest.

    A host that says when to come back is not asked before, even where that is later than the longest interval.
    """
    pause = _doubled(shortest, failures, longest)
    return max(pause, retry_after) if retry_after is not None else pause


def retry_of_page(failures: int, *, retry_after: timedelta | None = None) -> timedelta | None:
    """How long to wait after so many failures in a row (one at least); None when the page is given up."""
    if failures >= TRIES:
        return None
    pause = _doubled(FIRST_RETRY, failures - 1, LONGEST_RETRY)
    return max(pause, retry_after) if retry_after is not None else pause


def next_fetch(first: datetime, now: datetime, schedule: Iterable[timedelta]) -> tuple[datetime | None, int]:
    """The first moment of a page's schedule after `now`, and how many lie behind; None at the schedule's end.

    The schedule counts from the first fetch, so that asking in between, or late, moves nothing and adds nothing.
    """
    moments = sorted(first + delay for delay in set(schedule) if delay > timedelta(0))
    behind = sum(moment <= now for moment in moments)
    return (moments[behind] if behind < len(moments) else None), behind


def is_asked_at_once(
    updated: datetime | None, *, now: datetime, fetched: datetime | None, changed: datetime | None
) -> bool:
    """Whether a listing's word that a page was updated sends somebody to look now, before the schedule does.

    A feed that calls everything updated each time is believed once an hour, and once a day after it was found wrong.
    """
    if updated is None or fetched is None or not fetched < updated <= now:
        return False
    return now - fetched >= (BELIEVED_AGAIN if changed == fetched else CRIED_WOLF)


def _doubled(first: timedelta, times: int, most: timedelta) -> timedelta:
    factor: int = 2 ** min(times, 30)
    return min(first * factor, most)
