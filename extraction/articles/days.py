"""A page's day is what it says of itself, by a fixed order of places; the day of a teaser or of an update is not its.

The order: JSON-LD of the page's own article, `<meta>`, a `<time>` of the article's head, a printed day (title, label,
byline), the address. A place whose day can't be is passed over; where no other is left, that is told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lxml.html import HtmlElement

from extraction.articles.dates import EARLIEST, day_alone, day_in, day_of_stamp
from extraction.articles.json_ld import Node, page_node, text_at, types_of
from extraction.articles.trees import in_aside, words_of
from pledges.domain.notes import DayFrom, Note, NoteKind

STATED = ("datePublished", "coverageStartTime", "dateCreated")
METAS = (
    "article:published_time", "og:article:published_time", "govuk:first-published-at", "datepublished",
    "date", "pubdate", "publishdate",
    "publish-date", "publish_date", "publication_date", "publicationdate", "published_date", "date.published",
    "date_published", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created",
    "dcterms.created", "dc.created", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime",
    "citation_publication_date", "citation_date", "article.published", "originalpublicationdate", "ptime",
    "displaydate", "release_date", "rnews:datepublished", "bt:pubdate", "article_date_original",
)  # fmt: skip
LONG = 150  # characters of a paragraph that is the article's text, below which its head has ended
SHORT = 120  # characters of a line that prints a day or a byline
MOST_TIMES = 500
MOST = 5_000  # elements that are looked at for a printed day
_PUBLISHED = re.compile(
    r"^\W*(?:(?:first |originally |date )?(?:published|posted|issued|released)(?: (?:on|at|date))?|"
    r"(?:release |publication |publishing )?date(?: of (?:publication|issue|release))?)\b[\s:|–-]*",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:updated?|modified|edited|changed|reviewed|accessed|copyright|©)\b", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|date-?line|date|time-?stamp|published|posted|meta|info)(?:$|[\s_-])", re.IGNORECASE
)
_PARTS = re.compile(r"\s[|–—·•-]\s|\s*\|\s*")
_IN_ADDRESS = (
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=[/._-]|$)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A page's day, where it was found, and what must be told of it."""

    published: date | None = None
    day_from: DayFrom = DayFrom.NOWHERE
    notes: tuple[Note, ...] = ()


def day_of_page(
    tree: HtmlElement, *, article: Node | None, nodes: tuple[Node, ...], urls: tuple[str, ...], today: date | None
) -> Dated:
    """The day of a page. `article` is its own node among its JSON-LD `nodes`; `urls` are its addresses."""
    impossible: list[date] = []
    for day, found in _candidates(tree, article, nodes, urls):
        if day < EARLIEST or (today is not None and day > today + timedelta(days=1)):  # a day ahead: time zones
            impossible.append(day)
        else:
            return Dated(published=day, day_from=found)
    if not impossible:
        return Dated()
    lies = "lies in the future" if impossible[0] >= EARLIEST else "lies before there were web pages"
    detail = f"the page says it was published on {impossible[0].isoformat()}, which {lies}: not believed"
    return Dated(notes=(Note(kind=NoteKind.DAY_IMPOSSIBLE, detail=detail),))


def _candidates(
    tree: HtmlElement, article: Node | None, nodes: tuple[Node, ...], urls: tuple[str, ...]
) -> Iterator[tuple[date, DayFrom]]:
    for day in filter(None, map(day_of_stamp, _stated_in_json_ld(article, nodes))):
        yield day, DayFrom.JSON_LD
    for day in filter(None, map(day_of_stamp, _stated_in_meta(tree))):
        yield day, DayFrom.META
    for day in filter(None, map(day_of_stamp, _stamps_of_article(tree))):
        yield day, DayFrom.TEXT
    for day in _printed(tree):
        yield day, DayFrom.TEXT
    for day in filter(None, map(day_in_address, urls)):
        yield day, DayFrom.URL


def _stated_in_json_ld(article: Node | None, nodes: tuple[Node, ...]) -> Iterator[str]:
    page = page_node(nodes)
    if article is not None:
        yield from (text_at(article, key) for key in STATED)
    elif page is not None and "CollectionPage" not in types_of(page):
        yield text_at(page, "datePublished")


def _stated_in_meta(tree: HtmlElement) -> Iterator[str]:
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if meta.get("content") and not in_aside(meta):
            said.setdefault(name.strip().lower(), meta.get("content"))
    yield from (said[name] for name in METAS if name in said)


def _stamps_of_article(tree: HtmlElement) -> Iterator[str]:
    """`<time>` and microdata that are marked as the publishing, then a `<time>` in the head of the article."""
    times = [time for time in tree.xpath("//time | //*[@itemprop='datePublished']")[:MOST_TIMES] if not in_aside(time)]
    marked = [time for time in times if _is_marked(time) and not _in_other_article(time)]
    head = set(_head_elements(tree))
    for time in (*marked, *(time for time in times if time in head)):
        if not _CHANGED.search(f"{time.get('class', '')} {time.get('itemprop', '')} {_line_before(time)}"):
            yield time.get("datetime") or time.get("content") or words_of(time)


def _is_marked(time: HtmlElement) -> bool:
    names = time.get("class", "").lower().split()
    return (
        time.get("itemprop") == "datePublished"
        or time.get("pubdate") is not None
        or any(name in ("published", "entry-date", "post-date", "dt-published", "pubdate") for name in names)
    )


def _in_other_article(element: HtmlElement) -> bool:
    """Whether the nearest `<article>` around it is one of several and not that of the headline."""
    article = next(element.iterancestors("article"), None)
    return article is not None and article.find(".//h1") is None and element.getroottree().find(".//h1") is not None


def _line_before(time: HtmlElement) -> str:
    """The words that label a time: those of its parent, where these are few."""
    parent = time.getparent()
    words = words_of(parent, most=SHORT) if parent is not None else ""
    before = words.partition(words_of(time))[0] if len(words) < SHORT else ""
    return before[-30:]


def _printed(tree: HtmlElement) -> Iterator[date]:
    """A part of the title; a line labelled as the day of publishing; a day or byline in the head of the article."""
    titles = [title.text or "" for title in tree.iter("title")][:1]
    titles += [meta.get("content", "") for meta in tree.xpath("//meta[@property='og:title']")][:1]
    for part in (part for title in titles for part in _PARTS.split(title)):
        if (day := day_alone(part)) is not None:
            yield day
    head = _head_elements(tree)
    for words in map(_labelled, _short_elements(tree)):
        label = _PUBLISHED.match(words)
        day = day_in(words[label.end() : label.end() + 40]) if label is not None else None
        if day is not None:
            yield day
    yield from filter(None, map(_day_of_byline, head))


def _day_of_byline(element: HtmlElement) -> date | None:
    """The day of a line that is a day, has one as a part of its own ("Ann Writer | 5 April 2025"), or is marked so."""
    words = words_of(element, most=SHORT)
    if len(words) > SHORT or _CHANGED.search(words):
        return None
    if _BYLINE.search(f"{element.get('class', '')} {element.get('id', '')}"):
        return day_in(words)
    return next((day for part in _PARTS.split(words) if (day := day_alone(part)) is not None), None)


def _labelled(element: HtmlElement) -> str:
    """The words of an element, after those of the one before it where these may be its label (`dt`, `dd`)."""
    before = element.getprevious()
    label = words_of(before, most=30) if before is not None and element.tag in ("dd", "td", "span") else ""
    words = words_of(element, most=SHORT)
    if len(words) > SHORT:
        return ""
    return f"{label if len(label) <= 30 else ''} {words}".strip()[:SHORT]


def _short_elements(tree: HtmlElement) -> Iterator[HtmlElement]:
    elements = tree.iter("li", "p", "div", "span", "dt", "dd", "td", "small", "strong", "time", "header")
    for _, element in zip(range(MOST), elements, strict=False):
        if len(element) <= 4 and not in_aside(element):
            yield element


def _head_elements(tree: HtmlElement) -> list[HtmlElement]:
    """The elements around the headline, up to the first paragraph of the article's text; none without a headline."""
    headline = tree.find(".//h1")
    if headline is None:
        return []
    found: list[HtmlElement] = []
    box = next((above for above in headline.iterancestors("header", "article", "main")), headline.getparent())
    after = False
    for element in box.iter() if box is not None else ():
        after = after or element is headline
        if not isinstance(element.tag, str) or len(found) > 200:
            continue
        if after and element.tag in ("p", "li", "td") and len(words_of(element, most=LONG)) >= LONG:
            break
        if len(element) <= 4 and element.tag not in ("h1", "script", "style") and not in_aside(element):
            found.append(element)
    return found


def day_in_address(url: str) -> date | None:
    """`/2025/02/28/`, `2025-02-28` or `20250228` in an address's path."""
    path = re.sub(r"^https?://[^/]+|[?#].*$", "", url)
    for form in _IN_ADDRESS:
        found = form.search(path)
        if found is not None and (day := day_of_stamp("{}-{:0>2}-{:0>2}".format(*found.groups()))) is not None:
            return day
    return None
