"""Claims that may speak of one event share a block: what is clustered and posted of it hangs on no other claim."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pledges.domain.accounts import LedgerClaim
from pledges.domain.changes import changed
from pledges.domain.judgements import Link
from pledges.domain.roles import Donors, sides_of
from pledges.domain.tellings import givers

type PileKey = tuple[Donors, str | None, str, str | None]  # donors and item as told: name, category, system
type Pile = tuple[LedgerClaim, ...]  # in order of their ids, each once


class Piles(dict[PileKey, Pile]):
    """The claims of an account, parted by what they say of donors and item: a fold looks at none that is the same."""


def pile_key(claim: LedgerClaim) -> PileKey:
    """Where a claim lies."""
    item = claim.claim.item
    return (claim.claim.donors, item.name, item.category, claim.system)


def piles_of(claims: Iterable[LedgerClaim], *, before: Mapping[PileKey, Pile] | None = None) -> Piles:
    """Claims in their piles; a pile of the same claims as `before` is that one. A claim given twice is there once."""
    by_id = {claim.claim_id: claim for claim in claims}
    found: dict[PileKey, list[LedgerClaim]] = {}
    for claim in by_id.values():
        found.setdefault(pile_key(claim), []).append(claim)
    made = Piles()
    for key, alike in found.items():
        pile, known = tuple(sorted(alike, key=lambda one: one.claim_id)), (before or {}).get(key)
        made[key] = known if known == pile else pile
    return made


@dataclass(frozen=True, slots=True)
class _Bonds:
    """What joins a pile with others: sets of donors, and its claims that an editor links."""

    donors: frozenset[Donors]
    linked: frozenset[str]


class Blocks:
    """The piles of an account by block, from fold to fold: no claim of one block meets one of another before wider
    figures are netted.

    Sets of donors are of one block where a claim speaks of each of several givers, where a gift may be told from
    either of its sides, and where an editor links claims.
    """

    def __init__(self, links: Iterable[Link] = ()) -> None:
        self._links = list(links)
        self._ends = {end for link in self._links for end in (link.left, link.right)}
        self._piles: dict[PileKey, Pile] = {}
        self._bonds: dict[PileKey, _Bonds] = {}
        self._parted: dict[Donors, Sequence[PileKey]] = {}

    def parted(self, piles: Mapping[PileKey, Pile]) -> dict[Donors, Sequence[PileKey]]:
        """The keys of each block's piles, by one of its sets of donors."""
        before = dict(self._bonds)
        for key in changed(self._piles, piles):
            self._bonds.pop(key, None)
            if key in piles:
                self._bonds[key] = self._bonds_of(piles[key])
        self._piles = dict(piles)
        if before != self._bonds:
            self._parted = self._part(piles)
        return self._parted

    def _part(self, piles: Iterable[PileKey]) -> dict[Donors, Sequence[PileKey]]:
        sets = _Sets()
        for link in self._links:
            sets.join(
                ("", link.left), ("", link.right)
            )  # what a claim links that does not count is linked all the same
        for (donors, *_), bonds in self._bonds.items():
            for other in bonds.donors:
                sets.join(donors, other)
            for end in bonds.linked:
                sets.join(donors, ("", end))
        found: dict[Donors, list[PileKey]] = {}
        for key in sorted(piles, key=_in_order):
            found.setdefault(sets.first(key[0]), []).append(key)
        return {keys[0][0]: keys for keys in found.values()}

    def _bonds_of(self, pile: Pile) -> _Bonds:
        donors = {
            other for claim in pile if len(claim.claim.donors) > 1 or claim.claim.parties for other in _sets_of(claim)
        }
        return _Bonds(frozenset(donors), frozenset(one.claim_id for one in pile if one.claim_id in self._ends))


def _in_order(key: PileKey) -> tuple[Donors, str, str, str]:
    donors, name, category, system = key
    return (donors, name or "", category, system or "")


def _sets_of(claim: LedgerClaim) -> list[Donors]:
    """The sets of donors under which a claim, or another source's word on the same gift, may be told."""
    sides = [who for _, who in sides_of(claim.claim.parties)]
    everyone = tuple(sorted({one for who in sides for one in who}))
    return [*(donors for donors, _ in givers(claim)), *sides, *([everyone] if everyone else [])]


class _Sets:
    """Which sets of donors are joined, directly or by others."""

    def __init__(self) -> None:
        self._above: dict[Donors, Donors] = {}

    def first(self, donors: Donors) -> Donors:
        while (above := self._above.get(donors, donors)) != donors:
            donors = above
        return donors

    def join(self, left: Donors, right: Donors) -> None:
        left, right = self.first(left), self.first(right)
        if left != right:
            self._above[right] = left
