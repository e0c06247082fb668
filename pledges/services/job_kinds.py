"""The kinds of background work, by name, and the lane of each; the doing stands in `extraction`."""

from collections.abc import Mapping

from pledges.models import Lane

EXTRACT = "extract"  # read a version
REBUILD = "rebuild"  # fold accounts anew: all of them, unless some are named
FOLD = "fold"  # fold the accounts whose claims changed since they were folded last
TAKE_IN = "take_in"  # take an offer in again
POLL = "poll"  # ask a source what it lists
JUDGE = "judge"  # carry out, or take back, a decision on many claims
FETCH_PAGE = "fetch_page"  # fetch one page of a source, the first time or again

LANES: Mapping[str, Lane] = {
    EXTRACT: Lane.READ,
    REBUILD: Lane.READ,
    FOLD: Lane.READ,
    JUDGE: Lane.READ,
    TAKE_IN: Lane.FETCH,
    POLL: Lane.FETCH,
    FETCH_PAGE: Lane.FETCH,
}

TOGETHER = frozenset({EXTRACT})
"""Kinds of which a worker may lease several at once, where they are of a bulk load."""
