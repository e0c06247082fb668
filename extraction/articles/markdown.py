"""Markdown is stored as it stands, with its marks; its front matter says what it is called and of which day it is."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import yaml

from extraction.articles.offers import Taken
from extraction.articles.plain import take_plain
from extraction.articles.raw import Raw
from pledges.domain.notes import DayFrom

LONGEST_FRONT_MATTER = 8_000  # characters; more is text
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*\r?$", re.MULTILINE)
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")

TITLES = ("title", "headline")
PUBLISHERS = ("publisher", "source", "site", "sitename", "site_name", "outlet", "author")
DAYS = (
    "published",
    "date",
    "date_published",
    "datePublished",
    "publish_date",
    "published_at",
    "publishDate",
    "created",
)


def take_markdown(raw: Raw) -> Taken:
    """The text with its marks; title (else the first heading), publisher and day from its front matter."""
    taken = take_plain(raw)
    said = front_matter(taken.text)
    published = next((day for key in DAYS if (day := _day(said.get(key))) is not None), None)
    heading = _HEADING.search(taken.text)
    return replace(
        taken,
        media_type="text/markdown",
        title=_first(said, TITLES) or (_MARKS.sub(r"\1", heading.group(1)) if heading else ""),
        publisher=_first(said, PUBLISHERS),
        published=published,
        day_from=DayFrom.FRONT_MATTER if published else DayFrom.NOWHERE,
    )


def front_matter(text: str) -> Mapping[str, Any]:
    """The YAML between `---` lines at the top, as a mapping; empty where there is none or it is no YAML."""
    found = _FRONT_MATTER.match(text[:LONGEST_FRONT_MATTER])
    if found is None or "\n---\n\n" in found.group(1):
        return {}
    try:
        said = yaml.load(found.group(1), yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):  # a day such as 2025-02-30 is a ValueError
        return _plain_lines(found.group(1))
    return {str(key): value for key, value in said.items()} if isinstance(said, dict) else {}


def _plain_lines(block: str) -> Mapping[str, Any]:
    """`key: value` of each line, for front matter that is no YAML (`title: Aid: more of it`)."""
    pairs = (line.partition(":") for line in block.splitlines() if line[:1].isalpha())
    return {key.strip(): value.strip().strip("\"'") for key, colon, value in pairs if colon and value.strip()}


def _first(said: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    values = (said.get(key) for key in keys)
    return next((" ".join(value.split()) for value in values if isinstance(value, str) and value.strip()), "")


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
