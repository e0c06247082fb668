"""Sitemaps (sitemaps.org) with or without Google's news elements, and indexes of them, read as a stream."""

import io
import re
from collections.abc import Iterator

from lxml import etree

from extraction.articles.offers import Refused
from extraction.polling.listings.days import moment
from extraction.polling.listings.items import ChildSitemap, Entry, Parsed

ROWS = 50_000  # of one sitemap: what sitemaps.org allows
ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(urlset|sitemapindex)\b")


def parse_sitemap(xml: bytes, *, name: str) -> Parsed:
    """The URLs of a sitemap, or the sitemaps of an index (UTF-8, no DOCTYPE). Raises Refused for what is neither.

    One that breaks off gives what came before.
    """
    entries: list[Entry] = []
    children: list[ChildSitemap] = []
    try:
        for tag, values in _rows(xml, name):
            if tag == "sitemap":
                children.append(ChildSitemap(address=values.get("loc", ""), updated=moment(values.get("lastmod"))))
            else:
                entries.append(_entry(values))
            if len(entries) + len(children) >= ROWS:
                break
    except etree.XMLSyntaxError as error:
        if not entries and not children:
            raise Refused(f"{name}: is no sitemap that can be read ({str(error)[:100]})") from None
    return Parsed(entries=tuple(entries), children=tuple(child for child in children if child.address))


def _entry(values: dict[str, str]) -> Entry:
    return Entry(
        link=values.get("loc", ""),
        title=values.get("title", ""),
        published=moment(values.get("publication_date")),
        updated=moment(values.get("lastmod")),
    )


def _rows(xml: bytes, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each `url` or `sitemap` with the texts of its elements by local name; the tree is dropped as it is read."""
    if ROOT.match(xml) is None:
        raise Refused(f"{name}: is no sitemap: it begins with {xml[:40].decode(errors='replace')!r}")
    stream = etree.iterparse(
        io.BytesIO(xml),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in stream:
        yield _local(element), _texts(element)
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _texts(element: etree._Element) -> dict[str, str]:
    """The first text of each element below; an image's or video's own `loc` and `title` are not the page's."""
    found: dict[str, str] = {}
    for child in element.iter():
        space, _, name = str(child.tag).rpartition("}")
        if child.text and not ("image" in space or "video" in space) and (text := child.text.strip()):
            found.setdefault(name, text)
    return found
