"""What stands while events are booked in order: pledges, what is open of each, and what was booked or taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from pledges.domain.accounts import LineKey
from pledges.domain.entries import Entry
from pledges.domain.figures import Amount, Interval
from pledges.domain.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfilment:
    """An arrival (or what is on its way: `in_transit`) booked on a pledge; `quantity` None where none is known.

    `possible`: what a group reports may be of this member's pledge, which stays open; or what a donor brings of a
    pledge that names no donor, which it fills with 0 to that. It fills the arrival's own line.
    """

    arrival: str
    pledge: str
    quantity: Interval | None
    in_transit: bool = False
    possible: bool = False


class Direction(StrEnum):
    TO = "to"  # an arrival of this line fills a pledge of the other
    FROM = "from"  # an arrival of the other line fills a pledge of this one


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A booking across lines: `entry` stands on the line `key`; what of here went `to` it, or came `from` there.

    `possible`: a group's arrival may be of a member's pledge, which stays open, or a donor's of one that names no
    donor, and fills 0 to so much of that. It fills the arrival's own line.
    """

    key: LineKey
    entry: str
    quantity: Interval | None
    direction: Direction
    in_transit: bool = False
    possible: bool = False


BY_LINE = frozenset({"implied_on", "left"})  # tables by line, by pledge, else by event
BY_PLEDGE = frozenset({"pledges", "open", "booked", "until"})

type Written = dict[tuple[str, Any], Any]  # by table and key: what stands there since


class Table[Key, Value](dict[Key, Value]):
    """A part of the books, by some key. What is written there while a step is booked is noted with the step."""

    __slots__ = ("name", "written")

    def __init__(self, name: str, written: Written, known: Mapping[Key, Value] | None = None) -> None:
        super().__init__(known or {})
        self.name, self.written = name, written

    def __setitem__(self, key: Key, value: Value) -> None:
        self.written[self.name, key] = value
        super().__setitem__(key, value)


@dataclass(slots=True)
class Promised:
    """The pledges that stand before anything is booked, by id and line, with what is open of each."""

    pledges: dict[str, Entry] = field(default_factory=dict)
    open: dict[str, Interval] = field(default_factory=dict)
    by_line: dict[LineKey, tuple[str, ...]] = field(default_factory=dict)

    def take(self, line: LineKey) -> dict[str, Entry]:
        """Take the pledges of a line out; a pledge may come to another line."""
        found = {one: self.pledges.pop(one) for one in self.by_line.pop(line, ())}
        for one in found:
            del self.open[one]
        return found

    def put(self, line: LineKey, pledges: Iterable[Entry]) -> None:
        """Let these be the pledges of a line that has none."""
        in_order = sorted(pledges, key=lambda one: one.order)
        self.pledges.update((one.id, one) for one in in_order)
        self.open.update((one.id, room_of(one)) for one in in_order)
        if in_order:
            self.by_line[line] = tuple(one.id for one in in_order)


class Books:
    """What stands while events are booked in order: pledges with what is open of each, bookings, cancellations.

    Nothing in a table is changed in place, only replaced: so each step can tell what it wrote (`written`), which lines
    it looked at (`read`), and whether it booked what no source pledged (`implied`).
    """

    def __init__(
        self, promised: Promised, *, events: Mapping[str, Entry], on: Mapping[LineKey, Sequence[Entry]]
    ) -> None:
        self.written: Written = {}
        self.read: set[LineKey] = set()
        self.implied = False
        self.events, self.events_on = events, on  # deliveries, dispatches, cancellations: by id, by line
        self.pledges = Table[str, Entry]("pledges", self.written, promised.pledges)
        self.open = Table[str, Interval]("open", self.written, promised.open)
        self.promised_on = promised.by_line
        self.implied_on = Table[LineKey, tuple[str, ...]]("implied_on", self.written)  # what arrivals imply, in turn
        self.by_arrival = Table[str, tuple[Fulfilment, ...]]("by_arrival", self.written)  # booked of each, in turn
        self.booked = Table[str, int]("booked", self.written)  # of each pledge, what was surely booked on it
        self.until = Table[str, date]("until", self.written)  # of each pledge, the day of the last arrival booked on it
        self.transit = Table[str, Interval]("transit", self.written)  # of each dispatch, what has not arrived
        self.left = Table[LineKey, tuple[str, ...]]("left", self.written)  # the dispatches of each line, in turn
        self.taken = Table[str, Amount]("taken", self.written)  # of each cancellation, what it took back
        self.problems = Table[tuple[LineKey, str], tuple[Problem, ...]]("problems", self.written)  # by event, too

    def write_again(self, written: Written) -> None:
        """Let stand what an earlier fold wrote in a step that would write the same now."""
        for (table, key), value in written.items():
            dict.__setitem__(getattr(self, table), key, value)

    def lines_of(self, written: Written) -> set[LineKey]:
        """The lines of which something was written."""
        found: set[LineKey] = set()
        for (table, key), value in written.items():
            if table in BY_LINE:
                found.add(key)
            elif table in BY_PLEDGE:
                found.add(self.pledges[key].line)
            elif table == "problems":
                found.add(key[0])
            else:
                found.add(self.events[key].line)
            if table == "by_arrival":
                found.update(self.pledges[one.pledge].line for one in value)
        return found

    def ids_on(self, line: LineKey) -> tuple[str, ...]:
        """The pledges of a line: those promised, then those that arrivals imply."""
        return (*self.promised_on.get(line, ()), *self.implied_on.get(line, ()))

    def pledged_on(self, line: LineKey) -> list[Entry]:
        """The pledges of a line as they stand now."""
        self.read.add(line)
        return [self.pledges[one] for one in self.ids_on(line)]

    def imply(self, entry: Entry) -> None:
        """Let a pledge stand that no source states."""
        self.implied = True
        self.pledges[entry.id] = entry
        self.open[entry.id] = room_of(entry)
        self.implied_on[entry.line] = (*self.implied_on.get(entry.line, ()), entry.id)

    def fulfil(self, one: Fulfilment) -> None:
        """Book an arrival on a pledge."""
        self.by_arrival[one.arrival] = (*self.by_arrival.get(one.arrival, ()), one)

    def may_fill(self, pledge: Entry, number: Interval) -> None:
        """Let a possible arrival leave less open of a pledge that names no donor; a donor's own stays as it is."""
        if not pledge.line.donors:
            self.open[pledge.id] = self.open[pledge.id].less(number)

    def leave(self, dispatch: Entry, number: Interval) -> None:
        """Have something on its way."""
        self.transit[dispatch.id] = number
        self.left[dispatch.line] = (*self.left.get(dispatch.line, ()), dispatch.id)

    def note(self, line: LineKey, event: Entry, one: Problem) -> None:
        """Note what does not fit on a line as an event is booked."""
        self.problems[line, event.id] = (*self.problems.get((line, event.id), ()), one)


def room_of(pledge: Entry) -> Interval:
    """What is open of a pledge of which nothing has come."""
    return pledge.counted.interval if pledge.counted is not None else Interval(low=0, high=None)


def due_order(pledge: Entry) -> tuple[date, date, str]:
    """Earliest due first; a pledge with no date by the day it was announced."""
    return (pledge.due or pledge.day, pledge.day, pledge.id)
