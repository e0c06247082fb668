"""RSS, Atom and RDF: the quick parser first, the tolerant one where it fails or finds nothing.

Neither is ever handed an address, or more than the first entries of a feed that has too many.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import fastfeedparser
import feedparser

from extraction.articles.offers import Refused
from extraction.polling.listings.days import moment
from extraction.polling.listings.items import Entry, Parsed

PARSED = 2_000  # entries of one feed at most
DEEPEST = 5_000  # elements within one another: parsers may recurse
MARKS = 1_000_000  # "<" in what is parsed: the tolerant parser takes seconds for as many
END_OF_ENTRY = re.compile(rb"</(?:[A-Za-z_][\w.-]*:)?(?:item|entry)\s*>")
ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(rss|feed|rdf|channel)\b", re.IGNORECASE)
TAG = re.compile(rb"<(/?)[A-Za-z_][^<>]*(?<!/)>")
PUBLISHED = re.compile(
    rb"<(?:[A-Za-z_][\w.-]*:)?(?:pubdate|published|issued|created|date)\b[^<>]*>\s*(?:<!\[CDATA\[)?\s*([^<>\]]{4,64})",
    re.IGNORECASE,
)
UPDATED = re.compile(
    rb"<(?:[A-Za-z_][\w.-]*:)?(?:updated|modified)\b[^<>]*>\s*(?:<!\[CDATA\[)?\s*([^<>\]]{4,64})", re.IGNORECASE
)
HIDDEN = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"))


def parse_feed(xml: bytes, *, name: str) -> Parsed:
    """The entries of a feed (UTF-8, no DOCTYPE). Raises Refused for what is no feed."""
    xml, count = _first_entries(xml)
    if count == 0 and b"<item" not in xml and b"<entry" not in xml:
        if ROOT.match(xml) is None:
            raise Refused(f"{name}: is no feed (RSS, Atom, RDF or JSON Feed)")
        return Parsed()
    if xml.count(b"<") > MARKS or _depth(xml) > DEEPEST:
        raise Refused(f"{name}: has more elements, or deeper ones (by {DEEPEST:,}), than any feed needs")
    entries = _quick(xml)
    if not any(entry.link for entry in entries):
        entries = _tolerant(xml, name) or entries
    published, updated = _written(xml, PUBLISHED), _written(xml, UPDATED)
    entries = tuple(_without_inventions(entry, published, published | updated) for entry in entries)
    return Parsed(entries=entries, count=max(count, len(entries)))


def _first_entries(xml: bytes) -> tuple[bytes, int]:
    """The feed as far as entries are parsed, closed again; and how many it has."""
    ends = [found.end() for found in END_OF_ENTRY.finditer(xml)]
    if len(ends) <= PARSED:
        return xml, len(ends)
    root = re.match(rb"<([A-Za-z_][\w.:-]*)", xml)
    close = b"</" + root.group(1) + b">" if root else b""
    channel = b"</channel>" if root and root.group(1).lower() == b"rss" else b""
    return xml[: ends[PARSED - 1]] + channel + close, len(ends)


def _depth(xml: bytes) -> int:
    """How deep elements lie in one another, at most (elements that are never closed count as holding the rest)."""
    for start, end in HIDDEN:
        xml = _without(xml, start, end)
    depth = deepest = 0
    for found in TAG.finditer(xml):
        depth += -1 if found.group(1) else 1
        deepest = max(deepest, depth)
    return deepest


def _without(xml: bytes, start: bytes, end: bytes) -> bytes:
    """The document without what stands between two marks; what is never ended goes to the end."""
    parts = xml.split(start)
    return parts[0] + b"".join(part.partition(end)[2] for part in parts[1:])


def _written(xml: bytes, element: re.Pattern[bytes]) -> frozenset[datetime]:
    """Every moment that stands in such an element."""
    found = (moment(text.decode("utf-8", "replace")) for text in element.findall(xml))
    return frozenset(one for one in found if one is not None)


def _without_inventions(entry: Entry, published: frozenset[datetime], written: frozenset[datetime]) -> Entry:
    """Without moments that the document does not write: the quick parser reads a guid of "1" as the first of this
    month, fills up what a day lacks from today, and takes the day of an update for that of publishing."""
    return replace(
        entry,
        published=entry.published if entry.published in published else None,
        updated=entry.updated if entry.updated in written else None,
    )


def _quick(xml: bytes) -> tuple[Entry, ...]:
    """What the quick parser finds; nothing where it fails, since the tolerant one is asked next."""
    try:
        parsed = fastfeedparser.parse(
            xml, include_content=False, include_tags=False, include_media=False, include_enclosures=False
        )
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return ()
    return tuple(_entry(entry) for entry in parsed["entries"])


def _tolerant(xml: bytes, name: str) -> tuple[Entry, ...]:
    """What the tolerant parser finds. Raises Refused where it does not find a feed either."""
    try:
        parsed = feedparser.parse(io.BytesIO(xml), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise Refused(f"{name}: is no feed that can be read ({type(error).__name__})") from None
    if not parsed.entries and not parsed.version:
        raise Refused(f"{name}: is no feed that can be read")
    return tuple(_entry(entry) for entry in parsed.entries)


def _entry(entry: Mapping[str, Any]) -> Entry:
    return Entry(
        link=_text(entry, "link"),
        title=_text(entry, "title"),
        published=moment(entry.get("published")),
        updated=moment(entry.get("updated")),
        guid=_text(entry, "id"),
        summary=_text(entry, "summary") or _text(entry, "description"),
    )


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value.strip() if isinstance(value, str) else ""
