"""A manifest is JSON Lines; a broken line is refused by its number and the rest goes on."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from extraction.articles.offers import Offered, Refused

TEXTS = ("id", "file", "title", "publisher", "published", "url", "set")


def read_manifest(path: Path) -> Iterator[Offered]:
    """The articles of a manifest, in its order; a broken line comes as an `Offered` with its `error`.

    Keys: `id`, `published` (ISO date), `title`, `publisher`, and `file` (relative to the manifest) or `url`.
    Raises Refused when the manifest itself can't be read.
    """
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise Refused(f"{path}: {error.strerror or error}") from None
    seen: dict[str, int] = {}
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            offered = parse_line(raw, folder=path.parent, locator=f"{path}:{number}")
            if offered.key in seen:
                raise Refused(f"id {offered.key!r} stands on line {seen[offered.key]} already")
            seen[offered.key] = number
            yield offered
        except Refused as error:
            yield Offered(locator=f"{path}:{number}", error=f"{path}: line {number}: {error}")


def parse_line(raw: bytes, *, folder: Path, locator: str) -> Offered:
    """One line; raises Refused with what is wrong."""
    try:
        row: Any = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Refused(f"is not UTF-8 (byte {error.start})") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise Refused(f"is not JSON: {error}") from None
    if not isinstance(row, dict):
        raise Refused("is not a JSON object")
    for name in TEXTS:
        if not isinstance(row.get(name, ""), str) and row.get(name) is not None:
            raise Refused(f"{name} is not a string: {row[name]!r}")
        if "\x00" in (row.get(name) or ""):
            raise Refused(f"{name} holds a NUL character")
    text = {name: (row.get(name) or "").strip() for name in TEXTS}
    if "\n" in text["id"] or "\r" in text["id"]:
        raise Refused("id holds a line end")
    if not text["id"] or len(text["id"]) > 500:
        raise Refused("id is missing" if not text["id"] else "id is longer than 500 characters")
    if not text["file"] and not text["url"]:
        raise Refused(f"{text['id']}: neither file nor url")
    return Offered(
        locator=locator,
        key=text["id"],
        file=str(folder / text["file"]) if text["file"] else "",
        url=text["url"],
        title=text["title"],
        publisher=text["publisher"],
        published=parse_day(text["published"], of=text["id"]),
        set=text["set"],
    )


def parse_day(text: str, *, of: str) -> date:
    """An ISO date, YYYY-MM-DD; a time after it is dropped."""
    if not text:
        raise Refused(f"{of}: published is missing")
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise Refused(f"{of}: published is not a date: {text!r} (YYYY-MM-DD)") from None
