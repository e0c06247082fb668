"""Arrivals and cancellations are booked in turn; where a change can't have reached one, it stays booked as it was."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pledges.domain.accounts import LineKey
from pledges.domain.booking import Related, book, raised, turn, with_parties
from pledges.domain.books import Books, Fulfilment
from pledges.domain.entries import Entry
from pledges.domain.histories import Change, Turn
from pledges.domain.neighbours import Neighbours
from pledges.domain.posting import Posted
from pledges.domain.problems import Problem
from pledges.domain.reaching import Reach
from pledges.domain.sides import Sides
from pledges.domain.tellings import Group, Telling

BOOKED = (Group.DISPATCH, Group.DELIVERY, Group.CANCELLATION)
NOTHING = Posted()  # of a line that a group has nothing of; nobody changes it

type ByLine = Mapping[LineKey, Posted]


class Bookings:
    """The books of an account as they are after the last event, kept so that any event can be booked again.

    Of what changed since the last fold, only the events are booked again that it reaches (`Reach`).
    """

    def __init__(self, near: Neighbours) -> None:
        self.near = near
        self._known = 0  # of the neighbours' news
        self._totals: dict[LineKey, Sequence[Telling]] = {}
        self._sides = Sides()
        self._related = Related(near, self._sides)
        self.books = Books()
        self._reach = Reach(self.books, self._totals, near.catalogue)
        self._touched: set[LineKey] = set()
        self._on: dict[LineKey, BookedOn] = {}

    def update(self, posted: Mapping[Group, ByLine], lines: Mapping[Group, Collection[LineKey]]) -> set[LineKey]:
        """Book what is posted now, where `lines` of each group are otherwise; the lines that then stand otherwise."""
        pledges = lines[Group.PLEDGE]
        events = {line for group in BOOKED for line in lines[group]}
        self._touched = {*pledges, *events}
        for line in (*pledges, *events):
            self.near.add(line)
        self._meet()
        self._take_in(events, posted)
        self._promise(pledges, posted[Group.PLEDGE])
        while (at := self._reach.next()) is not None:
            self._book(at)
        for line in self._touched:
            self._on.pop(line, None)
        return self._touched

    def _meet(self) -> None:
        """Let the events around lines that are new look at these from now on."""
        news = self.near.news[self._known :]
        if self._reach.steps:
            filed = set(news)
            for line in filed:
                for wide in self.near.all_wider(line):
                    self._reach.let_read(self.books.events_on.get(line, ()), wide)
                    self._reach.let_read(self.books.events_on.get(wide, ()), line)
        self._related.forget(news)
        self._known = len(self.near.news)

    def _take_in(self, lines: Iterable[LineKey], posted: Mapping[Group, ByLine]) -> None:
        """Take in the events of some lines."""
        books, reach = self.books, self._reach
        gone: dict[str, Entry] = {}
        come: dict[str, Entry] = {}
        for line in lines:
            now = tuple(one for group in BOOKED for one in posted[group].get(line, NOTHING).entries.values())
            _compare(books.events_on.pop(line, ()), now, gone, come)
            if now:
                books.events_on[line] = now
            reach.pauses(line)
        for key, event in gone.items():
            books.events.pop(key)
            new = come.get(key)
            if new is None or (turn(new), new.line) != (turn(event), event.line):
                self._withdraw(key)
        books.events.update(come)
        for event in come.values():
            reach.add(turn(event))
        for key in gone.keys() | come.keys():
            reach.dispatch(gone.get(key), come.get(key))

    def _promise(self, lines: Iterable[LineKey], posted: ByLine) -> None:
        """Take in the pledges of some lines."""
        books, reach = self.books, self._reach
        gone: dict[str, Entry] = {}
        come: dict[str, Entry] = {}
        for line in lines:
            now = posted.get(line, NOTHING)
            _compare(books.promise(line, now.entries.values()), now.entries.values(), gone, come)
            if list(map(id, self._totals.get(line, ()))) != list(map(id, now.totals)):
                self._totals[line] = now.totals
                reach.withdrawals(line)
            reach.pauses(line)
        for key in gone.keys() | come.keys():
            old, new = gone.get(key), come.get(key)
            if old is not None and (new is None or (new.line, new.parties) != (old.line, old.parties)):
                looked = (books.events.get(at[2]) for at in books.open.readers(key))
                self._touched.update(event.line for event in looked if event is not None)
            reach.add(books.know(key, new))
            reach.pledge(old, new)
        self._side(gone.values(), come.values())

    def _side(self, gone: Iterable[Entry], come: Iterable[Entry]) -> None:
        """Who has a part in which gift, now that some pledges stand in place of others."""
        lines = self._sides.update(gone, come)
        self._touched |= lines
        self._related.forget(lines)
        for line in lines:
            for event in self.books.events_on.get(line, ()):
                self._reach.add(turn(event))

    def _book(self, at: Turn) -> None:
        """Book an event, or book it again, if it is still one."""
        event = self.books.events.get(at[2])
        if event is None or turn(event) != at:
            return
        before = self._reach.take(event.id)
        self.books.begin(event, at)
        book(self.books, event, self._related, totals=self._totals)
        step, changes = self.books.end(before)
        self._reach.put(step)
        self._follow(changes, at)
        self._imply(before.implied if before is not None else None, step.implied, at)

    def _withdraw(self, event: str) -> None:
        """Let an event not be booked, if it was."""
        step = self._reach.take(event)
        if step is not None:
            self._follow(self.books.withdraw(step), step.turn)
            self._imply(step.implied, None, step.turn)

    def _follow(self, changes: Iterable[Change], at: Turn) -> None:
        """Reach what hangs on what a step changed in the books."""
        for change in changes:
            self._reach.add(change.reader)
            self._touched.update(self.books.lines_of(change))
            if change.table == "counted":
                self._reach.counted(change.key, change.before, change.now, since=at)

    def _imply(self, before: Entry | None, now: Entry | None, at: Turn) -> None:
        """Reach what hangs on a pledge that a step implies now, or implied before."""
        if before is not now:
            self._touched.update(one.line for one in (before, now) if one is not None)
            self._reach.implied(before, now, since=at)

    def on(self, line: LineKey) -> "BookedOn":
        """What was booked on a line: the same value as last time, where it is not otherwise."""
        if line not in self._on:
            self._on[line] = self._gather(line)
        return self._on[line]

    def _gather(self, line: LineKey) -> "BookedOn":
        books, own = self.books, self.books.events_on.get(line, ())
        pledges = [*books.pledged_on(line), *books.implied_on(line)]
        booked_on = (at[2] for pledge in pledges for at in books.open.readers(pledge.id))
        events = dict.fromkeys((*(one.id for one in own), *booked_on))
        booked = [one for event in events for one in books.by_arrival[event]]
        return BookedOn(
            books=books,
            pledges=raised(pledges, books),
            events=[self._with_parties(one) for one in own],
            fulfilments=[
                one for one in booked if line in (books.pledges[one.pledge].line, books.events[one.arrival].line)
            ],
            problems=[one for event in events for on, one in books.problems[event] if on == line],
        )

    def _with_parties(self, event: Entry) -> Entry:
        gifts = self._sides.of(event.line)
        if not gifts:
            return event
        booked = {one.pledge for one in self.books.by_arrival[event.id] if not one.possible}
        return with_parties(event, [self.books.pledges[one] for one in booked], gifts)


def _compare(before: Iterable[Entry], now: Iterable[Entry], gone: dict[str, Entry], come: dict[str, Entry]) -> None:
    """File the entries of a line that are other values now, by id: an entry may come to another line."""
    old, new = {one.id: one for one in before}, {one.id: one for one in now}
    gone.update((key, one) for key, one in old.items() if new.get(key) is not one)
    come.update((key, one) for key, one in new.items() if old.get(key) is not one)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedOn:
    """A line's pledges and events as booked, the bookings with either on them, and what did not fit."""

    books: Books
    pledges: Sequence[Entry]
    events: Sequence[Entry]
    fulfilments: Sequence[Fulfilment]
    problems: Sequence[Problem]
