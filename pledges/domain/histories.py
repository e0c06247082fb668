"""What stands under a key is kept as each step left it: a step finds there what those before its turn left."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from operator import itemgetter
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
        self._left: dict[Key, list[tuple[Turn, Value]]] = {}  # in turn
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
        return key in self._left or key in self._noted or key in self._first

    def peek(self, key: Key) -> Value | None:
        """What stands there now, if anything; the step at hand is not noted to have looked."""
        found = self._noted.get(key)
        if found is not None:
            return found
        left = self._left.get(key)
        if left is None:
            return self._first.get(key, self._default)
        if self._turn is None or left[-1][0] < self._turn:
            return left[-1][1]
        return self._before(key, left, _place(left, self._turn))

    def _before(self, key: Key, left: Sequence[tuple[Turn, Value]], at: int) -> Value | None:
        return left[at - 1][1] if at else self._first.get(key, self._default)

    def readers(self, key: Key) -> list[Turn]:
        """The steps that looked at a key, in turn."""
        return [turn for turn, _ in self._left.get(key, ())]

    def start(self, key: Key, value: Value | None) -> Turn | None:
        """Let a value (None: nothing) stand under a key before any step; the first that looked, if it is another."""
        before = self._first.get(key)
        if value is None:
            self._first.pop(key, None)
        else:
            self._first[key] = value
        left = self._left.get(key)
        return left[0][0] if left and before != value else None

    def begin(self, turn: Turn) -> None:
        """Stand as it is at a turn."""
        self._turn = turn

    def end(self, before: Collection[Key]) -> tuple[tuple[Key, ...], list[Change]]:
        """File the step at hand; the keys that it looked at, and what it changed. `before` are those of last time."""
        turn, noted, self._turn = self._turn, self._noted, None
        if turn is None or not (noted or before):
            return (), []
        self._noted = {}
        changes = [one for key, value in noted.items() if (one := self._file(turn, key, value)) is not None]
        return tuple(noted), [*changes, *self.forget(turn, before, but=noted)]

    def _file(self, turn: Turn, key: Key, value: Value) -> Change | None:
        left = self._left.get(key)
        if left is None:
            left = self._left[key] = []
        at = len(left) if not left or left[-1][0] < turn else _place(left, turn)
        if at < len(left) and left[at][0] == turn:
            old: Value | None = left[at][1]
            if old != value:
                left[at] = (turn, value)
        else:
            old = self._before(key, left, at)
            left.insert(at, (turn, value))
        return None if old == value else self._change(key, old, value, at + 1)

    def forget(self, turn: Turn, keys: Iterable[Key], *, but: Collection[Key] = ()) -> list[Change]:
        """Let a step have looked at none of some keys; what this changes."""
        changes = []
        for key in keys:
            if key in but:
                continue
            left = self._left[key]
            at = _place(left, turn)
            _, old = left.pop(at)
            now = self._before(key, left, at)
            if old != now:
                changes.append(self._change(key, old, now, at))
            if not left:
                del self._left[key]
        return changes

    def _change(self, key: Key, before: Value | None, now: Value | None, at: int) -> Change:
        left = self._left[key]
        return Change(self.name, key, before, now, left[at][0] if at < len(left) else None)


def _place[Value](left: Sequence[tuple[Turn, Value]], turn: Turn) -> int:
    return bisect_left(left, turn, key=itemgetter(0))
