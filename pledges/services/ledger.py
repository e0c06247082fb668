"""The ledger's tables follow the claims: an account is folded whole, under its lock, in the changing transaction."""

from collections.abc import Collection
from datetime import date

from django.db.models import F, Q
from django.utils import timezone

from pledges.domain.accounts import AccountKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.judgements import Standing
from pledges.domain.ledger import fold
from pledges.domain.reconciliation import reconcile
from pledges.models import Account, Article, EntryClaim, LedgerEntry, LedgerLine, LedgerProblem
from pledges.queries.catalogue import current_catalogue
from pledges.queries.standing_claims import standing_now
from pledges.queries.truth import links_among
from pledges.services.projections import entry_rows, line_rows, problem_rows, support_rows

BATCH = 2000


def lock_accounts(*, keys: Collection[AccountKey], also_of: Article | None = None) -> dict[AccountKey, Account]:
    """The accounts of these keys, and those where an article's claims stand now, locked in one order for all."""
    wanted = set(keys)
    if also_of is not None:
        wanted |= {account.key for account in Account.objects.filter(claims__article=also_of).distinct()}
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
    if not accounts:
        return
    catalogue, today = current_catalogue(), timezone.now().date()
    for account in accounts:
        for model in (LedgerProblem, LedgerLine, LedgerEntry):
            model._default_manager.filter(account=account).delete()
        for standing in Standing:
            _project(account, standing, catalogue, today)
    Account.objects.filter(pk__in=[account.pk for account in accounts]).update(
        revision=F("revision") + 1, rebuilt_at=timezone.now(), day=today
    )


def _project(account: Account, standing: Standing, catalogue: Catalogue, today: date) -> None:
    claims = standing_now(account=account, standing=standing)
    if not claims:
        return
    links = links_among(claims=[claim.claim_id for claim in claims])
    ledger = fold(claims, catalogue=catalogue, links=[link for link in links if link.withdrawn_at is None])
    lines = list(zip(ledger.lines, reconcile(ledger, today=today), strict=True))
    entries = entry_rows(ledger.lines, account=account, standing=standing.value, catalogue=catalogue)
    saved = LedgerEntry.objects.bulk_create(entries, batch_size=BATCH)
    EntryClaim.objects.bulk_create(support_rows(saved), batch_size=BATCH)
    rows = line_rows(lines, account=account, standing=standing.value, catalogue=catalogue)
    LedgerLine.objects.bulk_create(rows, batch_size=BATCH)
    problems = problem_rows(lines, account=account, standing=standing.value)
    LedgerProblem.objects.bulk_create(problems, batch_size=BATCH)


def outdated_accounts() -> list[int]:
    """Accounts whose due dates were worked out for a day before today (UTC)."""
    return list(Account.objects.filter(day__lt=timezone.now().date()).values_list("pk", flat=True))
