"""Which day an article is of: the giver's word, the document's own, a listing's, and the file's clock as a guess."""

from datetime import date

import pytest

from extraction.articles.dating import dated, is_possible
from extraction.articles.offers import Offered, Taken
from pledges.domain.notes import DayFrom, NoteKind

TODAY = date(2025, 6, 1)
MARCH, APRIL, CLOCK = date(2025, 3, 4), date(2025, 4, 5), date(2025, 5, 6)
FUTURE, TOO_OLD = date(2031, 4, 1), date(203, 4, 1)


def offered(day: date | None = None, where: DayFrom = DayFrom.NOWHERE) -> Offered:
    return Offered(locator="x", published=day, day_from=where)


def taken(day: date | None = None, where: DayFrom = DayFrom.META) -> Taken:
    return Taken(text="x", media_type="text/plain", published=day, day_from=where if day else DayFrom.NOWHERE)


@pytest.mark.parametrize(
    ("said", "own", "clock", "day", "where", "notes"),
    [
        pytest.param(offered(MARCH), taken(APRIL), CLOCK, MARCH, DayFrom.GIVEN, [], id="the giver before the page"),
        pytest.param(offered(), taken(APRIL), CLOCK, APRIL, DayFrom.META, [], id="the page before the clock"),
        pytest.param(
            offered(MARCH, DayFrom.FEED), taken(APRIL), None, APRIL, DayFrom.META, [], id="the page before its feed"
        ),
        pytest.param(
            offered(MARCH, DayFrom.FEED), taken(), None, MARCH, DayFrom.FEED, [], id="the feed where the page is silent"
        ),
        pytest.param(
            offered(), taken(), CLOCK, CLOCK, DayFrom.FILE_CLOCK, [NoteKind.DAY_GUESSED], id="the clock is a guess"
        ),
        pytest.param(offered(), taken(), None, None, DayFrom.NOWHERE, [NoteKind.NO_DAY], id="nothing is no day"),
        pytest.param(
            offered(FUTURE), taken(), CLOCK, None, DayFrom.NOWHERE,
            [NoteKind.DAY_IMPOSSIBLE, NoteKind.NO_DAY], id="a giver's impossible day waits for a person",
        ),
        pytest.param(
            offered(TOO_OLD), taken(), CLOCK, None, DayFrom.NOWHERE,
            [NoteKind.DAY_IMPOSSIBLE, NoteKind.NO_DAY], id="a slip of the year waits too",
        ),
        pytest.param(
            offered(FUTURE), taken(APRIL), None, APRIL, DayFrom.META,
            [NoteKind.DAY_IMPOSSIBLE], id="unless the page says a believable one",
        ),
        pytest.param(
            offered(), taken(FUTURE), CLOCK, CLOCK, DayFrom.FILE_CLOCK,
            [NoteKind.DAY_IMPOSSIBLE, NoteKind.DAY_GUESSED], id="a page's own future day is not believed",
        ),
        pytest.param(
            offered(), taken(), date(1970, 1, 1), None, DayFrom.NOWHERE, [NoteKind.NO_DAY],
            id="an empty clock says nothing",
        ),
    ],
)  # fmt: skip
def test_takes_the_surest_day_that_can_be(
    said: Offered, own: Taken, clock: date | None, day: date | None, where: DayFrom, notes: list[NoteKind]
) -> None:
    found = dated(offered=said, taken=own, today=TODAY, clock_of_file=(lambda: clock) if clock else None)
    assert (found.published, found.day_from, [one.kind for one in found.notes]) == (day, where, notes)


@pytest.mark.parametrize(
    ("day", "can_be"),
    [
        (TODAY, True),
        (date(2025, 6, 2), True),
        (date(2025, 6, 3), False),
        (date(1990, 1, 1), True),
        (date(1989, 12, 31), False),
    ],
)
def test_tomorrow_may_have_begun_at_the_publisher(day: date, can_be: bool) -> None:
    assert is_possible(day, today=TODAY) is can_be


def test_says_why_a_day_is_not_believed() -> None:
    found = dated(offered=offered(FUTURE), taken=taken(), today=TODAY, clock_of_file=None)
    assert found.notes[0].detail == "published 2031-04-01 lies in the future"
