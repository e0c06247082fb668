"""A figure for a wider set of donors, or for a type alone, asserts over the lines inside it and never adds to them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import heapify, heappop, heappush

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry, Implied
from pledges.domain.figures import ZERO, Amount, total
from pledges.domain.fitting import recount
from pledges.domain.links import LinkBook
from pledges.domain.neighbours import Neighbours, chain_meets
from pledges.domain.posting import Posted, same_posted
from pledges.domain.problems import ProblemType, culprits, problem, say
from pledges.domain.tellings import Telling
from pledges.domain.values import Basis

PARTS_TOLD = timedelta(days=2)  # what a type is made up of is named with it, or on one of the next days
SHARES_TOLD = timedelta(days=180)  # the shares of a joint gift are told with it or within half a year


class Containment:
    """The lines of one group from fold to fold, each wider one netted by what was told inside it by then.

    A line is netted again where it, or a line that may be inside of it, is posted otherwise; narrow lines first.
    """

    def __init__(self, near: Neighbours, *, links: LinkBook) -> None:
        self.near, self.links = near, links
        self._known = 0  # of the neighbours' news
        self._posted: Mapping[LineKey, Posted] = {}
        self._until: Mapping[LineKey, Mapping[str, date]] = {}
        self.netted: dict[LineKey, Posted] = {}

    def update(
        self,
        posted: Mapping[LineKey, Posted],
        touched: Collection[LineKey],
        until: Mapping[LineKey, Mapping[str, date]],
        late: Collection[LineKey],
    ) -> set[LineKey]:
        """Reduce each wider line's entries to what they prove beyond what was told inside it by then.

        `touched` are the lines that are posted otherwise than before; returned are those that come out otherwise.
        `until` has, by line and entry, the last day of a schedule: what is promised by then holds all told by then.
        It is otherwise for the lines that are `late`.
        """
        for line in touched:
            self.near.add(line)
        news = set(self.near.news[self._known :])
        self._posted, self._known = posted, len(self.near.news)
        todo = {*touched, *late}
        todo |= {line for line in news if line in posted}
        todo |= {wide for line in touched for wide in self.near.all_wider(line)}
        self._until = until
        waiting = [(self.near.breadth[line], line) for line in todo]
        heapify(waiting)
        found: set[LineKey] = set()
        while waiting:
            _, line = heappop(waiting)
            if self._net(line):
                found.add(line)
                for wide in self.near.all_wider(line):
                    if wide not in todo and self.near.breadth[wide] > self.near.breadth[line]:
                        todo.add(wide)
                        heappush(waiting, (self.near.breadth[wide], wide))
        return found

    def _net(self, line: LineKey) -> bool:
        """Net a line; whether it comes out otherwise than before."""
        before = self.netted.get(line)
        own = self._posted.get(line)
        if own is None:
            self.netted.pop(line, None)
            return before is not None
        catalogue = self.near.catalogue
        if _may_hold_others(line, catalogue) and any(one.counted is not None for one in own.entries.values()):
            own = own.copy()
            _Netting(line, own, self._told_inside, catalogue=catalogue, links=self.links,
                     until=self._until.get(line, {})).net()  # fmt: skip
            own = same_posted(before, own)
        self.netted[line] = own
        return own is not before

    def _told_inside(self, line: LineKey, day: date) -> Iterable[tuple[LineKey, Posted]]:
        """The lines that may be inside of a line on a day: as netted where they are narrower, else as posted."""
        breadth = self.near.breadth
        for one in self.near.inside(line, day):
            if one in self._posted:
                yield one, (self.netted if breadth[one] < breadth[line] else self._posted)[one]


def _may_hold_others(line: LineKey, catalogue: Catalogue) -> bool:
    if line.family is None or len(line.donors) != 1:
        return True
    donor = catalogue.donors.get(line.donors[0])
    return donor is not None and donor.counts_members


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the lines inside a wider one told by a day, beyond what earlier figures were netted by, bound by bound."""

    low: int = 0
    stated: int = 0
    high: int = 0

    @classmethod
    def of(cls, amount: Amount) -> "_Known":
        """All that an open end surely holds is its low."""
        return cls(low=amount.low, stated=amount.stated, high=amount.low if amount.high is None else amount.high)

    def less(self, spent: "_Known") -> "_Known":
        return _Known(
            low=max(0, self.low - spent.low),
            stated=max(0, self.stated - spent.stated),
            high=max(0, self.high - spent.high),
        )

    def plus(self, other: "_Known") -> "_Known":
        return _Known(low=self.low + other.low, stated=self.stated + other.stated, high=self.high + other.high)

    def within(self, asserted: Amount) -> "_Known":
        """As much of it as a figure may speak of."""
        high = self.high if asserted.high is None else min(self.high, asserted.high)
        return _Known(low=min(self.low, asserted.low), stated=min(self.stated, asserted.stated), high=high)

    def excess(self, asserted: Amount) -> Amount:
        """What a figure proves beyond it."""
        low = max(0, asserted.low - self.low)
        stated = max(low, asserted.stated - self.stated)
        high = None if asserted.high is None else max(stated, asserted.high - self.high)
        return Amount(low=low, high=high, stated=stated)

    def equals(self, asserted: Amount) -> bool:
        """Whether both are one exact number."""
        return (self.low, self.stated, self.high) == (asserted.low, asserted.stated, asserted.high) and (
            self.low == self.high
        )


class _Netting:
    """A wider line's figures by day, each held against what was told inside it by its own day, never by later ones."""

    def __init__(
        self,
        line: LineKey,
        posted: Posted,
        told_inside: Callable[[LineKey, date], Iterable[tuple[LineKey, Posted]]],
        *,
        catalogue: Catalogue,
        links: LinkBook,
        until: Mapping[str, date],
    ) -> None:
        self.line, self.posted, self.told_inside, self.until = line, posted, told_inside, until
        self.catalogue, self.links = catalogue, links
        self.told = {one.id: one for one in posted.entries.values() if one.counted is not None}
        sums_up = any(one.implied is Implied.TOTAL for one in self.told.values())
        self.sums_up = sums_up or bool(posted.totals)
        self.spent = _Known()
        self._inside: dict[date, dict[LineKey, Posted]] = {}

    def net(self) -> None:
        """Each entry by itself; a running total, all that it covers once more, by what was told by the total's day."""
        steps: list[tuple[tuple[object, ...], Entry | Telling]] = [
            ((one.day, 0, one.id), one) for one in self.told.values()
        ]
        steps += [((one.day, 1, one.lead), one) for one in self.posted.totals]
        for _, step in sorted(steps, key=lambda pair: pair[0]):
            if isinstance(step, Entry):
                self._net_entry(step)
            else:
                self._net_total(step)

    def inside(self, day: date) -> Mapping[LineKey, Posted]:
        if day not in self._inside:
            self._inside[day] = dict(self.told_inside(self.line, day))
        return self._inside[day]

    def _asserts(self, entry: Entry, inside: Iterable[LineKey]) -> bool:
        """More of a type adds to what its own donors gave by name; any figure speaks of what others gave."""
        return entry.basis is not Basis.INCREMENT or any(one.donors != self.line.donors for one in inside)

    def _held(self, day: date, wide: Sequence[Entry]) -> list[Entry]:
        """What was told by that day and may be among the wider figures."""
        return [
            one
            for posted in self.inside(day).values()
            for one in posted.entries.values()
            if one.counted is not None and one.day <= day and self._may_be_among(one, wide)
        ]

    def _may_be_among(self, one: Entry, wide: Iterable[Entry]) -> bool:
        """Of a meeting variant, and not told apart by an editor."""
        return any(
            chain_meets(entry.system, one.system, self.catalogue)
            and not self.links.parts(entry.claims, frozenset(one.claims))
            for entry in wide
        )

    def _net_entry(self, entry: Entry) -> None:
        assert entry.counted is not None
        inside = self.inside(entry.day)
        if not self._asserts(entry, inside):
            return
        told_by = self.until.get(entry.id, entry.day)
        held = self._held(told_by, [entry]) + self._named_after(entry, told_by, inside)
        if (shares := self._shares(entry)) is not None:
            held = shares
        if not held:
            return
        known = _Known.of(_sum(held)).less(self.spent)
        self.spent = self.spent.plus(known.within(entry.counted))
        excess = known.excess(entry.counted)
        plain = not self.sums_up and all(one.donors == self.line.donors for one in inside)
        if plain and known.equals(entry.counted):
            excess = ZERO  # the sum of what is told by name, told once more by type
        elif plain:
            excess = replace(excess, high=entry.counted.high)
            self._doubt([entry], held, entry.counted, entry.counted.stated - excess.stated)
        elif self._all_told(held) and entry.counted.high is not None and _sum(held).low > entry.counted.high:
            self._doubt([entry], held, entry.counted, _sum(held).stated - entry.counted.stated)
        self._count(entry, excess)

    def _named_after(self, entry: Entry, told_by: date, inside: Mapping[LineKey, Posted]) -> list[Entry]:
        """What its donors name soon after a figure by type, neither as more nor as announced on a later day."""
        return [
            one
            for line, posted in inside.items()
            if line.donors == self.line.donors
            for one in posted.entries.values()
            if told_by < one.day <= entry.day + PARTS_TOLD
            and one.counted is not None
            and not (one.day_stated or one.basis is Basis.INCREMENT)
            and self._may_be_among(one, [entry])
        ]

    def _all_told(self, held: Iterable[Entry]) -> bool:
        """Whether each donor of a joint gift tells of its own; a group's members never are all told."""
        donors = {who for one in held for who in one.line.donors}
        return len(self.line.donors) > 1 and donors == set(self.line.donors)

    def _shares(self, entry: Entry) -> list[Entry] | None:
        """What each donor of a joint gift gives of it, told within half a year after: exactly the whole, or None."""
        if len(self.line.donors) < 2 or entry.counted is None:
            return None
        told = self._held(entry.day + SHARES_TOLD, [entry])
        told = [one for one in told if one.day <= entry.day or not (one.day_stated or one.basis is Basis.INCREMENT)]
        exact = entry.counted.low == entry.counted.high
        return told if exact and self._all_told(told) and _sum(told) == entry.counted else None

    def _net_total(self, telling: Telling) -> None:
        inside = self.inside(telling.day)
        covered = [
            one
            for one in self.told.values()
            if one.day <= telling.day
            and chain_meets(telling.system, one.system, self.catalogue)
            and self._asserts(one, inside)
        ]
        held = self._held(telling.day, covered)
        if not held:
            return
        asserted, known = _sum(covered), _sum(held)
        self.spent = _Known.of(known).within(asserted)
        for one, amount in _reduced(covered, _Known.of(known).excess(asserted)):
            self._count(one, amount)
        if asserted.high is not None and known.low > asserted.high:
            self._doubt(covered, held, asserted, known.stated - asserted.stated)

    def _count(self, entry: Entry, amount: Amount) -> None:
        self.posted.entries[entry.id] = recount(entry, amount)

    def _doubt(self, wide: Sequence[Entry], held: Sequence[Entry], asserted: Amount, effect: int) -> None:
        known = _sum(held)
        if known.zero or asserted.zero:
            return
        largest = sorted(held, key=lambda one: (-(one.counted or ZERO).stated, one.order))
        sides = [one.claims for one in (*sorted(wide, key=lambda one: one.order, reverse=True)[:1], *largest)]
        self.posted.problems.append(
            problem(
                ProblemType.POSSIBLE_DOUBLE,
                [one.id for one in (*wide, *held)],
                culprits(*sides),
                f"{say(asserted.low, asserted.high)} in one telling may be among the {say(known.low, known.high)} "
                "that are counted line by line.",
                effect=effect,
            )
        )


def _sum(entries: Iterable[Entry]) -> Amount:
    return total(one.counted for one in entries if one.counted is not None)


def _reduced(entries: Iterable[Entry], excess: Amount) -> list[tuple[Entry, Amount]]:
    """The entries filled with the excess, newest first: its low, then what is stated beyond, then what may be."""
    low, beyond = excess.low, excess.stated - excess.low
    spare = None if excess.high is None else excess.high - excess.stated
    reduced = []
    for one in sorted(entries, key=lambda entry: entry.order, reverse=True):
        counted = one.counted or ZERO
        own_low = min(counted.low, low)
        own_stated = own_low + min(counted.stated - own_low, beyond)
        own_high = counted.high
        if spare is not None:
            room = spare if counted.high is None else min(counted.high - own_stated, spare)
            own_high, spare = own_stated + room, spare - room
        low, beyond = low - own_low, beyond - (own_stated - own_low)
        reduced.append((one, Amount(low=own_low, stated=own_stated, high=own_high)))
    return reduced
