"""What is the same is the same value: what changed between two folds is told by identity, not by content."""

from collections.abc import Mapping, Sequence
from itertools import islice
from operator import is_


def changed[Key, Value](before: Mapping[Key, Value], now: Mapping[Key, Value]) -> set[Key]:
    """The keys whose value came, went or is another; `before` keeps its values alive, so that ids tell them apart.

    Where the keys are in the order that they were in, but for new ones at the end, none is looked up.
    """
    if all(map(is_, before, now)):
        found = {key for key, old, value in zip(now, before.values(), now.values(), strict=False) if old is not value}
        longer = now if len(now) > len(before) else before
        return found.union(islice(longer, min(len(now), len(before)), None))
    found = {key for key, value in now.items() if before.get(key) is not value}
    return found.union(before.keys() - now.keys())


def are_same(left: Sequence[object], right: Sequence[object]) -> bool:
    """Whether these are the very same values, in one order."""
    return len(left) == len(right) and all(map(is_, left, right))
