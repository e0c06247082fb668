"""A wider line's figures are held by day against what was told inside it by their own day, never by later ones."""

from bisect import bisect_right
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from heapq import nsmallest

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.doubts import Doubt, doubt, largest_first
from pledges.domain.entries import Entry, Implied
from pledges.domain.figures import ZERO, Amount
from pledges.domain.fitting import recount
from pledges.domain.known import ToldInside, reduced_to, summed
from pledges.domain.links import LinkBook
from pledges.domain.neighbours import chain_meets
from pledges.domain.posting import Posted
from pledges.domain.problems import MOST, ProblemType, say
from pledges.domain.standing import is_told_again
from pledges.domain.tellings import Telling
from pledges.domain.values import Basis

PARTS_TOLD = timedelta(days=2)  # what a type is made up of is named with it, or on one of the next days
SHARES_TOLD = timedelta(days=180)  # the shares of a joint gift are told with it or within half a year


class Inside:
    """The entries with a number of a line that may be inside of others, by day."""

    def __init__(self, posted: Posted) -> None:
        self.posted = posted
        self._entries = sorted((one for one in posted.entries.values() if one.counted is not None), key=_day)
        self._days = [one.day for one in self._entries]

    def told(self, by: date, after: date = date.min) -> list[Entry]:
        """Those of the days up to one, and after another."""
        first = 0 if after == date.min else bisect_right(self._days, after)
        return self._entries[first : bisect_right(self._days, by)]


def _day(entry: Entry) -> date:
    return entry.day


@dataclass(slots=True)
class _Step:
    """One figure or running total of the wider line, and what came of it.

    It hangs on nothing that was told after `reach`, and `spent` is what earlier figures were netted by.
    """

    what: Entry | Telling
    told_by: date
    reach: date
    spent: ToldInside
    left: ToldInside = field(default_factory=ToldInside)  # what these and it were netted by
    counts: list[tuple[str, Amount]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


class Netting:
    """One wider line from fold to fold: its steps from the first day on which something inside it is otherwise."""

    def __init__(self, line: LineKey, *, catalogue: Catalogue, links: LinkBook) -> None:
        self.line, self.catalogue, self.links = line, catalogue, links
        self._told: dict[str, Entry] = {}
        self._inside: Mapping[LineKey, Inside] = {}
        self._sums_up = False
        self._steps: dict[tuple[object, ...], _Step] = {}  # in their turn
        self._counted: dict[str, tuple[Entry, Entry]] = {}  # as told, and as it counts
        self._on: Callable[[date], Iterable[LineKey]]
        self._keys: dict[date, list[LineKey]] = {}

    def net(
        self,
        posted: Posted,
        inside: Mapping[LineKey, Inside],
        on: Callable[[date], Iterable[LineKey]],
        until: Mapping[str, date],
    ) -> Posted:
        """The line as posted, reduced to what it proves beyond what is told inside of it.

        `inside` are the lines that may be inside of it, and `on` are those that are on a day. Each entry is held by
        itself; a running total, all that it covers once more, by what was told by the total's day.
        """
        told = {one.id: one for one in posted.entries.values() if one.counted is not None}
        sums_up = any(one.implied is Implied.TOTAL for one in told.values()) or bool(posted.totals)
        first, again = self._news(inside)
        if sums_up != self._sums_up:
            first = date.min
        again |= {key for key, one in told.items() if self._told.get(key) is not one}
        self._told, self._inside, self._sums_up, self._on, self._keys = told, inside, sums_up, on, {}
        self._run(posted.totals, until, first, again)
        return self._netted(posted)

    def _news(self, inside: Mapping[LineKey, Inside]) -> tuple[date, set[str]]:
        """The first day on which something inside is otherwise, and what inside is only told again."""
        again = set[str]()
        if inside.keys() != self._inside.keys():
            return date.min, again
        first = date.max
        for line, now in inside.items():
            if now is (before := self._inside[line]):
                continue
            old, new = before.posted.entries, now.posted.entries
            for key in old.keys() | new.keys():
                was, one = old.get(key), new.get(key)
                if was is one:
                    continue
                if was is not None and one is not None and is_told_again(was, one, self.links):
                    again.add(key)
                else:
                    first = min(first, *(entry.day for entry in (was, one) if entry is not None))
        return first, again

    def _run(self, totals: Iterable[Telling], until: Mapping[str, date], first: date, again: set[str]) -> None:
        """Take each step in its turn; what hangs on nothing that is otherwise comes out as it did."""
        turns: list[tuple[tuple[object, ...], Entry | Telling]] = [
            ((one.day, 0, one.id), one) for one in self._told.values()
        ]
        turns += [((one.day, 1, one.lead), one) for one in totals]
        before, self._steps = self._steps, {}
        stay = {turn for turn, _ in turns}
        entries: ChainMap[str, Entry] = ChainMap(self._told, *(one.posted.entries for one in self._inside.values()))
        went = (one.what.day for turn, one in before.items() if turn[1] == 0 and turn not in stay)
        own = min(went, default=date.max)  # the first day of an entry of its own that is otherwise, or moved
        spent = ToldInside()
        for turn, what in sorted(turns, key=lambda pair: pair[0]):
            told_by = until.get(what.id, what.day) if isinstance(what, Entry) else what.day
            step = before.get(turn)
            if step is not None and not self._is_same(step.what, what):
                step = None
            if isinstance(what, Entry):
                own = own if step is not None else min(own, what.day)
                otherwise = first
            else:
                otherwise = min(first, own)
            goes = step is not None and step.reach < otherwise and (step.told_by, step.spent) == (told_by, spent)
            if step is None or not goes or not _tell_again(step, again, entries):
                step = self._take(what, told_by, spent)
            step.what = what
            self._steps[turn] = step
            spent = step.left

    def _is_same(self, old: Entry | Telling, new: Entry | Telling) -> bool:
        if isinstance(old, Entry) and isinstance(new, Entry):
            return is_told_again(old, new, self.links)
        return old == new

    def _take(self, what: Entry | Telling, told_by: date, spent: ToldInside) -> _Step:
        step = _Step(what, told_by, told_by, spent, spent)
        if isinstance(what, Entry):
            self._net_entry(what, step)
        else:
            self._net_total(what, step)
        return step

    def _netted(self, posted: Posted) -> Posted:
        counts = {key: amount for step in self._steps.values() for key, amount in step.counts}
        before, self._counted = self._counted, {}
        for key, amount in counts.items():
            told, counted = before.get(key, (None, None))
            one = self._told[key]
            if counted is None or told is not one or counted.counted != amount:
                counted = recount(one, amount)
            self._counted[key] = (one, counted)
        return Posted(
            entries=posted.entries | {key: one for key, (_, one) in self._counted.items()},
            totals=posted.totals,
            problems=[*posted.problems, *(one.problem for step in self._steps.values() for one in step.doubts)],
        )

    def _keys_on(self, day: date) -> list[LineKey]:
        if day not in self._keys:
            self._keys[day] = [one for one in self._on(day) if one in self._inside]
        return self._keys[day]

    def _asserts(self, entry: Entry, day: date) -> bool:
        """More of a type adds to what its own donors gave by name; any figure speaks of what others gave."""
        return entry.basis is not Basis.INCREMENT or not self._is_by_name(day)

    def _is_by_name(self, day: date) -> bool:
        """Whether all that is inside on a day is what its own donors gave."""
        return all(one.donors == self.line.donors for one in self._keys_on(day))

    def _held(self, day: date, wide: Sequence[Entry]) -> list[Entry]:
        """What was told by that day and may be among the wider figures."""
        told = [one for line in self._keys_on(day) for one in self._inside[line].told(day)]
        return self._among(told, wide)

    def _among(self, told: list[Entry], wide: Sequence[Entry]) -> list[Entry]:
        """Of what was told, what may be among some figures: of a meeting variant, and not told apart by an editor."""
        if not self.links.parted and any(one.system is None for one in wide):
            return told
        return [
            one
            for one in told
            if any(
                chain_meets(entry.system, one.system, self.catalogue)
                and not self.links.parts(entry.claims, frozenset(one.claims))
                for entry in wide
            )
        ]

    def _net_entry(self, entry: Entry, step: _Step) -> None:
        assert entry.counted is not None
        step.reach = max(step.told_by, entry.day + (SHARES_TOLD if len(self.line.donors) > 1 else PARTS_TOLD))
        if not self._asserts(entry, entry.day):
            return
        held = self._held(step.told_by, [entry]) + self._named_after(entry, step.told_by)
        if (shares := self._shares(entry)) is not None:
            held = shares
        if not held:
            return
        whole = summed(held)
        known = ToldInside.of(whole).less(step.spent)
        step.left = step.spent.plus(known.within(entry.counted))
        excess = known.excess(entry.counted)
        plain = not self._sums_up and self._is_by_name(entry.day)
        if plain and known.equals(entry.counted):
            excess = ZERO  # the sum of what is told by name, told once more by type
        elif plain:
            excess = replace(excess, high=entry.counted.high)
            self._doubt(step, [entry], held, entry.counted, whole, entry.counted.stated - excess.stated)
        elif entry.counted.high is not None and whole.low > entry.counted.high and self._all_told(held):
            self._doubt(step, [entry], held, entry.counted, whole, whole.stated - entry.counted.stated)
        step.counts.append((entry.id, excess))

    def _named_after(self, entry: Entry, told_by: date) -> list[Entry]:
        """What its donors name soon after a figure by type, neither as more nor as announced on a later day."""
        told = [
            one
            for line in self._keys_on(entry.day)
            if line.donors == self.line.donors
            for one in self._inside[line].told(entry.day + PARTS_TOLD, told_by)
            if not (one.day_stated or one.basis is Basis.INCREMENT)
        ]
        return self._among(told, [entry])

    def _all_told(self, held: Iterable[Entry]) -> bool:
        """Whether each donor of a joint gift tells of its own; a group's members never are all told."""
        donors = {who for one in held for who in one.line.donors}
        return len(self.line.donors) > 1 and donors == set(self.line.donors)

    def _shares(self, entry: Entry) -> list[Entry] | None:
        """What each donor of a joint gift gives of it, told within half a year after: exactly the whole, or None."""
        if len(self.line.donors) < 2 or entry.counted is None or entry.counted.low != entry.counted.high:
            return None
        told = self._held(entry.day + SHARES_TOLD, [entry])
        told = [one for one in told if one.day <= entry.day or not (one.day_stated or one.basis is Basis.INCREMENT)]
        return told if self._all_told(told) and summed(told) == entry.counted else None

    def _net_total(self, telling: Telling, step: _Step) -> None:
        covered = [
            one
            for one in self._told.values()
            if one.day <= telling.day
            and chain_meets(telling.system, one.system, self.catalogue)
            and self._asserts(one, telling.day)
        ]
        held = self._held(telling.day, covered)
        if not held or not covered:
            return
        asserted, known = summed(covered), summed(held)
        step.left = ToldInside.of(known).within(asserted)
        step.counts += [(one.id, amount) for one, amount in reduced_to(covered, ToldInside.of(known).excess(asserted))]
        if asserted.high is not None and known.low > asserted.high:
            self._doubt(step, covered, held, asserted, known, known.stated - asserted.stated)

    def _doubt(
        self, step: _Step, wide: Sequence[Entry], held: Sequence[Entry], asserted: Amount, known: Amount, effect: int
    ) -> None:
        if known.zero or asserted.zero:
            return
        newest = max(wide, key=lambda one: one.order)
        step.doubts.append(
            doubt(
                ProblemType.POSSIBLE_DOUBLE,
                [one.id for one in (*wide, *held)],
                [newest, *_largest(held)],
                f"{say(asserted.low, asserted.high)} in one telling may be among the {say(known.low, known.high)} "
                "that are counted line by line.",
                effect=effect,
            )
        )


def _tell_again(step: _Step, again: set[str], entries: Mapping[str, Entry]) -> bool:
    """Let the doubts of a step name the claims that its entries have now; False where one has to be made anew."""
    for at, one in enumerate(step.doubts if again else ()):
        if one.rests_on(again):
            if (now := one.of_now(entries)) is None:
                return False
            step.doubts[at] = now
    return True


def _largest(held: Sequence[Entry]) -> list[Entry]:
    """Entries, the largest first: the few that a problem names claims of, or all."""
    few = nsmallest(4 * MOST, held, key=largest_first)
    claims = {claim for one in few for claim in one.claims[:1]}
    return few if len(claims) >= MOST else sorted(held, key=largest_first)
