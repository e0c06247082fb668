"""What is held is told wherever it is missing: beside lines and totals, and at the claim itself."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pledges.models import Claim, Decision
from pledges.services.judging import judge
from tests.pledges.api.conftest import Ask
from tests.pledges.held_story import fourteen, millions

NOTHING: dict[str, Any] = {"count": 0, "high": 0, "claims": [], "reasons": []}


@pytest.fixture
def held(seeded: None) -> str:
    fourteen()
    return millions().id


@pytest.mark.parametrize("path", ["reconciliation/", "totals/"])
def test_stands_beside_the_figure(held: str, ask: Ask, path: str) -> None:
    (row,) = ask(path)["results"]
    assert row["pledged"]["stated"] == 14
    beside = row["held"]
    assert (beside["count"], beside["high"], beside["claims"]) == (1, 2_000_000, [held])
    assert beside["reasons"] == [ask(f"claims/{held}/")["held"]["sentence"]]


def test_a_line_and_a_total_of_which_nothing_is_held_say_so(story: Any, ask: Ask) -> None:
    for path in ("reconciliation/", "totals/"):
        assert [row["held"] for row in ask(path)["results"]] == [NOTHING]
    assert {claim["held"] for claim in ask("claims/")["results"]} == {None}


def test_a_claim_says_why_it_is_held(held: str, ask: Ask) -> None:
    why = ask(f"claims/{held}/")["held"]
    assert why["reason"] == "beyond_what_was_built"
    assert why["number"] == 2_000_000 > why["limit"] > 14
    assert "2,000,000" in why["sentence"]


def test_claims_are_filtered_by_it(held: str, ask: Ask) -> None:
    assert [claim["id"] for claim in ask("claims/", held="true")["results"]] == [held]
    assert held not in [claim["id"] for claim in ask("claims/", held="false")["results"]]
    assert len(ask("claims/")["results"]) == 2


def test_claims_are_filtered_by_what_was_held_then(held: str, ask: Ask, editor: User) -> None:
    before = timezone.now()
    judge(claim=Claim.objects.get(pk=held), decision=Decision.ACCEPTED, by=editor)
    assert ask("claims/", held="true")["results"] == []
    then = ask("claims/", held="true", recorded_at=before.isoformat())["results"]
    assert [claim["id"] for claim in then] == [held]
    later = (timezone.now() + timedelta(seconds=1)).isoformat()
    assert ask("claims/", held="true", recorded_at=later)["results"] == []


def test_refuses_another_word(seeded: None, client: Client) -> None:
    answer = client.get("/api/v1/claims/", {"held": "perhaps"})
    assert answer.status_code == 400
    assert answer.json()["parameter"] == "held"


def test_a_verdict_changes_the_tag(held: str, client: Client, editor: User) -> None:
    before = client.get("/api/v1/totals/")["ETag"]
    judge(claim=Claim.objects.get(pk=held), decision=Decision.ACCEPTED, by=editor)
    assert client.get("/api/v1/totals/")["ETag"] != before


def test_asks_the_database_as_often_for_many_held(
    held: str, ask: Ask, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        millions(key=f"loud-{number}")
    ask("totals/", group_by="donor")
    with django_assert_max_num_queries(7):
        assert ask("totals/", group_by="donor")["results"][0]["held"]["count"] > 1
    with django_assert_max_num_queries(7):
        ask("reconciliation/")
