"""A line that says what the recipient needs or wishes for opens a list of requests."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from extraction.reading.lexicon import FOLDER, LexiconError

FILE = FOLDER / "needs.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRow:
    """A pattern of words of need; `no` are lines that it leaves alone."""

    words: re.Pattern[str]
    example: str
    no: tuple[str, ...]


@cache
def need_rows(path: Path = FILE) -> tuple[NeedRow, ...]:
    """The rows of the lexicon. Raises LexiconError on a row without words or example."""
    found = []
    for number, row in enumerate(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader), 1):
        if not row.get("words") or not row.get("example"):
            raise LexiconError(f"{path.name}: row {number} needs words and an example")
        words = re.compile(row["words"], re.IGNORECASE)
        found.append(NeedRow(words=words, example=row["example"], no=tuple(row.get("no", ()))))
    return tuple(found)


def tells_need(line: str) -> bool:
    """Whether a line says what the recipient needs: "It is vital for Ukraine to get the following:"."""
    return any(row.words.search(line) is not None for row in need_rows())
