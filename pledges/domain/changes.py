"""What is the same is the same value: what changed between two folds is told by identity, not by content."""

from collections.abc import Mapping


def changed[Key, Value](before: Mapping[Key, Value], now: Mapping[Key, Value]) -> set[Key]:
    """The keys whose value came, went or is another; `before` keeps its values alive, so that ids tell them apart."""
    found = {key for key, value in now.items() if before.get(key) is not value}
    return found.union(before.keys() - now.keys())
