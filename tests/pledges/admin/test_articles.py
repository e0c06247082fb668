"""Leaving an article out and blanking words are acts with a reason; the text itself has no form."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pledges.admin.articles import places_of
from pledges.models import ArticleVersion, ClaimState, DayGiven, Job, LedgerLine, Redaction
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


@pytest.fixture
def undated(seeded: None) -> ArticleVersion:
    """An article of an unknown day with three claims that wait."""
    version = stories.undated()
    stories.read(version, stories.story_claims(version))
    return version


def shown(desk: Client, version: ArticleVersion) -> str:
    return desk.get(reverse("admin:pledges_article_change", args=[version.article_id])).content.decode()


def test_tells_notes_and_what_waits_for_a_day(undated: ArticleVersion, desk: Client) -> None:
    told = shown(desk, undated)
    assert "nothing says when it was published" in told
    assert "3 claims wait for its day and count in no figure." in told
    assert "Give the day below." in told


def test_takes_a_day(undated: ArticleVersion, desk: Client, editor: Any) -> None:
    answer = act(desk, "give_day", published="2023-03-07", why="the archive")
    assert "The article is of 2023-03-07." in answer.content.decode()
    assert (DayGiven.objects.get().by, DayGiven.objects.get().why) == (editor, "the archive")
    assert LedgerLine.objects.filter(standing="live").exists()
    assert Job.objects.get().kind == "extract"
    told = shown(desk, undated)
    assert "count in no figure" not in told
    assert "gave 2023-03-07 as its day" in told


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2203-03-07", "2203-03-07 lies in the future"),
        ("0203-03-07", "0203-03-07 lies before 1990-01-01"),
        ("2023-02-30", "Give a day as YYYY-MM-DD"),
        ("", "Give a day as YYYY-MM-DD"),
    ],
)
def test_refuses_a_day_that_it_can_not_be(undated: ArticleVersion, desk: Client, day: str, told: str) -> None:
    assert told in act(desk, "give_day", published=day).content.decode()
    assert not DayGiven.objects.exists()


def test_lets_no_reader_give_a_day(undated: ArticleVersion, reader: Client) -> None:
    assert act(reader, "give_day", published="2023-03-07").status_code == 403
    assert "Give its day" not in shown(reader, undated)


def test_filters_by_note_with_counts(undated: ArticleVersion, desk: Client) -> None:
    stories.article(key="dated", text="Nothing of this.")
    address = reverse("admin:pledges_article_changelist")
    assert "no day (1)" in desk.get(address).content.decode()
    assert [row.key for row in desk.get(address, {"note": "no_day"}).context["cl"].result_list] == ["story"]
    assert not desk.get(address, {"note": "cut_off"}).context["cl"].result_list


def test_gives_editors_the_bytes_to_keep_and_not_to_show(story: Any, desk: Client) -> None:
    version = ArticleVersion.objects.get()
    brought = stories.brought(version, b"<script>alert(1)</script>")
    address = reverse("admin:pledges_article_original", args=[version.article_id, brought.pk])
    assert address in shown(desk, version)
    answer = desk.get(address)
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    other = stories.article(key="other", text="Nothing of this.")
    assert desk.get(reverse("admin:pledges_article_original", args=[other.article_id, brought.pk])).status_code == 404


def test_gives_the_bytes_to_nobody_else(story: Any, client: Client, staff: Client) -> None:
    version = ArticleVersion.objects.get()
    address = reverse("admin:pledges_article_original", args=[version.article_id, stories.brought(version).pk])
    assert client.get(address).status_code == 302
    assert staff.get(address).status_code == 403


def test_says_that_bytes_were_taken_out(story: Any, desk: Client, chief: Client) -> None:
    version = ArticleVersion.objects.get()
    brought = stories.brought(version)
    act(chief, "redact", words="handed over", why="a court says so")
    assert "taken out by a redaction" in shown(desk, version)
    address = reverse("admin:pledges_article_original", args=[version.article_id, brought.pk])
    assert desk.get(address).status_code == 404
