"""What is measured is named in a manifest; what cannot be read is an error here, never a smaller sample."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extraction.articles.documents import read_offered
from extraction.articles.manifest import read_manifest
from extraction.articles.offers import Refused
from pledges.domain.posts import Post

NO_AID = "no-aid"  # the `set` of articles from which nothing must be read


class InputError(ValueError):
    """A file, line or field that measuring cannot use; the message names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article to measure on, with its text as stored: the offsets of gold count in it.

    `posts` are its parts that have days of their own; `media_type` says which marks of the text are no words.
    """

    id: str
    text: str
    published: date
    title: str
    publisher: str
    no_aid: bool
    posts: tuple[Post, ...] = ()
    media_type: str = "text/plain"


def read_articles(manifest: Path, *, gold: Collection[str]) -> list[Article]:
    """The manifest's articles that have gold or are of the set "no-aid", in its order.

    Raises InputError for a line or file that cannot be read, and for gold whose article the manifest lacks.
    """
    try:
        lines = list(read_manifest(manifest))
        broken = [line.error for line in lines if line.error]
        if broken:
            raise InputError("; ".join(broken))
        unknown = sorted(set(gold) - {line.key for line in lines})
        if unknown:
            raise InputError(f"{manifest}: lacks the articles of gold: {', '.join(unknown)}")
        return [
            Article(
                id=line.key,
                text=read_offered(line, strict=True).text,
                published=line.published or date.min,
                title=line.title,
                publisher=line.publisher,
                no_aid=line.set == NO_AID and line.key not in gold,
            )
            for line in lines
            if line.key in gold or line.set == NO_AID
        ]
    except Refused as error:
        raise InputError(str(error)) from error


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every object of a JSON Lines file with its line number. Raises InputError naming file and line."""
    try:
        lines = path.read_bytes().decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}: line {number}: not JSON: {error}") from error
        if not isinstance(row, dict):
            raise InputError(f"{path}: line {number}: not a JSON object")
        yield number, row


def day(value: Any, *, where: str) -> date:
    """An ISO date. Raises InputError naming the place."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise InputError(f"{where}: not an ISO date: {value!r}") from error
