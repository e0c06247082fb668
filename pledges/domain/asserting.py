"""A running total checks what was posted: what it says beyond that is implied, a surplus gives way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.doubts import Doubt, doubt, largest_first
from pledges.domain.entries import Entry
from pledges.domain.figures import ZERO, Amount, total
from pledges.domain.fitting import beyond, implied_entry, narrowed, settled, without_surplus
from pledges.domain.packages import rounding_of_total
from pledges.domain.policy import Policy
from pledges.domain.problems import ProblemType, say
from pledges.domain.tellings import Group, Telling
from pledges.domain.values import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserted:
    """What a running total makes of the entries that it covers, and what is in doubt between them."""

    entries: tuple[Entry, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def assert_over(
    covered: Sequence[Entry],
    telling: Telling,
    *,
    doubtful: Amount,
    gone: int,
    line: LineKey,
    catalogue: Catalogue,
    policy: Policy,
) -> Asserted:
    """Fit the entries that a total covers to it. `doubtful` is what other totals imply of a time shared in part,
    `gone` what was withdrawn of them."""
    known = total(one.counted for one in covered if one.counted is not None)
    asserted = _asserted(telling)
    off = abs(asserted.stated - known.stated)
    if known.stated and (telling.approximate or off) and off <= _slack(telling, known, policy):
        return Asserted()
    if sum(_most(one, policy) for one in covered) < asserted.stated:
        fitted = list(covered)
        if asserted.low >= known.stated:
            fitted = settled(covered)
            known = total(one.counted for one in fitted if one.counted is not None)
        rest = beyond(asserted.excess_over(known), doubtful)
        return Asserted(entries=(*fitted, implied_entry(telling, rest, line=line, catalogue=catalogue)))
    if asserted.high is not None and known.low > asserted.high:
        surplus = max(0, known.stated - asserted.stated - gone)
        if not surplus:
            return Asserted()
        double = _doubt_of_surplus(telling, covered, surplus)
        return Asserted(entries=tuple(without_surplus(covered, surplus)), doubts=(double,))
    return Asserted(entries=tuple(narrowed(covered, known, asserted)))


def _asserted(telling: Telling) -> Amount:
    """What a total says: so much; of what was allocated so far, at least so much, since more may be promised."""
    amount = telling.amount
    allocated = telling.group is Group.PLEDGE and telling.scope is not None and telling.scope.stage is Stage.ALLOCATED
    return replace(amount, high=None) if allocated else amount


def _most(entry: Entry, policy: Policy) -> float:
    """What an entry may be taken for: its upper bound; of an open end what is not far beyond it ("at least 60" is
    hardly 600), so that a total of far more tells of other gifts."""
    counted = entry.counted or ZERO
    if counted.high is not None:
        return counted.high
    ratio = policy.vague_ratio if entry.number.vague else policy.loose_ratio
    return max(counted.stated, entry.number.amount.stated / ratio)


def _slack(telling: Telling, known: Amount, policy: Policy) -> float:
    """How far a total and what was posted may differ and both be right: by its "about", its rounding, or its guess at
    a word, where the number known is open as well ("thousands" are "more than 1,000")."""
    if telling.approximate:
        return policy.approximate_within * telling.stated
    if telling.vague and known.high is None:
        return policy.loose_ratio * telling.stated
    return rounding_of_total(telling.stated) if telling.is_money else 0


def _doubt_of_surplus(telling: Telling, covered: Iterable[Entry], surplus: int) -> Doubt:
    counting = sorted((one for one in covered if one.counted != ZERO), key=largest_first)
    return doubt(
        ProblemType.POSSIBLE_DOUBLE,
        [telling.id, *(one.id for one in counting)],
        [telling, *counting],
        f"{surplus + telling.stated:,} were posted, but a source says "
        f"{say(telling.low, telling.high)} in total: {surplus:,} may be counted twice.",
        effect=surplus,
    )
