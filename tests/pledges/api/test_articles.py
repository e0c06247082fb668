"""Articles are listed as they read now; the stored texts are for editors."""

import hashlib
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pledges.admin.permissions import ensure_editors_group
from pledges.domain.posts import Post
from pledges.models import ArticleVersion
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
        ({"note": "cut_off"}, 0),
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
        with django_assert_max_num_queries(5):
            page = ask(address)
        keys += [row["key"] for row in page["results"]]
        address = page["next"]
    assert sorted(keys) == ["story", *(f"story-{number}" for number in range(8))]


def pages(ask: Ask, address: str | None) -> list[str]:
    """The keys of the articles on all pages from an address on."""
    keys: list[str] = []
    while address:
        page = ask(address)
        keys += [row["key"] for row in page["results"]]
        address = page["next"]
    return keys


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_lists_articles_of_an_unknown_day_once_and_as_the_oldest(seeded: None, ask: Ask, size: int) -> None:
    for number in range(3):
        stories.undated(key=f"undated-{number}")
        stories.article(key=f"dated-{number}", published=stories.DAY.replace(day=number + 1))
    undated = ["undated-0", "undated-1", "undated-2"]
    down = pages(ask, f"articles/?page_size={size}")
    assert down == ["dated-2", "dated-1", "dated-0", *undated]
    assert pages(ask, f"articles/?ordering=published&page_size={size}") == [*undated, "dated-0", "dated-1", "dated-2"]


def test_goes_back_over_articles_of_an_unknown_day(seeded: None, ask: Ask) -> None:
    for number in range(3):
        stories.undated(key=f"undated-{number}")
    stories.article()
    page = ask("articles/?page_size=3")
    last = ask(page["next"])
    assert [row["key"] for row in last["results"]] == ["undated-2"]
    assert [row["key"] for row in ask(last["previous"])["results"]] == ["story", "undated-0", "undated-1"]


def test_tells_of_an_unknown_day_its_notes_and_what_waits(seeded: None, ask: Ask) -> None:
    version = stories.undated(language="en", posts=(Post(start=0, end=9, published=date(2023, 3, 7)),))
    stories.read(version, stories.story_claims(version)[1:])
    (row,) = ask("articles/")["results"]
    assert (row["published"], row["day_from"], row["language"]) == (None, None, "en")
    assert row["notes"] == [{"kind": "no_day", "detail": "nothing says when it was published"}]
    assert row["claims"] == {"waits_for_day": 2}
    told = ask(f"articles/{row['id']}/")
    assert told["versions"][0]["posts"] == [{"start": 0, "end": 9, "published": "2023-03-07"}]
    assert told["versions"][0]["published"] is None
    assert ask("claims/")["results"] == []


def test_finds_articles_by_a_note_of_the_version_that_is_read_now(seeded: None, ask: Ask) -> None:
    stories.undated(key="undated")
    stories.undated(key="dated since")
    stories.article(key="dated since")
    assert [row["key"] for row in ask("articles/", note="no_day")["results"]] == ["undated"]
    assert ask("articles/", note="no_day", known_at="2030-01-01")["results"] == []


def test_tells_editors_which_answer_brought_a_version(story: Any, ask: Ask, client: Client, editor: User) -> None:
    version = ArticleVersion.objects.get()
    brought = stories.brought(version)
    address = f"articles/{version.article_id}/"
    assert "retrievals" not in ask(address)
    editor.groups.add(ensure_editors_group())
    client.force_login(editor)
    (told,) = ask(address)["retrievals"]
    assert (told["asked"], told["final"], told["status"]) == (brought.asked, brought.final, 200)
    assert (told["size"], told["sha256"], told["version"]) == (17, brought.original_id, version.pk)
    assert told["kept"] is True
