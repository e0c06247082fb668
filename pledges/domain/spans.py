"""A running total asserts over the entries of the time that it spans, and over no others."""

from datetime import date, timedelta

from pledges.domain.entries import Entry, Implied
from pledges.domain.scopes import last_day
from pledges.domain.values import Scope

TOLD_AFTER = timedelta(days=31)  # a total that was told within a month of a time's ends is of that time


def within(entry: Entry, scope: Scope | None) -> bool:
    """Whether an entry lies in what a total spans; what another total implies, with all of that one's time."""
    if scope is None:
        return True
    start, end = scope.start or date.min, scope.end or date.max
    if entry.implied is not Implied.TOTAL:
        return start <= entry.day <= end
    first = entry.scope.start if entry.scope is not None else None
    begins = scope.start is None or (first is not None and first >= scope.start - TOLD_AFTER)
    return begins and entry.day <= (end if end == date.max else end + TOLD_AFTER)


def shares_time(entry: Entry, scope: Scope | None) -> bool:
    """Whether what another total implies is of a time that this total spans in part."""
    if scope is None:
        return False
    first = entry.scope.start if entry.scope is not None and entry.scope.start is not None else date.min
    last = last_day(entry.scope, entry.day)
    return first <= (scope.end or date.max) and (scope.start or date.min) <= last
