"""Which keys of a manifest's or dump's line mean what is a table; a line is refused by its number, the rest goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extraction.articles.files import link_below, named, stays_below
from extraction.articles.offers import Offered, Refused
from pledges.domain.notes import DayFrom

# The first key that a line has decides. Ours come first; then news-please, CC-News and the dumps like them.
KEYS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "file": ("file",),
    "url": ("url", "link"),
    "text": ("text", "maintext", "content", "articleBody", "body"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source_domain", "domain", "sitename", "source", "outlet"),
    "published": ("published", "date_publish", "publish_date", "datePublished", "published_at", "date"),
    "set": ("set",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cap:
    characters: int
    too_long: str


# What a row of the database can hold (`pledges.models.Article`), and what a folder can.
CAPS: Mapping[str, _Cap] = {
    "id": _Cap(characters=500, too_long="id is longer than 500 characters"),
    "file": _Cap(characters=4000, too_long="file is longer than 4,000 characters"),
    "url": _Cap(characters=2000, too_long="url is longer than 2,000 characters"),
    "publisher": _Cap(characters=300, too_long="publisher is longer than 300 characters"),
    "published": _Cap(characters=100, too_long="published is longer than 100 characters"),
    "set": _Cap(characters=100, too_long="set is longer than 100 characters"),
}


def offered_by(row: Mapping[str, Any], *, folder: Path, locator: str) -> Offered:
    """What a line offers: a file below `folder`, a URL, or a text of its own. Raises Refused with what is wrong."""
    keys = {field: next((key for key in names if key in row), names[0]) for field, names in KEYS.items()}
    said = {field: _string(row, key, field) for field, key in keys.items()}
    key = said["id"] or ("" if said["file"] else said["url"][:500])
    wrong = _what_is_missing(key, said, emptied=keys["text"] if keys["text"] in row else "")
    if wrong:
        raise Refused(wrong)
    path = below(folder, said["file"], of=key) if said["file"] else None
    needs_day = path is not None or not said["text"]
    published = parse_day(said["published"], of=key) if said["published"] or needs_day else None
    return Offered(
        locator=locator,
        key=key,
        file=str(path) if path else "",
        folder=str(folder) if path else "",
        url=said["url"],
        title=said["title"],
        publisher=said["publisher"],
        published=published,
        day_from=DayFrom.GIVEN if published else DayFrom.NOWHERE,
        set=said["set"],
        text="" if path else said["text"],
    )


def _what_is_missing(key: str, said: Mapping[str, str], *, emptied: str) -> str:
    """Why a line offers nothing; `emptied` is the name under which it has a text, if it has one."""
    if not key:
        return "id is missing"
    if emptied and not (said["file"] or said["text"]):
        return f"{key}: {emptied} is empty"
    return "" if said["file"] or said["url"] or said["text"] else f"{key}: neither file nor url"


def below(folder: Path, file: str, *, of: str) -> Path:
    """The path that a line names, which stays below the manifest's folder. Raises Refused for any other."""
    path = folder / file
    if not stays_below(folder, path):
        raise Refused(f"{of}: file {file!r} lies outside the manifest's folder")
    link = link_below(folder, path)
    if link is not None:
        raise Refused(f"{of}: file {file!r}: {named(link)} is a link, and links are not followed")
    return path


def parse_day(text: str, *, of: str) -> date:
    """An ISO date, YYYY-MM-DD; a time after it is dropped."""
    if not text:
        raise Refused(f"{of}: published is missing")
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise Refused(f"{of}: published is not a date: {text[:40]!r} (YYYY-MM-DD)") from None


def _string(row: Mapping[str, Any], key: str, field: str) -> str:
    """A value that can be stored as text: no number, NUL, half of a character, or more than its column holds."""
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refused(f"{key} is not a string: {_shortly(value)}")
    if "\x00" in value:
        raise Refused(f"{key} holds a NUL character")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused(f"{key} holds half of a surrogate pair") from None
    if field != "text":
        value = value.strip()
        if field != "title" and ("\n" in value or "\r" in value):
            raise Refused(f"{key} holds a line end")
    cap = CAPS.get(field)
    if cap is not None and len(value) > cap.characters:
        raise Refused(cap.too_long)
    return "" if field == "text" and not value.strip() else value


def _shortly(value: object) -> str:
    words = repr(value)
    return words if len(words) <= 60 else f"{words[:60]}..."
