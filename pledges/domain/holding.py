"""No single reading moves a total unseen: what one source alone tells out of all proportion is held, not counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pledges.domain.accounts import LedgerClaim, LineKey, SourceKind
from pledges.domain.blocks import Pile, PileKey, piles_of
from pledges.domain.catalogue import Catalogue
from pledges.domain.changes import as_known, changed
from pledges.domain.figures_beside import WEIGHED, Figures, number_of
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


NOBODY = ("",)  # in place of donors where none is named


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
    held = sorted((one for rows in gate.held.values() for one in rows), key=lambda one: one.order)
    return Gate(tuple(claim for pile in gate.counted.values() for claim in pile), tuple(held))


class GateOfBlock:
    """What of the piles of a block goes on to the fold, and what is held, by line and size; from fold to fold.

    Claims that are no larger than usual cost a look each, once; only where one is larger, all that is told of its
    donors and its thing is weighed.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._piles: Mapping[PileKey, Pile] = {}
        self._large: dict[PileKey, _LargeOfPile] = {}
        self._figures: Figures | None = None  # while something is in doubt
        self.counted: dict[PileKey, Pile] = {}
        self.held: dict[LineKey, tuple[Held, ...]] = {}

    def update(self, piles: Mapping[PileKey, Pile]) -> None:
        """Weigh what is told now."""
        for key in changed(self._piles, piles):
            if key not in piles:
                del self._large[key]
                continue
            large = self._large.setdefault(key, _LargeOfPile(piles[key][0], self._weights))
            large.update(piles[key])
        self._piles = piles
        doubtful = {key: one for key, one in self._large.items() if one.claims}
        self._figures = (self._figures or Figures(self._weights)) if doubtful else None
        held = self._weigh(doubtful, self._figures) if self._figures is not None else {}
        self.held = as_known(self.held, held)
        out = {one.claim_id for rows in held.values() for one in rows}
        before, self.counted = self.counted, dict(piles)
        for key, one in doubtful.items():
            if not out.isdisjoint(one.claims):
                rest = tuple(claim for claim in piles[key] if claim.claim_id not in out)
                self.counted[key] = before[key] if before.get(key) == rest else rest

    def _weigh(self, doubtful: Mapping[PileKey, "_LargeOfPile"], told: Figures) -> dict[LineKey, tuple[Held, ...]]:
        """Weigh what is doubtful against all else that is told of its donors; a claim of several givers as one."""
        near = _Near((key[0], one.family) for key, one in doubtful.items())
        told.update({key: pile for key, pile in self._piles.items() if near.meets(key[0], self._large[key].family)})
        of_claims: dict[str, Telling] = {}
        for key, one in doubtful.items():
            of_claims |= told.of(key, one.claims.values())
        suspects = [one for one in of_claims.values() if one.group in WEIGHED and number_of(one)]
        found = _exceeding(_unsupported(suspects, told), told, self._weights)
        held = [
            _row(claim.claim_id, telling, found[telling.lead])
            for telling in of_claims.values()
            if telling.lead in found
            for claim in telling.claims
        ]
        rows: dict[LineKey, list[Held]] = {}
        for row in sorted(held, key=lambda one: one.order):
            rows.setdefault(row.line, []).append(row)
        return {line: tuple(alike) for line, alike in rows.items()}


class _Near:
    """Whether what a pile tells is of the donors and the thing of one of some claims; a type may be anything."""

    def __init__(self, things: Iterable[tuple[Donors, str | None]]) -> None:
        self._families: dict[str, set[str | None]] = {}
        for donors, family in things:
            for donor in donors or NOBODY:
                self._families.setdefault(donor, set()).add(family)

    def meets(self, donors: Donors, family: str | None) -> bool:
        wanted = (self._families.get(donor, ()) for donor in donors or NOBODY)
        return any(family in one or None in one for one in wanted)


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
