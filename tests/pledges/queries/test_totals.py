"""Stored sums and folded accounts are two ways to one total, whatever is asked and however it is grouped."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations, product
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledges.domain.accounts import AccountKey, LedgerClaim
from pledges.domain.catalogue import Catalogue
from pledges.domain.gated import Gated
from pledges.domain.judgements import Standing
from pledges.domain.totals import GROUPS
from pledges.domain.values import Role
from pledges.models import DonorTotal
from pledges.queries import reconciliation
from pledges.queries.reconciliation import entries, ledgers, lines, totals, totals_folded
from pledges.queries.selection import Selection
from pledges.queries.totals import totals_now
from pledges.services.rollups import sum_again
from tests.pledges.queries.generated import tell
from tests.properties.ledger_stories import claim_sets

pytestmark = pytest.mark.usefixtures("seeded")

GROUPINGS = [("unit",), *((one, "unit") for one in GROUPS if one != "unit"), ("donor", "system", "unit", "month")]
FILTERS: list[dict[str, Any]] = [
    {},
    {"donor": "PL"},
    {"donor": "DE"},
    {"donor": "SK"},
    {"system": "leopard-2"},
    {"system": "leopard-2a4"},
    {"category": "main-battle-tank"},
    {"recipient": "UA"},
    {"recipient": "MD"},
    {"start": date(2023, 2, 1)},
    {"end": date(2023, 3, 15)},
    {"start": date(2023, 1, 20), "end": date(2023, 4, 1)},
]
ROLES = [None, Role.FINANCIER, Role.SUPPLIER]


@contextmanager
def folding_once() -> Iterator[None]:
    """What is asked several times while nothing is written is folded the first time only, as folding costs most."""
    known: dict[Selection, list[tuple[AccountKey, Gated]]] = {}

    def folded(selection: Selection, catalogue: Catalogue) -> list[tuple[AccountKey, Gated]]:
        if selection not in known:
            known[selection] = list(ledgers(selection, catalogue))
        return known[selection]

    with patch.object(reconciliation, "ledgers", folded):
        yield


def moment() -> datetime:
    return timezone.now() + timedelta(seconds=1)


def moved(claims: list[LedgerClaim]) -> list[LedgerClaim]:
    """The claims, with those of some articles told of another recipient."""
    told = []
    for one in claims:
        if one.claim.article.endswith(("3", "7")):
            claim = replace(one.claim, recipient="MD")
            told.append(replace(one, claim=claim, claim_id=claim.id))
        else:
            told.append(one)
    return told


@given(
    claims=claim_sets(most=6),
    filters=st.sampled_from(list(combinations(FILTERS, 2))),
    role=st.sampled_from(ROLES),
    standing=st.sampled_from(Standing),
)
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_stored_sums_equal_the_folded_ones(
    claims: list[LedgerClaim],
    filters: tuple[dict[str, Any], dict[str, Any]],
    role: Role | None,
    standing: Standing,
    editor: User,
) -> None:
    with transaction.atomic():
        tell(moved(claims), by=editor)
        with folding_once():
            for wanted, keys in product([{}, *filters, filters[0] | filters[1]], GROUPINGS):
                selection = Selection(role=role, standing=standing, **wanted)
                assert totals_now(selection, keys=keys) == totals_folded(selection, keys=keys)[0], (selection, keys)
        kept = DonorTotal.objects.exclude(figures="").order_by("standing", "donors")
        before = list(kept.values_list("standing", "donors", "figures"))
        sum_again()
        assert list(kept.values_list("standing", "donors", "figures")) == before
        transaction.set_rollback(True)


@given(claims=claim_sets(most=5), role=st.sampled_from([None, Role.SUPPLIER]), standing=st.sampled_from(Standing))
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_stored_lines_equal_those_folded_from_the_truth(
    claims: list[LedgerClaim], role: Role | None, standing: Standing, editor: User
) -> None:
    """`known_at` in the far future folds the claims that stand now; `recorded_at` works them out from the truth."""
    with transaction.atomic():
        tell(moved(claims), by=editor)
        for wanted in FILTERS:
            selection = Selection(role=role, standing=standing, **wanted)
            for clocked in (replace(selection, known_at=date(2100, 1, 1)), replace(selection, recorded_at=moment())):
                with folding_once():
                    assert lines(clocked) == lines(selection), clocked
                    for kind in ("pledge", "delivery", "cancellation"):
                        assert entries(clocked, kind=kind) == entries(selection, kind=kind), clocked
        transaction.set_rollback(True)


@pytest.mark.parametrize("group_by", [(), ("donor",), ("donor", "year")], ids=str)
def test_nothing_stored_sums_to_nothing(group_by: tuple[str, ...]) -> None:
    assert totals(Selection(), group_by=group_by) == []
