"""For a donor and month the API says which sources were read, and when."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from pledges.models import ArticleVersion
from pledges.services.redaction import exclude
from tests.pledges import stories
from tests.pledges.api.conftest import Ask

MARCH = {"from": "2023-03-01", "to": "2023-03-31"}


@pytest.fixture
def read(story: Any) -> ArticleVersion:
    """Beside the story of Poland: one of Germany, one with no claim, and one that nobody has read."""
    other = stories.article(key="other", publisher="The Daily", text="Germany has promised 14 in total. And more.")
    stories.read(other, [replace(stories.claim(other, "promised 14 in total"), donors=("DE",))])
    silent = stories.article(key="silent", publisher="The Daily", text="Nothing of this kind was said here at all.")
    stories.read(silent, [])
    stories.article(key="unread", publisher="The Weekly", text="This text lies about and waits for its reader.")
    return other


def counts(month: Any) -> tuple[int, int, int]:
    return month["articles"], month["naming"], month["sources"]


def test_counts_what_was_read_and_what_names_the_donor(read: ArticleVersion, ask: Ask) -> None:
    (month,) = ask("coverage/", donor="PL", **MARCH)["results"]
    assert month["month"] == "2023-03"
    assert counts(month) == (3, 1, 2)
    sources = {one["name"]: one for kind in month["kinds"] for one in kind["sources"]}
    assert {name: (one["articles"], one["naming"]) for name, one in sources.items()} == {
        "Reuters": (1, 1),
        "The Daily": (2, 0),
    }
    assert all(one["read_from"] <= one["read_to"] for one in sources.values())
    assert sum(kind["articles"] for kind in month["kinds"]) == 3


def test_counts_every_donor_without_one(read: ArticleVersion, ask: Ask) -> None:
    assert counts(ask("coverage/", **MARCH)["results"][0]) == (3, 2, 2)


def test_lists_months_in_which_nothing_was_read(read: ArticleVersion, ask: Ask) -> None:
    found = ask("coverage/", donor="PL", **{"from": "2022-12-31", "to": "2023-04-01"})["results"]
    assert [one["month"] for one in found] == ["2022-12", "2023-01", "2023-02", "2023-03", "2023-04"]
    assert [one["articles"] for one in found] == [0, 0, 0, 3, 0]


def test_keeps_to_the_days_asked_for(read: ArticleVersion, ask: Ask) -> None:
    (month,) = ask("coverage/", **{"from": "2023-03-08", "to": "2023-03-31"})["results"]
    assert counts(month) == (0, 0, 0)


def test_counts_an_article_once_as_it_reads_now(read: ArticleVersion, ask: Ask) -> None:
    again = stories.article(key="other", publisher="The Daily", text="Germany has promised 14 in total. Or more.")
    assert again.pk != read.pk
    stories.read(again, [replace(stories.claim(again, "promised 14 in total"), donors=("DE",))])
    assert counts(ask("coverage/", donor="DE", **MARCH)["results"][0]) == (3, 1, 2)


def test_counts_no_article_that_is_left_out(read: ArticleVersion, ask: Ask, editor: User) -> None:
    exclude(version=read, by=editor, why="a hoax")
    assert counts(ask("coverage/", **MARCH)["results"][0]) == (2, 1, 2)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        pytest.param({"donor": "Ruritania"}, "donor", id="a donor that is none"),
        pytest.param({"from": "2023-02-30"}, "from", id="a day that is none"),
        pytest.param({"from": "2023-02-03", "to": "2023-02-02"}, "from", id="a time that runs backwards"),
        pytest.param({"from": "1900-01-01", "to": "2023-02-02"}, "from", id="more months than are listed"),
        pytest.param({"system": "leopard-2"}, "system", id="what it does not know"),
    ],
)
def test_refuses(seeded: None, client: Client, query: dict[str, str], parameter: str) -> None:
    answer = client.get("/api/v1/coverage/", query)
    assert answer.status_code == 400
    assert answer.json()["parameter"] == parameter


@pytest.mark.parametrize("query", [{"to": "0001-01-05"}, {"to": "9999-12-31"}, {"to": "2024-02-29"}, {}])
def test_takes_the_last_year_when_not_told(seeded: None, ask: Ask, query: dict[str, str]) -> None:
    assert 1 <= len(ask("coverage/", **query)["results"]) <= 13
