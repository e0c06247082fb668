"""What stands under a key is kept as each step left it: a step finds there what those before its turn left."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

type Turn = tuple[date, int, str]  # of an event: its day, what is booked first on that day, its id


class Change(NamedTuple):
    """What a step now leaves under a key, and left there before; the next step that looked at it, if any did."""

    table: str
    key: Any
    before: Any
    now: Any
    reader: Turn | None


class Table[Key, Value]:
    """A part of the books, by some key: what was there at first, and what each step that looked left there, by turn.

    While a step is booked (`begin` to `end`) it stands as the steps before left it; else as the last one did. A step
    that only looked is filed like one that wrote: so a change goes from each to the next, and ends where it makes no
    difference. Values are never changed in place, and never None. Each look costs a search among those of its key.
    """

    __slots__ = ("_default", "_first", "_left", "_noted", "_turn", "name")

    def __init__(self, name: str, default: Value | None = None) -> None:
        self.name = name
        self._default = default  # of every key that nobody wrote
        self._first: dict[Key, Value] = {}
        self._left: dict[Key, tuple[list[Turn], list[Value]]] = {}
        self._turn: Turn | None = None
        self._noted: dict[Key, Value] = {}  # what the step at hand looked at, as it leaves it

    def __getitem__(self, key: Key) -> Value:
        found = self._noted.get(key)
        if found is not None:
            return found
        found = self.peek(key)
        if found is None:
            raise KeyError(key)
        if self._turn is not None:
            self._noted[key] = found
        return found

    def __setitem__(self, key: Key, value: Value) -> None:
        self._noted[key] = value

    def look(self, key: Key) -> None:
        """Note that the step at hand hangs on what stands there."""
        self.__getitem__(key)

    def __contains__(self, key: object) -> bool:
        return key in self._noted or key in self._left or key in self._first

    def peek(self, key: Key) -> Value | None:
        """What stands there now, if anything; the step at hand is not noted to have looked."""
        found = self._noted.get(key)
        if found is not None:
            return found
        left = self._left.get(key)
        if left is not None:
            turns, values = left
            at = len(turns) if self._turn is None else bisect_left(turns, self._turn)
            if at:
                return values[at - 1]
        return self._first.get(key, self._default)

    def readers(self, key: Key) -> Sequence[Turn]:
        """The steps that looked at a key, in turn."""
        left = self._left.get(key)
        return left[0] if left is not None else ()

    def start(self, key: Key, value: Value | None) -> Turn | None:
        """Let a value (None: nothing) stand under a key before any step; the first that looked, if it is another."""
        before = self._first.get(key)
        if value is None:
            self._first.pop(key, None)
        else:
            self._first[key] = value
        readers = self.readers(key)
        return readers[0] if readers and before != value else None

    def begin(self, turn: Turn) -> None:
        """Stand as it is at a turn."""
        self._turn = turn

    def end(self, before: Iterable[Key]) -> tuple[tuple[Key, ...], list[Change]]:
        """File the step at hand; the keys that it looked at, and what it changed. `before` are those of last time."""
        assert self._turn is not None
        turn, noted, self._turn, self._noted = self._turn, self._noted, None, {}
        changes = [one for key, value in noted.items() if (one := self._file(turn, key, value)) is not None]
        return tuple(noted), [*changes, *self.forget(turn, before, but=noted)]

    def _file(self, turn: Turn, key: Key, value: Value) -> Change | None:
        turns, values = self._left.setdefault(key, ([], []))
        at = bisect_left(turns, turn)
        if at < len(turns) and turns[at] == turn:
            old: Value | None = values[at]
            if old == value:
                return None
            values[at] = value
        else:
            old = values[at - 1] if at else self._first.get(key, self._default)
            turns.insert(at, turn)
            values.insert(at, value)
        return None if old == value else self._change(key, old, value, at + 1)

    def forget(self, turn: Turn, keys: Iterable[Key], *, but: Collection[Key] = ()) -> list[Change]:
        """Let a step have looked at none of some keys; what this changes."""
        changes = []
        for key in keys:
            if key in but:
                continue
            turns, values = self._left[key]
            at = bisect_left(turns, turn)
            del turns[at]
            old = values.pop(at)
            now = values[at - 1] if at else self._first.get(key, self._default)
            if old != now:
                changes.append(self._change(key, old, now, at))
            if not turns:
                del self._left[key]
        return changes

    def _change(self, key: Key, before: Value | None, now: Value | None, at: int) -> Change:
        turns, _ = self._left[key]
        return Change(self.name, key, before, now, turns[at] if at < len(turns) else None)
