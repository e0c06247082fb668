"""The catalogue is served with its names and the registers' codes, from memory."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from pledges.models import Source
from pledges.queries.catalogue import current_catalogue
from tests.pledges import stories
from tests.pledges.api.conftest import Ask


def test_lists_donors_with_the_names_that_stand_for_them(seeded: None, ask: Ask) -> None:
    donor = ask("donors/PL/")
    assert (donor["id"], donor["name"], donor["kind"]) == ("PL", "Poland", "state")
    assert "Warsaw" in donor["capitals"]
    assert ask("donors/EU/")["members"]


def test_gives_a_system_with_its_variants_and_codes(seeded: None, ask: Ask) -> None:
    found = ask("systems/", system="leopard-2", page_size="500")["results"]
    assert {"leopard-2", "leopard-2a4"} <= {row["id"] for row in found}
    assert all(row["family"] == "leopard-2" for row in found)
    assert ask("systems/leopard-2a4/")["codes"]["sipri"]


def test_gives_a_category_with_those_below_it(seeded: None, ask: Ask) -> None:
    found = {row["id"] for row in ask("categories/", category="howitzer")["results"]}
    assert found == {"howitzer", "self-propelled-howitzer", "towed-howitzer"}
    systems = ask("systems/", category="howitzer", page_size="500")["results"]
    assert {row["category"] for row in systems} <= found


def test_lists_sources_with_their_kind(seeded: None, ask: Ask) -> None:
    stories.article(publisher="The Ruritanian Ministry")
    Source.objects.filter(slug="the-ruritanian-ministry").update(kind="official")
    (row,) = [one for one in ask("sources/")["results"] if one["id"] == "the-ruritanian-ministry"]
    assert (row["name"], row["kind"]) == ("The Ruritanian Ministry", "official")


@pytest.mark.parametrize("path", ["donors/", "systems/", "categories/"])
def test_pages_through_all_of_it(
    seeded: None, ask: Ask, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    catalogue: Any = current_catalogue()
    wanted = sorted(getattr(catalogue, path.strip("/")))
    found: list[str] = []
    address: str | None = f"{path}?page_size=100"
    while address:
        with django_assert_max_num_queries(1):
            page = ask(address)
        found += [row["id"] for row in page["results"]]
        address = page["next"]
    assert found == wanted


def test_begins_at_an_index_of_what_there_is(seeded: None, ask: Ask) -> None:
    index = ask("")
    assert {"claims", "reconciliation", "totals", "donors"} <= set(index)
    assert ask(index["donors"])["results"]
