"""JSON Feed (jsonfeed.org): an object with a list of items."""

import json
from collections.abc import Mapping
from typing import Any

from extraction.articles.offers import Refused
from extraction.polling.listings.days import moment
from extraction.polling.listings.items import Entry, Parsed


def parse_json_feed(text: str, *, name: str) -> Parsed:
    """The items of a JSON Feed, all of them. Raises Refused for JSON that is none."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(f"{name}: is no JSON that can be read ({str(error)[:100]})") from None
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise Refused(f"{name}: is JSON, but no JSON Feed: it has no list of items")
    return Parsed(entries=tuple(_entry(item) if isinstance(item, dict) else Entry() for item in items))


def _entry(item: Mapping[str, Any]) -> Entry:
    return Entry(
        link=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title"),
        published=moment(item.get("date_published")),
        updated=moment(item.get("date_modified")),
        guid=_text(item, "id"),
        summary=_text(item, "summary"),
    )


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value.strip() if isinstance(value, str) else ""
