"""A page's title, publisher and address are its own, in the markup of several sites."""

import pytest

from tests.extraction.articles.pages import FILLING, page, taken


@pytest.mark.parametrize(
    ("head", "title", "headline", "found"),
    [
        ('<meta property="og:title" content="Riga gives more | 05.04.2025">', "Riga gives more | News",
         "Riga gives more", "Riga gives more"),
        (('<meta property="og:title" content="Riga gives more - Example Times">'
         '<meta property="og:site_name" content="Example Times">'), "x", "Example Times", "Riga gives more"),
        ("", "Riga gives more | Example Times", "Riga gives more", "Riga gives more"),
        ("", "Example Times", "Riga gives more", "Riga gives more"),
        ("", "", "Riga gives more", "Riga gives more"),
        (('<script type="application/ld+json">{"@type":"NewsArticle","headline":"Riga gives more",'
         '"mentions":{"headline":"Storm"}}</script>'), "Example", "Menu", "Riga gives more"),
    ],
)  # fmt: skip
def test_a_title_is_the_pages_own(head: str, title: str, headline: str, found: str) -> None:
    assert taken(page(head=head, title=title, headline=headline)).title == found


def test_a_page_without_a_headline_has_the_title_of_its_head() -> None:
    data = f"<html><head><title>Riga gives more – 05.04.2025</title></head><body><main>{FILLING}</main></body></html>"
    assert taken(data.encode()).title == "Riga gives more"


@pytest.mark.parametrize(
    ("head", "url", "publisher"),
    [
        ('<meta property="og:site_name" content="Example Times">', "https://www.example.org/a", "Example Times"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"Wire"}}</script>', "", "Wire"),
        ("", "https://www.example.org/a", "example.org"),
        ('<link rel="canonical" href="https://www.example.org/a">', "", "example.org"),
        ("", "", ""),
    ],
)
def test_a_publisher_is_named_by_the_page_or_its_address(head: str, url: str, publisher: str) -> None:
    assert taken(page(head=head), url=url).publisher == publisher


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ('<link rel="canonical" href="/news/1">', "https://example.org/news/1"),
        ('<link rel="canonical" href="https://other.example/1">', "https://other.example/1"),
        ('<meta property="og:url" content="https://example.org/2">', "https://example.org/2"),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="http://[bad">', ""),
        ("", ""),
    ],
)
def test_the_address_that_a_page_calls_its_own(head: str, found: str) -> None:
    assert taken(page(head=head), url="https://example.org/a").canonical == found


def test_text_after_the_end_of_a_page_is_not_lost() -> None:
    more = b"<p>Latvia will send 8 L119 guns by the end of May, the ministry in Riga said on Tuesday.</p>"
    assert "8 L119 guns" in taken(page().replace(b"</article></body></html>", b"</body></html>" + more)).text


def test_a_page_of_a_ministry_is_read_whole() -> None:
    data = f"""<html lang="en-GB"><head><title>Military support | Federal Ministry</title>
    <meta name="date" content="2025-05-06T09:00:00+02:00"></head><body><header><nav><a href="/">Home</a></nav></header>
    <main><div class="c-intro"><h1>Military support</h1><p>Status: 6 May 2025</p></div>{FILLING}
    <h2>Given since the last list</h2><ul><li>9 Patria 6x6 carriers</li><li>4 L119 guns<sup>1</sup></li></ul>
    <h2>Planned</h2><table><tr><td>Radars</td><td>5</td></tr><tr><td>Boats</td><td>2</td></tr></table></main>
    <footer><p>© Federal Ministry 2026</p></footer></body></html>"""
    read = taken(data.encode())
    assert (str(read.published), read.title) == ("2025-05-06", "Military support")
    for line in ("- 9 Patria 6x6 carriers", "- 4 L119 guns1", "Radars | 5", "Boats | 2"):
        assert line in read.text.split("\n")
    assert "©" not in read.text
