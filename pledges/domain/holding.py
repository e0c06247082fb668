"""No single reading moves a total unseen: what one source alone tells out of all proportion is held, not counted."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from pledges.domain.accounts import LedgerClaim, LineKey, SourceKind
from pledges.domain.blocks import Pile, pile_key, piles_of
from pledges.domain.catalogue import Catalogue
from pledges.domain.memo import Memo
from pledges.domain.roles import Donors
from pledges.domain.scales import Scales
from pledges.domain.tellings import Group, Telling, equipment, measured, tellings_of
from pledges.domain.values import Party
from pledges.domain.weighing import (
    HOLDING,
    HoldingPolicy,
    Limit,
    Reason,
    Weights,
    in_unit,
    limits,
    thing_of,
    things_of,
    usual,
)

WEIGHED = frozenset({Group.PLEDGE, Group.DISPATCH, Group.DELIVERY, Group.CANCELLATION})  # what figures are made of
TOLD = WEIGHED | {Group.INTENT, Group.SALE}  # what else is told of a donor and a thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A claim kept out of one line, with its reason: `known` is what it was weighed against, `limit` what would pass.

    All three numbers are in the line's unit; `known` and `limit` are orders of magnitude. `day`, `system` and
    `parties` are the claim's, for filters. `told` is equal for copies of one text, whose number is one.
    """

    claim_id: str
    line: LineKey
    reason: Reason
    sentence: str
    number: int
    known: int
    limit: int
    day: date
    system: str | None
    told: str
    parties: tuple[Party, ...] = ()

    @property
    def order(self) -> tuple[object, ...]:
        """By line, the largest first."""
        return (*self.line.sort_key, -self.number, self.claim_id)


class Gate(NamedTuple):
    """What goes on to the fold, and what is held, in order of lines and size."""

    counted: tuple[LedgerClaim, ...]
    held: tuple[Held, ...]


class GateOfPiles(NamedTuple):
    """What of each pile goes on to the fold, and what is held, in order of lines and size."""

    counted: tuple[Pile, ...]
    held: tuple[Held, ...]


def hold(
    claims: Iterable[LedgerClaim], *, scales: Scales, catalogue: Catalogue, policy: HoldingPolicy = HOLDING
) -> Gate:
    """Part the standing claims of one account into what counts and what is held. Any order gives the same.

    Never held: what a person accepted, what a register says, and a number (within a tenth) that a second publisher
    tells of the same donors and line in a text of its own.
    """
    weights = Weights(scales=scales, catalogue=catalogue, policy=policy)
    gate = hold_piles([*piles_of(claims).values()], weights=weights, memo=Memo())
    return Gate(tuple(claim for pile in gate.counted for claim in pile), gate.held)


def hold_piles(piles: Sequence[Pile], *, weights: Weights, memo: Memo) -> GateOfPiles:
    """As `hold`. Claims that are no larger than usual cost a look each, once; only where one is larger, all that is
    told of its donors and its thing is weighed. `memo` has what was made of the same piles before.
    """
    doubtful = [claim for pile in piles for claim in memo.once("large", [pile], partial(large, pile, weights))]
    if not doubtful:
        return GateOfPiles(tuple(piles), ())
    things = _things_in_doubt(doubtful, weights.catalogue)
    near = [pile for pile in piles if _is_near(pile[0], things, weights.catalogue)]
    tellings = [one for pile in near for one in _tellings(pile, weights.catalogue, memo)]
    held = _held(tellings, {one.claim_id for one in doubtful}, weights)
    out = {one.claim_id for one in held}
    return GateOfPiles(tuple(memo.same("counted", pile_key(pile[0]), _without(pile, out)) for pile in piles), held)


def _things_in_doubt(doubtful: Iterable[LedgerClaim], catalogue: Catalogue) -> list[tuple[Donors, str | None]]:
    """Whose and of what family the claims in doubt are."""
    return list(dict.fromkeys((one.claim.donors, equipment(one, catalogue)[1]) for one in doubtful))


def _is_near(claim: LedgerClaim, things: Iterable[tuple[Donors, str | None]], catalogue: Catalogue) -> bool:
    """Whether what a claim tells is of the donors and the thing of one that is in doubt; a type may be anything."""
    donors, (_, family, _) = claim.claim.donors, equipment(claim, catalogue)
    return any(
        wanted in (None, family) and (donors == who or not set(who).isdisjoint(donors)) for who, wanted in things
    )


def _tellings(pile: Pile, catalogue: Catalogue, memo: Memo) -> list[Telling]:
    def make() -> list[Telling]:
        return tellings_of(pile, catalogue=catalogue)

    return memo.once("tellings of", [pile], make)


def _without(pile: Pile, out: Collection[str]) -> Pile:
    """A pile without some claims; the very pile where it has none of them."""
    if all(one.claim_id not in out for one in pile):
        return pile
    return tuple(one for one in pile if one.claim_id not in out)


def large(claims: Iterable[LedgerClaim], weights: Weights) -> list[LedgerClaim]:
    """The claims that are large enough to be held at all, by themselves alone."""
    least, floor = weights.least, weights.floor
    found = []
    for claim in claims:
        low, high, unit, _ = measured(claim, weights.catalogue)
        number = max(low or 0, high or 0)
        if number <= least or _is_vouched(claim):
            continue
        if any(number > floor(thing) for thing in things_of(claim, unit, weights.catalogue)):
            found.append(claim)
    return found


def _is_vouched(claim: LedgerClaim) -> bool:
    """A person or a register stands by it."""
    return claim.reviewed or claim.source_kind == SourceKind.REGISTER


def _held(tellings: Sequence[Telling], doubtful: set[str], weights: Weights) -> tuple[Held, ...]:
    """Weigh what is doubtful against all else that is told of its donors; a claim of several givers as one."""
    told = [one for one in tellings if one.group in TOLD and number_of(one)]
    suspects = [one for one in told if one.group in WEIGHED and not doubtful.isdisjoint(one.claim_ids)]
    found = _exceeding(_unsupported(suspects, told, weights.policy), told, weights)
    rows = [
        _row(claim.claim_id, telling, found[telling.lead])
        for telling in tellings
        if telling.lead in found
        for claim in telling.claims
    ]
    return tuple(sorted(rows, key=lambda one: one.order))


def _unsupported(
    suspects: Sequence[Telling], told: Iterable[Telling], policy: HoldingPolicy
) -> dict[str, list[Telling]]:
    """The suspects by their leading claim, without those of which somebody stands by any part."""
    lines: dict[LineKey, list[Telling]] = {one.line: [] for one in suspects}
    for telling in told:
        if telling.line in lines:
            lines[telling.line].append(telling)
    free = {one.lead for one in suspects if _is_free(one, lines[one.line], policy)}
    found: dict[str, list[Telling]] = {}
    for one in sorted(suspects, key=lambda one: (number_of(one), one.order)):
        if one.lead not in free:
            found.setdefault(one.lead, []).append(one)
    return found


def _exceeding(weighed: Mapping[str, Sequence[Telling]], told: Iterable[Telling], weights: Weights) -> dict[str, Limit]:
    """What is too large, by its leading claim, with the limit that it does not pass.

    `weighed` goes from the smallest number up, so that what is held never makes a larger one look small.
    """
    known: defaultdict[tuple[str, ...], _Known] = defaultdict(_Known)
    for telling in told:
        if telling.lead not in weighed:
            known[telling.donors].add(telling)
    found: dict[str, Limit] = {}
    for lead, parts in weighed.items():
        exceeded = (_too_small(one, known[one.donors], weights) for one in parts)
        limit = next((one for one in exceeded if one is not None), None)
        if limit is not None:
            found[lead] = limit
            continue
        for part in parts:
            known[part.donors].add(part)
    return found


def number_of(telling: Telling) -> int:
    """The largest number in its words, 0 for none."""
    return max(telling.low or 0, telling.high or 0)


def _is_free(telling: Telling, line: Iterable[Telling], policy: HoldingPolicy) -> bool:
    """Somebody vouches for it, or a second source tells the same number of its line."""
    if any(_is_vouched(one) for one in telling.claims):
        return True
    number = number_of(telling)
    return any(is_same(number_of(other), number, policy) and _is_independent(other, telling) for other in line)


def is_same(one: float, other: float, policy: HoldingPolicy) -> bool:
    """Whether two numbers, of one unit, may be one figure."""
    return abs(one - other) <= policy.same_within * max(one, other)


def _is_independent(one: Telling, other: Telling) -> bool:
    """Of another publisher, and no copy of the same text."""
    publishers = {claim.source for claim in one.claims}
    return one.articles.isdisjoint(other.articles) and publishers.isdisjoint(claim.source for claim in other.claims)


class _Known:
    """The numbers that stand of one set of donors, by family and unit; told twice they are one."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str | None, str], set[int]] = {}

    def add(self, telling: Telling) -> None:
        self.numbers.setdefault((telling.family, telling.unit), set()).add(number_of(telling))

    def beside(self, telling: Telling, weights: Weights) -> list[float]:
        """Other numbers of the same thing, in the telling's unit. A type alone stands beside all of its account."""
        figure = number_of(telling)
        units: dict[str, set[int]] = {}
        for (family, unit), numbers in self.numbers.items():
            if telling.family in (None, family):
                units.setdefault(unit, set()).update(numbers)
        return [
            number
            for unit in sorted(units)
            for told in sorted(units[unit])
            if (number := in_unit(told, unit, telling.unit, weights)) is not None
            and not (unit == telling.unit and is_same(told, figure, weights.policy))
        ]


def _too_small(telling: Telling, known: _Known, weights: Weights) -> Limit | None:
    """The first limit that a number exceeds."""
    number, thing = number_of(telling), thing_of(telling)
    for limit in limits(thing, weights):
        if number > limit.limit:
            return limit
    line, common = _all_else(telling, known, weights), usual(thing, weights)
    if line is not None and common is not None and number > max(line.limit, common):
        return line
    return None


def _all_else(telling: Telling, known: _Known, weights: Weights) -> Limit | None:
    """What all else that is told of the donors and the thing lets pass; None for the first figure of it."""
    summed = sum(known.beside(telling, weights))
    limit = summed * weights.policy.beyond_line
    return Limit(reason=Reason.BEYOND_LINE, known=summed, limit=limit, source="this ledger") if summed else None


SAYS = {
    Reason.BEYOND_BUILT: "no more than {known:,} were ever built ({source})",
    Reason.BEYOND_DONOR: "what is known of its givers is in the order of {known:,} ({source})",
    Reason.BEYOND_TYPE: "no one donor gives more than {known:,} of this type ({source})",
    Reason.BEYOND_LINE: "all else that is told of these donors and this comes to {known:,}",
}


def _row(claim_id: str, telling: Telling, limit: Limit) -> Held:
    number, known = number_of(telling), round(limit.known)
    because = SAYS[limit.reason].format(known=known, source=limit.source)
    return Held(
        claim_id=claim_id,
        line=telling.line,
        reason=limit.reason,
        sentence=f"One source alone tells of {number:,} ({telling.unit}); {because}.",
        number=number,
        known=known,
        limit=int(limit.limit),  # rounded down: what is held is above it
        day=telling.day,
        system=telling.system,
        told=telling.lead,
        parties=telling.claims[0].claim.parties,
    )
