"""An increment adds; a running total checks, it does not add; what cannot be told apart is an interval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pledges.domain.accounts import LineKey
from pledges.domain.asserting import assert_over
from pledges.domain.catalogue import Catalogue
from pledges.domain.doubts import doubt, largest_first
from pledges.domain.entries import Entry, Implied
from pledges.domain.figures import ZERO, Amount, total
from pledges.domain.links import LinkBook
from pledges.domain.neighbours import chain_meets
from pledges.domain.parts import are_two_things
from pledges.domain.policy import Policy
from pledges.domain.problems import ProblemType, say
from pledges.domain.replacing import replacement
from pledges.domain.resolution import TIMED
from pledges.domain.scopes import apart
from pledges.domain.spans import shares_time, within
from pledges.domain.standing import Standing
from pledges.domain.tellings import Group, Telling
from pledges.domain.values import Basis

CONFLICT_DAYS = 7  # running totals told within a week are of one time


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How the steps of one line count: each by itself, over what stands by then."""

    line: LineKey
    catalogue: Catalogue
    links: LinkBook
    policy: Policy

    def step(self, standing: Standing, step: Entry | Telling, cuts: Sequence[Entry]) -> None:
        """Take in a withdrawal, a running total or an entry; `cuts` are told of it (`posting.py`)."""
        if isinstance(step, Telling):
            _assert_total(standing, step, self)
        elif step.group is Group.CANCELLATION:
            _withdraw(standing, step)
        elif step.part_of is not None or step.replaced_by is not None or step.counted is None:
            standing.put(step)
        elif step.replaces is not None:
            _replace(standing, step, cuts, self)
        elif step.basis is Basis.INCREMENT:
            standing.put(step)
        else:
            _post_plain(standing, step, self)
        standing.remember()


def _replace(standing: Standing, entry: Entry, cuts: Sequence[Entry], by: Counting) -> None:
    """Let an entry stand in place of what it replaces; what it finds nothing to replace is a plain figure."""
    others = [
        one
        for one in standing.entries.values()
        if one.counted is not None
        and one.part_of is None
        and one.replaced_by is None
        and chain_meets(entry.system, one.system, by.catalogue)
        and not by.links.parts(entry.claims, frozenset(one.claims))
    ]
    made = replacement(entry, others, cuts, policy=by.policy)
    for one in made.gone:
        standing.put(one)
    if made.gone or cuts:
        standing.put(made.standing)
    elif entry.basis is Basis.INCREMENT:
        standing.put(entry)
    else:
        _post_plain(standing, entry, by)
    if entry.replaces is not None and entry.replaces.number is not None:
        standing.replaced.append((entry.replaces.number, entry.id, entry.system))


def _withdraw(standing: Standing, entry: Entry) -> None:
    """Remember what is gone, so that what remains is not taken for news. It is taken back when it is booked."""
    number = entry.number
    if not entry.suspends and number.low is not None and number.low == number.high:
        standing.gone.append((entry.system, min(number.low, max(0, standing.least - standing.withdrawn))))


def _post_plain(standing: Standing, entry: Entry, by: Counting) -> None:
    """A figure that neither adds nor totals: the larger of it and what it may restate, up to the sum of both."""
    amount = entry.number.amount
    if (replaced_by := _replaced_by(standing, entry, by.catalogue)) is not None:
        standing.put(replace(entry, counted=ZERO, replaced_by=replaced_by))
        return
    entries = standing.entries.values()
    rivals = [one for one in entries if may_restate(entry, one, catalogue=by.catalogue, links=by.links)]
    if not rivals:
        standing.put(entry)
        return
    known = total(one.counted for one in rivals if one.counted is not None)
    summed = len(rivals) > 1 or _is_told_as_total(rivals[0], entry)
    restated = amount.low in standing.remains or (summed and amount.low in standing.past)
    if amount.low == amount.high and restated:
        standing.put(replace(entry, counted=ZERO))
        return
    low = max(0, amount.low - known.low)
    stated = max(low, amount.stated - known.stated)
    standing.put(replace(entry, counted=Amount(low=low, high=amount.high, stated=stated)))
    others = ", ".join(say(one.number.low, one.number.high) for one in rivals)
    standing.doubts.append(
        doubt(
            ProblemType.POSSIBLE_DOUBLE,
            [entry.id, *(one.id for one in rivals)],
            [entry, *sorted(rivals, key=largest_first)],
            f"{say(entry.number.low, entry.number.high)} may restate or add to {others}: no source says which.",
            effect=amount.stated - stated,
        )
    )


def _is_told_as_total(other: Entry, entry: Entry) -> bool:
    """Whether only a running total of all time tells the other, and no stated time says that the entry came later.

    "All 28 have arrived", then "the 28 that Oslo gave last autumn": equal plain figures would be one event as well.
    """
    later = entry.group in TIMED and entry.window is not None and (entry.window.start or date.min) > other.day
    return other.implied is Implied.TOTAL and other.scope is None and not later


def _replaced_by(standing: Standing, entry: Entry, catalogue: Catalogue) -> str | None:
    """The entry that says that it replaces this one's number, told without a day of its own."""
    amount = entry.number.amount
    if entry.day_stated or amount.low != amount.high:
        return None
    told = next((one for one in reversed(standing.replaced) if one[0] == amount.stated), None)
    if told is None:
        return None
    _, replaced_by, system = told
    return replaced_by if chain_meets(entry.system, system, catalogue) else None


def may_restate(entry: Entry, other: Entry, *, catalogue: Catalogue, links: LinkBook) -> bool:
    """Whether nothing tells two figures of a line apart: no variant, words, editor, or stated time of a transfer."""
    if other.counted is None or other.part_of is not None or other.replaced_by is not None:
        return False
    if are_two_things(entry, other) or not chain_meets(entry.system, other.system, catalogue):
        return False
    if links.parts(entry.claims, frozenset(other.claims)):
        return False
    return not (entry.group in TIMED and _disjoint(entry, other))


def _disjoint(left: Entry, right: Entry) -> bool:
    if left.window is None or right.window is None:
        return False
    start = max(left.window.start or date.min, right.window.start or date.min)
    return start > min(left.window.end or date.max, right.window.end or date.max)


def _assert_total(standing: Standing, telling: Telling, by: Counting) -> None:
    """Check a running total against what was posted by its day and in its time, and fit the one to the other."""
    _note_conflict(standing, telling, by.catalogue)
    standing.totals.append(telling)
    covered = [
        one
        for one in standing.entries.values()
        if one.counted is not None
        and one.replaced_by is None
        and chain_meets(telling.system, one.system, by.catalogue)
        and within(one, telling.scope)
    ]
    doubtful = total(_partly_within(standing, telling, covered, by.catalogue)) if telling.scope is not None else ZERO
    gone = sum(number for system, number in standing.gone if chain_meets(telling.system, system, by.catalogue))
    made = assert_over(
        covered, telling, doubtful=doubtful, gone=gone, line=by.line, catalogue=by.catalogue, policy=by.policy
    )
    for one in made.entries:
        if standing.entries.get(one.id) is not one:
            standing.put(one)
    standing.doubts.extend(made.doubts)


def _partly_within(
    standing: Standing, telling: Telling, covered: Iterable[Entry], catalogue: Catalogue
) -> Iterable[Amount]:
    """What other totals imply of a time that this one shares in part: it may be the same units."""
    known = {one.id for one in covered}
    for one in standing.entries.values():
        other = one.id not in known and one.implied is Implied.TOTAL and shares_time(one, telling.scope)
        if other and one.counted is not None and chain_meets(telling.system, one.system, catalogue):
            yield one.counted


def _note_conflict(standing: Standing, telling: Telling, catalogue: Catalogue) -> None:
    """Running totals of one week that exclude each other, with nothing posted in between."""
    posted_on = max((one.day for one in standing.entries.values() if one.implied is None), default=date.min)
    for other in reversed(standing.totals):
        if telling.day - other.day > timedelta(days=CONFLICT_DAYS) or other.day < posted_on:
            return
        if apart(telling.scope) != apart(other.scope):
            continue
        highs = [high for high in (telling.high, other.high) if high is not None]
        excluded = bool(highs) and max(telling.low or 0, other.low or 0) > min(highs)
        rough = telling.approximate or other.approximate
        if not excluded or rough or not chain_meets(telling.system, other.system, catalogue):
            continue
        standing.doubts.append(
            doubt(
                ProblemType.CONFLICT,
                [telling.id, other.id],
                [telling, other],
                f"One source says {say(telling.low, telling.high)} in total, another "
                f"{say(other.low, other.high)}, at the same time.",
                effect=abs(telling.stated - other.stated),
            )
        )
