"""A gift is found by all who paid for it or handed it over, whoever of them a source names as the donor."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from pledges.domain.accounts import LineKey
from pledges.domain.entries import Entry
from pledges.domain.roles import other_sides


class Sides:
    """For a party's own line (as if it were the donor), the lines of gifts that it had a part in, from fold to fold.

    They are in the order of their first pledges.
    """

    def __init__(self) -> None:
        self._gifts: dict[LineKey, dict[str, tuple[tuple[date, str], LineKey]]] = {}  # by own line and pledge
        self._lines: dict[LineKey, list[LineKey]] = {}

    def of(self, line: LineKey) -> Sequence[LineKey]:
        """The lines of gifts of those whose own line this is."""
        return self._lines.get(line, ())

    def update(self, gone: Iterable[Entry], come: Iterable[Entry]) -> set[LineKey]:
        """Let some pledges stand in place of others; the lines of those who have a part in other gifts now."""
        touched: set[LineKey] = set()
        for pledge in gone:
            for own in _own_lines(pledge):
                del self._gifts[own][pledge.id]
                touched.add(own)
        for pledge in come:
            for own in _own_lines(pledge):
                self._gifts.setdefault(own, {})[pledge.id] = (pledge.order, pledge.line)
                touched.add(own)
        return {own for own in touched if self._is_otherwise(own)}

    def _is_otherwise(self, own: LineKey) -> bool:
        before = self._lines.pop(own, [])
        pledges = sorted(self._gifts[own].values(), key=lambda one: one[0])
        now = list(dict.fromkeys(line for _, line in pledges))
        if now:
            self._lines[own] = now
        else:
            del self._gifts[own]
        return now != before


def _own_lines(pledge: Entry) -> set[LineKey]:
    if not pledge.parties:
        return set()
    return {replace(pledge.line, donors=side) for side in other_sides(pledge.parties, pledge.line.donors)}
