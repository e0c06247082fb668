"""Projections can be dropped and rebuilt: the same truth gives the same rows."""

import multiprocessing
import time
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import batched

from django.db import connection, connections

from pledges.models import Account, Article, StaleAccount
from pledges.services.ledger import batches, locked, rebuild
from pledges.services.rollups import sum_again
from pledges.services.standing import restate_articles
from pledges.services.transactions import in_one_transaction

ARTICLES = 400  # at once: some thousand claims in memory


def rebuild_all(*, workers: int = 1) -> int:
    """Work out every article's claims and every account anew; how many accounts. Repeating it changes nothing.

    Streamed: some articles at a time, then some accounts. The memory that it takes, in each of `workers` processes,
    is that of the largest account, whatever is stored. Several workers are for a command: a task may not fork.
    """
    for articles in batched(_keys_of_articles(), ARTICLES):
        restate_articles(articles=articles)
    rebuilt = rebuild_accounts(
        accounts=list(Account.objects.values_list("pk", flat=True)), afresh=True, workers=workers
    )
    sum_again()
    return rebuilt


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How far a rebuild of everything has come: all articles, or all accounts, up to and with a key are done."""

    stage: str = "articles"
    after: int = 0


def rebuild_from(place: Place, *, seconds: float) -> Place | None:
    """Rebuild everything as `rebuild_all` does, from a place on and for so long; where it stopped, None at the end.

    For a job, which must not run for hours: what is done stays done, and is seen at once.
    """
    deadline = time.monotonic() + seconds
    if place.stage == "articles":
        keys = Article.objects.filter(pk__gt=place.after).order_by("pk").values_list("pk", flat=True)
        for articles in batched(keys.iterator(chunk_size=ARTICLES), ARTICLES):
            restate_articles(articles=articles)
            if time.monotonic() > deadline:
                return Place(after=articles[-1])
        place = Place(stage="accounts")
    accounts = Account.objects.filter(pk__gt=place.after).order_by("pk").values_list("pk", flat=True)
    for some in batches(list(accounts)):
        _rebuild_some(some, afresh=True)
        if time.monotonic() > deadline:
            return Place(stage="accounts", after=some[-1])
    sum_again()
    return None


def rebuild_accounts(*, accounts: Collection[int], afresh: bool = False, workers: int = 1) -> int:
    """Fold these accounts anew, a few in each transaction; how many. `afresh` as for `rebuild`.

    Within a caller's transaction one process does it all, for others would not see what it wrote.
    """
    one = partial(_rebuild_some, afresh=afresh)
    parts = list(batches(sorted(accounts)))
    if workers == 1 or len(parts) <= 1 or connection.in_atomic_block:
        for keys in parts:
            one(keys)
    else:
        connections.close_all()  # a process that is forked must not share them
        forked = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(min(workers, len(parts)), mp_context=forked) as pool:
            for _ in pool.map(one, parts):
                pass
    return len(accounts)


def fold_stale(*, seconds: float) -> bool:
    """Fold the accounts whose claims changed since they were folded last, a few in each transaction.

    False when `seconds` were over before all were; what is done stays done. An account that is marked meanwhile is
    left for the next time. Where some can't be folded the others are, before what stood in the way is raised.
    """
    deadline = time.monotonic() + seconds
    accounts = sorted(StaleAccount.objects.order_by().values_list("account", flat=True).distinct())
    failed: list[Exception] = []
    for keys in batches(accounts):
        if time.monotonic() > deadline:
            return False
        try:
            _rebuild_some(keys, afresh=False)
        except Exception as error:
            failed.append(error)
    if failed:
        raise failed[0]
    return True


@in_one_transaction
def _rebuild_some(keys: Sequence[int], *, afresh: bool) -> None:
    rebuild(accounts=locked(keys), afresh=afresh)


def _keys_of_articles() -> Iterator[int]:
    return Article.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000)
