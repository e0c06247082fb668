"""No single reading moves a total unseen: what one source alone tells out of all proportion is held, not counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pledges.domain.accounts import LedgerClaim, LineKey, SourceKind
from pledges.domain.blocks import Pile, PileKey, piles_of
from pledges.domain.catalogue import Catalogue
from pledges.domain.figures_beside import WEIGHED, Figures, FiguresOfPile, number_of
from pledges.domain.roles import Donors
from pledges.domain.scales import Scales
from pledges.domain.tellings import Telling, equipment, measured
from pledges.domain.values import Party
from pledges.domain.weighing import (
    HOLDING,
    HoldingPolicy,
    Limit,
    Reason,
    Weights,
    limits,
    thing_of,
    things_of,
    usual,
)


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
    tells of the same donors and line in a text of its own.
    """
    gate = GateOfBlock(Weights(scales=scales, catalogue=catalogue, policy=policy))
    gate.update(piles_of(claims))
    return Gate(tuple(claim for pile in gate.counted.values() for claim in pile), gate.held)


class GateOfBlock:
    """What of the piles of a block goes on to the fold, and what is held, by line and size; from fold to fold.

    Claims that are no larger than usual cost a look each, once; only where one is larger, all that is told of its
    donors and its thing is weighed.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._large: dict[PileKey, _LargeOfPile] = {}
        self._figures: dict[PileKey, FiguresOfPile] = {}
        self.counted: dict[PileKey, Pile] = {}
        self.held: tuple[Held, ...] = ()

    def update(self, piles: Mapping[PileKey, Pile]) -> None:
        """Weigh what is told now."""
        known, self._large = self._large, {}
        for key, pile in piles.items():
            one = self._large[key] = known.get(key) or _LargeOfPile(pile[0], self._weights)
            one.update(pile)
        doubtful = {key: one.claims for key, one in self._large.items() if one.claims}
        self.held = self._weigh(doubtful, piles) if doubtful else ()
        out = {one.claim_id for one in self.held}
        before, self.counted = self.counted, dict(piles)
        for key, claims in doubtful.items():
            if not out.isdisjoint(claims):
                rest = tuple(one for one in piles[key] if one.claim_id not in out)
                self.counted[key] = before[key] if before.get(key) == rest else rest

    def _weigh(
        self, doubtful: Mapping[PileKey, Mapping[str, LedgerClaim]], piles: Mapping[PileKey, Pile]
    ) -> tuple[Held, ...]:
        """Weigh what is doubtful against all else that is told of its donors; a claim of several givers as one."""
        things = list(dict.fromkeys((key[0], self._large[key].family) for key in doubtful))
        known, self._figures = self._figures, {}
        for key, pile in piles.items():
            if _is_near(key[0], self._large[key].family, things):
                one = self._figures[key] = known.get(key) or FiguresOfPile(self._weights.catalogue)
                one.update(pile)
        told = Figures(((self._large[key].family, one) for key, one in self._figures.items()), self._weights)
        of_claims = {
            telling.id: telling
            for key, claims in doubtful.items()
            for claim in claims.values()
            for telling in self._figures[key].of(claim)
        }
        suspects = [one for one in of_claims.values() if one.group in WEIGHED and number_of(one)]
        found = _exceeding(_unsupported(suspects, told), told, self._weights)
        rows = [
            _row(claim.claim_id, telling, found[telling.lead])
            for telling in of_claims.values()
            if telling.lead in found
            for claim in telling.claims
        ]
        return tuple(sorted(rows, key=lambda one: one.order))


def _is_near(donors: Donors, family: str | None, things: Iterable[tuple[Donors, str | None]]) -> bool:
    """Whether what a pile tells is of the donors and the thing of a claim in doubt; a type may be anything."""
    return any(
        wanted in (None, family) and (donors == who or not set(who).isdisjoint(donors)) for who, wanted in things
    )


class _LargeOfPile:
    """The claims of a pile that are large enough to be held at all; from fold to fold, each is looked at once."""

    def __init__(self, first: LedgerClaim, weights: Weights) -> None:
        self._weights = weights
        self._pile: Pile = ()
        self.family = equipment(first, weights.catalogue)[1]  # of all that lies in a pile
        self.claims: dict[str, LedgerClaim] = {}

    def update(self, pile: Pile) -> None:
        if pile is self._pile:
            return
        before = set(map(id, self._pile))
        now = {one.claim_id for one in pile} if self.claims else ()
        self.claims = {key: one for key, one in self.claims.items() if key in now}
        come = [one for one in pile if id(one) not in before]
        for claim in come:
            self.claims.pop(claim.claim_id, None)
        self.claims.update((one.claim_id, one) for one in large(come, self._weights))
        self._pile = pile


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


def _unsupported(suspects: Iterable[Telling], told: Figures) -> dict[str, list[Telling]]:
    """The suspects by their leading claim, without those of which somebody stands by any part."""
    suspects = list(suspects)
    free = {one.lead for one in suspects if any(map(_is_vouched, one.claims)) or told.second(one)}
    found: dict[str, list[Telling]] = {}
    for one in sorted(suspects, key=lambda one: (number_of(one), one.order)):
        if one.lead not in free:
            found.setdefault(one.lead, []).append(one)
    return found


def _exceeding(weighed: Mapping[str, Sequence[Telling]], told: Figures, weights: Weights) -> dict[str, Limit]:
    """What is too large, by its leading claim, with the limit that it does not pass.

    `weighed` goes from the smallest number up, so that what is held never makes a larger one look small.
    """
    for parts in weighed.values():
        told.leave_out(parts)
    found: dict[str, Limit] = {}
    for lead, parts in weighed.items():
        exceeded = (_too_small(one, told, weights) for one in parts)
        limit = next((one for one in exceeded if one is not None), None)
        if limit is not None:
            found[lead] = limit
            continue
        told.take_in(parts)
    return found


def _too_small(telling: Telling, told: Figures, weights: Weights) -> Limit | None:
    """The first limit that a number exceeds."""
    number, thing = number_of(telling), thing_of(telling)
    for limit in limits(thing, weights):
        if number > limit.limit:
            return limit
    line, common = _all_else(telling, told, weights), usual(thing, weights)
    if line is not None and common is not None and number > max(line.limit, common):
        return line
    return None


def _all_else(telling: Telling, told: Figures, weights: Weights) -> Limit | None:
    """What all else that is told of the donors and the thing lets pass; None for the first figure of it."""
    summed = sum(told.beside(telling))
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
