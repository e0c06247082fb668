"""Arrivals and cancellations are booked in turn; where a change can't have reached one, it stays booked as it was."""

from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from pledges.domain.accounts import LineKey
from pledges.domain.booking import Related, book, bookable, raised, turn, with_parties
from pledges.domain.books import Books, Fulfilment, Promised, Written
from pledges.domain.entries import Entry
from pledges.domain.neighbours import Neighbours
from pledges.domain.posting import Posted
from pledges.domain.problems import Problem
from pledges.domain.roles import lines_by_side
from pledges.domain.tellings import Group, Telling

BOOKED = (Group.DISPATCH, Group.DELIVERY, Group.CANCELLATION)
NOTHING = Posted()  # of a line that a group has nothing of; nobody changes it

type ByLine = Mapping[LineKey, Posted]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """How an event was booked: the lines that were looked at, what was written, whether a pledge was implied."""

    event: Entry
    read: frozenset[LineKey]
    written: Written
    wrote: frozenset[LineKey]  # the lines of what was written
    implied: bool


@dataclass(slots=True)
class _Reach:
    """What a change of pledges may reach: events that look at a line of `pledges` where one of them is otherwise."""

    pledges: dict[LineKey, list[Entry]] = field(default_factory=dict)  # those that came, went or changed, by line
    around: set[LineKey] = field(default_factory=set)  # lines whose withdrawals are looked at again
    whole: set[LineKey] = field(default_factory=set)  # lines whose own events are all looked at again
    moved: set[LineKey] = field(default_factory=set)  # lines that stand otherwise from the step at hand on

    def holds(self, step: _Step, near: Neighbours) -> bool:
        """Whether a step may come out otherwise now."""
        event = step.event
        if event.line in self.whole or not step.read.isdisjoint(self.moved):
            return True
        withdraws = event.group is Group.CANCELLATION
        if withdraws and not step.read.isdisjoint(self.around):
            return True
        lines = step.read & self.pledges.keys()
        if not lines:
            return False
        if withdraws or step.implied:
            return True
        return any(bookable(one, event, near.catalogue) for line in lines for one in self.pledges[line])


class Bookings:
    """The books of an account as they are after the last event, and what is needed to book it again from fold to fold.

    A step of the last fold is written again as it was, where it looked at no line that stands otherwise at its turn,
    and at no pledge that came, went or changed and may be what arrived. All others are booked anew.
    """

    def __init__(self, near: Neighbours) -> None:
        self.near = near
        self._known = 0  # of the neighbours' news
        self._promised = Promised()
        self._totals: dict[LineKey, Sequence[Telling]] = {}
        self._by_side: Mapping[LineKey, Sequence[LineKey]] = {}
        self._sided: set[LineKey] = set()
        self._events: dict[str, Entry] = {}
        self._events_on: dict[LineKey, tuple[Entry, ...]] = {}
        self._turns: list[tuple[tuple[object, ...], Entry]] = []
        self._steps: dict[str, _Step] = {}
        self._on: dict[LineKey, Counter[str]] = {}  # the events that booked or noted anything on a line
        self.books = Books(self._promised, events={}, on={})

    def update(self, posted: Mapping[Group, ByLine], lines: Mapping[Group, Collection[LineKey]]) -> set[LineKey]:
        """Book what is posted now, where `lines` of each group are otherwise; the lines that then stand otherwise."""
        pledges = lines[Group.PLEDGE]
        events = {line for group in BOOKED for line in lines[group]}
        for line in (*pledges, *events):
            self.near.add(line)
        reach = _Reach()
        touched = {*pledges, *events}
        touched |= self._promise(pledges, posted[Group.PLEDGE], reach)
        gone = self._take_in(events, posted, reach)
        reach.whole.update(self.near.news[self._known :])
        self._known = len(self.near.news)
        if not (touched or reach.whole):
            return touched
        return touched | self._run(reach, gone)

    def _promise(self, lines: Iterable[LineKey], posted: ByLine, reach: _Reach) -> set[LineKey]:
        """Take in the pledges of some lines; those whose gifts by side are otherwise."""
        sided = False
        before = {line: self._promised.take(line) for line in lines}
        for line, old in before.items():
            now = posted.get(line, NOTHING)
            self._promised.put(line, now.entries.values())
            came = [one for one in now.entries.values() if old.get(one.id) is not one]
            went = [one for one in old.values() if now.entries.get(one.id) is not one]
            reach.pledges[line] = [*came, *went]
            if list(map(id, self._totals.get(line, ()))) != list(map(id, now.totals)):
                self._totals[line] = now.totals
                reach.around.add(line)
            if any(one.parties for one in (*came, *went)):
                self._sided.add(line)
                sided = True
        return self._side(reach) if sided else set()

    def _side(self, reach: _Reach) -> set[LineKey]:
        """Who had a part in which gift; the lines of those for whom this is otherwise, or may be."""
        pledges = [self._promised.pledges[one] for line in self._sided for one in self._promised.by_line.get(line, ())]
        before, self._by_side = self._by_side, lines_by_side(sorted(pledges, key=lambda one: one.order))
        lines = {*before, *self._by_side}
        reach.whole |= lines
        return lines

    def _take_in(self, lines: Iterable[LineKey], posted: Mapping[Group, ByLine], reach: _Reach) -> list[_Step]:
        """Take in the events of some lines; the steps of those that are gone or otherwise."""
        leaving: list[Entry] = []
        coming: list[Entry] = []
        for line in lines:
            old = self._events_on.get(line, ())
            now = tuple(one for group in BOOKED for one in posted[group].get(line, NOTHING).entries.values())
            kept = {id(one) for one in old} & {id(one) for one in now}
            leaving += [one for one in old if id(one) not in kept]
            coming += [one for one in now if id(one) not in kept]
            self._events_on[line] = now
            if any(one.suspends for one in (*old, *now)):
                reach.whole.add(line)
        left = {one.id for one in leaving}
        if left:
            self._turns = [pair for pair in self._turns if pair[1].id not in left]
        for one in leaving:
            del self._events[one.id]
        for one in coming:
            self._events[one.id] = one
            insort(self._turns, (turn(one), one), key=itemgetter(0))
        again = {turn(one) for one in coming}
        return [self._steps.pop(one.id) for one in leaving if turn(one) not in again]

    def _run(self, reach: _Reach, gone: Iterable[_Step]) -> set[LineKey]:
        """Book all events in turn; the lines that stand otherwise than after the last run."""
        books = self.books = Books(self._promised, events=self._events, on=self._events_on)
        related = Related(self.near, self._by_side)
        touched: set[LineKey] = set()
        left = sorted(gone, key=lambda step: turn(step.event), reverse=True)
        for at, event in self._turns:
            while left and turn(left[-1].event) <= at:
                reach.moved |= self._forget(left.pop(), touched)
            step = self._steps.get(event.id)
            if step is not None and step.event is event and not reach.holds(step, self.near):
                books.write_again(step.written)
                continue
            made = self._step(books, event, related)
            if step is not None and (step.wrote, step.written) == (made.wrote, made.written):
                made = replace(made, written=step.written)  # the values that are known already
            else:
                if step is not None:
                    reach.moved |= self._forget(step, touched)
                reach.moved |= self._remember(made, touched)
            self._steps[event.id] = made
        for step in left:
            self._forget(step, touched)
        return touched

    def _step(self, books: Books, event: Entry, related: Related) -> _Step:
        books.read.clear()
        books.written.clear()
        books.implied = False
        book(books, event, related, totals=self._totals)
        wrote = books.lines_of(books.written)
        return _Step(
            event=event,
            read=frozenset(books.read | wrote),
            written=dict(books.written),
            wrote=frozenset(wrote),
            implied=books.implied,
        )

    def _forget(self, step: _Step, touched: set[LineKey]) -> frozenset[LineKey]:
        for line in step.wrote:
            self._on[line] -= Counter([step.event.id])
        touched |= step.wrote
        return step.wrote

    def _remember(self, step: _Step, touched: set[LineKey]) -> frozenset[LineKey]:
        for line in step.wrote:
            self._on.setdefault(line, Counter())[step.event.id] += 1
        touched |= step.wrote
        return step.wrote

    def on(self, line: LineKey) -> "BookedOn":
        """What was booked on a line."""
        books, own = self.books, self._events_on.get(line, ())
        arrivals = dict.fromkeys((*(one.id for one in own), *self._on.get(line, ())))
        booked = [one for arrival in arrivals for one in books.by_arrival.get(arrival, ())]
        return BookedOn(
            books=books,
            pledges=raised([books.pledges[one] for one in books.ids_on(line)], books),
            events=[self._with_parties(one) for one in own],
            fulfilments=[
                one for one in booked if line in (books.pledges[one.pledge].line, books.events[one.arrival].line)
            ],
            problems=[one for event in arrivals for one in books.problems.get((line, event), ())],
        )

    def _with_parties(self, event: Entry) -> Entry:
        gifts = self._by_side.get(event.line, ())
        if not gifts:
            return event
        booked = {one.pledge for one in self.books.by_arrival.get(event.id, ()) if not one.possible}
        return with_parties(event, [self.books.pledges[one] for one in booked], gifts)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedOn:
    """A line's pledges and events as booked, the bookings with either on them, and what did not fit."""

    books: Books
    pledges: Sequence[Entry]
    events: Sequence[Entry]
    fulfilments: Sequence[Fulfilment]
    problems: Sequence[Problem]
