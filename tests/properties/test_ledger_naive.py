"""The fold equals a second one that shares no code with it, whole and at each clock."""

from datetime import timedelta
from math import inf
from typing import Any

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from pledges.domain.accounts import LedgerClaim
from pledges.domain.ledger import fold
from pledges.domain.reconciliation import reconcile
from pledges.domain.totals import MEASURES
from tests.pledges.domain.telling import CATALOGUE
from tests.properties.ledger_stories import claim_sets, told
from tests.properties.ledger_words import FIRST
from tests.properties.naive_fold import naive_fold

TODAY = FIRST + timedelta(days=200)


def figures(claims: list[LedgerClaim], **clocks: Any) -> dict[tuple[Any, ...], dict[str, tuple[Any, ...]]]:
    """What the fold gives, in the shape of the naive one."""
    rows: dict[tuple[Any, ...], dict[str, tuple[Any, ...]]] = {}
    for line in reconcile(fold(claims, catalogue=CATALOGUE, **clocks), today=TODAY):
        key = (line.key.donors, line.key.family, line.key.category, line.key.unit)
        for measure in MEASURES:
            one = getattr(line, measure)
            if one.entries:
                high = inf if one.high is None else one.high
                rows.setdefault(key, {})[measure] = (one.low, one.stated, high, one.undisclosed)
    return rows


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(claims=claim_sets(), after=st.none() | st.integers(0, 150), clock=st.sampled_from(["as_of", "known_at"]))
def test_equals_a_fold_that_shares_no_code(claims: list[LedgerClaim], after: int | None, clock: str) -> None:
    note(told(claims))
    clocks: dict[str, Any] = {} if after is None else {clock: FIRST + timedelta(days=after)}
    assert figures(claims, **clocks) == naive_fold(claims, catalogue=CATALOGUE, **clocks)
