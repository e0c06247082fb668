"""Pledges and deliveries are paged where they are stored, and come as the fold at a clock tells them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import pytest_django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pledges.domain.values import Quantity
from tests.kept_rows import kept_rows
from tests.pledges import stories
from tests.pledges.api.conftest import Ask

ORDERS = ("announced", "-announced", "last_published", "-last_published", "id", "-id")


@pytest.fixture(scope="module")
def seven_donors(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Pledges and deliveries of seven donors; two of each two share their days."""
    with kept_rows(django_db_blocker):
        for number, donor in enumerate(("DE", "FR", "GB", "IT", "ES", "NO", "PL")):
            day = stories.DAY + timedelta(days=number // 2)
            version = stories.article(key=f"story-{number}", published=day)
            claims = [replace(claim, donors=(donor,)) for claim in stories.story_claims(version)]
            stories.read(version, claims)
        yield


@pytest.fixture
def many(seven_donors: None, db: None) -> None:
    """Those, as they were written."""


def pages(ask: Ask, path: str, **parameters: str) -> list[list[dict[str, Any]]]:
    """Every page of a list, from the first to the last."""
    answer = ask(path, **parameters)
    found = [answer["results"]]
    while answer["next"]:
        answer = ask(answer["next"])
        found.append(answer["results"])
    return found


@pytest.mark.parametrize("path", ["pledges/", "deliveries/"])
@pytest.mark.parametrize("order", ORDERS)
def test_meets_every_entry_once_and_in_order(many: None, ask: Ask, path: str, order: str) -> None:
    whole = ask(path, ordering=order, page_size="500")["results"]
    assert len(whole) >= 7
    found = pages(ask, path, ordering=order, page_size="3")
    assert [len(page) for page in found[:-1]] == [3] * (len(found) - 1)
    assert [one for page in found for one in page] == whole
    keys = [(one[order.lstrip("-")], one["id"]) for one in whole]
    assert keys == sorted(keys, reverse=order.startswith("-"))


@pytest.mark.parametrize("order", ORDERS)
def test_goes_back_the_way_it_came(many: None, ask: Ask, order: str) -> None:
    first = ask("pledges/", ordering=order, page_size="2")
    second = ask(first["next"])
    third = ask(second["next"])
    assert ask(third["previous"])["results"] == second["results"]
    assert ask(second["previous"])["results"] == first["results"]
    assert first["previous"] is None


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("path", ["pledges/", "deliveries/"])
def test_lists_what_the_fold_at_a_clock_lists(many: None, ask: Ask, path: str, order: str) -> None:
    stored = ask(path, ordering=order)["results"]
    folded = ask(path, ordering=order, known_at="2030-01-01")["results"]
    assert [one["id"] for one in stored] == [one["id"] for one in folded]
    assert stored == folded


@pytest.mark.parametrize("only", [{"donor": "DE"}, {"from": "2023-03-09"}, {"system": "leopard-2"}, {"donor": "US"}])
def test_pages_what_is_asked_for_only(many: None, ask: Ask, only: dict[str, str]) -> None:
    whole = ask("pledges/", **only)["results"]
    assert [one for page in pages(ask, "pledges/", page_size="1", **only) for one in page] == whole
    assert len(whole) < len(ask("pledges/")["results"]) or only == {"system": "leopard-2"}


def test_reads_no_more_than_a_page(many: None, ask: Ask) -> None:
    for address in ("pledges/", ask("pledges/", page_size="2")["next"]):
        with CaptureQueriesContext(connection) as asked:
            ask(address, **({} if address.startswith("http") else {"page_size": "2"}))
        (read,) = [one["sql"] for one in asked.captured_queries if '"pledges_ledgerentry"."body"' in one["sql"]]
        assert read.endswith("LIMIT 3")


def test_goes_on_where_it_was_when_an_entry_comes_before(many: None, ask: Ask) -> None:
    first = ask("pledges/", ordering="announced", page_size="3")
    rest = ask(first["next"])["results"]
    version = stories.article(key="earlier", published=stories.DAY - timedelta(days=400))
    claim = replace(stories.story_claims(version)[0], donors=("SE",), window=None, quantity=Quantity(low=3, high=3))
    stories.read(version, [claim])
    assert ask(first["next"])["results"] == rest


@pytest.mark.parametrize("cursor", ["nonsense", "W1siMjAyMyJdLGZhbHNlLFsiLWFubm91bmNlZCIsIi1lbnRyeSJdXQ"])
def test_refuses_a_cursor_that_was_not_written_here(many: None, client: Client, cursor: str) -> None:
    answer = client.get("/api/v1/pledges/", {"cursor": cursor})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "cursor")


def test_refuses_a_cursor_of_another_order(many: None, ask: Ask, client: Client) -> None:
    following = ask("pledges/", page_size="2")["next"].replace("page_size=2", "page_size=2&ordering=id")
    assert client.get(following).status_code == 400
