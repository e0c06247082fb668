"""All lines of an account: one is gathered again only where something on it is otherwise."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pledges.domain.accounts import LineKey
from pledges.domain.changes import Table, as_known
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
        self._shown: Table[LineKey, Any] = Table()
        self.by_key: Table[LineKey, Line] = Table()

    def update(
        self,
        touched: Iterable[LineKey],
        shown: Table[LineKey, Any],
        posted: Mapping[Group, Mapping[LineKey, Posted]],
        milestones: Mapping[LineKey, Sequence[Telling]],
        bookings: Bookings,
    ) -> None:
        """Bring the lines up to date where something may be otherwise; those `shown` are there, if need be empty."""
        things: set[Thing] = set()
        again = shown.since(self._shown).union(touched)
        self._shown = shown
        for key in again:
            own = {group: posted[group].get(key) or NOTHING for group in Group}
            stones = milestones.get(key, ())
            told = stones or any(one is not NOTHING for one in own.values()) or bookings.books.ids_on(key)
            if not told and key not in shown:
                otherwise = self._alone.pop(key, None) is not None
            else:
                before = alone.line if (alone := self._alone.get(key)) is not None else None
                alone = self._alone.setdefault(key, Gathering(key))
                otherwise = alone.gather(own, stones, bookings.on(key)) is not before
            if otherwise:
                things.add(self._file(key))
        come = {line.key: line for thing in things for line in self._beside(thing)}
        self.by_key = self.by_key.then(as_known(self.by_key, come), (key for key in again if key not in self._alone))

    def _file(self, key: LineKey) -> Thing:
        """File a line with its thing while it is known."""
        thing = (key.donors, key.family)
        alike = self._of_thing.setdefault(thing, set())
        if key in self._alone:
            alike.add(key)
        else:
            alike.discard(key)
        return thing

    def _beside(self, thing: Thing) -> Iterator[Line]:
        """Tell the lines of one thing what clashes between them."""
        alike = {key: self._alone[key].line for key in sorted(self._of_thing[thing], key=lambda one: one.sort_key)}
        found = clashes({key: (*line.pledges, *line.deliveries) for key, line in alike.items()})
        for key, line in alike.items():
            if key in found:
                line = replace(line, problems=in_order((*line.problems, *found[key])))
            yield line
