"""Two counts of one gift agree, or differ for a reason that has a name; only what no reason explains is a conflict."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations, pairwise

from pledges.domain.figures import Interval
from pledges.domain.policy import DEFAULT, Policy
from pledges.domain.values import Terms, Unit


class Verdict(StrEnum):
    """Why the figures of several sources agree or not, from the first reason looked for to the last."""

    UNIT = "unit"  # they count in different units
    SCOPE = "scope"  # they differ by what is sold and no gift
    ROLE = "role"  # they differ by whom they file it under: who paid, or who handed over
    VAGUE = "vague"  # a number left open may be the other
    AS_OF = "as_of"  # the figure grew: the earlier tells of an earlier day
    PARTIAL = "partial"  # what is promised agrees, what has arrived is part of it; or one of them tells of none of it
    AGREE = "agree"
    CONFLICT = "conflict"  # no reason explains the difference


SENTENCES = {
    Verdict.UNIT: "The sources count in different units.",
    Verdict.SCOPE: "They differ by what was sold and not given.",
    Verdict.ROLE: "They file it under different parties: who paid, and who handed over.",
    Verdict.VAGUE: "A number that one of them leaves open may be the other's.",
    Verdict.AS_OF: "The figure grew, and the sources tell of different days.",
    Verdict.PARTIAL: "What was promised agrees; part of it is told as delivered.",
    Verdict.AGREE: "The figures agree.",
    Verdict.CONFLICT: "The figures differ, and no reason for it is known.",
}


ALONE = {
    Verdict.ROLE: "Only one source tells of it here, where another party paid or handed over.",
    Verdict.VAGUE: "Only one source tells of it, and states no number.",
    Verdict.AS_OF: "Only one source tells of it, and by the other's day it told of none either.",
    Verdict.PARTIAL: "Only one source tells of it: the other covers a part.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One figure that a source adds up: `low` to `high`, a `high` of None open; 0 to open is undisclosed.

    `elsewhere` says that the source files it under another party of the gift. `claims` are the claims behind it.
    """

    low: int = 0
    high: int | None = None
    approximate: bool = False
    unit: Unit = Unit.ITEM
    terms: Terms = Terms.DONATION
    elsewhere: bool = False
    claims: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        return self.low > 0 or self.high is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a source says by a day of one donor and system. `delivered` is None where it does not tell of arrivals.

    `pledged` is empty where it tells of arrivals only: what was promised is then unknown.
    """

    source: str
    day: date
    pledged: tuple[Deal, ...]
    delivered: tuple[Deal, ...] | None = None

    @property
    def deals(self) -> tuple[Deal, ...]:
        """What it promises; where it tells of arrivals only, these."""
        return self.pledged or self.delivered or ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    verdict: Verdict
    sentence: str


def compare(tellings: Iterable[Told], *, policy: Policy = DEFAULT) -> Comparison:
    """Weigh what several sources say of one donor and system, in the order of `Verdict`.

    A source that tells of nothing by its day stands among them with no deals: silence is no zero and no conflict.
    """
    known = sorted(tellings, key=lambda one: (one.day, one.source))
    told = [one for one in known if one.deals]
    verdict = _verdict(told, policy)
    if verdict is not None:
        return Comparison(verdict=verdict, sentence=SENTENCES[verdict])
    alone = _alone(told, [one.day for one in known if not one.deals])
    return Comparison(verdict=alone, sentence=ALONE[alone])


def compare_as_of(one: Told, other: Told, then: Told, *, policy: Policy = DEFAULT) -> Comparison | None:
    """AS_OF where `other` as it stood on the day of `one`'s last report (`then`) is in no conflict with it.

    None where the day explains nothing: `other` tells of the same then as now, or of nothing that `one` tells of.
    """
    if then.deals == other.deals and then.delivered == other.delivered:
        return None
    if one.deals and then.deals:
        explained = compare((one, then), policy=policy).verdict is not Verdict.CONFLICT
        return Comparison(verdict=Verdict.AS_OF, sentence=SENTENCES[Verdict.AS_OF]) if explained else None
    alone = compare((one, then, other), policy=policy)
    return alone if not one.deals and alone.verdict is Verdict.AS_OF else None


def _alone(told: Sequence[Told], silent: Sequence[date]) -> Verdict:
    """Why the others may be silent where one tells: filed elsewhere, no number, told later; else for no reason."""
    deals = [deal for one in told for deal in one.deals if _is_gift(deal)]
    if deals and all(deal.elsewhere for deal in deals):
        return Verdict.ROLE
    if not any(deal.known for deal in deals):
        return Verdict.VAGUE
    later = len(silent) > 1 and all(day < one.day for one in told for day in silent)
    return Verdict.AS_OF if later else Verdict.PARTIAL


def _verdict(told: Sequence[Told], policy: Policy) -> Verdict | None:
    """None where only one tells of a gift."""
    if len({frozenset(deal.unit for deal in one.deals) for one in told}) > 1:
        return Verdict.UNIT
    if _differ_in_scope(told, policy):
        return Verdict.SCOPE
    gifts = _only(told, _is_gift)
    if len(gifts) < 2:
        return None
    if _differ_in_role(gifts, policy):
        return Verdict.ROLE
    if not all(one.pledged for one in gifts):
        return _by_arrivals(gifts, policy)
    numbers = _numbers(gifts, policy)
    if numbers is Verdict.AGREE:
        return _arrived(gifts, policy)
    return numbers


def _is_gift(deal: Deal) -> bool:
    return deal.terms is not Terms.SALE


def _is_own(deal: Deal) -> bool:
    return not deal.elsewhere


def _only(told: Iterable[Told], wanted: Callable[[Deal], bool]) -> list[Told]:
    """The tellings with these deals alone; a telling left with none is left out."""
    kept = []
    for one in told:
        pledged = tuple(deal for deal in one.pledged if wanted(deal))
        delivered = None if one.delivered is None else tuple(deal for deal in one.delivered if wanted(deal))
        if pledged or (delivered and not one.pledged):
            kept.append(Told(source=one.source, day=one.day, pledged=pledged, delivered=delivered))
    return kept


def _differ_in_scope(told: Sequence[Told], policy: Policy) -> bool:
    """One source knows only a sale where the others know only a gift; or, without what is sold, they agree."""
    sells = [any(not _is_gift(deal) for deal in one.deals) for one in told]
    if not any(sells):
        return False
    gives = [any(_is_gift(deal) for deal in one.deals) for one in told]
    if not any(gives):
        return len(told) == 1
    if any(sold and not given for sold, given in zip(sells, gives, strict=True)):
        return any(given and not sold for sold, given in zip(sells, gives, strict=True))
    fits = (Verdict.AGREE, Verdict.AS_OF)
    return _numbers(told, policy) is Verdict.CONFLICT and _numbers(_only(told, _is_gift), policy) in fits


def _differ_in_role(told: Sequence[Told], policy: Policy) -> bool:
    """Some file under another party what the others file here, and with it or without it the numbers fit.

    Shares that nobody states leave the sum with it open; without it, only numbers prove a fit.
    """
    if len({any(deal.elsewhere for deal in one.deals) for one in told}) < 2:
        return False
    fits = (Verdict.AGREE, Verdict.AS_OF)
    return _numbers(told, policy) in (*fits, Verdict.VAGUE) or _numbers(_only(told, _is_own), policy) in fits


def _numbers(told: Sequence[Told], policy: Policy) -> Verdict:
    """Whether the sums agree, may agree, or grew from day to day with one level told twice."""
    known = [one for one in told if any(deal.known for deal in one.deals)]
    if len(known) < 2:
        return Verdict.VAGUE
    relations = [_relation(a.deals, b.deals, policy) for a, b in combinations(known, 2)]
    if all(one is Verdict.AGREE for one in relations):
        return Verdict.AGREE
    if Verdict.CONFLICT not in relations:
        return Verdict.VAGUE
    sums = [_sum(one.deals) for one in known]
    grows = all(a.low <= b.low for a, b in pairwise(sums))
    return Verdict.AS_OF if grows and Verdict.AGREE in relations else Verdict.CONFLICT


def _relation(one: Sequence[Deal], other: Sequence[Deal], policy: Policy) -> Verdict:
    """AGREE for one number (approximate ones within the policy's share), VAGUE where bounds overlap, else CONFLICT."""
    a, b = _sum(one), _sum(other)
    if a.low == a.high and b.low == b.high:
        slack = policy.approximate_within if any(deal.approximate for deal in (*one, *other)) else 0
        return Verdict.AGREE if abs(a.low - b.low) <= slack * max(a.low, b.low) else Verdict.CONFLICT
    apart = (a.high is not None and a.high < b.low) or (b.high is not None and b.high < a.low)
    return Verdict.CONFLICT if apart else Verdict.VAGUE


def _sum(deals: Iterable[Deal]) -> Interval:
    whole = Interval()
    for deal in deals:
        whole = whole + Interval(low=deal.low, high=deal.high)
    return whole


def _by_arrivals(told: Sequence[Told], policy: Policy) -> Verdict:
    """One tells of arrivals only: they agree with the others' arrivals, or are part of what the others promise."""
    arrivals = [one.delivered for one in told if one.delivered]
    relations = [_relation(a, b, policy) for a, b in combinations(arrivals, 2)]
    if len(arrivals) == len(told) and Verdict.CONFLICT not in relations:
        return Verdict.VAGUE if Verdict.VAGUE in relations else Verdict.AGREE
    most = [_sum(one.pledged).high for one in told if one.pledged]
    least = max((_sum(one).low for one in arrivals), default=0)
    return Verdict.PARTIAL if all(high is None or least <= high for high in most) and most else Verdict.CONFLICT


def _arrived(told: Sequence[Told], policy: Policy) -> Verdict:
    """The promises agree. So do the arrivals: all is there by the last report, or the last two say the same."""
    reports = [one for one in told if one.delivered is not None]
    if not reports:
        return Verdict.AGREE
    last = reports[-1].delivered or ()
    if _relation(last, reports[-1].pledged, policy) is not Verdict.CONFLICT:
        return Verdict.AGREE
    if len(reports) > 1 and _relation(last, reports[-2].delivered or (), policy) is Verdict.AGREE:
        return Verdict.AGREE
    return Verdict.PARTIAL
