"""The ledger's tables follow the claims: an account is folded under its lock, by what changed since its last fold.

A single change folds in its own transaction. A bulk load writes claims, their states and a mark for each account that
they touch (`StaleAccount`), locks no account, and leaves the folding to a job. Under READ COMMITTED that is safe in
any order of events, because claims and marks are committed together and every fold, whoever asks for it, reads the
marks of its accounts before their claims and deletes those very rows at its end:

- a mark that it read was committed, so the claims of that mark are seen by every statement that follows;
- a mark that it did not read stays, and has the account folded again, whether or not its claims were seen.

Two folds of one account never meet: the lock is FOR NO KEY UPDATE, which stops another fold and a verdict but no
insert that refers to the account. So a bulk load never waits for a fold.
"""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db import connection
from django.utils import timezone

from pledges.domain.accounts import AccountKey
from pledges.domain.blocks import Piles
from pledges.domain.catalogue import Catalogue
from pledges.domain.gated import fold_gated
from pledges.domain.judgements import Link, Standing, standing_links
from pledges.domain.memo import Memo
from pledges.domain.reconciliation import figures_of
from pledges.models import (
    Account,
    ClaimState,
    HeldClaim,
    LedgerEntry,
    LedgerLine,
    LedgerProblem,
    Rollup,
    StaleAccount,
)
from pledges.queries.catalogue import current_catalogue
from pledges.queries.standing_claims import claims_counting_in
from pledges.queries.truth import links_in
from pledges.scale_files import seeded_scales
from pledges.services import rollups
from pledges.services.copying import drop
from pledges.services.kept import STORE, Kept, Store, put, take
from pledges.services.storing import Rows, forget, store_rows
from pledges.services.written import NOTHING, NOTHING_HELD, Folded, Written

CLAIMS = 2000  # folded at once: what they need in memory is some ten megabytes
ACCOUNTS = 100  # folded at once

type Stored = type[LedgerEntry] | type[LedgerLine] | type[LedgerProblem] | type[Rollup] | type[HeldClaim]


def lock_accounts(*, keys: Collection[AccountKey], also_of: Collection[int] = ()) -> dict[AccountKey, Account]:
    """The accounts of these keys, and those where some articles' claims stand now, locked in one order for all."""
    wanted = set(keys)
    if also_of:
        standing = ClaimState.objects.filter(article__in=also_of).values_list("account", flat=True).distinct()
        wanted |= {account.key for account in Account.objects.filter(pk__in=standing)}
    return {account.key: account for account in locked(ids_of(keys=wanted).values())}


def locked(accounts: Collection[int]) -> list[Account]:
    """Some accounts by their keys in the database, locked in one order for all."""
    if not accounts:
        return []
    rows = Account.objects.select_for_update(no_key=True).filter(pk__in=accounts)
    return list(rows.order_by("recipient", "category"))


def ids_of(*, keys: Collection[AccountKey]) -> dict[AccountKey, int]:
    """The accounts of these keys, made where there is none yet, and not locked."""
    wanted = set(keys)
    if not wanted:
        return {}
    known = _known(wanted)
    if len(known) < len(wanted):
        new = [Account(recipient=key.recipient, category=key.category) for key in sorted(wanted - known.keys())]
        Account.objects.bulk_create(new, ignore_conflicts=True)
        known = _known(wanted)
    return known


def _known(wanted: set[AccountKey]) -> dict[AccountKey, int]:
    """Those of some accounts that there are, by the index of their two halves."""
    recipients, categories = {key.recipient for key in wanted}, {key.category for key in wanted}
    rows = Account.objects.filter(recipient__in=recipients, category__in=categories)
    found = {AccountKey(recipient=a, category=b): pk for a, b, pk in rows.values_list("recipient", "category", "pk")}
    return {key: found[key] for key in wanted & found.keys()}


def rebuild(*, accounts: Collection[Account], afresh: bool = False) -> None:
    """Fold accounts anew and bring their projections to it. The caller holds their locks.

    Rows that are right stay; `afresh` writes every row again, also those that seem to be right. Some accounts are
    read and written together, as many as memory easily holds. The donors' totals come last: their rows are shared
    by all accounts, so they are locked for as short as can be.
    """
    if not accounts:
        return
    catalogue, today = current_catalogue(), timezone.now().date()
    changes: rollups.Changes = {}
    rows = {account.pk: account for account in accounts}
    for some in batches(list(rows)):
        _rebuild_some([rows[pk] for pk in some], catalogue, today, changes, afresh=afresh)
    rollups.apply(changes)


def batches(accounts: Sequence[int]) -> Iterator[list[int]]:
    """Accounts in their order, so many at a time that some `CLAIMS` claims count in them; a large one by itself."""
    if len(accounts) == 1:
        yield list(accounts)
        return
    sizes = claims_counting_in(accounts)
    some: list[int] = []
    held = 0
    for account in accounts:
        if some and (held + sizes[account] > CLAIMS or len(some) == ACCOUNTS):
            yield some
            some, held = [], 0
        some.append(account)
        held += sizes[account]
    if some:
        yield some


def _rebuild_some(
    accounts: Sequence[Account], catalogue: Catalogue, today: date, changes: rollups.Changes, *, afresh: bool
) -> None:
    keys = [account.pk for account in accounts]
    stale = list(StaleAccount.objects.filter(account__in=keys).values_list("pk", flat=True))  # before the claims
    store = Store(most=0) if afresh else STORE  # afresh is from the database alone
    kept = take(keys, store=store)
    links = _links_of({account: one.live for account, one in kept.items()})
    rows = Rows()
    for account in accounts:
        _project(rows, account, kept[account.pk], links.get(account.pk, []), catalogue, today)
    if afresh:
        forget(keys, changes)
    changed = store_rows(rows, changes)
    for key, one in kept.items():
        one.wrote = None if afresh else changed.get(key, {})
    systems = _systems_of(keys)
    for account in accounts:
        account.revision += account.pk in changed
        account.systems = systems.get(account.pk, [])
        account.day, account.rebuilt_at = today, timezone.now()
    Account.objects.bulk_update(accounts, ["revision", "systems", "day", "rebuilt_at"])
    drop(StaleAccount, "id", stale)
    put(kept, store=store)


def _links_of(claims: Mapping[int, Container[str]]) -> dict[int, list[Link]]:
    """The editors' links that hold, by the accounts of their claims."""
    links = standing_links(links_in(accounts=list(claims)))
    if not links:
        return {}
    found: dict[int, list[Link]] = {}
    for link in links:
        for account, told in claims.items():
            if link.left in told or link.right in told:
                found.setdefault(account, []).append(link)
    return found


def _project(rows: Rows, account: Account, kept: Kept, links: list[Link], catalogue: Catalogue, today: date) -> None:
    """Add an account in both standings. Where every claim is reviewed, both are one fold.

    What is held is of the live standing: a claim that a person accepted is never held. Rows that are as they were
    written are not looked at, unless somebody else wrote them since.
    """
    memo = kept.memo(Standing.LIVE, catalogue=catalogue, links=links)
    other = kept.memo(Standing.REVIEWED, catalogue=catalogue, links=links)
    live = _folded(kept.live.piles(), links, catalogue, today, memo)
    alone = len(kept.reviewed) < len(kept.live)
    reviewed = _folded(kept.reviewed.piles(), links, catalogue, today, other) if alone else live
    if kept.others is None:
        rows.whole.append(account.pk)
    for standing, folded in ((Standing.LIVE, live), (Standing.REVIEWED, replace(reviewed, held=NOTHING_HELD))):
        written = kept.written.setdefault(standing, Written())
        others = None if kept.others is None else [one[standing] for one in kept.others if standing in one]
        change = written.update(folded, account=account, standing=standing, catalogue=catalogue, others=others)
        rows.add(change)
        if kept.others is not None:
            rows.places.append((account.pk, standing, change.places))


def _folded(piles: Piles, links: list[Link], catalogue: Catalogue, today: date, memo: Memo) -> Folded:
    """The lines of an account, with their figures and what is held beside them."""
    if not piles:
        return NOTHING
    gated = fold_gated(piles, scales=seeded_scales(), catalogue=catalogue, links=links, memo=memo)
    return Folded(gated.ledger.by_key, figures_of(gated.ledger, today=today, memo=memo), gated.held)


def _systems_of(accounts: Collection[int]) -> dict[int, list[str]]:
    """Every system that a claim of an account names, also those that do not count now.

    One step through the index from each system to the next: what it costs follows their number, not that of claims.
    """
    state = connection.ops.quote_name(ClaimState._meta.db_table)
    found: dict[int, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH RECURSIVE named (account, system) AS (
                    SELECT one, (SELECT min(system) FROM {state} WHERE account_id = one)
                    FROM unnest(%s::bigint[]) AS one
                    UNION ALL
                    SELECT account, (SELECT min(system) FROM {state}
                                     WHERE account_id = account AND system > named.system)
                    FROM named WHERE system IS NOT NULL)
                SELECT account, system FROM named WHERE system IS NOT NULL ORDER BY account, system""",
            [list(accounts)],
        )
        for account, system in cursor:
            found.setdefault(account, []).append(system)
    return found


def outdated_accounts() -> list[int]:
    """Accounts whose due dates were worked out for a day before today (UTC), but for those that wait to be folded."""
    outdated = Account.objects.filter(day__lt=timezone.now().date(), stale=None)
    return list(outdated.values_list("pk", flat=True))
