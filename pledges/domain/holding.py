"""No single reading moves a total unseen: what one source alone tells out of all proportion is held, not counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from pledges.domain.accounts import LedgerClaim, LineKey, SourceKind
from pledges.domain.catalogue import Catalogue
from pledges.domain.scales import Scales
from pledges.domain.tellings import Group, Telling, tellings_of
from pledges.domain.values import Party
from pledges.domain.weighing import (
    HOLDING,
    HoldingPolicy,
    Limit,
    Reason,
    Weights,
    floor_of,
    in_unit,
    limits,
    thing_of,
    usual,
    weighed_by_itself,
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


def hold(
    claims: Iterable[LedgerClaim], *, scales: Scales, catalogue: Catalogue, policy: HoldingPolicy = HOLDING
) -> Gate:
    """Part the standing claims of one account into what counts and what is held. Any order gives the same.

    Never held: what a person accepted, what a register says, and a number (within a tenth) that a second publisher
    tells of the same donors and line in a text of its own. Claims that are no larger than usual cost a look each;
    only where one is larger, all that is told of its donors is weighed.
    """
    given = tuple(claims)
    weights = Weights(scales=scales, catalogue=catalogue, policy=policy)
    doubtful = large(given, weights)
    if not doubtful:
        return Gate(given, ())
    sets = {one.claim.donors for one in doubtful}
    codes = {code for donors in sets for code in donors}
    near = [one for one in given if one.claim.donors in sets or not codes.isdisjoint(one.claim.donors)]
    held = _held(tellings_of(near, catalogue=catalogue), {one.claim_id for one in doubtful}, weights)
    out = {one.claim_id for one in held}
    return Gate(tuple(one for one in given if one.claim_id not in out), held)


def large(claims: Iterable[LedgerClaim], weights: Weights) -> list[LedgerClaim]:
    """The claims that are large enough to be held at all, by themselves alone."""
    floor = cache(partial(floor_of, weights=weights))
    found = []
    for claim in claims:
        number, things = weighed_by_itself(claim, weights.catalogue)
        if number and not _is_vouched(claim) and any(number > floor(thing) for thing in things):
            found.append(claim)
    return found


def _is_vouched(claim: LedgerClaim) -> bool:
    """A person or a register stands by it."""
    return claim.reviewed or claim.source_kind == SourceKind.REGISTER


def _held(tellings: Sequence[Telling], doubtful: set[str], weights: Weights) -> tuple[Held, ...]:
    """Weigh what is told of each set of donors."""
    by_donors: dict[tuple[str, ...], list[Telling]] = {}
    for telling in tellings:
        if number_of(telling) and telling.group in TOLD:
            by_donors.setdefault(telling.donors, []).append(telling)
    found: dict[str, Limit] = {}
    for told in by_donors.values():
        for lead, limit in _exceeding(told, doubtful, weights).items():
            found.setdefault(lead, limit)
    rows = [
        _row(claim.claim_id, telling, found[telling.lead])
        for telling in tellings
        if telling.lead in found
        for claim in telling.claims
    ]
    return tuple(sorted(rows, key=lambda one: one.order))


def _exceeding(told: Sequence[Telling], doubtful: set[str], weights: Weights) -> dict[str, Limit]:
    """What of one set of donors is too large, by its leading claim, with the limit that it does not pass.

    Weighed from the smallest number up, so that what is held never makes a larger one look small.
    """
    free = {one.lead for one in told if _is_free(one, told, weights.policy)}
    known = [one for one in told if one.lead in free]
    found: dict[str, Limit] = {}
    for telling in sorted(told, key=lambda one: (number_of(one), one.order)):
        if telling.lead in free:
            continue
        limit = None
        if telling.group in WEIGHED and not doubtful.isdisjoint(telling.claim_ids):
            limit = _too_small(telling, known, weights)
        if limit is None:
            known.append(telling)
        else:
            found[telling.lead] = limit
    return found


def number_of(telling: Telling) -> int:
    """The largest number in its words, 0 for none."""
    return max(telling.low or 0, telling.high or 0)


def _is_free(telling: Telling, told: Iterable[Telling], policy: HoldingPolicy) -> bool:
    """Somebody vouches for it, or a second source tells the same number of the same line."""
    if any(_is_vouched(one) for one in telling.claims):
        return True
    return any(
        other.line == telling.line and _is_same(other, telling, policy) and _is_independent(other, telling)
        for other in told
    )


def _is_same(one: Telling, other: Telling, policy: HoldingPolicy) -> bool:
    a, b = number_of(one), number_of(other)
    return one.unit == other.unit and abs(a - b) <= policy.same_within * max(a, b)


def _is_independent(one: Telling, other: Telling) -> bool:
    """Of another publisher, and no copy of the same text."""
    publishers = {claim.source for claim in one.claims}
    return one.articles.isdisjoint(other.articles) and publishers.isdisjoint(claim.source for claim in other.claims)


def _too_small(telling: Telling, known: Sequence[Telling], weights: Weights) -> Limit | None:
    """The first limit that a number exceeds."""
    number, thing = number_of(telling), thing_of(telling)
    for limit in limits(thing, weights):
        if number > limit.limit:
            return limit
    line = _all_else(telling, known, weights)
    common = usual(thing, weights)
    if line is not None and common is not None and number > max(line.limit, common):
        return line
    return None


def _all_else(telling: Telling, known: Sequence[Telling], weights: Weights) -> Limit | None:
    """What all else that is told of the donors and the thing lets pass; None for the first figure of it.

    A thing told by type alone is weighed against all of its account. Numbers told twice are one.
    """
    others = {
        (number_of(one), one.unit): number
        for one in known
        if telling.family is None or one.family == telling.family
        if not _is_same(one, telling, weights.policy)
        if (number := in_unit(number_of(one), one.unit, telling.unit, weights)) is not None
    }
    if not others:
        return None
    summed = sum(others[key] for key in sorted(others))
    limit = summed * weights.policy.beyond_line
    return Limit(reason=Reason.BEYOND_LINE, known=summed, limit=limit, source="this ledger")


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
        limit=round(limit.limit),
        day=telling.day,
        system=telling.system,
        told=telling.lead,
        parties=telling.claims[0].claim.parties,
    )
