"""What is held is stored with its reason, in the transaction that folds, and freed by a person or a second source."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from pledges.domain.judgements import Standing
from pledges.models import Claim, Decision, HeldClaim, LedgerEntry, LedgerLine
from pledges.queries.catalogue import current_catalogue
from pledges.queries.claims import ClaimFilter
from pledges.queries.claims_then import states_then
from pledges.queries.reconciliation import lines, totals
from pledges.queries.selection import Selection
from pledges.services.judging import correct, judge, undo
from pledges.services.rebuilding import rebuild_all
from tests.pledges.held_story import fourteen, millions, retold

pytestmark = pytest.mark.usefixtures("seeded")


def line(**clocks: Any) -> dict[str, Any]:
    (found,) = lines(Selection(donor="PL", **clocks))
    return found


def stated(**clocks: Any) -> int:
    number: int = line(**clocks)["pledged"]["stated"]
    return number


def row_of(claim: str) -> Claim:
    return Claim.objects.get(pk=claim)


def test_is_kept_with_its_reason_and_in_no_figure() -> None:
    fourteen()
    held = millions()
    row = HeldClaim.objects.get()
    assert (row.claim_id, row.reason, row.number) == (held.id, "beyond_what_was_built", 2_000_000)
    assert line()["held"] == {"count": 1, "high": 2_000_000, "claims": [held.id], "reasons": [row.sentence]}
    assert stated() == 14
    assert held.id not in line()["claims"]


def test_a_line_of_which_all_is_held_is_listed() -> None:
    millions()
    assert (line()["status"], stated(), line()["held"]["count"]) == ("listed", 0, 1)
    assert not LedgerEntry.objects.exists()
    (row,) = totals(Selection(), group_by=("donor",))
    assert (row["donor"], row["pledged"]["high"], row["held"]["high"]) == ("PL", 0, 2_000_000)


def test_an_accepting_verdict_frees_and_undo_holds_again(editor: User) -> None:
    claim = row_of(millions().id)
    judge(claim=claim, decision=Decision.ACCEPTED, by=editor)
    assert stated() == 2_000_000
    assert not HeldClaim.objects.exists()
    undo(claim=claim, by=editor)
    assert stated() == 0
    assert HeldClaim.objects.count() == 1


def test_an_unsure_verdict_frees_nothing(editor: User) -> None:
    judge(claim=row_of(millions().id), decision=Decision.UNSURE, by=editor)
    assert HeldClaim.objects.count() == 1


def test_a_correction_by_a_person_frees(editor: User) -> None:
    quantity = {"low": 20, "high": 20, "unit": "item", "per": None, "approximate": False}
    correct(claim=row_of(millions().id), values={"quantity": quantity}, by=editor)
    assert stated() == 20
    assert not HeldClaim.objects.exists()


def test_a_second_publisher_frees_both() -> None:
    millions()
    retold()
    assert stated() == 2_000_000
    assert not HeldClaim.objects.exists()


def test_the_reviewed_ledger_holds_nothing(editor: User) -> None:
    millions()
    assert lines(Selection(standing=Standing.REVIEWED)) == []
    judge(claim=row_of(fourteen().id), decision=Decision.ACCEPTED, by=editor)
    (reviewed,) = lines(Selection(standing=Standing.REVIEWED))
    assert reviewed["held"]["count"] == 0
    (row,) = totals(Selection(standing=Standing.REVIEWED), group_by=())
    assert row["held"]["count"] == 0


def test_a_rebuild_gives_the_same_rows() -> None:
    fourteen()
    millions()
    before = _rows()
    rebuild_all()
    assert _rows() == before
    assert len(before[0]) == 1


def _rows() -> list[list[Any]]:
    columns = [one.name for one in HeldClaim._meta.concrete_fields if one.name != "id"]
    held = list(HeldClaim.objects.order_by("claim", "line").values(*columns))
    return [held, list(LedgerLine.objects.order_by("standing", "line").values_list("body", "digest"))]


def test_each_clock_runs_the_same_gate(editor: User) -> None:
    fourteen()
    held = millions()
    before = timezone.now()
    retold()
    assert stated() == 2_000_000
    for clock in ({"known_at": date(2023, 3, 8)}, {"as_of": date(2023, 3, 8)}, {"recorded_at": before}):
        then = line(**clock)
        assert then["pledged"]["stated"] == 14, clock
        assert then["held"]["claims"] == [held.id], clock
        (row,) = totals(Selection(donor="PL", **clock), group_by=("system",))
        assert row["held"] == then["held"], clock


def test_at_now_and_at_the_clock_of_now_the_same_is_held() -> None:
    fourteen()
    millions()
    later = timezone.now()
    assert lines(Selection(recorded_at=later)) == lines(Selection())
    for keys in ((), ("donor",), ("system", "month"), ("category", "recipient", "year"), ("quarter",)):
        assert totals(Selection(recorded_at=later), group_by=keys) == totals(Selection(), group_by=keys)


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        pytest.param({"donor": "DE"}, 0, id="another donor"),
        pytest.param({"system": "leopard-2"}, 1, id="system"),
        pytest.param({"category": "howitzer"}, 0, id="another category"),
        pytest.param({"recipient": "MD"}, 0, id="another recipient"),
        pytest.param({"start": date(2023, 3, 8)}, 0, id="later"),
        pytest.param({"end": date(2023, 3, 8)}, 1, id="by a day"),
    ],
)
def test_totals_show_what_is_held_of_their_selection(filters: dict[str, Any], count: int) -> None:
    millions()
    for clock in (None, timezone.now()):
        rows = totals(Selection(recorded_at=clock, **filters), group_by=())
        assert sum(row["held"]["count"] for row in rows) == count


def test_a_claim_was_held_at_the_moment_that_is_asked_for(editor: User) -> None:
    claim = row_of(millions().id)
    before = timezone.now()
    judge(claim=claim, decision=Decision.ACCEPTED, by=editor)
    for moment, held in ((before, True), (timezone.now(), False)):
        then = states_then([claim.article_id], ClaimFilter(recorded_at=moment), current_catalogue())
        assert (then[claim.pk]["held"] is not None) is held
