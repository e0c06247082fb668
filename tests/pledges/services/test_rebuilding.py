"""However it is rebuilt, by one process or several, over damaged rows or none, the same truth gives the same ledger."""

from collections.abc import Sequence
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pledges.models import (
    Account,
    ClaimState,
    DonorTotal,
    EntryClaim,
    LedgerEntry,
    LedgerLine,
    LedgerProblem,
    Rollup,
)
from pledges.services import ledger, rebuilding
from pledges.services.demo_data import make_demo_data
from pledges.services.ledger import batches
from pledges.services.rebuilding import Place, rebuild_accounts, rebuild_all, rebuild_from

pytestmark = pytest.mark.usefixtures("seeded")


def make(claims: int) -> None:
    for _ in make_demo_data(claims=claims, seed=5):
        pass


def projected() -> list[Any]:
    """All that is projected, without the keys that the database gives."""
    bodies = [
        list(model._default_manager.order_by("standing", name).values_list("standing", name, "body", "digest"))
        for model, name in ((LedgerEntry, "entry"), (LedgerLine, "line"))
    ]
    sums = list(
        Rollup.objects.order_by("standing", "account", "rollup").values_list("rollup", "low", "high", "entries")
    )
    problems = list(LedgerProblem.objects.order_by("standing", "line", "problem").values_list("problem", "sentence"))
    supports = sorted(EntryClaim.objects.values_list("entry__standing", "entry__entry", "claim"))
    totals = list(DonorTotal.objects.exclude(figures="").order_by("standing", "donors").values_list("figures"))
    states = list(ClaimState.objects.order_by("claim").values_list("claim", "review", "live", "reviewed", "account"))
    return [*bodies, sums, problems, supports, totals, states]


def first_accounts(count: int) -> Sequence[int]:
    return list(Account.objects.filter(entries__isnull=False).distinct().order_by("pk").values_list("pk", flat=True))[
        :count
    ]


def damage() -> None:
    """What no digest shows: a body, a sum, a support, a state and a total are wrong."""
    LedgerEntry.objects.filter(pk=LedgerEntry.objects.earliest("pk").pk).update(body={"id": "wrong"}, low=7777)
    LedgerLine.objects.filter(pk=LedgerLine.objects.earliest("pk").pk).update(body={})
    EntryClaim.objects.earliest("pk").delete()
    ClaimState.objects.filter(pk=ClaimState.objects.earliest("pk").pk).update(review="rejected", live=False)
    DonorTotal.objects.exclude(figures="").earliest("pk").delete()


def test_repairs_rows_that_seem_to_be_right() -> None:
    make(120)
    before = projected()
    damage()
    assert projected() != before
    rebuild_all()
    assert projected() == before


def test_goes_on_where_it_stopped_as_if_it_had_not(monkeypatch: pytest.MonkeyPatch) -> None:
    make(120)
    before = projected()
    damage()
    monkeypatch.setattr(rebuilding, "ARTICLES", 10)
    monkeypatch.setattr(ledger, "CLAIMS", 10)
    place: Place | None = Place()
    stages = []
    while place is not None:
        place = rebuild_from(place, seconds=-1)
        stages.append(place.stage if place else "")
    assert len(set(stages)) == 3 < len(stages)
    assert projected() == before


def test_makes_everything_again_from_nothing() -> None:
    make(120)
    before = projected()
    for model in (EntryClaim, LedgerProblem, LedgerLine, LedgerEntry, Rollup, DonorTotal, ClaimState):
        model._default_manager.all().delete()
    rebuild_all()
    assert projected() == before


def test_moves_no_revision_of_accounts_that_were_right() -> None:
    make(60)
    before = dict(Account.objects.values_list("pk", "revision"))
    rebuild_accounts(accounts=list(before))
    assert dict(Account.objects.values_list("pk", "revision")) == before


def test_keeps_the_donors_totals_while_accounts_are_rebuilt_afresh() -> None:
    make(120)
    before = projected()
    rebuild_accounts(accounts=first_accounts(5), afresh=True)
    assert projected() == before


def test_asks_the_database_as_often_for_twelve_accounts_as_for_three() -> None:
    make(300)
    asked = []
    for count in (3, 12):
        with CaptureQueriesContext(connection) as queries:
            rebuild_accounts(accounts=first_accounts(count), afresh=True)
        asked.append(len(queries))
    assert asked[0] == asked[1] < 45


def test_takes_some_claims_at_a_time_and_a_large_account_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    make(300)
    monkeypatch.setattr(ledger, "CLAIMS", 4)
    monkeypatch.setattr(ledger, "ACCOUNTS", 3)
    keys = list(Account.objects.order_by("pk").values_list("pk", flat=True))
    sizes = {key: ClaimState.objects.filter(account=key, live=True).count() for key in keys}
    found = list(batches(keys))
    assert [key for some in found for key in some] == keys
    assert all(len(some) == 1 or sum(sizes[key] for key in some) <= 4 for some in found)
    assert max(len(some) for some in found) == 3
    before = projected()
    rebuild_all()
    assert projected() == before


@pytest.mark.django_db(transaction=True)
def test_gives_by_three_processes_what_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    make(300)
    before = projected()
    damage()
    monkeypatch.setattr(ledger, "CLAIMS", 10)
    assert rebuild_all(workers=3) == Account.objects.count()
    assert projected() == before


def test_tells_how_much_was_rebuilt() -> None:
    make(30)
    told = StringIO()
    call_command("rebuild", stdout=told)
    assert "with 30 claims in" in told.getvalue()
    with pytest.raises(CommandError, match="--workers"):
        call_command("rebuild", workers=0)
