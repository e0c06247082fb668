"""The ledger's tables follow the claims: an account is folded whole, under its own lock, in the changing transaction."""

from collections.abc import Collection

from django.db.models import Q

from pledges.domain.accounts import AccountKey
from pledges.models import Account, Article


def lock_accounts(
    *, keys: Collection[AccountKey], also_of: Article | None = None
) -> dict[AccountKey, Account]:
    """The accounts of these keys, and those where an article's claims stand now, locked in one order for all."""
    wanted = set(keys)
    if also_of is not None:
        held = Account.objects.filter(claims__article=also_of).distinct()
        wanted |= {account.key for account in held}
    if not wanted:
        return {}
    ordered = sorted(wanted)
    Account.objects.bulk_create(
        [Account(recipient=key.recipient, category=key.category) for key in ordered], ignore_conflicts=True
    )
    condition = Q()
    for key in ordered:
        condition |= Q(recipient=key.recipient, category=key.category)
    rows = Account.objects.select_for_update().filter(condition).order_by("recipient", "category")
    return {account.key: account for account in rows}


def rebuild(*, accounts: Collection[Account]) -> None:
    """Fold accounts anew and replace their projections. The caller holds their locks."""
