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
from pledges.domain.blocks import PileKey, Piles, pile_key
from pledges.domain.catalogue import Catalogue
from pledges.domain.judgements import Link, Standing
from pledges.domain.memo import Memo
from pledges.queries.standing_claims import Told, copies_in, marks_in, told_in
from pledges.services.written import Written

MOST = 30_000  # claims kept by a process, of all accounts together: some 14 kB each once they are folded

type Shelves = dict[int, tuple[str, tuple[Told, ...]]]  # by shelf: its mark, and what is told there


class ClaimsByPile:
    """Claims in their piles (`pledges.domain.blocks`), of which a few come and go at a time."""

    def __init__(self) -> None:
        self._claims: dict[PileKey, dict[str, LedgerClaim]] = {}
        self._where: dict[str, PileKey] = {}
        self._changed: set[PileKey] = set()
        self._piles = Piles()

    def __len__(self) -> int:
        return len(self._where)

    def put(self, claim_id: str, claim: LedgerClaim | None) -> None:
        """Let a claim be this one, or none."""
        lay = self._where.get(claim_id)
        if lay is not None:
            if self._claims[lay][claim_id] == claim:
                return
            self._changed.add(lay)
            del self._claims[lay][claim_id], self._where[claim_id]
        if claim is not None:
            key = pile_key(claim)
            self._changed.add(key)
            self._claims.setdefault(key, {})[claim_id] = claim
            self._where[claim_id] = key

    def piles(self) -> Piles:
        """All piles; one of which no claim changed is the same value as before."""
        for key in self._changed:
            if claims := self._claims[key]:
                self._piles[key] = tuple(claims[one] for one in sorted(claims))
            else:
                del self._claims[key]
                self._piles.pop(key, None)
        self._changed.clear()
        return self._piles


@dataclass(slots=True)
class Kept:
    """Of one account: its claims by shelf and as they count, by pile; and of both standings what the fold made of them
    and the rows that were written for it."""

    shelves: Shelves = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)  # by claim
    copies: dict[int, str] = field(default_factory=dict)  # by version that is a copy or has one: their group
    live: ClaimsByPile = field(default_factory=ClaimsByPile)
    reviewed: ClaimsByPile = field(default_factory=ClaimsByPile)
    memos: dict[Standing, Memo] = field(default_factory=dict)
    written: dict[Standing, Written] = field(default_factory=dict)
    mark: str = ""  # of the account's row as the fold left it: while it is the same, so are the rows
    known: tuple[Catalogue | None, tuple[Link, ...]] = (None, ())

    def __len__(self) -> int:
        return len(self.told)

    def memo(self, standing: Standing, *, catalogue: Catalogue, links: Sequence[Link]) -> Memo:
        """What the last fold of a standing made, while it was told the same of everything but the claims."""
        if self.known[0] is not catalogue or self.known[1] != tuple(links):
            self.memos = {}
            self.known = (catalogue, tuple(links))
        last = self.memos.get(standing)
        self.memos[standing] = last.next() if last is not None else Memo()
        return self.memos[standing]

    def take_in(self, shelves: Shelves, copies: Mapping[int, str]) -> None:
        """Let these be the shelves; copies say whose text they tell."""
        gone = [one for shelf, (_, told) in self.shelves.items() if shelf not in shelves for one in told]
        gone += [one for shelf, (_, told) in shelves.items() for one in self.shelves.get(shelf, ("", ()))[1]
                 if self.shelves[shelf][1] is not told]  # fmt: skip
        come = [one for shelf, (_, told) in shelves.items() if self.shelves.get(shelf, ("", ()))[1] is not told
                for one in told]  # fmt: skip
        again = {version for version in copies.keys() | self.copies.keys()
                 if copies.get(version) != self.copies.get(version)}  # fmt: skip
        stay = [one for one in self.told.values() if one.version in again] if again else []
        for one in gone:
            del self.told[one.claim.claim_id]
        self.told.update((one.claim.claim_id, one) for one in come)
        self.shelves, self.copies = shelves, dict(copies)
        for claim_id in {one.claim.claim_id for one in (*gone, *stay, *come)}:
            now = self.told.get(claim_id)
            claim = _as_it_counts(now, copies) if now is not None else None
            self.live.put(claim_id, claim)
            self.reviewed.put(claim_id, claim if claim is not None and claim.reviewed else None)


def _as_it_counts(told: Told, copies: Mapping[int, str]) -> LedgerClaim:
    """Those of a copy say so."""
    copy_of = copies.get(told.version)
    return told.claim if copy_of is None else replace(told.claim, copy_of=copy_of)


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
            size = sum(len(one) for one in self._kept.values())
            while size > self._most:
                _, gone = self._kept.popitem(last=False)
                size -= len(gone)


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
        shelves = {
            shelf: (mark, _same(one.shelves.get(shelf), read[account][shelf]))
            if shelf in read[account]
            else one.shelves[shelf]
            for shelf, mark in marks[account].items()
            if shelf in read[account] or shelf not in changed[account]
        }
        one.take_in(shelves, copies)
    return kept


def _same(before: tuple[str, tuple[Told, ...]] | None, now: Sequence[Told]) -> tuple[Told, ...]:
    """What is told, by the values that are known already where they are equal."""
    known = {one.claim.claim_id: one for one in before[1]} if before is not None else {}
    return tuple(old if (old := known.get(one.claim.claim_id)) == one else one for one in now)


def put(kept: Mapping[int, Kept], *, store: Store) -> None:
    """Keep what was taken, as the fold left it."""
    for account, one in kept.items():
        store.put(account, one)
