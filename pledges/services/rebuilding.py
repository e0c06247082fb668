"""Projections can be dropped and rebuilt: the same truth gives the same rows."""

from collections.abc import Collection, Iterator
from itertools import batched

from pledges.models import Account, Article
from pledges.services.ledger import rebuild
from pledges.services.rollups import sum_again
from pledges.services.standing import restate_articles
from pledges.services.transactions import in_one_transaction

ARTICLES = 200  # at once: some thousand claims in memory
ACCOUNTS = 10  # at once: who writes to one of them waits for all


def rebuild_all() -> int:
    """Work out every article's claims and every account anew; how many accounts. Repeating it changes nothing.

    Streamed: some articles at a time, then account by account. The memory that it takes is that of the largest
    account, whatever is stored.
    """
    for articles in batched(_keys_of_articles(), ARTICLES):
        restate_articles(articles=articles)
    rebuilt = rebuild_accounts(accounts=list(Account.objects.values_list("pk", flat=True)), afresh=True)
    sum_again()
    return rebuilt


def rebuild_accounts(*, accounts: Collection[int], afresh: bool = False) -> int:
    """Fold these accounts anew, a few in each transaction; how many. `afresh` as for `rebuild`."""
    for keys in batched(sorted(accounts), ACCOUNTS):
        _rebuild_some(keys, afresh=afresh)
    return len(accounts)


@in_one_transaction
def _rebuild_some(keys: Collection[int], *, afresh: bool) -> None:
    locked = Account.objects.select_for_update().filter(pk__in=keys).order_by("recipient", "category")
    rebuild(accounts=list(locked), afresh=afresh)


def _keys_of_articles() -> Iterator[int]:
    return Article.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000)
