"""A line is gathered from what each step made of it; what is as it was is the value that it was."""

from collections.abc import Iterable, Mapping, Sequence

from pledges.domain.accounts import LineKey
from pledges.domain.books import Books, Direction, Elsewhere
from pledges.domain.changes import are_same
from pledges.domain.entries import Entry, Milestone, Number
from pledges.domain.events import RUNNING
from pledges.domain.figures import Amount
from pledges.domain.lines import Line, RunningTotal
from pledges.domain.posting import Posted
from pledges.domain.problems import Problem, in_order
from pledges.domain.schedules import milestones_of
from pledges.domain.tellings import Group, Telling
from pledges.domain.turns import BookedOn
from pledges.domain.watching import scope_doubts

LISTED = tuple(group for group in Group if group not in {*RUNNING, Group.CANCELLATION})  # kept, never counted


class Gathering:
    """One line from fold to fold. Where one entry is otherwise, the others are not looked into again."""

    def __init__(self, key: LineKey) -> None:
        self.line = Line(key=key, transit={}, taken={}, open={})
        self._stones: Sequence[Telling] = ()
        self._totals: Sequence[Telling] = ()
        self._noted: Sequence[Problem] = ()

    def gather(self, own: Mapping[Group, Posted], stones: Sequence[Telling], booked: BookedOn) -> Line:
        """All that the steps of a fold made of the line now."""
        before, books = self.line, booked.books
        pledges = _in_turn(booked.pledges, before.pledges)
        dispatches = _in_turn(_of(booked.events, Group.DISPATCH), before.dispatches)
        deliveries = _in_turn(_of(booked.events, Group.DELIVERY), before.deliveries)
        cancellations = _in_turn(_of(booked.events, Group.CANCELLATION), before.cancellations)
        listed = _in_turn([one for group in LISTED for one in own[group].entries.values()], before.listed)
        milestones = self._milestones(stones)
        totals = self._running([one for group in sorted(RUNNING) for one in own[group].totals])
        doubts = (one for part in own.values() for one in part.problems)
        noted = [*doubts, *booked.problems, *scope_doubts(pledges, listed)]
        now = Line(
            key=before.key,
            pledges=pledges,
            deliveries=deliveries,
            dispatches=dispatches,
            cancellations=cancellations,
            listed=listed,
            milestones=milestones,
            totals=totals,
            fulfilments=tuple(sorted(booked.fulfilments, key=lambda one: (one.arrival, one.pledge, one.in_transit))),
            elsewhere=_elsewhere(before.key, booked),
            transit={one.id: _in_transit(one, books) for one in dispatches if one.counted is not None},
            taken={one.id: books.taken[one.id] for one in cancellations},
            open={one.id: books.open[one.id] for one in pledges},
            problems=self._problems(noted),
            claims=_claims_behind(pledges, dispatches, deliveries, cancellations, listed, milestones, totals),
        )
        if now != before:
            self.line = now
        return self.line

    def _milestones(self, stones: Sequence[Telling]) -> tuple[Milestone, ...]:
        if are_same(stones, self._stones):
            return self.line.milestones
        self._stones = stones
        return milestones_of(stones)

    def _running(self, totals: Sequence[Telling]) -> tuple[RunningTotal, ...]:
        if are_same(totals, self._totals):
            return self.line.totals
        self._totals = totals
        return tuple(_total(one) for one in totals)

    def _problems(self, noted: Sequence[Problem]) -> tuple[Problem, ...]:
        if are_same(noted, self._noted):
            return self.line.problems
        self._noted = noted
        return in_order(noted)


def _claims_behind(*told: Iterable[Entry | Milestone | RunningTotal]) -> tuple[str, ...]:
    """The claims of all that is told."""
    ids = {claim for part in told for one in part for claim in one.claims}
    ids.update(claim for part in told for one in part if isinstance(one, Entry) for claim in one.mentions)
    return tuple(sorted(ids))


def _in_turn(entries: Sequence[Entry], before: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries in order, each the value that it was before where it is equal to that."""
    if are_same(entries, before):
        return before
    known = {one.id: one for one in before}
    found = [known[one.id] if known.get(one.id) == one else one for one in entries]
    now = tuple(sorted(found, key=lambda one: one.order))
    return before if are_same(now, before) else now


def _of(events: Iterable[Entry], group: Group) -> list[Entry]:
    return [one for one in events if one.group is group]


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
