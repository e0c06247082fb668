"""Claims that may speak of one event share a block: what is clustered and posted of it hangs on no other claim."""

from collections.abc import Iterable

from pledges.domain.accounts import LedgerClaim
from pledges.domain.judgements import Link
from pledges.domain.roles import Donors, sides_of
from pledges.domain.tellings import givers


def blocks_of(claims: Iterable[LedgerClaim], *, links: Iterable[Link] = ()) -> list[tuple[LedgerClaim, ...]]:
    """The claims of an account, parted by their donors, as told: no claim of one block meets one of another before
    wider figures are netted.

    Sets of donors are of one block where a claim speaks of each of several givers, where a gift may be told from
    either of its sides, and where an editor links claims. A claim given twice is there once.
    """
    by_id = {claim.claim_id: claim for claim in claims}
    by_donors: dict[Donors, list[LedgerClaim]] = {}
    sets = _Sets()
    for claim in by_id.values():
        donors = claim.claim.donors
        by_donors.setdefault(donors, []).append(claim)
        if len(donors) > 1 or claim.claim.parties:
            for other in _sets_of(claim):
                sets.join(donors, other)
    for link in links:
        for end in (link.left, link.right):  # what a claim links that does not count is linked all the same
            sets.join(("", link.left), ("", end))
            if end in by_id:
                sets.join(by_id[end].claim.donors, ("", end))
    found: dict[Donors, list[LedgerClaim]] = {}
    for donors, alike in by_donors.items():
        found.setdefault(sets.first(donors), []).extend(alike)
    return [tuple(block) for block in found.values()]


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
