"""Articles are listed as they read now; the stored texts are for editors."""

import hashlib
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pledges.admin.permissions import ensure_editors_group
from pledges.services.redaction import exclude
from tests.pledges import stories
from tests.pledges.api.conftest import Ask


def test_tells_what_was_stored_with_its_hash(story: Any, ask: Ask) -> None:
    (row,) = ask("articles/")["results"]
    assert (row["key"], row["title"], row["publisher"], row["published"]) == (
        "story",
        "A story",
        "Reuters",
        "2023-03-07",
    )
    assert row["text_sha256"] == hashlib.sha256(stories.TEXT.encode()).hexdigest()
    assert row["claims"] == {"pending": 3}
    assert row["excluded"] is False


def test_gives_the_text_to_editors_only(story: Any, ask: Ask, client: Client, editor: User) -> None:
    number = ask("articles/")["results"][0]["id"]
    assert "text" not in ask(f"articles/{number}/")["versions"][0]
    client.force_login(editor)
    assert "text" not in ask(f"articles/{number}/")["versions"][0]
    editor.groups.add(ensure_editors_group())
    client.force_login(editor)
    assert ask(f"articles/{number}/")["versions"][0]["text"] == stories.TEXT


def test_lists_an_article_once_as_it_reads_now_and_shows_its_versions(story: Any, ask: Ask) -> None:
    stories.article(text=stories.TEXT + " It is late.")
    (row,) = ask("articles/")["results"]
    assert row["characters"] == len(stories.TEXT) + len(" It is late.")
    assert len(ask(f"articles/{row['id']}/")["versions"]) == 2


def test_names_the_copies_of_a_text(seeded: None, ask: Ask) -> None:
    text = " ".join(f"Sentence {n} tells of the tanks that were sent there." for n in range(12))
    first = stories.article(key="wire", text=text)
    second = stories.article(key="paper", text=text, publisher="A paper")
    assert [copy["key"] for copy in ask(f"articles/{first.article_id}/")["copies"]] == ["paper"]
    assert [copy["key"] for copy in ask(f"articles/{second.article_id}/")["copies"]] == ["wire"]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"donor": "PL"}, 1),
        ({"donor": "DE"}, 0),
        ({"system": "leopard-2"}, 1),
        ({"category": "drone"}, 0),
        ({"known_at": "2023-03-06"}, 0),
        ({"recorded_at": "2020-01-01T00:00:00Z"}, 0),
        ({"article": "story"}, 1),
    ],
)
def test_filters_by(story: Any, ask: Ask, parameters: dict[str, str], expected: int) -> None:
    stories.article(key="of nothing", text="A text of nothing.", published=stories.DAY.replace(year=2024))
    found = ask("articles/", **parameters)["results"]
    assert [row["key"] for row in found] == ["story"] * expected


def test_says_that_an_article_is_left_out(story: Any, ask: Ask, editor: User) -> None:
    exclude(version=stories.article(), by=editor, why="a hoax")
    (row,) = ask("articles/")["results"]
    assert (row["excluded"], row["claims"]) == (True, {"excluded": 3})


def test_pages_and_asks_the_database_as_often_for_many(
    story: Any, ask: Ask, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        stories.article(key=f"story-{number}")
    keys: list[str] = []
    address: str | None = "articles/?page_size=4"
    while address:
        with django_assert_max_num_queries(4):
            page = ask(address)
        keys += [row["key"] for row in page["results"]]
        address = page["next"]
    assert sorted(keys) == ["story", *(f"story-{number}" for number in range(8))]
