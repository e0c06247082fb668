"""All lines of an account, in order: one is gathered again only where something on it is otherwise."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pledges.domain.accounts import LineKey
from pledges.domain.gathering import Gathering
from pledges.domain.lines import Line
from pledges.domain.posting import Posted
from pledges.domain.problems import in_order
from pledges.domain.tellings import Group, Telling
from pledges.domain.turns import NOTHING, Bookings
from pledges.domain.watching import clashes

type Thing = tuple[tuple[str, ...], str | None]  # donors and family


class Lines:
    """The lines of an account from fold to fold, each with what shows only beside others."""

    def __init__(self) -> None:
        self._alone: dict[LineKey, Gathering] = {}
        self._of_thing: dict[Thing, set[LineKey]] = {}
        self._turns: list[tuple[object, ...]] = []  # where each line stands
        self._lines: list[Line] = []
        self._given: tuple[Line, ...] = ()

    def update(
        self,
        touched: Iterable[LineKey],
        posted: Mapping[Group, Mapping[LineKey, Posted]],
        milestones: Mapping[LineKey, Sequence[Telling]],
        bookings: Bookings,
    ) -> tuple[Line, ...]:
        """All lines, in order, once something on those that are touched may be otherwise."""
        things: set[Thing] = set()
        for key in touched:
            own = {group: posted[group].get(key) or NOTHING for group in Group}
            stones = milestones.get(key, ())
            known = stones or any(one is not NOTHING for one in own.values()) or bookings.books.ids_on(key)
            if not known:
                otherwise = self._alone.pop(key, None) is not None
            else:
                before = alone.line if (alone := self._alone.get(key)) is not None else None
                alone = self._alone.setdefault(key, Gathering(key))
                otherwise = alone.gather(own, stones, bookings.on(key)) is not before
            if otherwise:
                things.add(self._file(key))
        for thing in things:
            self._beside(thing)
        if things:
            self._given = tuple(self._lines)
        return self._given

    def _file(self, key: LineKey) -> Thing:
        """File a line with its thing while it is known."""
        thing = (key.donors, key.family)
        alike = self._of_thing.setdefault(thing, set())
        if key in self._alone:
            alike.add(key)
        else:
            alike.discard(key)
            at = bisect_left(self._turns, key.sort_key)
            del self._turns[at], self._lines[at]
        return thing

    def _beside(self, thing: Thing) -> None:
        """Tell the lines of one thing what clashes between them."""
        alike = {key: self._alone[key].line for key in sorted(self._of_thing[thing], key=lambda one: one.sort_key)}
        found = clashes({key: (*line.pledges, *line.deliveries) for key, line in alike.items()})
        for key, line in alike.items():
            if key in found:
                line = replace(line, problems=in_order((*line.problems, *found[key])))
            self._show(line)

    def _show(self, line: Line) -> None:
        """Let a line stand in its place; one that is equal to what stands there is that."""
        turn = line.key.sort_key
        at = bisect_left(self._turns, turn)
        if at == len(self._turns) or self._turns[at] != turn:
            self._turns.insert(at, turn)
            self._lines.insert(at, line)
        elif self._lines[at] != line:
            self._lines[at] = line
