"""Times count from the day of the article or of its post; where none is known, only those that need none are read."""

from datetime import date

import pytest

from pledges.domain.posts import Post
from pledges.domain.values import Window
from tests.extraction.reading.conftest import Read, told

OPEN = {
    "a deadline": "Latvia will send Ukraine 18 Patria 6x6 carriers by the end of the month.",
    "a month": "Latvia will send Ukraine 18 Patria 6x6 carriers in March.",
    "a season": "Latvia will send Ukraine 18 Patria 6x6 carriers this summer.",
    "a day before": "Yesterday Latvia handed over 18 Patria 6x6 carriers to Ukraine.",
    "a weekday": "Latvia handed over 18 Patria 6x6 carriers to Ukraine on Tuesday.",
    "a weekday of saying": "Latvia said on Tuesday that it would send Ukraine 18 Patria 6x6 carriers.",
    "a year to come": "Latvia will send Ukraine 18 Patria 6x6 carriers next year.",
    "a day without a year": "Latvia will send Ukraine 18 Patria 6x6 carriers by 31 May.",
}
FIRM = {
    "a deadline": ("Latvia will send Ukraine 18 Patria 6x6 carriers by 31 May 2025.", (None, date(2025, 5, 31))),
    "a month": (
        "Latvia handed over 18 Patria 6x6 carriers to Ukraine in March 2024.",
        (date(2024, 3, 1), date(2024, 3, 31)),
    ),
    "a year": ("Latvia will send Ukraine 18 Patria 6x6 carriers in 2026.", (date(2026, 1, 1), date(2026, 12, 31))),
}


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_leaves_a_time_open_that_counts_from_an_unknown_day(read: Read, text: str) -> None:
    (claim,) = read(text, published=None)
    assert told(claim).endswith("LV 18 Patria 6x6")
    assert claim.window is None
    assert claim.announced is None
    assert {"window", "announced"}.isdisjoint(claim.words)


@pytest.mark.parametrize(("text", "window"), FIRM.values(), ids=FIRM)
def test_reads_a_time_that_needs_no_day(read: Read, text: str, window: tuple[date | None, date | None]) -> None:
    (claim,) = read(text, published=None)
    assert claim.window == Window(start=window[0], end=window[1])


def test_takes_no_delivery_to_come_for_one_that_was(read: Read) -> None:
    (claim,) = read("Latvia delivers eight M109 howitzers to Ukraine next year.", published=None)
    assert told(claim) == "pledge LV 8 M109"


def test_counts_from_the_day_of_the_post(read: Read) -> None:
    text = (
        "All the news of the war.\n\nYesterday Denmark handed over 7 F-16 jets to Ukraine.\n\n"
        "Yesterday Latvia handed over 18 Patria 6x6 carriers to Ukraine.\n\n"
        "Yesterday Spain handed over 3 M113 carriers to Ukraine."
    )
    second, third, after = (text.index(name) - len("Yesterday ") for name in ("Denmark", "Latvia", "Spain"))
    posts = (
        Post(start=second, end=third, published=date(2023, 3, 6)),
        Post(start=third, end=after, published=date(2023, 3, 4)),
    )
    days = {claim.donors: claim.window for claim in read(text, posts=posts)}
    assert days == {
        ("DK",): Window(start=date(2023, 3, 5), end=date(2023, 3, 5)),
        ("LV",): Window(start=date(2023, 3, 3), end=date(2023, 3, 3)),
        ("ES",): Window(start=date(2023, 3, 7), end=date(2023, 3, 7)),
    }


def test_knows_the_post_of_a_sentence_after_marks_were_cut(read: Read) -> None:
    text = "**\u00ad\u00ad\u00adNews**\n\nYesterday Denmark handed over 7 F-16 jets to Ukraine."
    (claim,) = read(
        text, posts=(Post(start=12, end=len(text), published=date(2023, 3, 3)),), media_type="text/markdown"
    )
    assert claim.window == Window(start=date(2023, 3, 2), end=date(2023, 3, 2))


WITHOUT_A_YEAR = {
    "since, soon after": (
        "Some 70 Ukrainian soldiers have been trained in Spain since 6 March.", date(2023, 3, 9), date(2023, 3, 6),
    ),
    "since, long after": (
        "Since 6 March, Latvia has given Ukraine 18 Patria 6x6 carriers.", date(2023, 11, 20), date(2023, 3, 6),
    ),
    "on a day of this year": (
        "On 2 July Latvia handed over 18 Patria 6x6 carriers to Ukraine.", date(2023, 10, 20), date(2023, 7, 2),
    ),
    "on a day of last year": (
        "On 2 July Latvia handed over 18 Patria 6x6 carriers to Ukraine.", date(2023, 3, 9), date(2022, 7, 2),
    ),
    "to come, next year": (
        "Latvia will hand over 18 Patria 6x6 carriers to Ukraine on 2 February.", date(2023, 11, 20), date(2024, 2, 2),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "published", "start"), WITHOUT_A_YEAR.values(), ids=WITHOUT_A_YEAR.keys())
def test_a_day_without_a_year_goes_by_the_tense_of_its_verb(
    read: Read, text: str, published: date, start: date
) -> None:
    windows = [claim.window for claim in read(text, published=published)]
    assert [window and window.start for window in windows] == [start]


def test_a_day_of_a_past_verb_lies_behind_in_a_note_too(read: Read) -> None:
    text = "Eighteen Patria 6x6 carriers from Latvia, it emerged, crossed the border to Ukraine on 2 March."
    (claim,) = read(text, published=date(2023, 3, 9), title="")
    assert claim.window == Window(start=date(2023, 3, 2), end=date(2023, 3, 2))


ANNOUNCED = {
    "on Monday that it would": "Latvia announced on Monday that it would send Ukraine 18 Patria 6x6 carriers.",
    "on Monday said": "On Monday Riga said it will give Ukraine 18 Patria 6x6 carriers by the end of May.",
    "a package presented": "Latvia presented a package of 18 Patria 6x6 carriers for Ukraine on Monday.",
    "a promise": "On Monday Latvia promised Ukraine 18 Patria 6x6 carriers.",
    "in a statement of": "In a statement on Monday, Latvia pledged 18 Patria 6x6 carriers to Ukraine.",
}


@pytest.mark.parametrize("text", ANNOUNCED.values(), ids=ANNOUNCED.keys())
def test_a_day_of_announcing_is_no_window(read: Read, text: str) -> None:
    (claim,) = read(text)
    assert claim.announced == date(2023, 3, 6)
    assert claim.window is None or claim.window.start is None


def test_what_is_done_has_no_window_ahead(read: Read) -> None:
    (claim,) = read("Latvia handed over 18 Patria 6x6 carriers to Ukraine in 2025.")
    assert claim.window is None
