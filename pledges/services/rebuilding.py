"""Projections can be dropped and rebuilt: the same truth gives the same rows."""

from collections.abc import Collection

from django.db import transaction

from pledges.models import Account, Article
from pledges.services.ledger import rebuild
from pledges.services.standing import refresh_article


def rebuild_all() -> int:
    """Work out every article's claims and every account anew; how many accounts. Repeating it changes nothing."""
    for article in Article.objects.order_by("pk").iterator(chunk_size=500):
        refresh_article(article=article)
    return rebuild_accounts(accounts=list(Account.objects.values_list("pk", flat=True)))


def rebuild_accounts(*, accounts: Collection[int]) -> int:
    """Fold these accounts anew, each in a transaction of its own; how many."""
    for pk in sorted(accounts):
        with transaction.atomic():
            rebuild(accounts=list(Account.objects.select_for_update().filter(pk=pk)))
    return len(accounts)
