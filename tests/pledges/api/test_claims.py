"""A claim is served with its words, its review, and what counts it."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pledges.models import Claim, Decision
from pledges.services.judging import correct, judge
from tests.pledges import stories
from tests.pledges.api.conftest import Ask


def test_quotes_the_words_of_the_stored_text(story: Any, ask: Ask) -> None:
    found = ask("claims/", donor="PL", kind="delivery")["results"]
    assert [claim["id"] for claim in found] == [story[1].id]
    evidence = found[0]["evidence"]
    assert evidence == [
        {
            "start": stories.TEXT.index("handed over"),
            "end": stories.TEXT.index(" already") + len(" already"),
            "text": "handed over four of them already",
        }
    ]


def test_has_every_field_of_a_claim_with_its_words_and_rule(story: Any, ask: Ask) -> None:
    claim = ask(f"claims/{story[0].id}/")
    assert claim["article"] == "story"
    assert claim["item"] == {"name": "Leopard 2", "category": "main-battle-tank"}
    assert claim["quantity"] == {
        "low": 10,
        "high": 10,
        "unit": "item",
        "per": None,
        "approximate": False,
        "vague": False,
    }
    assert claim["basis"] == "increment"
    assert claim["window"] == {"from": "2023-03-06", "to": "2023-03-12"}
    assert claim["words"]["kind"]["rule"] == "test"
    assert claim["words"]["kind"]["text"] == "ten more Leopard 2 tanks this week"
    assert (claim["review"], claim["confidence"], claim["extractor"]) == ("pending", 0.9, "test-1")
    assert claim["source"]["publisher"] == "Reuters"


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        pytest.param({"donor": "Poland"}, {0, 1, 2}, id="a donor by name"),
        pytest.param({"donor": "DE"}, set(), id="another donor"),
        pytest.param({"system": "leopard-2"}, {0, 1, 2}, id="the system"),
        pytest.param({"system": "leopard-2a4"}, set(), id="a variant of it"),
        pytest.param({"category": "main-battle-tank"}, {0, 1, 2}, id="its category"),
        pytest.param({"category": "drone"}, set(), id="another category"),
        pytest.param({"recipient": "ua"}, {0, 1, 2}, id="the recipient in small letters"),
        pytest.param({"recipient": "MD"}, set(), id="another recipient"),
        pytest.param({"from": "2023-03-01", "to": "2023-03-31"}, {0, 2}, id="what happened or was due in March"),
        pytest.param({"as_of": "2023-02-25"}, {1}, id="what had happened"),
        pytest.param({"known_at": "2023-03-06"}, set(), id="what was known before it was published"),
        pytest.param({"article": "story"}, {0, 1, 2}, id="an article by key"),
        pytest.param({"review": "accepted"}, set(), id="a state of review"),
        pytest.param({"standing": "reviewed"}, set(), id="reviewed ones only"),
    ],
)
def test_filters_by(story: Any, ask: Ask, parameters: dict[str, str], expected: set[int]) -> None:
    found = {claim["id"] for claim in ask("claims/", **parameters)["results"]}
    assert found == {story[number].id for number in expected}


def test_says_which_standing_it_lists(story: Any, ask: Ask, editor: User) -> None:
    judge(claim=Claim.objects.get(pk=story[1].id), decision=Decision.ACCEPTED, by=editor)
    judge(claim=Claim.objects.get(pk=story[2].id), decision=Decision.REJECTED, by=editor)
    live, reviewed = ask("claims/"), ask("claims/", standing="reviewed")
    assert (live["standing"], reviewed["standing"]) == ("live", "reviewed")
    assert {claim["id"] for claim in live["results"]} == {story[0].id, story[1].id}
    assert {claim["id"] for claim in reviewed["results"]} == {story[1].id}
    rejected = ask("claims/", review="rejected")
    assert rejected["standing"] is None
    assert [claim["id"] for claim in rejected["results"]] == [story[2].id]


def test_tells_how_claims_stood_at_a_moment(story: Any, ask: Ask, editor: User) -> None:
    before = timezone.now()
    judge(claim=Claim.objects.get(pk=story[2].id), decision=Decision.REJECTED, by=editor)
    then = ask("claims/", recorded_at=before.isoformat())["results"]
    assert {claim["id"]: claim["review"] for claim in then} == {claim.id: "pending" for claim in story}
    assert len(ask("claims/")["results"]) == 2
    assert ask("claims/", recorded_at="2020-01-01")["results"] == []


def test_leads_from_a_corrected_claim_to_its_correction(story: Any, ask: Ask, editor: User) -> None:
    row = Claim.objects.get(pk=story[0].id)
    new = correct(claim=row, values={"donors": ["DE"]}, by=editor, why="misread")
    assert ask(f"claims/{row.pk}/")["corrected_by"] == new.pk
    assert ask(f"claims/{new.pk}/")["corrects"] == row.pk
    assert ask(f"claims/{new.pk}/")["by_person"] is True


def test_pages_forth_and_back_over_every_claim_once(story: Any, ask: Ask) -> None:
    everything = [claim["id"] for claim in ask("claims/")["results"]]
    first = ask("claims/", page_size="2")
    assert first["previous"] is None
    second = ask(first["next"])
    assert [claim["id"] for claim in first["results"] + second["results"]] == everything
    assert second["next"] is None
    assert ask(second["previous"])["results"] == first["results"]


def test_shows_the_fields_asked_for_only(story: Any, ask: Ask) -> None:
    found = ask("claims/", fields="id,kind")["results"]
    assert all(set(claim) == {"id", "kind"} for claim in found)


def test_asks_the_database_as_often_for_many_claims_as_for_few(
    story: Any, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        version = stories.article(key=f"story-{number}")
        stories.read(version, stories.story_claims(version))
    client.get("/api/v1/claims/")
    with django_assert_max_num_queries(8):
        answer = client.get("/api/v1/claims/", {"page_size": "39"})
    assert len(answer.json()["results"]) == 39


def test_answers_404_for_a_claim_that_never_was(seeded: None, client: Client) -> None:
    answer = client.get("/api/v1/claims/nothing/")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
