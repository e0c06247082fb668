"""What laws ask of a ledger: the fold of some claims, noted for a counter-example, and its sums."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypedDict

from hypothesis import HealthCheck, currently_in_test_context, note, settings

from pledges.domain.accounts import AccountKey, LedgerClaim
from pledges.domain.figures import Figure
from pledges.domain.ledger import Ledger, fold
from pledges.domain.totals import MEASURES, TotalsFilter, totals
from tests.pledges.domain.telling import CATALOGUE
from tests.properties.ledger_stories import told
from tests.properties.ledger_words import FIRST

ACCOUNT = AccountKey(recipient="UA", category="main-battle-tank")
LAW = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


class Clocks(TypedDict, total=False):
    """The clocks of a fold."""

    as_of: date
    known_at: date


def clocks_at(clock: str, after: int | None) -> Clocks:
    """`as_of` or `known_at`, so many days after the first; none where it is not set."""
    if after is None:
        return {}
    day = FIRST + timedelta(days=after)
    return {"as_of": day} if clock == "as_of" else {"known_at": day}


def folded(claims: Iterable[LedgerClaim], **clocks: Any) -> Ledger:
    claims = list(claims)
    if currently_in_test_context():
        note(told(claims))
    return fold(claims, catalogue=CATALOGUE, **clocks)


def sums(ledger: Ledger, **wanted: Any) -> dict[tuple[str, str], Figure]:
    """Each measure by unit, over all lines."""
    rows = totals([(ACCOUNT, ledger)], catalogue=CATALOGUE, only=TotalsFilter(**wanted))
    return {(measure, row.key[0]): getattr(row, measure) for row in rows for measure in MEASURES}
