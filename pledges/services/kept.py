"""What this process keeps of the accounts that it folded last: their claims as values, and what the fold made of them.

Nothing here is the truth of anything: claims are kept by the marks of the very rows that they were read from
(`pledges.queries.standing_claims`), and steps by the values that they were made from (`pledges.domain.memo`). So what
is kept by a transaction that was rolled back, or while another worker folded the account, is only of less use.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pledges.domain.accounts import LedgerClaim
from pledges.domain.catalogue import Catalogue
from pledges.domain.judgements import Link, Standing
from pledges.domain.memo import Memo
from pledges.queries.standing_claims import Told, copies_in, marks_in, told_in

MOST = 30_000  # claims kept by a process, of all accounts together: some 14 kB each once they are folded

type Shelves = dict[int, tuple[str, tuple[Told, ...]]]  # by shelf: its mark, and what is told there


@dataclass(slots=True)
class Kept:
    """Of one account: its claims by shelf, those that are copies as they count, and the memos of both standings."""

    shelves: Shelves = field(default_factory=dict)
    copies: dict[str, tuple[LedgerClaim, LedgerClaim]] = field(default_factory=dict)
    memos: dict[Standing, Memo] = field(default_factory=dict)
    known: tuple[Catalogue | None, tuple[Link, ...]] = (None, ())
    claims: tuple[LedgerClaim, ...] = ()

    def memo(self, standing: Standing, *, catalogue: Catalogue, links: Sequence[Link]) -> Memo:
        """What the last fold of a standing made, while it was told the same of everything but the claims."""
        if self.known[0] is not catalogue or self.known[1] != tuple(links):
            self.memos = {}
            self.known = (catalogue, tuple(links))
        last = self.memos.get(standing)
        self.memos[standing] = last.next() if last is not None else Memo()
        return self.memos[standing]


class Store:
    """What is kept of some accounts, the latest last. Whoever takes something has it alone until it is put back."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, Kept] = OrderedDict()

    def take(self, account: int) -> Kept:
        with self._lock:
            return self._kept.pop(account, None) or Kept()

    def put(self, account: int, kept: Kept) -> None:
        """Keep it, and let the oldest go until no more than `most` claims are kept."""
        with self._lock:
            self._kept[account] = kept
            size = sum(len(one.claims) for one in self._kept.values())
            while size > self._most:
                _, gone = self._kept.popitem(last=False)
                size -= len(gone.claims)


STORE = Store()


def take(accounts: Collection[int], *, store: Store) -> dict[int, Kept]:
    """What is kept of some accounts, with the claims that count there now: only what changed is read."""
    kept = {account: store.take(account) for account in accounts}
    marks = marks_in(accounts=accounts)
    changed = {
        account: [shelf for shelf, mark in of.items() if one.shelves.get(shelf, ("",))[0] != mark]
        for account, one in kept.items()
        if (of := marks[account]) is not None
    }
    read = told_in(shelves=changed)
    copies = copies_in(accounts=accounts)
    for account, one in kept.items():
        one.shelves = {
            shelf: (mark, _same(one.shelves.get(shelf), read[account][shelf]))
            if shelf in read[account]
            else one.shelves[shelf]
            for shelf, mark in marks[account].items()
            if shelf in read[account] or shelf not in changed[account]
        }
        _count(one, copies)
    return kept


def _same(before: tuple[str, tuple[Told, ...]] | None, now: Sequence[Told]) -> tuple[Told, ...]:
    """What is told, by the values that are known already where they are equal."""
    known = {one.claim.claim_id: one for one in before[1]} if before is not None else {}
    return tuple(old if (old := known.get(one.claim.claim_id)) == one else one for one in now)


def _count(kept: Kept, copies: Mapping[int, str]) -> None:
    """The claims as they count: those of a copy say so."""
    made: dict[str, tuple[LedgerClaim, LedgerClaim]] = {}
    claims: list[LedgerClaim] = []
    for _, shelf in kept.shelves.values():
        for one in shelf:
            copy_of = copies.get(one.version) if copies else None
            if copy_of is None:
                claims.append(one.claim)
                continue
            before, counted = kept.copies.get(one.claim.claim_id, (None, None))
            if counted is None or before is not one.claim or counted.copy_of != copy_of:
                counted = replace(one.claim, copy_of=copy_of)
            made[one.claim.claim_id] = (one.claim, counted)
            claims.append(counted)
    kept.copies, kept.claims = made, tuple(claims)


def put(kept: Mapping[int, Kept], *, store: Store) -> None:
    """Keep what was taken, as the fold left it."""
    for account, one in kept.items():
        store.put(account, one)
