"""The bytes of a listing become items, bounded, and whatever is passed over is told."""

import gzip
import json
from datetime import UTC, date, datetime

import pytest

from extraction.articles.offers import Refused
from extraction.polling.listings import Listed, read_listing

NOW = datetime(2024, 6, 3, 12, tzinfo=UTC)
HERE = "https://news.example/listing"
RSS = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title>{}</channel></rss>'
ITEM = "<item><title>{0}</title><link>https://news.example/{0}</link><guid>{0}</guid><pubDate>{1}</pubDate></item>"
MONDAY, SUNDAY = "Mon, 03 Jun 2024 08:00:00 GMT", "Sun, 02 Jun 2024 08:00:00 GMT"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>Six guns</title>
<link href="/six-guns"/><id>tag:1</id><published>2024-06-01T10:00:00+02:00</published>
<updated>2024-06-02T10:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>News</title></channel>
<item rdf:about="https://news.example/a"><title>Six guns</title><link>https://news.example/six-guns</link>
<dc:date>2024-06-01</dc:date></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "url": "/six-guns", "title": "Six guns", "date_published": "2024-06-01T10:00:00Z"}],
    }
)
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image><image:loc>https://news.example/p.jpg</image:loc><image:title>A photo</image:title></image:image>
<loc>https://news.example/six-guns</loc><lastmod>2024-06-02T10:00:00Z</lastmod><news:news><news:publication>
<news:name>News</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-06-01</news:publication_date><news:title>Six guns</news:title></news:news></url></urlset>"""
PLAIN_SITEMAP = "<urlset><url><loc>https://news.example/six-guns</loc></url></urlset>"
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>/old.xml</loc>
<lastmod>2023-01-01</lastmod></sitemap><sitemap><loc>/new.xml.gz</loc><lastmod>2024-06-02</lastmod></sitemap></sitemapindex>"""
LINKS = """<!DOCTYPE html><html><head><base href="/news/"></head><body><nav><a href="/">Home</a></nav>
<a href="six-guns"><img src="p.jpg"></a><a href="six-guns#more"> Six
guns </a><a href="https://elsewhere.example/x">Elsewhere</a><a href="mailto:us@news.example">Write</a>
<a href="javascript:void(0)">x</a><a href="http://[bad">y</a><a href="/p.jpg">Photo</a></body></html>"""


def read(listing: str | bytes, form: str = "feed", **how: str) -> Listed:
    data = listing.encode() if isinstance(listing, str) else listing
    return read_listing(data, form=form, address=HERE, now=NOW, **how)


def rss(*items: str) -> str:
    return RSS.format("".join(items))


@pytest.mark.parametrize(
    ("listing", "form", "title", "published", "updated"),
    [
        pytest.param(
            rss(ITEM.format("six-guns", "Sat, 01 Jun 2024 10:00:00 GMT").replace("<title>six-", "<title>Six ")),
            "feed", "Six guns", date(2024, 6, 1), datetime(2024, 6, 1, 10, tzinfo=UTC), id="RSS",
        ),
        pytest.param(
            ATOM, "feed", "Six guns", date(2024, 6, 1), datetime(2024, 6, 2, 10, tzinfo=UTC), id="Atom"
        ),
        pytest.param(RDF, "feed", "Six guns", date(2024, 6, 1), datetime(2024, 6, 1, tzinfo=UTC), id="RDF"),
        pytest.param(
            JSON_FEED, "feed", "Six guns", date(2024, 6, 1), datetime(2024, 6, 1, 10, tzinfo=UTC), id="JSON Feed"
        ),
        pytest.param(
            "<rss><channel><item><title>Six guns<br></title><link>https://news.example/six-guns</link></item>",
            "feed", "Six guns<br>", None, None, id="a broken feed, by the tolerant parser",
        ),
        pytest.param(
            SITEMAP, "sitemap", "Six guns", date(2024, 6, 1), datetime(2024, 6, 2, 10, tzinfo=UTC), id="news sitemap"
        ),
        pytest.param(PLAIN_SITEMAP, "sitemap", "", None, None, id="plain sitemap"),
        pytest.param(gzip.compress(PLAIN_SITEMAP.encode()), "sitemap", "", None, None, id="packed sitemap"),
        pytest.param(PLAIN_SITEMAP[:-9], "sitemap", "", None, None, id="sitemap that breaks off"),
        pytest.param(rss(ITEM.format("six-guns", MONDAY)).encode("utf-16"), "feed", "six-guns", date(2024, 6, 3),
                     datetime(2024, 6, 3, 8, tzinfo=UTC), id="UTF-16 that calls itself UTF-8"),
    ],
)  # fmt: skip
def test_reads_each_form(
    listing: str | bytes, form: str, title: str, published: date | None, updated: datetime | None
) -> None:
    listed = read(listing, form)
    (item,) = listed.items
    assert item.address == "https://news.example/six-guns"
    assert (item.title, item.published, item.updated) == (title, published, updated)
    assert listed.told == ()


def test_the_day_of_an_update_is_not_that_of_publishing() -> None:
    (item,) = read(ATOM.replace("<published>2024-06-01T10:00:00+02:00</published>", "")).items
    assert (item.published, item.updated) == (None, datetime(2024, 6, 2, 10, tzinfo=UTC))


def test_lists_the_links_of_a_page_to_its_own_site() -> None:
    assert [(item.address, item.title) for item in read(LINKS, "link_page").items] == [
        ("https://news.example/news/six-guns", "Six guns")
    ]


def test_lists_the_links_that_a_pattern_names() -> None:
    items = read(LINKS, "link_page", link_pattern="https://elsewhere.example/*").items
    assert [item.address for item in items] == ["https://elsewhere.example/x"]


def test_reads_an_index_of_sitemaps_newest_first() -> None:
    assert [child.address for child in read(INDEX, "sitemap").children] == [
        "https://news.example/new.xml.gz",
        "https://news.example/old.xml",
    ]


def test_decodes_as_the_answer_says() -> None:
    data = rss("<item><title>Zürich</title><link>/z</link></item>").replace("utf-8", "ascii").encode("latin-1")
    assert read(data, charset="iso-8859-1").items[0].title == "Zürich"


def test_puts_the_newest_first() -> None:
    titles = [item.title for item in read(rss(ITEM.format("old", SUNDAY), ITEM.format("new", MONDAY))).items]
    assert titles == ["new", "old"]


def test_looks_at_the_first_of_a_hundred_thousand_items() -> None:
    listed = read(rss(*(ITEM.format(number, MONDAY) for number in range(100_000))))
    assert len(listed.items) == 500
    assert listed.told == ("100,000 items, the first 500 were looked at, the newest first",)


@pytest.mark.parametrize(
    ("items", "addresses", "told"),
    [
        pytest.param(
            ["<item><title>a</title></item>", ITEM.format("b", MONDAY)], ["b"], "1 item has no link", id="no link"
        ),
        pytest.param(
            ["<item><title>a</title><guid>https://news.example/a</guid></item>"], ["a"], None, id="guid as link"
        ),
        pytest.param(
            ["<item><title>a</title><link>ftp://news.example/a</link></item>"], [],
            "1 item has a link that is no http(s) address", id="no http(s) link",
        ),
        pytest.param(
            [ITEM.format("a", MONDAY)] * 3, ["a"], "2 items repeat the address of another", id="repeated address"
        ),
        pytest.param(
            [f"<item><title>{t}</title><link>/{t}</link><guid>1</guid></item>" for t in "ab"], ["a", "b"],
            "1 item has the guid of another with another address: both were taken", id="one guid for all",
        ),
        pytest.param(
            [f"<item><title>a</title><link>/{t}</link><guid>1</guid></item>" for t in "ab"], ["a"],
            "1 item repeats another under the same guid and title", id="one item under two addresses",
        ),
        pytest.param(
            [ITEM.format("a", "Thu, 01 Jan 1970 00:00:00 GMT")], ["a"],
            "1 item is dated before 1990: not believed", id="1970",
        ),
        pytest.param(
            [ITEM.format("a", "Wed, 01 Jan 2031 00:00:00 GMT")], ["a"],
            "1 item is dated in the future: not believed", id="2031",
        ),
        pytest.param([ITEM.format("a", "yesterday or so")], ["a"], None, id="a day that is none"),
    ],
)  # fmt: skip
def test_tells_what_it_does_not_follow_or_believe(items: list[str], addresses: list[str], told: str | None) -> None:
    listed = read(rss(*items))
    assert [item.address.rpartition("/")[2] for item in listed.items] == addresses
    assert listed.told == ((told,) if told else ())


@pytest.mark.parametrize("day", ["Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 01 Jan 2031 00:00:00 GMT"])
def test_gives_no_day_that_cannot_be(day: str) -> None:
    (item,) = read(rss(ITEM.format("a", day))).items
    assert (item.published, item.updated) == (None, None)


BILLION = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("listing", "form", "reason"),
    [
        pytest.param(BILLION + rss(), "feed", "has a DOCTYPE", id="entities"),
        pytest.param("<?xml version='1.0'?><!-- a --> <!doctype rss SYSTEM 'file:///etc/passwd'><rss/>", "feed",
                     "has a DOCTYPE", id="a file behind a comment"),
        pytest.param((BILLION + rss()).encode("utf-16"), "feed", "has a DOCTYPE", id="entities in UTF-16"),
        pytest.param(BILLION + PLAIN_SITEMAP, "sitemap", "has a DOCTYPE", id="entities in a sitemap"),
        pytest.param(rss("<item>" + "<a>" * 100_000), "feed", "deeper", id="elements 100,000 deep"),
        pytest.param(rss("<item>" + "<" * 1_100_000), "feed", "more elements", id="a million openings"),
        pytest.param("<urlset>" + "<a>" * 100_000, "sitemap", "is no sitemap that can be read", id="a deep sitemap"),
        pytest.param('{"items":' + "[" * 100_000, "feed", "is no JSON that can be read", id="deep JSON"),
        pytest.param('{"items":' + "1" * 100_000 + "}", "feed", "JSON", id="a number of 100,000 digits"),
        pytest.param('{"version": 1}', "feed", "no JSON Feed", id="other JSON"),
        pytest.param("<html><body>Sorry</body></html>", "feed", "is a web page, no feed", id="a web page"),
        pytest.param("Sorry", "feed", "is no feed", id="words"),
        pytest.param(" \n", "feed", "is empty", id="nothing"),
        pytest.param(ATOM, "sitemap", "is no sitemap", id="a feed as a sitemap"),
        pytest.param(gzip.compress(b" " * 60_000_000), "sitemap", "unpacks to more than", id="a gzip bomb"),
        pytest.param(gzip.compress(b"<urlset>")[:-9], "sitemap", "gzip is cut off", id="half a gzip"),
    ],
)  # fmt: skip
def test_refuses_with_one_line_that_names_the_address(listing: str | bytes, form: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason) as refused:
        read(listing, form)
    assert str(refused.value).startswith(HERE)
    assert "\n" not in str(refused.value)


def test_expands_no_entity_that_is_not_xml_s_own() -> None:
    (item,) = read(rss("<item><title>Guns &amp; &xxe; shells</title><link>/a</link></item>")).items
    assert item.title.startswith("Guns &")


def test_reads_what_it_can_of_a_page_nested_too_deep() -> None:
    listed = read("<a href='/a'>A</a>" + "<div>" * 100_000, "link_page")
    assert [item.title for item in listed.items] == ["A"]
    assert listed.told == ("the page is nested so deep that it was read in part",)
