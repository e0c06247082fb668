"""An entry says why it counts nothing or an interval, and a line says it of each of its entries."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from pledges.domain.claims import Claim
from pledges.domain.values import Extent, Quantity, Replaced, Scope
from pledges.models import EntryType, LedgerEntry
from tests.pledges import stories
from tests.pledges.api.conftest import Ask

WORDS = "promised 14 in total"


def told(number: int, *, after: int = 0, **values: Any) -> Claim:
    """One claim of Poland's tanks, read in an article of its own, so many days after the first."""
    version = stories.article(
        key=f"a-{after}", text=f"{WORDS}, {after}.", published=stories.DAY + timedelta(days=after)
    )
    found = stories.claim(version, WORDS, quantity=Quantity(low=number, high=number), **values)
    stories.read(version, [found])
    return found


def pledges(ask: Ask) -> dict[int, dict[str, Any]]:
    """By what its sources say at most."""
    return {one["quantity"]["high"]: one for one in ask("pledges/", donor="PL")["results"]}


def line(ask: Ask) -> dict[str, Any]:
    (found,) = ask("reconciliation/", donor="PL")["results"]
    return dict(found)


@pytest.mark.django_db
def test_a_number_that_was_raised_names_what_stands_in_its_place(seeded: None, ask: Ask) -> None:
    told(40)
    told(60, after=40, replaces=Replaced(number=40))
    old, new = pledges(ask)[40], pledges(ask)[60]
    assert (old["replaced_by"], old["counted"]["high"]) == (new["id"], 0)
    assert (new["replaced_by"], new["part_of"], new["scope"], new["sides"]) == (None, None, None, [])
    (why,) = line(ask)["explained"]
    assert (why["entry"], why["why"], why["other"]["entry"]) == (old["id"], "replaced", new["id"])
    assert why["other"]["quantity"] == {"low": 60, "high": 60, "approximate": False, "said": None}
    assert why["claims"] == old["claims"]


@pytest.mark.django_db
def test_a_part_names_the_whole(seeded: None, ask: Ask) -> None:
    words = ("ten more Leopard 2 tanks this week", "handed over four of them already", "promised 14 in total")
    version = stories.article()
    stories.read(
        version,
        [
            stories.claim(version, sentence, quantity=Quantity(low=number, high=number))
            for sentence, number in zip(words, (10, 4, 14), strict=True)
        ],
    )
    found = pledges(ask)
    assert [found[number]["part_of"] for number in (4, 10, 14)] == [found[14]["id"]] * 2 + [None]
    assert {(one["why"], one["other"]["quantity"]["high"]) for one in line(ask)["explained"]} == {("part", 14)}


@pytest.mark.django_db
def test_figures_that_differ_are_each_shown_with_their_claims(seeded: None, ask: Ask) -> None:
    fewer, more = told(14), told(18, after=1)
    (pledge,) = pledges(ask).values()
    assert (pledge["counted"]["low"], pledge["counted"]["high"], pledge["quantity"]["said"]) == (14, 18, 18)
    assert [(one["quantity"]["low"], one["claims"]) for one in pledge["sides"]] == [(14, [fewer.id]), (18, [more.id])]
    (why,) = line(ask)["explained"]
    assert (why["why"], [one["high"] for one in why["sides"]]) == ("sides", [14, 18])


@pytest.mark.django_db
def test_a_sum_of_another_scope_is_listed_with_what_it_covers(seeded: None, ask: Ask) -> None:
    told(14)
    wide = told(90, after=1, scope=Scope(of=Extent.ALL_AID, start=stories.DAY - timedelta(days=300)))
    (listed,) = line(ask)["listed"]
    assert (listed["type"], listed["quantity"]["high"], listed["claims"]) == ("other_scope", 90, [wide.id])
    assert (listed["scope"]["of"], listed["scope"]["from"]) == ("all_aid", "2022-05-11")
    assert line(ask)["pledged"]["high"] == 14
    row = LedgerEntry.objects.get(entry=listed["entry"])
    assert (row.type, row.body["scope"], row.measure) == (EntryType.OTHER_SCOPE, listed["scope"], "")
    assert row.get_type_display() == "Other scope"
    (support,) = ask(f"claims/{wide.id}/")["supports"]
    assert support["type"] == "other_scope"


@pytest.mark.django_db
def test_another_clock_explains_alike(seeded: None, ask: Ask) -> None:
    told(14)
    told(18, after=1)
    told(40, after=60, replaces=Replaced(number=18))
    (folded,) = ask("reconciliation/", donor="PL", known_at="2030-01-01")["results"]
    assert line(ask)["explained"] == folded["explained"]
    (before,) = ask("reconciliation/", donor="PL", known_at="2023-03-20")["results"]
    assert [one["why"] for one in before["explained"]] == ["sides"]


def test_the_description_names_every_type_and_reason(client: Client) -> None:
    schemas = client.get("/api/schema/", headers={"accept": "application/json"}).json()["components"]["schemas"]
    assert set(schemas["EntryType"]["enum"]) == set(EntryType.values)
    assert {"replaced_by", "part_of", "scope", "sides"} <= set(schemas["Pledge"]["properties"])
    assert {"explained", "listed", "unmet"} <= set(schemas["ReconciliationLine"]["properties"])
