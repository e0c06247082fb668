"""Some pages are no articles (consent, errors, walls), and some only begin one: words of a data file tell, with care.

A long text is never taken for a consent or error page, whatever words are in it: precision comes first.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from extraction.articles.json_ld import Node
from pledges.domain.notes import Note, NoteKind

WORDS = Path(__file__).with_name("pages.yml")
TEASER = 250  # words of a text that its page says must be paid for, below which it is only the beginning
_FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """One kind of page that is no whole article: its words, how many of them must be there, and how long it may be.

    `titles` are words that a title is made of; each counts as one of the phrases. `at_end`: phrases count only in the
    last words of a text.
    """

    kind: NoteKind
    detail: str
    longest: int
    at_least: int
    at_end: int
    titles: tuple[re.Pattern[str], ...]
    phrases: tuple[re.Pattern[str], ...]
    examples: tuple[Mapping[str, str], ...]
    counterexamples: tuple[Mapping[str, str], ...]


@cache
def page_kinds() -> tuple[PageKind, ...]:
    """The rows of `pages.yml`. Raises KeyError or ValueError on a row that is not whole."""
    rows = yaml.load(WORDS.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(_row(row) for row in rows)


def notes_on_page(text: str, *, title: str, article: Node | None = None) -> tuple[Note, ...]:
    """What a page is, where it is no whole article; at most one note."""
    text, title = text.translate(_FOLDED), title.translate(_FOLDED)
    found = next((kind for kind in page_kinds() if _is(kind, text, title)), None)
    if found is not None:
        return (Note(kind=found.kind, detail=found.detail),)
    free = article.get("isAccessibleForFree") if article is not None else None
    if free in (False, "False", "false", "http://schema.org/False") and len(text.split()) < TEASER:
        return (Note(kind=NoteKind.CUT_OFF, detail="the page says it must be paid for, and gives only its beginning"),)
    return ()


def _is(kind: PageKind, text: str, title: str) -> bool:
    words = text.split()
    if len(words) > kind.longest:
        return False
    place = " ".join(words[-kind.at_end :] if kind.at_end else words)
    return sum(1 for _ in _found(kind, place, title)) >= kind.at_least


def _found(kind: PageKind, text: str, title: str) -> Iterator[re.Pattern[str]]:
    yield from (form for form in kind.titles if form.search(title))
    yield from (form for form in kind.phrases if form.search(text))


def _row(row: Mapping[str, Any]) -> PageKind:
    if not row["examples"] or not row["counterexamples"]:
        raise ValueError(f"pages.yml: {row['kind']} has no example or no counterexample")
    return PageKind(
        kind=NoteKind(row["kind"]),
        detail=row["detail"],
        longest=int(row["longest"]),
        at_least=int(row["at_least"]),
        at_end=int(row.get("at_end", 0)),
        titles=tuple(re.compile(form, re.IGNORECASE) for form in row.get("titles", ())),
        phrases=tuple(re.compile(form, re.IGNORECASE) for form in row["phrases"]),
        examples=tuple(row["examples"]),
        counterexamples=tuple(row["counterexamples"]),
    )
