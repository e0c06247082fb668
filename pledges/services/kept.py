"""What this process keeps of the accounts that it folded last: their claims as values, and what the fold made of them.

Nothing here is the truth of anything: claims are kept since a fold that is written down (`pledges.services.folds`),
and steps by the values that they were made from (`pledges.domain.memo`). So what is kept by a transaction that was
rolled back, or while another worker folded the account, is only of less use.
"""

import gc
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.conf import settings

from pledges.domain.accounts import LedgerClaim
from pledges.domain.blocks import Pile, PileKey, Piles, pile_key
from pledges.domain.catalogue import Catalogue
from pledges.domain.judgements import Link, Standing
from pledges.domain.memo import Memo
from pledges.queries.standing_claims import Told, copies_in, copy_groups, mark_of_sources, told_in
from pledges.services.folds import Fold, PlacesByStanding, Turn, folds_since, take_unfolded, write_down
from pledges.services.written import Written

COLLECTED = 10_000  # claims let go, some 110 MB of steps that refer to each other, are worth a look through memory


class ClaimsByPile:
    """Claims in their piles (`pledges.domain.blocks`), of which a few come and go at a time."""

    def __init__(self) -> None:
        self._claims: dict[PileKey, dict[str, LedgerClaim]] = {}
        self._where: dict[str, PileKey] = {}
        self._changed: set[PileKey] = set()
        self._piles = Piles()

    def __len__(self) -> int:
        return len(self._where)

    def __contains__(self, claim_id: object) -> bool:
        return claim_id in self._where

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
        gone = [key for key in self._changed if not self._claims[key]]
        for key in gone:
            del self._claims[key]
        come = {key: _pile(self._claims[key]) for key in self._changed if key in self._claims}
        self._piles = self._piles.then(come, gone)
        self._changed.clear()
        return self._piles


def _pile(claims: Mapping[str, LedgerClaim]) -> Pile:
    return tuple(claims[one] for one in sorted(claims))


@dataclass(slots=True)
class Kept:
    """Of one account: its claims by article and as they count, by pile; and of both standings what the fold made of
    them and the rows that were written for it, since the fold at `turn`."""

    told: dict[int, tuple[Told, ...]] = field(default_factory=dict)  # by article
    articles: dict[int, int] = field(default_factory=dict)  # by version that tells something
    copies: dict[int, str] = field(default_factory=dict)  # by version that is a copy or has one: their group
    live: ClaimsByPile = field(default_factory=ClaimsByPile)
    reviewed: ClaimsByPile = field(default_factory=ClaimsByPile)
    memos: dict[Standing, Memo] = field(default_factory=dict)
    written: dict[Standing, Written] = field(default_factory=dict)
    known: tuple[Catalogue | None, tuple[Link, ...]] = (None, ())
    sources: str = ""  # the mark of all sources
    turn: Turn | None = None
    taking: frozenset[int] = frozenset()  # the articles that wait for the fold at hand
    others: Sequence[PlacesByStanding] | None = None  # where others wrote since; None: nobody knows
    wrote: PlacesByStanding | None = None  # where the fold at hand wrote; None: anywhere

    def __len__(self) -> int:
        return len(self.live)

    def memo(self, standing: Standing, *, catalogue: Catalogue, links: Sequence[Link]) -> Memo:
        """What the last fold of a standing made, while it was told the same of everything but the claims."""
        if self.known[0] is not catalogue or self.known[1] != tuple(links):
            large = bool(self.memos) and len(self) >= COLLECTED
            self.memos = {}
            self.known = (catalogue, tuple(links))
            if large:
                gc.collect()
        last = self.memos.get(standing)
        self.memos[standing] = last.next() if last is not None else Memo()
        return self.memos[standing]

    def take_in(self, told: Mapping[int, Sequence[Told]], copies: Mapping[int, str]) -> None:
        """Let these be what some articles tell; copies say whose text their versions and those of their groups tell."""
        again = {one.version for of in told.values() for one in of if copies.get(one.version)
                 != self.copies.get(one.version)}  # fmt: skip
        again |= {version for version, group in copies.items() if self.copies.get(version) != group}
        before = {article: self.told.get(article, ()) for article in told}
        for article, of in told.items():
            self._let_tell(article, _same(before[article], of))
        self.copies.update((version, group) for version, group in copies.items() if version in self.articles)
        for version in again - copies.keys():
            self.copies.pop(version, None)
        also = {self.articles[version] for version in again if version in self.articles}
        gone = {one.claim.claim_id for of in before.values() for one in of}
        for article in told.keys() | also:
            for one in self.told.get(article, ()):
                gone.discard(one.claim.claim_id)
                self._count(one.claim.claim_id, self._as_it_counts(one))
        for claim_id in gone:
            self._count(claim_id, None)

    def _let_tell(self, article: int, told: tuple[Told, ...]) -> None:
        for one in self.told.pop(article, ()):
            self.articles.pop(one.version, None)
        if told:
            self.told[article] = told
        for one in told:
            self.articles[one.version] = article

    def _count(self, claim_id: str, claim: LedgerClaim | None) -> None:
        self.live.put(claim_id, claim)
        self.reviewed.put(claim_id, claim if claim is not None and claim.reviewed else None)

    def _as_it_counts(self, told: Told) -> LedgerClaim:
        """Those of a copy say so."""
        copy_of = self.copies.get(told.version)
        return told.claim if copy_of is None else replace(told.claim, copy_of=copy_of)


class Store:
    """What is kept of some accounts, the latest last. Whoever takes something has it alone until it is put back."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, Kept] = OrderedDict()
        self._gone = 0  # claims let go since the last collection

    def take(self, account: int) -> Kept:
        with self._lock:
            return self._kept.pop(account, None) or Kept()

    def put(self, account: int, kept: Kept) -> None:
        """Keep it, and let the oldest go until no more than `most` claims are kept."""
        with self._lock:
            self._kept[account] = kept
            self._gone += self._let_go()
            collect = self._gone >= COLLECTED
            self._gone = 0 if collect else self._gone
        if collect:
            gc.collect()

    def _let_go(self) -> int:
        """Let the oldest go as far as is needed; of how many claims they were."""
        size, went = sum(len(one) for one in self._kept.values()), 0
        while size - went > self._most:
            went += len(self._kept.popitem(last=False)[1])
        return went


STORE = Store(settings.CLAIMS_KEPT)


def take(accounts: Collection[int], *, store: Store) -> dict[int, Kept]:
    """What is kept of some accounts, with the claims that count there now: only articles that changed are read.

    The caller holds the accounts' locks, folds them, and puts back what was taken.
    """
    kept = {account: store.take(account) for account in accounts}
    waiting = take_unfolded(accounts=accounts)  # before the claims
    sources = mark_of_sources()
    since = folds_since({account: one.turn for account, one in kept.items() if one.turn is not None})
    changed: dict[int, set[int] | None] = {}
    for account, one in kept.items():
        folds = since.get(account)
        one.taking, one.others, one.wrote = frozenset(waiting[account]), _written_by(folds), None
        known = folds is not None and one.sources == sources
        changed[account] = waiting[account].union(*(fold.articles for fold in folds or ())) if known else None
        one.sources = sources
    read = told_in(articles=changed)
    whole = copies_in(accounts=[account for account, articles in changed.items() if articles is None])
    for account, one in kept.items():
        articles, told = changed[account], read[account]
        if articles is None:
            one.take_in({article: told.get(article, ()) for article in told.keys() | one.told.keys()}, whole)
        else:
            versions = {of.version for article in articles for of in told.get(article, ())}
            groups = copy_groups(versions=versions) if versions else {}
            one.take_in({article: told.get(article, ()) for article in articles}, groups)
    return kept


def _written_by(folds: Sequence[Fold] | None) -> Sequence[PlacesByStanding] | None:
    places = [fold.places for fold in folds or () if fold.places is not None]
    return places if folds is not None and len(places) == len(folds) else None


def _same(before: Sequence[Told], now: Iterable[Told]) -> tuple[Told, ...]:
    """What is told, by the values that are known already where they are equal."""
    known = {one.claim.claim_id: one for one in before}
    return tuple(old if (old := known.get(one.claim.claim_id)) == one else one for one in now)


def put(kept: Mapping[int, Kept], *, store: Store) -> None:
    """Write down that the accounts are folded, and keep what was taken as the fold left it."""
    turns = write_down({account: Fold(one.taking, one.wrote) for account, one in kept.items()})
    for account, one in kept.items():
        one.turn = turns[account]
        store.put(account, one)
