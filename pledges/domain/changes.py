"""What is the same is the same value: what changed between two folds is told by identity, not by content."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from operator import is_
from typing import Self


class Table[Key, Value](dict[Key, Value]):
    """A table as a fold left it, which nobody changes: `then` makes the next one.

    Whoever saw the one before learns from it what is otherwise, without a look at the rest.
    """

    __slots__ = ("_before", "_otherwise", "_state")

    def __init__(self, rows: Mapping[Key, Value] | Iterable[tuple[Key, Value]] = ()) -> None:
        super().__init__(rows)
        self._state, self._before = object(), object()
        self._otherwise: frozenset[Key] = frozenset()

    def then(self, come: Mapping[Key, Value], gone: Iterable[Key] = ()) -> Self:
        """The table in which these stand, and those do not; the very same one where that changes nothing."""
        otherwise = {key for key, value in come.items() if self.get(key) is not value}
        going = {key for key in gone if key in self and key not in come}
        if not otherwise and not going:
            return self
        made = type(self)(self)
        for key in going:
            del made[key]
        made.update((key, come[key]) for key in come if key in otherwise)
        made._before, made._otherwise = self._state, frozenset(otherwise | going)
        return made

    def since(self, seen: Mapping[Key, Value] | None) -> frozenset[Key]:
        """The keys whose value came, went or is another than in the table that was seen last."""
        if seen is self:
            return frozenset()
        if isinstance(seen, Table) and seen._state is self._before:
            return self._otherwise
        return frozenset(changed(seen or {}, self))


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


def as_known[Key, Value](before: Mapping[Key, Value], now: Mapping[Key, Value]) -> dict[Key, Value]:
    """What stands now, by the values that were known before where they are equal: what follows knows by identity."""
    return {key: old if (old := before.get(key)) == value else value for key, value in now.items()}


def are_same(left: Sequence[object], right: Sequence[object]) -> bool:
    """Whether these are the very same values, in one order."""
    return len(left) == len(right) and all(map(is_, left, right))
