"""A page's day is what it says of itself; neither a teaser's nor an update's."""

from datetime import date

import pytest

from extraction.articles.dates import day_alone, day_in
from extraction.articles.days import day_in_address
from pledges.domain.notes import NoteKind
from tests.extraction.articles.pages import FILLING, page, taken

LD = '<script type="application/ld+json">{}</script>'
TEASERS = (
    '{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Storm","datePublished":"2025-01-02"}]}'
)
OWN = '{"@type":"NewsArticle","headline":"Riga gives more","datePublished":"2025-04-05T23:30:00-05:00"}'
OTHER = '{"@type":"NewsArticle","headline":"Storm closes port","datePublished":"2025-01-02"}'


@pytest.mark.parametrize(
    ("data", "day", "found"),
    [
        (page(head=LD.format(OWN)), "2025-04-05", "json_ld"),
        (page(head=LD.format(f'{{"@graph":[{{"@type":"WebPage","datePublished":"2025-01-01"}},{OWN}]}}')), "2025-04-05",
         "json_ld"),
        (page(head=LD.format(f"[{OTHER},{OWN}]")), "2025-04-05", "json_ld"),
        (page(head=LD.format(OTHER) + LD.format(OWN) + LD.format(TEASERS)), "2025-04-05", "json_ld"),
        (page(head=LD.format(TEASERS)), "None", ""),
        (page(head=LD.format('{"@type":["Thing","http://schema.org/BlogPosting"],"dateModified":"2025-09-09",'
                             '"datePublished":["2025-04-05"]}')), "2025-04-05", "json_ld"),
        (page(head='<meta property="article:modified_time" content="2025-08-08">'
                   '<meta property="article:published_time" content="2025-04-05T10:00:00Z">'), "2025-04-05", "meta"),
        (page(head='<meta name="DC.date.issued" content="2025-04-05">'), "2025-04-05", "meta"),
        (page(head='<meta name="govuk:first-published-at" content="2025-04-05T10:00:00+01:00">'), "2025-04-05", "meta"),
        (page('<time class="entry-date published" datetime="2025-04-05T10:00:00+00:00">5 April</time>'
              '<time class="updated" datetime="2025-08-08T10:00:00+00:00">8 August</time>'), "2025-04-05", "text"),
        (page('<p>Updated <time datetime="2025-08-08">8 August</time></p>'
              '<p>Published <time datetime="2025-04-05">5 April</time></p>'), "2025-04-05", "text"),
        (page("<dl><dt>Published</dt><dd>5 April 2025</dd><dt>Last updated</dt><dd>8 August 2025</dd></dl>"),
         "2025-04-05", "text"),
        (page('<p class="byline">By Ann Writer, Riga | Apr. 5, 2025</p>'), "2025-04-05", "text"),
        (page(title="Riga gives more | News | 05.04.2025"), "2025-04-05", "text"),
        (page(title="Riga gives more – Example – 04/25/2025"), "2025-04-25", "text"),
        (page(title="Riga gives more – Example – 04/05/2025"), "None", ""),
        (page() + b'<ul><li><strong>Date</strong> 05.04.2025</li></ul>', "2025-04-05", "text"),
        (page() + b'<div class="related-stories"><p>Published 12 January 2025</p></div>', "None", ""),
        (page() + b'<aside><time datetime="2025-01-12">12 January</time></aside>', "None", ""),
        (page() + b'<section class="teasers"><article><h2>Storm</h2><time class="published" datetime="2025-01-12">'
                  b"</time></article></section>", "None", ""),
        (page() + b"<div><article><h2>Storm</h2><time class=published datetime=2025-01-12></time></article></div>",
         "None", ""),
        (page("<p>On 3 March 2024 the depot burned.</p>"), "None", ""),
        (page("<footer>© 2025. Last updated 8 August 2025</footer>"), "None", ""),
    ],
)  # fmt: skip
def test_finds_the_day_or_none(data: bytes, day: str, found: str) -> None:
    read = taken(data)
    assert (str(read.published), read.day_from) == (day, found)
    assert not read.notes


def test_the_address_says_the_day_where_the_page_says_none() -> None:
    read = taken(page(), url="https://example.org/news/2025/04/05/riga?x=2024-01-01")
    assert (str(read.published), read.day_from) == ("2025-04-05", "url")


@pytest.mark.parametrize(("day", "says"), [("2031-04-05", "lies in the future"), ("1970-01-01", "lies before")])
def test_a_day_that_cannot_be_is_not_believed_and_told(day: str, says: str) -> None:
    read = taken(page(head=f'<meta name="date" content="{day}">'))
    (note,) = read.notes
    assert (read.published, note.kind) == (None, NoteKind.DAY_IMPOSSIBLE)
    assert day in note.detail
    assert says in note.detail


def test_a_day_that_cannot_be_leaves_the_word_to_the_next_place() -> None:
    read = taken(page(head='<meta name="date" content="1970-01-01">'), url="https://example.org/2025/04/05/riga")
    assert (str(read.published), read.notes) == ("2025-04-05", ())


def test_without_a_clock_a_day_ahead_is_taken() -> None:
    read = taken(page(head='<meta name="date" content="2031-04-05">'), today=None)
    assert read.published == date(2031, 4, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("28.02.2025", "2025-02-28"), ("28. Februar 2025", "2025-02-28"), ("28th of February, 2025", "2025-02-28"),
        ("Feb. 28, 2025", "2025-02-28"), ("28/02/2025", "2025-02-28"), ("02/28/2025", "2025-02-28"),
        ("03/03/2025", "2025-03-03"), ("02/03/2025", "None"), ("2025/02/28", "2025-02-28"), ("30.02.2025", "None"),
        ("version 1.28.02.2025", "None"), ("in 2025", "None"),
    ],
)  # fmt: skip
def test_reads_a_printed_day(text: str, day: str) -> None:
    assert str(day_in(f"Riga, {text}; more")) == day


def test_a_day_alone_may_have_a_weekday_and_a_time() -> None:
    assert day_alone("Friday, 28 February 2025, 10:30 GMT") == date(2025, 2, 28)
    assert day_alone("Since 28 February 2025") is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/a-20250405.html", "2025-04-05"), ("https://example.org/2025-04-05/a", "2025-04-05"),
        ("https://example.org/123456789012", "None"), ("https://2025-04-05.example.org/a", "None"), ("", "None"),
    ],
)  # fmt: skip
def test_reads_a_day_in_an_address(url: str, day: str) -> None:
    assert str(day_in_address(url)) == day


def test_the_text_of_the_pages_here_is_long_enough_to_be_kept() -> None:
    assert taken(page()).text.count("\n") == FILLING.count("<p>")
