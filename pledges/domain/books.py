"""What stands while events are booked in order: pledges, what is open of each, and what was booked or taken back."""

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import Any, NamedTuple

from pledges.domain.accounts import LineKey
from pledges.domain.entries import Entry
from pledges.domain.figures import Amount, Interval
from pledges.domain.histories import Change, Table, Turn
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


BY_PLEDGE = frozenset({"open", "counted", "booked"})  # tables by pledge; the others are by event
NEVER = date.min


class Booked(NamedTuple):
    """What was booked on a pledge: how much surely, and the day of the last arrival."""

    surely: int = 0
    until: date = NEVER


type Noted = tuple[LineKey, Problem]
type Looked = tuple[tuple[Any, ...], ...]  # of each table, the keys that a step looked at


@dataclass(slots=True, kw_only=True)
class Step:
    """How an event was booked: the lines and keys that were looked at, and what was implied.

    `known`: whether any pledge was known that it could have been part of, had it been announced by then.
    """

    event: Entry
    turn: Turn
    read: frozenset[LineKey] = frozenset()
    looked: Looked = ()
    implied: Entry | None = None
    known: bool = False
    noted: bool = False  # whether anything did not fit


class Books:
    """What stands while events are booked in turn: pledges with what is open of each, bookings, cancellations.

    While a step is booked, they stand as the steps before its turn left them; else as the last one did. The step notes
    which lines it looked at, and the tables what it wrote: so that one step can be booked again by itself.
    """

    def __init__(self) -> None:
        self.events: dict[str, Entry] = {}  # deliveries, dispatches, cancellations
        self.events_on: dict[LineKey, tuple[Entry, ...]] = {}
        self.pledges: dict[str, Entry] = {}  # as they were told, and those that arrivals imply
        self.promised_on: dict[LineKey, tuple[Entry, ...]] = {}  # those that were told, in order
        self._implied_on: dict[LineKey, list[tuple[Turn, Entry]]] = {}  # those that arrivals imply, in turn
        self._cut: dict[str, tuple[Entry, Entry]] = {}  # pledges as they were told and as they count, for the next look
        self.open = Table[str, Interval]("open")
        self.counted = Table[str, Amount]("counted")  # of each pledge that was taken back in part, what it counts since
        self.by_arrival = Table[str, tuple[Fulfilment, ...]]("by_arrival", ())  # booked of each, in turn
        self.booked = Table[str, Booked]("booked", Booked())
        self.transit = Table[str, Interval]("transit")  # of each dispatch, what has not arrived
        self.taken = Table[str, Amount]("taken")  # of each cancellation, what it took back
        self.problems = Table[str, tuple[Noted, ...]]("problems", ())  # noted as each was booked, with the line
        self._tables: tuple[Table[Any, Any], ...] = (
            *(self.open, self.counted, self.by_arrival, self.booked),
            *(self.transit, self.taken, self.problems),
        )
        self._step: Step | None = None
        self._read: set[LineKey] = set()  # the lines of which the step at hand looked at the pledges

    @property
    def step(self) -> Step:
        """The step at hand."""
        assert self._step is not None
        return self._step

    def begin(self, event: Entry, turn: Turn) -> None:
        """Stand as at an event's turn, to book it (again)."""
        self._step = Step(event=event, turn=turn)
        for table in self._tables:
            table.begin(turn)

    def end(self, before: Step | None) -> tuple[Step, list[Change]]:
        """The step at hand, once it is booked, in place of what it was before; what this changes in the tables."""
        step, self._step = self.step, None
        looked, changes = [], []
        for at, table in enumerate(self._tables):
            keys, changed = table.end(before.looked[at] if before is not None else ())
            looked.append(keys)
            changes += changed
        step.looked, step.read = tuple(looked), frozenset(self._read)
        self._read.clear()
        self._exchange(before, step)
        return step, changes

    def withdraw(self, step: Step) -> list[Change]:
        """Let an event not be booked any more; what this changes in the tables."""
        self._exchange(step, None)
        found = zip(self._tables, step.looked, strict=True)
        return [one for table, keys in found for one in table.forget(step.turn, keys)]

    def _exchange(self, before: Step | None, now: Step | None) -> None:
        """Let what a step implies now stand in place of what it implied; an equal pledge stays the same value."""
        old, new = before.implied if before is not None else None, now.implied if now is not None else None
        if now is not None and old == new:
            now.implied = old
            return
        if before is not None and old is not None:
            del self.pledges[old.id]
            self._implied_on[old.line].remove((before.turn, old))
        if now is not None and new is not None:
            self.pledges[new.id] = new
            insort(self._implied_on.setdefault(new.line, []), (now.turn, new), key=itemgetter(0))

    def promise(self, line: LineKey, pledges: Iterable[Entry]) -> tuple[Entry, ...]:
        """Let these be the pledges that were told of a line; those that were before."""
        before = self.promised_on.pop(line, ())
        in_order = tuple(sorted(pledges, key=lambda one: one.order))
        if in_order:
            self.promised_on[line] = in_order
        return before

    def know(self, key: str, pledge: Entry | None) -> Turn | None:
        """Let a pledge stand as it is told now, or not at all; the first step that has to look at it again, if any."""
        if pledge is None:
            del self.pledges[key]
            self._cut.pop(key, None)
        else:
            self.pledges[key] = pledge
        return self.open.start(key, None if pledge is None else room_of(pledge))

    def lines_of(self, change: Change) -> Iterator[LineKey]:
        """The lines on which something stands otherwise; not that of a pledge or event that is gone."""
        if change.table == "problems":
            yield from (line for line, _ in (*change.before, *change.now))
            return
        one = self.pledges.get(change.key) if change.table in BY_PLEDGE else self.events.get(change.key)
        if one is not None:
            yield one.line
        if change.table == "by_arrival":
            booked = (self.pledges.get(one.pledge) for one in (*change.before, *change.now))
            yield from (pledge.line for pledge in booked if pledge is not None)

    def ids_on(self, line: LineKey) -> tuple[str, ...]:
        """The pledges of a line: those promised, then those that arrivals imply."""
        return tuple(one.id for one in (*self.promised_on.get(line, ()), *self.implied_on(line)))

    def pledged_on(self, line: LineKey) -> list[Entry]:
        """The pledges that were told of a line, as they count now."""
        if self._step is not None:
            self._read.add(line)
        counted = self.counted
        return [self._as_counted(one) if one.id in counted else one for one in self.promised_on.get(line, ())]

    def _as_counted(self, pledge: Entry) -> Entry:
        counted = self.counted.peek(pledge.id)
        if counted is None:
            return pledge
        known = self._cut.get(pledge.id)
        if known is None or known[0] is not pledge or known[1].counted != counted:
            known = self._cut[pledge.id] = (pledge, replace(pledge, counted=counted))
        return known[1]

    def implied_on(self, line: LineKey) -> list[Entry]:
        """The pledges of a line that arrivals imply, in turn."""
        step, implied = self._step, self._implied_on.get(line, ())
        return [one for turn, one in implied if step is None or turn < step.turn]

    def imply(self, entry: Entry) -> None:
        """Let a pledge stand that no source states."""
        self.step.implied = entry
        self.open[entry.id] = room_of(entry)

    def fulfil(self, one: Fulfilment) -> None:
        """Book an arrival on a pledge."""
        self.open.look(one.pledge)
        self.by_arrival[one.arrival] = (*self.by_arrival[one.arrival], one)

    def book(self, pledge: str, surely: int, until: date = NEVER) -> None:
        """Let so much more be surely booked on a pledge, `until` the day of what is booked now."""
        known = self.booked[pledge]
        self.booked[pledge] = Booked(known.surely + surely, max(known.until, until))

    def may_fill(self, pledge: Entry, number: Interval) -> None:
        """Let a possible arrival leave less open of a pledge that names no donor; a donor's own stays as it is."""
        if not pledge.line.donors:
            self.open[pledge.id] = self.open[pledge.id].less(number)

    def note(self, line: LineKey, event: Entry, one: Problem) -> None:
        """Note what does not fit on a line as an event is booked."""
        self.step.noted = True
        self.problems[event.id] = (*self.problems[event.id], (line, one))


def room_of(pledge: Entry) -> Interval:
    """What is open of a pledge of which nothing has come."""
    return pledge.counted.interval if pledge.counted is not None else Interval(low=0, high=None)


def due_order(pledge: Entry) -> tuple[date, date, str]:
    """Earliest due first; a pledge with no date by the day it was announced."""
    return (pledge.due or pledge.day, pledge.day, pledge.id)
