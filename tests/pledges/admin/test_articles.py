"""Leaving an article out and blanking words are acts with a reason; the text itself has no form."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pledges.admin.articles import places_of
from pledges.models import ArticleVersion, ClaimState, LedgerLine, Redaction
from tests.pledges import stories


def act(desk: Client, name: str, **data: str) -> Any:
    number = ArticleVersion.objects.earliest("id").article_id
    return desk.post(reverse(f"admin:pledges_article_{name}", args=[number]), data, follow=True)


def test_shows_versions_and_text(story: Any, desk: Client) -> None:
    shown = desk.get(reverse("admin:pledges_article_changelist")).content.decode()
    assert "A story" in shown
    number = ArticleVersion.objects.get().article_id
    shown = desk.get(reverse("admin:pledges_article_change", args=[number])).content.decode()
    assert stories.TEXT in shown
    assert "3 claims" in shown


def test_leaves_an_article_out_and_takes_it_in_again(story: Any, desk: Client) -> None:
    act(desk, "leave_out", why="a hoax")
    assert set(ClaimState.objects.values_list("review", flat=True)) == {"excluded"}
    assert not LedgerLine.objects.exists()
    act(desk, "take_in", why="no hoax after all")
    assert LedgerLine.objects.filter(standing="live").exists()


def test_asks_for_a_reason(story: Any, desk: Client) -> None:
    answer = act(desk, "leave_out", why=" ")
    assert "Give a reason" in answer.content.decode()
    assert LedgerLine.objects.exists()


def test_blanks_words_in_every_version_and_keeps_the_figures(story: Any, chief: Client) -> None:
    stories.article(text=stories.TEXT + " More.")
    act(chief, "redact", words="handed over\n four", why="a court says so")
    for version in ArticleVersion.objects.all():
        assert "handed over four" not in version.text
        assert len(version.text) == version.characters
    assert Redaction.objects.count() == 2
    assert LedgerLine.objects.get(standing="live").body["delivered"]["stated"] == 4


def test_lets_no_editor_blank_words(story: Any, desk: Client) -> None:
    assert act(desk, "redact", words="handed", why="because").status_code == 403


@pytest.mark.parametrize(
    ("words", "places"),
    [
        pytest.param("b", [(2, 3), (6, 7)], id="each place"),
        pytest.param("a b", [(0, 3), (4, 7)], id="whatever space parts them"),
        pytest.param(".*", [], id="a pattern is no pattern"),
        pytest.param("  ", [], id="nothing"),
    ],
)
def test_finds_words(words: str, places: list[tuple[int, int]]) -> None:
    assert places_of(words, "a b a\nb c") == places
