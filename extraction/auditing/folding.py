"""All accounts folded behind the gate: each line with its entries, its figures, and what is held of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pledges.domain.accounts import AccountKey, LedgerClaim, partition
from pledges.domain.catalogue import Catalogue
from pledges.domain.gated import fold_gated
from pledges.domain.holding import Held
from pledges.domain.lines import Line
from pledges.domain.reconciliation import ReconciliationLine, reconcile
from pledges.domain.scales import Scales


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """One line: what it is made of, what it serves, what is held of it."""

    account: AccountKey
    entries: Line
    line: ReconciliationLine
    held: tuple[Held, ...]


def folded(claims: Iterable[LedgerClaim], *, scales: Scales, catalogue: Catalogue, today: date) -> list[Audited]:
    """Every line of every account, in order."""
    found = []
    for key, told in partition(claims, catalogue=catalogue).items():
        gated = fold_gated(told, scales=scales, catalogue=catalogue)
        lines = zip(gated.ledger.lines, reconcile(gated.ledger, today=today), strict=True)
        found += [
            Audited(account=key, entries=entries, line=line, held=gated.held.get(line.key, ()))
            for entries, line in lines
        ]
    return found
