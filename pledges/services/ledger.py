"""The ledger's tables follow the claims: an account is folded whole, under its lock, in the changing transaction."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model, Q
from django.utils import timezone

from pledges.domain.accounts import AccountKey, LedgerClaim
from pledges.domain.catalogue import Catalogue
from pledges.domain.judgements import Link, Standing, standing_links
from pledges.domain.ledger import Line, fold
from pledges.domain.reconciliation import ReconciliationLine, reconcile
from pledges.models import (
    Account,
    ClaimState,
    EntryClaim,
    LedgerEntry,
    LedgerLine,
    LedgerProblem,
    Rollup,
)
from pledges.queries.catalogue import current_catalogue
from pledges.queries.standing_claims import standing_now
from pledges.queries.truth import links_among
from pledges.services import rollups
from pledges.services.projections import entry_rows, line_rows, problem_rows, rollup_rows, support_rows

BATCH = 2000

type Lines = Sequence[tuple[Line, ReconciliationLine]]


def lock_accounts(*, keys: Collection[AccountKey], also_of: Collection[int] = ()) -> dict[AccountKey, Account]:
    """The accounts of these keys, and those where some articles' claims stand now, locked in one order for all."""
    wanted = set(keys)
    if also_of:
        wanted |= {account.key for account in Account.objects.filter(claims__article__in=also_of).distinct()}
    if not wanted:
        return {}
    ordered = sorted(wanted)
    condition = Q()
    for key in ordered:
        condition |= Q(recipient=key.recipient, category=key.category)
    if Account.objects.filter(condition).count() < len(ordered):
        Account.objects.bulk_create(
            [Account(recipient=key.recipient, category=key.category) for key in ordered], ignore_conflicts=True
        )
    rows = Account.objects.select_for_update().filter(condition).order_by("recipient", "category")
    return {account.key: account for account in rows}


def rebuild(*, accounts: Collection[Account], afresh: bool = False) -> None:
    """Fold accounts anew and bring their projections to it, row by row. The caller holds their locks.

    `afresh` writes every row again, also those that seem to be right. The donors' totals come last: their rows are
    shared by all accounts, so they are locked for as short as can be.
    """
    if not accounts:
        return
    catalogue, today = current_catalogue(), timezone.now().date()
    changes: rollups.Changes = {}
    if afresh:
        _forget(accounts, changes)
    for account in accounts:
        account.revision += _project(account, catalogue, today, changes)
        account.systems = _systems_of(account)
        account.day, account.rebuilt_at = today, timezone.now()
        account.save(update_fields=["revision", "systems", "day", "rebuilt_at"])
    rollups.apply(changes)


def _forget(accounts: Collection[Account], changes: rollups.Changes) -> None:
    """Drop every projection of some accounts."""
    for rollup in Rollup.objects.filter(account__in=accounts):
        rollups.change(changes, rollup, sign=-1)
    for model in (LedgerProblem, LedgerLine, LedgerEntry, Rollup):
        model._default_manager.filter(account__in=accounts).delete()


def _project(account: Account, catalogue: Catalogue, today: date, changes: rollups.Changes) -> bool:
    """Project both standings; whether a row changed. Where every claim is reviewed, both are one fold."""
    live = standing_now(account=account, standing=Standing.LIVE)
    links = standing_links(links_among(claims=[claim.claim_id for claim in live]))
    reviewed = [claim for claim in live if claim.reviewed]
    lines = _folded(live, links, catalogue, today)
    counted = lines if len(reviewed) == len(live) else _folded(reviewed, links, catalogue, today)
    rows = _Rows()
    rows.add(account, Standing.LIVE, lines, catalogue)
    rows.add(account, Standing.REVIEWED, counted, catalogue)
    return _store(account, rows, changes)


def _folded(claims: Collection[LedgerClaim], links: list[Link], catalogue: Catalogue, today: date) -> Lines:
    if not claims:
        return []
    ledger = fold(claims, catalogue=catalogue, links=links)
    return list(zip(ledger.lines, reconcile(ledger, today=today), strict=True))


@dataclass(slots=True)
class _Rows:
    """What an account's projections should hold."""

    entries: list[LedgerEntry] = field(default_factory=list)
    lines: list[LedgerLine] = field(default_factory=list)
    problems: list[LedgerProblem] = field(default_factory=list)
    rollups: list[Rollup] = field(default_factory=list)

    def add(self, account: Account, standing: Standing, lines: Lines, catalogue: Catalogue) -> None:
        name = standing.value
        entries = entry_rows((line for line, _ in lines), account=account, standing=name, catalogue=catalogue)
        self.entries += entries
        self.rollups += rollup_rows(entries)
        self.lines += line_rows(lines, account=account, standing=name, catalogue=catalogue)
        self.problems += problem_rows(lines, account=account, standing=name)


def _store(account: Account, rows: _Rows, changes: rollups.Changes) -> bool:
    """Bring the stored rows to these; whether one changed."""
    supported = _replace(LedgerEntry, account, rows.entries)
    EntryClaim.objects.bulk_create(support_rows(supported.new), batch_size=BATCH)
    summed = _replace(Rollup, account, rows.rollups)
    for rollup in summed.gone:
        rollups.change(changes, rollup, sign=-1)
    for rollup in summed.new:
        rollups.change(changes, rollup, sign=1)
    others = (_replace(LedgerLine, account, rows.lines), _replace(LedgerProblem, account, rows.problems))
    return any(one.gone or one.new for one in (supported, summed, *others))


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced[Row]:
    """What a projection lost and got; only a lost row's sums are read."""

    gone: Sequence[Row]
    new: Sequence[Row]


def _replace[Row: (LedgerEntry, LedgerLine, LedgerProblem, Rollup)](
    model: type[Row], account: Account, rows: Iterable[Row]
) -> Replaced[Row]:
    """Keep the stored rows whose digest is among those of `rows`, delete the others, insert the new."""
    stored = model.objects.filter(account=account)
    known = list(stored.values_list("digest", "pk"))
    wanted = {row.digest: row for row in rows}
    lost = [pk for digest, pk in known if digest not in wanted]
    gone = list(stored.filter(pk__in=lost).only("pk", *_summed(model))) if lost else []
    if lost:
        model.objects.filter(pk__in=lost).delete()
    for digest, _ in known:
        wanted.pop(digest, None)
    return Replaced(gone=gone, new=model.objects.bulk_create(wanted.values(), batch_size=BATCH))


def _summed(model: type[Model]) -> tuple[str, ...]:
    return ("standing", "donors", "unit", "measure", *rollups.SUMS) if model is Rollup else ()


def _systems_of(account: Account) -> list[str]:
    """Every system that a claim of the account names, also those that do not count now."""
    named = ClaimState.objects.filter(account=account, system__isnull=False)
    return sorted({system for system in named.values_list("system", flat=True).distinct() if system})


def outdated_accounts() -> list[int]:
    """Accounts whose due dates were worked out for a day before today (UTC)."""
    return list(Account.objects.filter(day__lt=timezone.now().date()).values_list("pk", flat=True))
