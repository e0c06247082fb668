"""A line is all that is known of one exact set of donors, family and unit; it is gathered from what each step made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from pledges.domain.accounts import LineKey
from pledges.domain.books import Books, Direction, Elsewhere, Fulfilment
from pledges.domain.entries import Entry, Milestone, Number
from pledges.domain.events import RUNNING
from pledges.domain.figures import Amount, Interval
from pledges.domain.memo import Memo
from pledges.domain.posting import Posted
from pledges.domain.problems import Problem, in_order
from pledges.domain.schedules import milestones_of
from pledges.domain.tellings import Group, Telling
from pledges.domain.watching import clashes, scope_doubts

NOTHING = Posted()  # of a line that a group has nothing of; nobody changes it
LISTED = tuple(group for group in Group if group not in {*RUNNING, Group.CANCELLATION})  # kept, never counted


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningTotal:
    """A balance asserted over a line: "14 in total"."""

    group: Group
    number: Number
    day: date
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """All that is known of one exact set of donors x family x unit; entries in order of day and id.

    `transit` holds what has not arrived of each dispatch, `taken` what each cancellation took back, `open` what is
    neither delivered nor on its way of each pledge, all by entry id. `claims` are all claims behind the line.
    """

    key: LineKey
    pledges: tuple[Entry, ...] = ()
    deliveries: tuple[Entry, ...] = ()
    dispatches: tuple[Entry, ...] = ()
    cancellations: tuple[Entry, ...] = ()
    listed: tuple[Entry, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    totals: tuple[RunningTotal, ...] = ()
    fulfilments: tuple[Fulfilment, ...] = ()  # of this line's pledges, and of this line's arrivals
    elsewhere: tuple[Elsewhere, ...] = ()  # those of them whose other side stands on another line
    transit: Mapping[str, Amount]
    taken: Mapping[str, Amount]
    open: Mapping[str, Interval]
    problems: tuple[Problem, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        return (*self.pledges, *self.dispatches, *self.deliveries, *self.cancellations, *self.listed)


def lines_of(
    posted: Mapping[Group, Mapping[LineKey, Posted]],
    milestones: Mapping[LineKey, Sequence[Telling]],
    books: Books,
    memo: Memo,
) -> tuple[Line, ...]:
    keys = {line for by_line in posted.values() for line in by_line} | set(books.by_line)
    keys |= set(milestones)
    made = _Gathered(posted, milestones, books, memo)
    lines = {key: made.line(key) for key in sorted(keys, key=lambda one: one.sort_key)}
    counted = {key: (*line.pledges, *line.deliveries) for key, line in lines.items()}
    for key, problems in clashes(counted).items():
        lines[key] = replace(lines[key], problems=in_order((*lines[key].problems, *problems)))
    return tuple(memo.same("clashing", key, line) for key, line in lines.items())


class _Gathered:
    """What each step made, by line."""

    def __init__(
        self,
        posted: Mapping[Group, Mapping[LineKey, Posted]],
        milestones: Mapping[LineKey, Sequence[Telling]],
        books: Books,
        memo: Memo,
    ) -> None:
        self.posted, self.milestones, self.books, self.memo = posted, milestones, books, memo
        self.events: dict[LineKey, list[Entry]] = {}
        for entry in books.events.values():
            self.events.setdefault(entry.line, []).append(self._known(entry))
        self.fulfilments: dict[LineKey, list[Fulfilment]] = {}
        for one in books.fulfilments:
            for line in {books.pledges[one.pledge].line, books.events[one.arrival].line}:
                self.fulfilments.setdefault(line, []).append(one)

    def _known(self, entry: Entry) -> Entry:
        return self.memo.same("booked", entry.id, entry)

    def line(self, key: LineKey) -> Line:
        """A line, put together again only where something on it is otherwise."""
        books, events = self.books, self.events.get(key, [])
        pledges = [self._known(books.pledges[one]) for one in books.by_line.get(key, ())]
        listed = [self._known(one) for group in LISTED for one in self._posted(group, key).entries.values()]
        stones = self.milestones.get(key, [])
        totals = [one for group in sorted(RUNNING) for one in self._posted(group, key).totals]
        problems = [one for group in Group for one in self._posted(group, key).problems]
        elsewhere = self._elsewhere(key)
        booked = (
            key,
            elsewhere,
            tuple(books.problems.get(key, ())),
            tuple(self.fulfilments.get(key, ())),
            tuple(books.open[one.id] for one in pledges),
            tuple((books.transit.get(one.id), books.taken.get(one.id)) for one in events),
        )
        parts = (*pledges, *events, *listed, *stones, *totals, *problems)
        make = partial(self._line, key, events, pledges, listed, stones, totals, problems, elsewhere)
        return self.memo.once("line", parts, make, beside=booked)

    def _line(
        self,
        key: LineKey,
        events: Sequence[Entry],
        promised: Iterable[Entry],
        others: Iterable[Entry],
        stones: Sequence[Telling],
        told: Iterable[Telling],
        problems: Sequence[Problem],
        elsewhere: tuple[Elsewhere, ...],
    ) -> Line:
        books = self.books
        pledges, listed = _ordered(promised), _ordered(others)
        milestones = milestones_of(stones)
        totals = tuple(_total(one) for one in told)
        dispatches = _ordered(one for one in events if one.group is Group.DISPATCH)
        cancellations = _ordered(one for one in events if one.group is Group.CANCELLATION)
        doubts = [*problems, *books.problems.get(key, []), *scope_doubts(pledges, listed)]
        line = Line(
            key=key,
            pledges=pledges,
            deliveries=_ordered(one for one in events if one.group is Group.DELIVERY),
            dispatches=dispatches,
            cancellations=cancellations,
            listed=listed,
            milestones=milestones,
            totals=totals,
            fulfilments=tuple(
                sorted(self.fulfilments.get(key, ()), key=lambda one: (one.arrival, one.pledge, one.in_transit))
            ),
            transit={one.id: _in_transit(one, books) for one in dispatches if one.counted is not None},
            taken={one.id: books.taken[one.id] for one in cancellations},
            open={one.id: books.open[one.id] for one in pledges},
            problems=in_order(doubts),
            elsewhere=elsewhere,
        )
        return replace(line, claims=_claims(line))

    def _elsewhere(self, key: LineKey) -> tuple[Elsewhere, ...]:
        found = []
        for one in sorted(self.fulfilments.get(key, ()), key=lambda one: (one.arrival, one.pledge)):
            pledge, arrival = self.books.pledges[one.pledge], self.books.events[one.arrival]
            if pledge.line == arrival.line:
                continue
            to = arrival.line == key
            other = pledge if to else arrival
            found.append(
                Elsewhere(
                    key=other.line,
                    entry=other.id,
                    quantity=one.quantity,
                    direction=Direction.TO if to else Direction.FROM,
                    in_transit=one.in_transit,
                    possible=one.possible,
                )
            )
        return tuple(sorted(found, key=lambda one: (one.key.sort_key, one.entry, one.direction, one.in_transit)))

    def _posted(self, group: Group, key: LineKey) -> Posted:
        return self.posted[group].get(key) or NOTHING


def _ordered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda one: one.order))


def _in_transit(entry: Entry, books: Books) -> Amount:
    """What has not arrived of a dispatch, with its stated number."""
    if entry.counted is None or entry.id not in books.transit:
        return Amount()
    left = books.transit[entry.id]
    stated = entry.counted.stated - (entry.counted.low - left.low)
    stated = max(left.low, stated)
    return Amount(low=left.low, high=left.high, stated=stated if left.high is None else min(stated, left.high))


def _total(telling: Telling) -> RunningTotal:
    return RunningTotal(
        group=telling.group,
        number=Number(low=telling.low, high=telling.high, approximate=telling.approximate),
        day=telling.day,
        claims=telling.claim_ids,
    )


def _claims(line: Line) -> tuple[str, ...]:
    ids = {claim for entry in line.entries for claim in (*entry.claims, *entry.mentions)}
    ids.update(claim for stone in line.milestones for claim in stone.claims)
    ids.update(claim for total in line.totals for claim in total.claims)
    return tuple(sorted(ids))
