"""Claims that may speak of one event share a block: what is clustered and posted of it hangs on no other claim."""

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pledges.domain.accounts import LedgerClaim
from pledges.domain.changes import Table, as_known
from pledges.domain.claims import Claim
from pledges.domain.judgements import Link
from pledges.domain.roles import Donors, sides_of
from pledges.domain.tellings import givers

type PileKey = tuple[Donors, str | None, str, str | None]  # donors and item as told: name, category, system
type Pile = tuple[LedgerClaim, ...]  # in order of their ids, each once


class Piles(Table[PileKey, Pile]):
    """The claims of an account, parted by what they say of donors and item: a fold looks at none that is the same."""

    __slots__ = ()


def pile_key(claim: LedgerClaim) -> PileKey:
    """Where a claim lies."""
    item = claim.claim.item
    return (claim.claim.donors, item.name, item.category, claim.system)


def piles_of(claims: Iterable[LedgerClaim], *, before: Piles | None = None) -> Piles:
    """Claims in their piles; a pile of the same claims as `before` is that one. A claim given twice is there once."""
    by_id = {claim.claim_id: claim for claim in claims}
    found: dict[PileKey, list[LedgerClaim]] = {}
    for claim in by_id.values():
        found.setdefault(pile_key(claim), []).append(claim)
    before = before if before is not None else Piles()
    made = {key: tuple(sorted(alike, key=lambda one: one.claim_id)) for key, alike in found.items()}
    return before.then(as_known(before, made), before.keys() - made.keys())


@dataclass(frozen=True, slots=True)
class _Bonds:
    """What joins a pile with others: other sets of donors, and its claims that an editor links."""

    donors: frozenset[Donors] = frozenset()
    linked: frozenset[str] = frozenset()


UNBOUND = _Bonds()


class Blocks:
    """The piles of an account by block, from fold to fold: no claim of one block meets one of another before wider
    figures are netted.

    Sets of donors are of one block where a claim speaks of each of several givers, where a gift may be told from
    either of its sides, and where an editor links claims. While the bonds are the same, a pile that comes or goes
    costs what its block holds. `touched` are the blocks of which a pile is another than in the last fold.
    """

    def __init__(self, links: Iterable[Link] = ()) -> None:
        self._links = list(links)
        self._ends = {end for link in self._links for end in (link.left, link.right)}
        self._piles = Piles()
        self._bonds: dict[PileKey, _Bonds] = {}
        self._sets = self._joined()
        self._by_set: dict[Donors, list[PileKey]] = {}
        self._parted: dict[Donors, Sequence[PileKey]] = {}
        self.touched: set[Donors] = set()

    def parted(self, piles: Piles) -> dict[Donors, Sequence[PileKey]]:
        """The keys of each block's piles, by one of its sets of donors."""
        changes = piles.since(self._piles)
        if self._bind(changes, piles):
            self._sets, self._by_set = self._joined(), {}
            for key in sorted(piles, key=_in_order):
                self._by_set.setdefault(self._sets.first(key[0]), []).append(key)
        else:
            for key in changes:
                self._file(key, known=key in self._piles, stays=key in piles)
        before, named = self._parted, {keys[0][0]: keys for keys in self._by_set.values()}
        self._parted = {name: _same(before.get(name), keys) for name, keys in sorted(named.items())}
        self.touched = {name for name, keys in self._parted.items() if before.get(name) is not keys}
        self.touched |= {self._by_set[one][0][0] for one in map(self._set_of, changes) if one in self._by_set}
        self._piles = piles
        return self._parted

    def _bind(self, changes: Iterable[PileKey], piles: Mapping[PileKey, Pile]) -> bool:
        """Take in what binds the piles that are otherwise; whether any is bound otherwise."""
        again = False
        for key in changes:
            bonds = self._bonds_of(key, piles[key]) if key in piles else UNBOUND
            again = again or bonds != self._bonds.get(key, UNBOUND)
            self._bonds.pop(key, None)
            if bonds != UNBOUND:
                self._bonds[key] = bonds
        return again

    def _file(self, key: PileKey, *, known: bool, stays: bool) -> None:
        if known == stays:
            return
        name = self._set_of(key)
        keys = [one for one in self._by_set.pop(name, ()) if one != key]
        if stays:
            insort(keys, key, key=_in_order)
        if keys:
            self._by_set[name] = keys

    def _set_of(self, key: PileKey) -> Donors:
        return self._sets.first(key[0])

    def _joined(self) -> "_Sets":
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
        return sets

    def _bonds_of(self, key: PileKey, pile: Pile) -> _Bonds:
        told = pile if len(key[0]) > 1 else (one for one in pile if one.claim.parties)
        alike = {_speaks_of(one.claim): one for one in told}
        donors = {other for claim in alike.values() for other in _sets_of(claim)}
        linked = (one.claim_id for one in pile if one.claim_id in self._ends) if self._ends else ()
        return _Bonds(frozenset(donors - {key[0]}), frozenset(linked))


def _same(before: Sequence[PileKey] | None, keys: Sequence[PileKey]) -> Sequence[PileKey]:
    return before if before is not None and before == keys else keys


def _in_order(key: PileKey) -> tuple[Donors, str, str, str]:
    donors, name, category, system = key
    return (donors, name or "", category, system or "")


def _speaks_of(claim: Claim) -> tuple[object, ...]:
    """Claims of one pile of which this is equal have the same sets of donors."""
    return (claim.parties, claim.sharing, claim.quantity.known, claim.value is None)


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
