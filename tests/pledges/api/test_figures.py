"""Figures say their standing, carry an ETag, and lead down to claims."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pledges.domain.claims import Item
from pledges.domain.values import Basis, Kind, Quantity, Unit
from pledges.models import Claim, Decision
from pledges.services.judging import judge
from tests.pledges import stories
from tests.pledges.api.conftest import Ask


def test_reconciles_ten_more_with_four_and_fourteen_in_total(story: Any, ask: Ask) -> None:
    answer = ask("reconciliation/", donor="PL", system="leopard-2")
    assert answer["standing"] == "live"
    (line,) = answer["results"]
    assert line["donors"] == ["PL"]
    assert (line["pledged"]["low"], line["pledged"]["high"]) == (14, 14)
    assert (line["delivered"]["low"], line["delivered"]["high"]) == (4, 4)
    assert line["outstanding"] == {"low": 10, "high": 10}
    assert set(line["claims"]) == {claim.id for claim in story}


def test_leads_from_a_line_to_its_entries_and_from_these_to_the_words(story: Any, ask: Ask) -> None:
    (line,) = ask("reconciliation/", donor="PL")["results"]
    delivery = ask(f"deliveries/{line['deliveries'][0]}/")
    assert delivery["claims"] == [story[1].id]
    claim = ask(f"claims/{delivery['claims'][0]}/")
    assert claim["evidence"][0]["text"] == "handed over four of them already"
    (support,) = [one for one in claim["supports"] if one["standing"] == "live"]
    assert support["id"] == delivery["id"]
    assert ask(support["url"])["id"] == delivery["id"]


def test_lists_pledges_and_deliveries(story: Any, ask: Ask) -> None:
    assert [one["quantity"]["low"] for one in ask("deliveries/")["results"]] == [4]
    pledges = ask("pledges/", ordering="announced")
    assert pledges["standing"] == "live"
    assert sum(one["counted"]["stated"] for one in pledges["results"]) == 14


def test_counts_nothing_as_reviewed_until_an_editor_accepts(story: Any, ask: Ask, editor: User) -> None:
    assert ask("reconciliation/", donor="PL", standing="reviewed")["results"] == []
    judge(claim=Claim.objects.get(pk=story[1].id), decision=Decision.ACCEPTED, by=editor)
    (line,) = ask("reconciliation/", donor="PL", standing="reviewed")["results"]
    assert line["delivered"]["stated"] == 4


@pytest.mark.parametrize("path", ["reconciliation/", "totals/", "pledges/", "deliveries/", "problems/"])
def test_answers_304_until_a_figure_may_have_moved(story: Any, client: Client, editor: User, path: str) -> None:
    first = client.get(f"/api/v1/{path}")
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again["ETag"] == first["ETag"]
    judge(claim=Claim.objects.get(pk=story[1].id), decision=Decision.REJECTED, by=editor)
    assert client.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_tags_another_question_otherwise(story: Any, client: Client) -> None:
    tags = {client.get("/api/v1/totals/", query)["ETag"] for query in ({}, {"standing": "reviewed"}, {"donor": "PL"})}
    assert len(tags) == 3


@pytest.mark.parametrize(
    ("group_by", "key"),
    [
        pytest.param("donor", {"donor": "PL"}, id="donor"),
        pytest.param("system,year", {"system": "leopard-2", "year": "2023"}, id="system and year"),
        pytest.param("category", {"category": "main-battle-tank"}, id="category"),
    ],
)
def test_sums_by(story: Any, ask: Ask, group_by: str, key: dict[str, str]) -> None:
    rows = ask("totals/", group_by=group_by)["results"]
    assert rows
    assert all({name: row[name] for name in key} == key for row in rows)
    assert sum(row["delivered"]["stated"] for row in rows) == 4


def test_asks_what_had_been_published_by_a_day(story: Any, ask: Ask) -> None:
    assert ask("reconciliation/", known_at="2023-03-06")["results"] == []
    assert len(ask("reconciliation/", known_at="2023-03-07")["results"]) == 1


def test_names_problems_with_their_claims(story: Any, ask: Ask) -> None:
    found = ask("problems/")["results"]
    assert found
    assert {claim for one in found for claim in one["claims"]} <= {claim.id for claim in story}
    assert all(one["sentence"].endswith(".") for one in found)
    kinds = {one["type"] for one in found}
    only = ask("problems/", type=min(kinds))["results"]
    assert {one["type"] for one in only} == {min(kinds)}


@pytest.mark.parametrize("path", ["reconciliation/", "pledges/", "deliveries/", "problems/"])
def test_asks_the_database_as_often_for_many_lines(
    story: Any, ask: Ask, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number, donor in enumerate(("DE", "FR", "GB", "IT", "ES", "NO")):
        version = stories.article(key=f"story-{number}")
        claims = [replace(claim, donors=(donor,)) for claim in stories.story_claims(version)]
        stories.read(version, claims)
    ask(path)
    with django_assert_max_num_queries(7):
        assert len(ask(path)["results"]) >= 7


def test_finds_no_pledge_among_the_deliveries(story: Any, ask: Ask, client: Client) -> None:
    (line,) = ask("reconciliation/", donor="PL")["results"]
    assert client.get(f"/api/v1/deliveries/{line['pledges'][0]}/").status_code == 404


def test_names_bookings_across_lines_on_both_and_units_beside(story: Any, ask: Ask) -> None:
    """Nine tanks of all members, four of them Poland's: the other five may be of what Poland pledged."""
    later = stories.article(key="later", published=date(2023, 4, 1))
    words = "handed over four of them already"
    nine, battalion = Quantity(low=9, high=9), Quantity(low=1, high=1, unit=Unit.BATTALION)
    total = stories.claim(later, words, donors=("EU",), kind=Kind.DELIVERY, quantity=nine, basis=Basis.CUMULATIVE)
    stories.read(later, [total, stories.claim(later, "promised 14 in total", quantity=battalion)])
    lines = {(line["donors"][0], line["unit"]): line for line in ask("reconciliation/")["results"]}
    poland, union, other = lines["PL", "item"], lines["EU", "item"], lines["PL", "battalion"]
    assert poland["outstanding"] == {"low": 10, "high": 10}
    (came,), (went,) = poland["elsewhere"], union["elsewhere"]
    assert (came["line"], came["direction"], came["quantity"]) == (union["id"], "from", {"low": 0, "high": 5})
    assert (went["line"], went["direction"], went["possible"]) == (poland["id"], "to", True)
    assert came["entry"] in union["deliveries"]
    assert went["entry"] in poland["pledges"]
    assert [(one["line"], one["unit"], one["pledged"]["low"]) for one in poland["beside"]] == [
        (other["id"], "battalion", 1)
    ]
    assert other["beside"][0]["pledged"] == poland["pledged"]
    assert other["beside"][0]["one_holds"] is None


def test_lists_problems_by_what_they_move(story: Any, ask: Ask) -> None:
    later = stories.article(key="later", published=date(2023, 4, 1))
    rifles, number = Item(name=None, category="small-arms"), Quantity(low=1400)
    words = "ten more Leopard 2"
    many = stories.claim(later, words, donors=("DE",), kind=Kind.DELIVERY, item=rifles, quantity=number)
    stories.read(later, [many])
    found = ask("problems/")["results"]
    assert found[0]["effect"] == 1400
    assert found[0]["sentence"] == "At least 1,400 arrived, but no source states the pledge."
    effects = [one["effect"] for one in found if one["effect"] is not None]
    assert effects == sorted(effects, reverse=True)


def test_says_how_equipment_is_counted(seeded: None, ask: Ask) -> None:
    patriot = ask("systems/patriot/")
    assert patriot["counting"]["main"] == "item"
    assert "battery" in patriot["counting"]["same"]
    assert patriot["counting"]["holds"][0]["source"]
