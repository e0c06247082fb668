"""A manifest line that is wrong costs its own article and no other: each problem is one line that names where."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extraction.reading.documents import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a manifest line or its file, in one line that names it."""

    message: str


def documents(manifest: Path) -> Iterator[Document | Problem]:
    """The articles of a JSON Lines manifest in its order; in place of one that cannot be read, its problem."""
    try:
        lines = manifest.read_bytes().decode("utf-8-sig").split("\n")
    except OSError as error:
        yield Problem(message=f"{manifest}: cannot be read: {error.strerror or error}")
        return
    except UnicodeDecodeError as error:
        yield Problem(message=f"{manifest}: not UTF-8 at byte {error.start}")
        return
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{manifest}: line {number}"
        try:
            row = _row(line)
        except ValueError as error:
            yield Problem(message=f"{where}: {error}")
            continue
        if row["id"] in seen:
            yield Problem(message=f"{where}: id {row['id']!r} stands on line {seen[row['id']]} already")
            continue
        seen[row["id"]] = number
        yield _document(manifest, where, row)


def _row(line: str) -> dict[str, Any]:
    """The fields of one line. Raises ValueError with what is wrong."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from None
    if not isinstance(row, dict):
        raise ValueError("not a JSON object")
    for name in ("id", "file", "published"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise ValueError(f"{name!r} is missing or no text")
    for name in ("title", "publisher"):
        if row.get(name) is not None and not isinstance(row[name], str):
            raise ValueError(f"{name!r} is no text")
    try:
        row["published"] = date.fromisoformat(row["published"][:10] if "T" in row["published"] else row["published"])
    except ValueError:
        raise ValueError(f"published {row['published']!r} is no date (YYYY-MM-DD)") from None
    return row


def _document(manifest: Path, where: str, row: dict[str, Any]) -> Document | Problem:
    path = manifest.parent / row["file"]
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return Problem(message=f"{path}: not UTF-8 at byte {error.start} ({where})")
    except (OSError, ValueError) as error:
        return Problem(message=f"{path}: cannot be read: {getattr(error, 'strerror', None) or error} ({where})")
    if not text.strip():
        return Problem(message=f"{path}: is empty ({where})")
    return Document(
        article=row["id"],
        text=text,
        published=row["published"],
        title=row.get("title") or "",
        publisher=row.get("publisher") or "",
    )
