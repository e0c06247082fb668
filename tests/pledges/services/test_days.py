"""A day is given by a person, once, and what it could not be is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from pledges.domain.notes import DayFrom, Note, NoteKind
from pledges.domain.posts import Post
from pledges.models import ArticleVersion, DayGiven, Job, Sighting
from pledges.queries.days import given_day
from pledges.services.days import NoSuchDay, give_day
from pledges.services.redaction import redact
from tests.pledges import stories

DAY = date(2023, 3, 8)
CUT = Note(kind=NoteKind.CUT_OFF, detail="the text ends within a sentence")
GUESSED = Note(kind=NoteKind.DAY_GUESSED, detail="the file was written on 2023-03-08")


def kinds(version: ArticleVersion) -> list[str]:
    return sorted(version.notes.values_list("kind", flat=True))


@pytest.fixture
def undated(seeded: None) -> ArticleVersion:
    notes = (CUT, Note(kind=NoteKind.NO_DAY, detail="nothing says when"))
    return stories.undated(
        notes=notes,
        posts=(Post(start=0, end=9, published=date(2023, 3, 7)),),
        language="en",
        media_type="text/markdown",
    )


def test_stores_the_same_text_with_the_day_and_asks_for_its_reading(undated: ArticleVersion, editor: User) -> None:
    dated = give_day(article=undated.article, published=DAY, by=editor, why="an archive says so")
    assert (dated.text, dated.published, dated.day_from) == (undated.text, DAY, DayFrom.PERSON)
    assert (dated.posts, dated.language, dated.media_type) == (undated.posts, "en", "text/markdown")
    assert kinds(dated) == ["cut_off", "day_given"]
    assert Sighting.objects.latest("id").version == dated
    assert Job.objects.get().payload == {"version": dated.pk}
    row = DayGiven.objects.get()
    assert (row.by, row.why, given_day(article=undated.article_id)) == (editor, "an archive says so", DAY)


def test_doing_it_twice_is_once(undated: ArticleVersion, editor: User) -> None:
    first = give_day(article=undated.article, published=DAY, by=editor)
    stories.read(first, [])
    Job.objects.all().delete()
    assert give_day(article=undated.article, published=DAY, by=editor) == first
    assert (DayGiven.objects.count(), ArticleVersion.objects.count(), Sighting.objects.count()) == (1, 2, 2)
    assert not Job.objects.exists()


def test_the_last_day_counts(undated: ArticleVersion, editor: User) -> None:
    for day in (DAY, DAY + timedelta(days=1), DAY):
        now = give_day(article=undated.article, published=day, by=editor)
    assert (now.published, given_day(article=undated.article_id)) == (DAY, DAY)
    assert DayGiven.objects.count() == 3
    assert kinds(give_day(article=undated.article, published=DAY + timedelta(days=1), by=editor)) == [
        "cut_off",
        "day_given",
    ]


def test_a_guess_that_was_right_is_a_guess_no_more(seeded: None, editor: User) -> None:
    guessed = stories.article(published=DAY, day_from=DayFrom.FILE_CLOCK, notes=(GUESSED,))
    dated = give_day(article=guessed.article, published=DAY, by=editor)
    assert dated.pk != guessed.pk
    assert (dated.day_from, kinds(dated)) == (DayFrom.PERSON, ["day_given"])


def test_has_nothing_read_that_is_not_to_be_read(seeded: None, editor: User) -> None:
    foreign = stories.undated(notes=(Note(kind=NoteKind.NOT_ENGLISH, detail="it is in French"),))
    give_day(article=foreign.article, published=DAY, by=editor)
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        pytest.param(lambda: timezone.now().date() + timedelta(days=1), "lies in the future", id="tomorrow"),
        pytest.param(lambda: date(1989, 12, 31), "lies before 1990-01-01", id="before there was such news"),
        pytest.param(lambda: date(203, 1, 1), "lies before 1990-01-01", id="a year with a digit too few"),
    ],
)
def test_refuses(undated: ArticleVersion, editor: User, day: Any, told: str) -> None:
    with pytest.raises(NoSuchDay, match=told):
        give_day(article=undated.article, published=day(), by=editor)
    assert not DayGiven.objects.exists()


def test_refuses_to_store_blanked_words_again(undated: ArticleVersion, editor: User) -> None:
    redact(version=undated, start=0, end=9, by=editor, why="a court says so")
    with pytest.raises(NoSuchDay, match="words of it were blanked"):
        give_day(article=undated.article, published=DAY, by=editor)
