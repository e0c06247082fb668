"""A line is posted oldest first; from fold to fold it goes on at the first step that is otherwise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pledges.domain.changes import as_known
from pledges.domain.counting import Counting
from pledges.domain.entries import Entry
from pledges.domain.parts import mark_parts
from pledges.domain.problems import Problem
from pledges.domain.scopes import last_day
from pledges.domain.standing import Mark, Standing, is_told_again
from pledges.domain.tellings import Telling
from pledges.domain.values import Basis

WITHDRAWN, PLAIN, ADDED, REPLACING, CUT, TOTAL = range(6)  # the order of steps on one day


@dataclass(slots=True)
class Posted:
    """A line's entries of one group after posting, in order, with what was asserted over them."""

    entries: dict[str, Entry] = field(default_factory=dict)
    totals: list[Telling] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def copy(self) -> "Posted":
        """One whose entries and problems may change."""
        return replace(self, entries=dict(self.entries), problems=list(self.problems))


def same_posted(before: Posted | None, now: Posted) -> Posted:
    """What is posted now, by the values that were known before where they are equal: what follows knows by identity."""
    if before is None:
        return now
    now.entries = as_known(before.entries, now.entries)
    now.problems = _same_problems(before.problems, now.problems)
    return before if now == before else now


def _same_problems(before: Iterable[Problem], now: Sequence[Problem]) -> list[Problem]:
    known = {id(one) for one in before}
    if all(id(one) in known for one in now):
        return list(now)
    equal = {one.id: one for one in before}
    return [equal[one.id] if equal.get(one.id) == one else one for one in now]


@dataclass(slots=True)
class _Step:
    """An entry, a running total or what was withdrawn, in its turn; `before` is how far all stood by then."""

    turn: tuple[object, ...]
    what: Entry | Telling
    cuts: Sequence[Entry] = ()
    before: Mark = ()


class Posting:
    """The entries of one line and group from fold to fold.

    Numbered entries are posted and running totals asserted over them, oldest first. On one day: what is withdrawn, so
    that what remains is known again, plain figures, then increments, then what replaces any of these, with the cut
    that it tells of, then totals, which so cover the increments of their own article. A total of a time that is over
    is told of its last day.

    Where the steps are what they were, what was posted stays. A step that weighs what it did and is told by others now
    as well stays posted, and names those.
    """

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._steps: list[_Step] = []
        self._standing = Standing()
        self._posted = Posted()

    def post(self, entries: Iterable[Entry], totals: Iterable[Telling], withdrawn: Sequence[Entry] = ()) -> Posted:
        """Post these now. What is given was not given away before, or is equal to that."""
        steps = _in_turn(mark_parts(list(entries), self._counting.catalogue), totals, withdrawn)
        at, again = self._first_otherwise(steps)
        standing = self._standing
        standing.entries, standing.totals = dict(standing.entries), list(standing.totals)  # those were given away
        touched = {one.id for one in again}
        if at < len(self._steps):
            touched |= standing.back_to(self._steps[at].before)
        if not standing.tell_again(again):
            touched, at = standing.back_to(self._steps[0].before), 0
        for old, new in zip(self._steps[:at], steps[:at], strict=True):
            new.before = old.before
        for step in steps[at:]:
            step.before = standing.mark()
            self._counting.step(standing, step.what, step.cuts)
        if at < len(steps):
            touched |= standing.touched_since(steps[at].before)
        self._steps = steps
        self._posted = self._as_known(touched)
        return self._posted

    def _first_otherwise(self, steps: Sequence[_Step]) -> tuple[int, list[Entry]]:
        """Where the steps are first otherwise than before, and which entries before that are only told again.

        What a correction corrects, it finds by who told it.
        """
        again: list[Entry] = []
        for at, (old, new) in enumerate(zip(self._steps, steps, strict=False)):
            if not self._goes_as(old, new) or (again and _is_correction(new.what)):
                return at, again
            if old.what == new.what:
                new.what = old.what
            elif isinstance(new.what, Entry):
                again.append(new.what)
        return min(len(self._steps), len(steps)), again

    def _goes_as(self, old: _Step, new: _Step) -> bool:
        """Whether a step does what an earlier one did."""
        return (
            old.turn == new.turn
            and self._is_as(old.what, new.what)
            and len(old.cuts) == len(new.cuts)
            and all(map(self._is_as, old.cuts, new.cuts))
        )

    def _is_as(self, old: Entry | Telling, new: Entry | Telling) -> bool:
        if old is new or isinstance(old, Telling) or isinstance(new, Telling):
            return old == new
        if _is_correction(new):
            return old == new
        return is_told_again(old, new, self._counting.links)

    def _as_known(self, touched: set[str]) -> Posted:
        """What stands, by the values that were given before where they are equal."""
        standing, before = self._standing, self._posted
        for one in touched & standing.entries.keys():
            if before.entries.get(one) == standing.entries[one]:
                standing.entries[one] = before.entries[one]
        now = Posted(
            entries=standing.entries,
            totals=standing.totals,
            problems=_same_problems(before.problems, [one.problem for one in standing.doubts]),
        )
        return before if now == before else now


def _in_turn(entries: Sequence[Entry], totals: Iterable[Telling], withdrawn: Sequence[Entry]) -> list[_Step]:
    cuts = _cuts(entries, withdrawn)
    beside = {one.id for told in cuts.values() for one in told}
    steps = [_Step((one.day, _turn(one), one.id), one, cuts.get(one.id, ())) for one in entries]
    steps += [_Step((last_day(one.scope, one.day), TOTAL, one.lead), one) for one in totals]
    steps += [_Step((one.day, CUT if one.id in beside else WITHDRAWN, one.id), one) for one in withdrawn]
    return sorted(steps, key=lambda step: step.turn)


def _turn(entry: Entry) -> int:
    if entry.replaces is not None:
        return REPLACING
    return ADDED if entry.basis is Basis.INCREMENT else PLAIN


def _cuts(entries: Iterable[Entry], withdrawn: Sequence[Entry]) -> dict[str, list[Entry]]:
    """For what replaces a larger number, the withdrawals of the difference in its articles: "cut from 8 to 4"."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.replaces is None or entry.replaces.number is None:
            continue
        less = entry.replaces.number - entry.number.amount.stated
        told = [one for one in withdrawn if one.number.known and not one.articles.isdisjoint(entry.articles)]
        found[entry.id] = [one for one in told if one.number.amount.stated == less][:1]
    return found


def _is_correction(step: Entry | Telling) -> bool:
    """Whether it replaces what its publisher said, whatever the number."""
    return isinstance(step, Entry) and step.replaces is not None and step.replaces.number is None
