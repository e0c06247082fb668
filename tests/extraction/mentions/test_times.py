"""Every time that news names becomes the window that `claims.md` defines, seen from the day of publication."""

from datetime import date

import pytest

from extraction.mentions import Gazetteer, TimeMention, find_mentions, resolve
from pledges.domain.values import Window
from tests.extraction.mentions.small_catalogue import CATALOGUE

GAZETTEER = Gazetteer.build(CATALOGUE)
THURSDAY = date(2023, 2, 9)


def times(text: str, published: date = THURSDAY) -> list[TimeMention]:
    found = find_mentions(text, published=published, gazetteer=GAZETTEER).times
    assert all(text[t.start : t.end] == t.text for t in found)
    return list(found)


def window_of(time: TimeMention) -> Window:
    assert time.window is not None
    return time.window


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


WINDOWS: dict[str, tuple[str, str, str | None, str | None, str]] = {
    # id: text, words, from, to, role; published on Thursday 2023-02-09
    "day month year": ("On 7 February 2023 they met.", "On 7 February 2023", "2023-02-07", "2023-02-07", "point"),
    "month day year": ("On February 7, 2023 they met.", "On February 7, 2023", "2023-02-07", "2023-02-07", "point"),
    "short month": ("It left Feb. 7 by rail.", "Feb. 7", "2023-02-07", "2023-02-07", "point"),
    "ordinal day": ("on the 7th of February", "on the 7th of February", "2023-02-07", "2023-02-07", "point"),
    "coming day": ("They meet on 14 February.", "on 14 February", "2023-02-14", "2023-02-14", "point"),
    "weekday with a date": (
        "on Tuesday, March 7, 2023",
        "on Tuesday, March 7, 2023",
        "2023-03-07",
        "2023-03-07",
        "point",
    ),
    "iso": ("dated 2023-01-31 in full", "2023-01-31", "2023-01-31", "2023-01-31", "point"),
    "dotted": ("sent on 6.04.2022 by air", "on 6.04.2022", "2022-04-06", "2022-04-06", "point"),
    "slashed": ("until 6/17/2022", "until 6/17/2022", None, "2022-06-17", "until"),
    "days": ("from 14 to 19 February", "from 14 to 19 February", "2023-02-14", "2023-02-19", "in"),
    "days with a hyphen": ("on March 22-24", "on March 22-24", "2023-03-22", "2023-03-24", "point"),
    "days over two months": ("28 February-2 March", "28 February-2 March", "2023-02-28", "2023-03-02", "point"),
    "month and year": ("in March 2022", "in March 2022", "2022-03-01", "2022-03-31", "in"),
    "month to come": ("in March", "in March", "2023-03-01", "2023-03-31", "in"),
    "month gone": ("in January", "in January", "2023-01-01", "2023-01-31", "in"),
    "last month by name": ("last March", "last March", "2022-03-01", "2022-03-31", "point"),
    "next month by name": ("next March", "next March", "2023-03-01", "2023-03-31", "point"),
    "month this year": ("in March this year", "in March this year", "2023-03-01", "2023-03-31", "in"),
    "month last year": ("in October last year", "in October last year", "2022-10-01", "2022-10-31", "in"),
    "month before a count": ("In March 14 tanks left.", "In March", "2023-03-01", "2023-03-31", "in"),
    "early": ("in early March", "in early March", "2023-03-01", "2023-03-10", "in"),
    "mid": ("in mid-March", "in mid-March", "2023-03-11", "2023-03-20", "in"),
    "late last month": ("late last month", "late last month", "2023-01-21", "2023-01-31", "point"),
    "today": ("It left today.", "today", "2023-02-09", "2023-02-09", "point"),
    "yesterday": ("It left yesterday.", "yesterday", "2023-02-08", "2023-02-08", "point"),
    "tomorrow": ("It leaves tomorrow.", "tomorrow", "2023-02-10", "2023-02-10", "point"),
    "the day after tomorrow": ("the day after tomorrow", "the day after tomorrow", "2023-02-11", "2023-02-11", "point"),
    "weekday": ("It left on Tuesday.", "on Tuesday", "2023-02-07", "2023-02-07", "point"),
    "weekday alone": ("He said Wednesday that", "Wednesday", "2023-02-08", "2023-02-08", "point"),
    "weekday of publication": ("It left on Thursday.", "on Thursday", "2023-02-09", "2023-02-09", "point"),
    "last weekday": ("last Friday", "last Friday", "2023-02-03", "2023-02-03", "point"),
    "next weekday": ("next Tuesday", "next Tuesday", "2023-02-14", "2023-02-14", "point"),
    "this week": ("this week", "this week", "2023-02-06", "2023-02-12", "point"),
    "last week": ("last week", "last week", "2023-01-30", "2023-02-05", "point"),
    "next week": ("next week", "next week", "2023-02-13", "2023-02-19", "point"),
    "this weekend": ("this weekend", "this weekend", "2023-02-11", "2023-02-12", "point"),
    "later this week": ("later this week", "later this week", "2023-02-09", "2023-02-12", "point"),
    "this month": ("this month", "this month", "2023-02-01", "2023-02-28", "point"),
    "earlier this month": ("earlier this month", "earlier this month", "2023-02-01", "2023-02-09", "point"),
    "next month": ("next month", "next month", "2023-03-01", "2023-03-31", "point"),
    "last year": ("last year", "last year", "2022-01-01", "2022-12-31", "point"),
    "this summer": ("this summer", "this summer", "2023-06-01", "2023-08-31", "point"),
    "last summer": ("last summer", "last summer", "2022-06-01", "2022-08-31", "point"),
    "next summer": ("next summer", "next summer", "2024-06-01", "2024-08-31", "point"),
    "this winter": ("this winter", "this winter", "2022-12-01", "2023-02-28", "point"),
    "in the spring": ("in the spring", "in the spring", "2023-03-01", "2023-05-31", "in"),
    "by autumn": ("by autumn", "by autumn", None, "2023-11-30", "by"),
    "the fall of a year": ("in the fall of 2023", "in the fall of 2023", "2023-09-01", "2023-11-30", "in"),
    "summer of a year": ("the summer of 2022", "summer of 2022", "2022-06-01", "2022-08-31", "point"),
    "end of the month": ("by the end of the month", "by the end of the month", None, "2023-02-28", "by"),
    "end of the year": ("by the end of the year", "by the end of the year", None, "2023-12-31", "by"),
    "end of a year": ("by the end of 2023", "by the end of 2023", None, "2023-12-31", "by"),
    "end of a month": ("by the end of March", "by the end of March", None, "2023-03-31", "by"),
    "end of next month": ("by the end of next month", "by the end of next month", None, "2023-03-31", "by"),
    "end of the summer": ("before the end of summer", "before the end of summer", None, "2023-08-31", "by"),
    "year-end": ("by year-end", "by year-end", None, "2023-12-31", "by"),
    "year's end": ("by year's end", "by year's end", None, "2023-12-31", "by"),
    "before a feast": ("before Christmas", "before Christmas", None, "2023-12-24", "by"),
    "by a day": ("by 24 February", "by 24 February", None, "2023-02-24", "by"),
    "no later than": ("no later than March", "no later than March", None, "2023-03-31", "by"),
    "start of next year": ("at the start of next year", "at the start of next year", "2024-01-01", "2024-01-31", "in"),
    "early a year": ("in early 2024", "in early 2024", "2024-01-01", "2024-04-30", "in"),
    "a year": ("in 2024", "in 2024", "2024-01-01", "2024-12-31", "in"),
    "first half": ("the first half of 2024", "the first half of 2024", "2024-01-01", "2024-06-30", "point"),
    "second half of the year": (
        "in the second half of the year",
        "in the second half of the year",
        "2023-07-01",
        "2023-12-31",
        "in",
    ),
    "quarter of a year": ("by the second quarter of 2024", "by the second quarter of 2024", None, "2024-06-30", "by"),
    "Q2": ("in Q2 2024", "in Q2 2024", "2024-04-01", "2024-06-30", "in"),
    "the last quarter of a year": (
        "in the last quarter of 2023",
        "in the last quarter of 2023",
        "2023-10-01",
        "2023-12-31",
        "in",
    ),
    "the first months of a year": (
        "in the first three months of 2024",
        "in the first three months of 2024",
        "2024-01-01",
        "2024-03-31",
        "in",
    ),
    "two years joined": ("sent in 2024-25", "in 2024-25", "2024-01-01", "2025-12-31", "in"),
    "the turn of the year": (
        "by the turn of the year",
        "by the turn of the year",
        None,
        "2023-12-31",
        "by",
    ),
    "over the weekend": ("sent over the weekend", "over the weekend", "2023-02-04", "2023-02-05", "in"),
    "a quarter": ("in the first quarter", "in the first quarter", "2023-01-01", "2023-03-31", "in"),
    "over the next year": ("over the next year", "over the next year", "2023-02-09", "2024-02-09", "duration"),
    "in the next two months": (
        "in the next two months",
        "in the next two months",
        "2023-02-09",
        "2023-04-09",
        "duration",
    ),
    "within ten days": ("within ten days", "within ten days", "2023-02-09", "2023-02-19", "duration"),
    "over the past year": ("over the past year", "over the past year", "2022-02-09", "2023-02-09", "duration"),
    "in two weeks": ("It comes in two weeks.", "in two weeks", "2023-02-20", "2023-02-26", "in"),
    "three weeks ago": ("three weeks ago", "three weeks ago", "2023-01-16", "2023-01-22", "point"),
    "two days ago": ("two days ago", "two days ago", "2023-02-07", "2023-02-07", "point"),
    "since a day": ("since 24 February", "since 24 February", "2022-02-24", None, "since"),
    "since a month": ("since February 2022", "since February 2022", "2022-02-01", None, "since"),
    "since the invasion": ("since the invasion", "since the invasion", "2022-02-24", None, "since"),
    "since the war's start": ("since the start of the war", "since the start of the war", "2022-02-24", None, "since"),
    "since they invaded": (
        "since Russia invaded Ukraine in February 2022",
        "since Russia invaded Ukraine in February 2022",
        "2022-02-24",
        None,
        "since",
    ),
    "until a month": ("until October", "until October", None, "2023-10-31", "until"),
    "from a month on": ("starting in April", "starting in April", "2023-04-01", None, "since"),
    "from year to year": ("from 2024 to 2026", "from 2024 to 2026", "2024-01-01", "2026-12-31", "in"),
    "between months": ("between March and May", "between March and May", "2023-03-01", "2023-05-31", "in"),
    "as early as": ("as early as next week", "as early as next week", "2023-02-13", "2023-02-19", "in"),
}


@pytest.mark.parametrize(("text", "words", "first", "last", "role"), WINDOWS.values(), ids=WINDOWS)
def test_reads_a_window(text: str, words: str, first: str | None, last: str | None, role: str) -> None:
    [time] = times(text)
    assert (time.text, iso(window_of(time).start), iso(window_of(time).end), time.role) == (words, first, last, role)


NO_TIMES = {
    "coming months": "in the coming months",
    "over the next years": "over the next years",
    "within weeks": "within weeks",
    "soon": "soon, one day, at some point",
    "the verb may": "He may go, and they march on.",
    "a fall": "after the fall of the city",
    "no such day": "30 February 2023",
    "two readings": "on 7/2/2023",
    "another war": "since the invasion of Iraq",
    "a newspaper": "She told USA TODAY.",
    "a record": "the first victory in two years",
    "a budget": "the 2023 budget",
    "a fiscal year": "in fiscal year 2024",
    "each week": "every week they train",
    "the new year": "in the new year",
    "a dateline": "BRNO, May 17 (Wire) - The guns are old.",
    "a dateline with its year": "LONDON, 17 May 2023: The guns are old.",
    "a number": "the 2023 rounds",
}


@pytest.mark.parametrize("text", NO_TIMES.values(), ids=NO_TIMES)
def test_reads_no_window(text: str) -> None:
    assert [time.text for time in times(text)] == []


TENSES = {
    "weekday": ("on Tuesday", "2023-02-07", "2023-02-14"),
    "month": ("in March", "2022-03-01", "2023-03-01"),
    "day": ("on 5 May", "2022-05-05", "2023-05-05"),
    "season": ("in the autumn", "2022-09-01", "2023-09-01"),
    "part": ("in late January", "2023-01-21", "2024-01-21"),
}


@pytest.mark.parametrize(("text", "past", "ahead"), TENSES.values(), ids=TENSES)
def test_the_tense_settles_what_the_words_leave_open(text: str, past: str, ahead: str) -> None:
    [time] = times(text)
    assert time.future is None
    assert iso(window_of(resolve(time, future=False)).start) == past
    assert iso(window_of(resolve(time, future=True)).start) == ahead


def test_the_tense_moves_nothing_that_is_firm() -> None:
    [time] = times("on 7 February 2022")
    assert resolve(time, future=True) == time
    assert time.future is False


def test_a_day_is_precise_enough_to_have_been_announced() -> None:
    assert [time.precision for time in times("on 7 February, in March, this week, this summer, in 2022")] == [
        "day",
        "month",
        "week",
        "season",
        "year",
    ]


@pytest.mark.parametrize(
    ("published", "text", "first"),
    [
        (date(2024, 2, 29), "a year ago", "2023-02-01"),
        (date(2023, 12, 31), "next week", "2024-01-01"),
        (date(2023, 1, 1), "last month", "2022-12-01"),
        (date(2023, 12, 5), "in January", "2024-01-01"),
        (date(2023, 12, 5), "this winter", "2023-12-01"),
        (date(2022, 7, 31), "next month", "2022-08-01"),
    ],
)
def test_years_turn(published: date, text: str, first: str) -> None:
    [time] = times(text, published)
    assert iso(window_of(time).start) == first
