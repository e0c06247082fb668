"""A number that counts nothing given and money or arms for others than the recipient are no claims, by their words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extraction.reading.lexicon import FOLDER, LexiconError
from extraction.reading.marking import Marked, marked_rows, numbers_in
from extraction.reading.recipients import UKRAINE
from extraction.reading.scene import Scene
from pledges.domain.values import Span

FILE = FOLDER / "not_given.yml"
_OF = frozenset({"number", "money", "item"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NotGivenRow:
    """Words around a number, money or an item (`of`) that make it no gift, and `why` not."""

    of: str
    why: str
    words: re.Pattern[str]
    example: str
    no: tuple[str, ...]


@cache
def not_given_rows(path: Path = FILE) -> tuple[NotGivenRow, ...]:
    """The rows of the lexicon. Raises LexiconError on a row without its `of`, why, words or example."""
    rows = []
    for where, row, words in marked_rows(path):
        if row.get("of") not in _OF or not row.get("why"):
            raise LexiconError(f"{where} needs why, and of (number, money or item)")
        rows.append(
            NotGivenRow(of=row["of"], why=row["why"], words=words, example=row["example"], no=tuple(row.get("no", ())))
        )
    return tuple(rows)


def why_not_given(scene: Scene, own: Span, of: str) -> str | None:
    """Why a number, money or an item at a span of the sentence is no gift to the recipient, or None."""
    return why_words_bar(scene.sentence.text, own, numbers_in(scene.mentions), of)


def why_words_bar(text: str, own: Span, numbers: Sequence[Span], of: str) -> str | None:
    """As `why_not_given`, of a text with its numbers. Money and items are spared where the words name the recipient."""
    marked = Marked.of(text, own, numbers)
    for row in not_given_rows():
        if row.of != of or (span := marked.search(row.words)) is None:
            continue
        if of == "number" or not UKRAINE.search(text[span.start : span.end]):
            return row.why
    return None
