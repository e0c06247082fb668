"""A line is all that is known of one exact set of donors, family and unit; it is gathered from what each step made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pledges.domain.accounts import LineKey
from pledges.domain.books import Books, Direction, Elsewhere, Fulfilment
from pledges.domain.entries import Entry, Milestone, Number
from pledges.domain.events import RUNNING
from pledges.domain.figures import Amount, Interval
from pledges.domain.posting import Posted
from pledges.domain.problems import Problem, in_order
from pledges.domain.schedules import milestones_of
from pledges.domain.tellings import Group, Telling
from pledges.domain.turns import NOTHING, BookedOn, Bookings
from pledges.domain.watching import clashes, scope_doubts

type Donors = tuple[str, ...]

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


class Lines:
    """The lines of an account from fold to fold: one is put together again only where something on it is otherwise."""

    def __init__(self) -> None:
        self._alone: dict[LineKey, Line] = {}  # each by itself, without what shows only beside others
        self._of_thing: dict[tuple[Donors, str | None], set[LineKey]] = {}
        self._made: dict[LineKey, Line] = {}
        self._in_order: tuple[Line, ...] | None = None

    def update(
        self,
        touched: Iterable[LineKey],
        posted: Mapping[Group, Mapping[LineKey, Posted]],
        milestones: Mapping[LineKey, Sequence[Telling]],
        bookings: Bookings,
    ) -> tuple[Line, ...]:
        """All lines, in order, once something on those that are touched may be otherwise."""
        things: set[tuple[Donors, str | None]] = set()
        for key in touched:
            known = _is_known(key, posted, milestones, bookings)
            line = _line(key, posted, milestones.get(key, ()), bookings.on(key)) if known else None
            if line == (before := self._alone.get(key)):
                continue
            thing = (key.donors, key.family)
            things.add(thing)
            if line is None:
                del self._alone[key], self._made[key]
                self._of_thing[thing].discard(key)
            else:
                self._alone[key] = line
                self._of_thing.setdefault(thing, set()).add(key)
            if line is None or before is None:
                self._in_order = None
        for thing in things:
            self._beside(thing)
        if self._in_order is None or things:
            self._in_order = tuple(self._made[key] for key in sorted(self._made, key=lambda one: one.sort_key))
        return self._in_order

    def _beside(self, thing: tuple[Donors, str | None]) -> None:
        """Tell the lines of one thing what clashes between them."""
        keys = sorted(self._of_thing[thing], key=lambda one: one.sort_key)
        alike = {key: self._alone[key] for key in keys}
        found = clashes({key: (*line.pledges, *line.deliveries) for key, line in alike.items()})
        for key, line in alike.items():
            if key in found:
                line = replace(line, problems=in_order((*line.problems, *found[key])))
            if line != self._made.get(key):
                self._made[key] = line


def _is_known(
    key: LineKey,
    posted: Mapping[Group, Mapping[LineKey, Posted]],
    milestones: Mapping[LineKey, Sequence[Telling]],
    bookings: Bookings,
) -> bool:
    return key in milestones or any(key in lines for lines in posted.values()) or bool(bookings.books.ids_on(key))


def _line(
    key: LineKey,
    posted: Mapping[Group, Mapping[LineKey, Posted]],
    stones: Sequence[Telling],
    booked: BookedOn,
) -> Line:
    """All that the steps of a fold made of one line."""
    books, own = booked.books, {group: posted[group].get(key) or NOTHING for group in Group}
    pledges, events = _ordered(booked.pledges), booked.events
    listed = _ordered(one for group in LISTED for one in own[group].entries.values())
    dispatches = _ordered(one for one in events if one.group is Group.DISPATCH)
    cancellations = _ordered(one for one in events if one.group is Group.CANCELLATION)
    doubts = [one for group in Group for one in own[group].problems]
    line = Line(
        key=key,
        pledges=pledges,
        deliveries=_ordered(one for one in events if one.group is Group.DELIVERY),
        dispatches=dispatches,
        cancellations=cancellations,
        listed=listed,
        milestones=milestones_of(stones),
        totals=tuple(_total(one) for group in sorted(RUNNING) for one in own[group].totals),
        fulfilments=tuple(sorted(booked.fulfilments, key=lambda one: (one.arrival, one.pledge, one.in_transit))),
        transit={one.id: _in_transit(one, books) for one in dispatches if one.counted is not None},
        taken={one.id: books.taken[one.id] for one in cancellations},
        open={one.id: books.open[one.id] for one in pledges},
        problems=in_order([*doubts, *booked.problems, *scope_doubts(pledges, listed)]),
        elsewhere=_elsewhere(key, booked),
    )
    return replace(line, claims=_claims(line))


def _elsewhere(key: LineKey, booked: BookedOn) -> tuple[Elsewhere, ...]:
    found = []
    for one in sorted(booked.fulfilments, key=lambda one: (one.arrival, one.pledge)):
        pledge, arrival = booked.books.pledges[one.pledge], booked.books.events[one.arrival]
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
