"""What stands while events are booked in order: pledges, what is open of each, and what was booked or taken back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import chain

from pledges.domain.accounts import LineKey
from pledges.domain.entries import Entry
from pledges.domain.figures import Amount, Interval
from pledges.domain.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfilment:
    """An arrival (or what is on its way: `in_transit`) booked on a pledge; `quantity` None where none is known.

    `possible`: what a group reports may be of this member's pledge, or what a donor brings of a pledge that names no
    donor; it fills the arrival's own line, and here 0 to that.
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

    `possible`: a group's arrival may be of a member's pledge, or a donor's of one that names no donor. It fills the
    arrival's own line, and 0 to so much of the pledge.
    """

    key: LineKey
    entry: str
    quantity: Interval | None
    direction: Direction
    in_transit: bool = False
    possible: bool = False


@dataclass(slots=True)
class Books:
    """What stands while events are booked in order: pledges with what is open of each, bookings, cancellations."""

    pledges: dict[str, Entry] = field(default_factory=dict)
    open: dict[str, Interval] = field(default_factory=dict)
    by_line: dict[LineKey, list[str]] = field(default_factory=dict)
    by_arrival: dict[str, list[Fulfilment]] = field(default_factory=dict)  # what was booked of each, in turn
    booked: dict[str, int] = field(default_factory=dict)  # of each pledge, what was surely booked on it
    until: dict[str, date] = field(default_factory=dict)  # of each pledge, the day of the last arrival booked on it
    events: dict[str, Entry] = field(default_factory=dict)  # deliveries, dispatches, cancellations as booked
    transit: dict[str, Interval] = field(default_factory=dict)  # of each dispatch, what has not arrived
    left: dict[LineKey, list[str]] = field(default_factory=dict)  # the dispatches of each line, in turn
    taken: dict[str, Amount] = field(default_factory=dict)  # of each cancellation, what it took back
    problems: dict[LineKey, list[Problem]] = field(default_factory=dict)

    def pledge(self, entry: Entry) -> None:
        """Let a pledge stand."""
        self.pledges[entry.id] = entry
        self.open[entry.id] = entry.counted.interval if entry.counted is not None else Interval(low=0, high=None)
        self.by_line.setdefault(entry.line, []).append(entry.id)

    @property
    def fulfilments(self) -> Iterator[Fulfilment]:
        return chain.from_iterable(self.by_arrival.values())

    def fulfil(self, one: Fulfilment) -> None:
        """Book an arrival on a pledge."""
        self.by_arrival.setdefault(one.arrival, []).append(one)

    def note(self, line: LineKey, one: Problem) -> None:
        self.problems.setdefault(line, []).append(one)


def due_order(pledge: Entry) -> tuple[date, date, str]:
    """Earliest due first; a pledge with no date by the day it was announced."""
    return (pledge.due or pledge.day, pledge.day, pledge.id)
