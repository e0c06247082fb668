"""The posts of a live blog stand in the text with the days on which they were published."""

import json

import pytest

from extraction.articles.offers import Taken
from tests.extraction.articles.pages import FILLING, page, taken

FIRST = "Yesterday Latvia handed over 8 L119 guns, the ministry in Riga said."
SECOND = "Estonia will send 5 radars, its minister told reporters at the border."


def posts_of(read: Taken) -> list[tuple[str, str]]:
    return [(read.text[post.start : post.end], str(post.published)) for post in read.posts]


def live(body: str, *updates: dict[str, str]) -> bytes:
    node = {"@type": "LiveBlogPosting", "headline": "Gifts live", "datePublished": "2025-05-01T06:00:00Z",
            "liveBlogUpdate": [{"@type": "BlogPosting", **update} for update in updates]}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    return (
        f"<html lang=en><head><title>Gifts live</title>{head}</head><body><main><h1>Gifts live</h1>"
        f"<header><time datetime='2025-05-01T06:00:00Z'>1 May</time></header>{body}{FILLING}</main></body></html>"
    ).encode()


GUARDIAN = (
    f'<div id="liveblog-body"><article class="block"><header><a href="#1"><time datetime="2025-05-03T08:00:00Z">'
    f"08.00</time></a></header><h2>Tallinn gives</h2><div><p>{SECOND}</p><p>It named no day for it.</p></div></article>"
    f'<article class="block"><header><a href="#2"><time datetime="2025-05-02T21:10:00Z">21.10</time></a></header>'
    f"<h2>Riga gives</h2><div><p>{FIRST}</p></div></article></div>"
)
LIST = (
    f'<ol><li><span><time datetime="2025-05-03T08:00:00Z">3h ago</time></span><p>{SECOND}</p></li>'
    f'<li><span><time datetime="2025-05-02T21:10:00Z">14h ago</time></span><p>{FIRST}</p></li></ol>'
)
TWICE = (
    f'<div class="b"><p><time datetime="2025-05-03T08:00:00Z">8.00</time> (updated '
    f'<time datetime="2025-05-04T09:00:00Z">9.00</time>)</p><p>{SECOND}</p></div>'
    '<div class="b"><p><time datetime="2025-05-02T21:10:00Z">21.10</time></p>'
    f"<p>{FIRST}</p></div>"
)


@pytest.mark.parametrize("body", [GUARDIAN, LIST, TWICE], ids=["blocks", "list", "two times in a post"])
def test_each_post_has_its_own_day_and_the_blog_its_first(body: str) -> None:
    read = taken(live(body))
    assert (read.title, str(read.published), read.day_from) == ("Gifts live", "2025-05-01", "json_ld")
    (second, second_day), (first, first_day) = posts_of(read)
    assert (second_day, first_day) == ("2025-05-03", "2025-05-02")
    assert SECOND in second
    assert FIRST in first
    assert "⦗" not in read.text
    assert "08.00" not in read.text


def test_posts_without_times_have_the_days_that_json_ld_tells() -> None:
    body = f"<div><h2>Tallinn gives</h2><p>{SECOND}</p></div><div><p>{FIRST}</p></div>"
    read = taken(live(body, {"articleBody": FIRST, "datePublished": "2025-05-02T21:10:00Z"}))
    assert posts_of(read) == [(FIRST, "2025-05-02")]


def test_posts_that_only_json_ld_holds_stand_after_the_text() -> None:
    read = taken(live("", {"headline": "Riga gives", "articleBody": FIRST, "datePublished": "2025-05-02"}))
    assert read.text.endswith(f"\nRiga gives\n{FIRST}")
    assert posts_of(read) == [(f"Riga gives\n{FIRST}", "2025-05-02")]


def test_a_live_blog_without_a_day_of_its_own_is_of_its_coverage() -> None:
    data = live(LIST).replace(b"datePublished", b"coverageStartTime", 1)
    assert str(taken(data).published) == "2025-05-01"


@pytest.mark.parametrize(
    "body",
    [
        ('<p>On <time datetime="2022-02-24">24 February 2022</time> the war began, and nothing was as it had been.</p>'
        '<p>Since <time datetime="2023-06-04">4 June 2023</time> the depots were filled again, at a cost.</p>'),
        '<p><time datetime="2025-05-01">1 May 2025</time></p>',
        ('<ul class="related"><li><time datetime="2025-01-01">1 Jan</time> Storm closes the port of Liepaja again</li>'
        '<li><time datetime="2025-01-02">2 Jan</time> Port of Liepaja opens to ships after the storm</li></ul>'),
    ],
    ids=["days in a text", "the article's own", "related stories"],
)  # fmt: skip
def test_a_time_in_an_article_makes_no_post(body: str) -> None:
    read = taken(page(body))
    assert read.posts == ()
