"""What a head or cell says is data: the first row of the lexicon whose words are found in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from extraction.reading.lexicon import FOLDER, LexiconError
from pledges.domain.values import Kind

FILE = FOLDER / "tables.yml"
HEADS = frozenset(
    {
        *("delivery", "dispatch", "contract", "pledge", "rest", "bar"),
        *("item", "number", "donor", "recipient", "status", "value", "when", "other"),
    }
)
CELLS = frozenset({"nothing", "unknown", "done", "sum"})
KINDS = {
    "delivery": Kind.DELIVERY,
    "dispatch": Kind.DISPATCH,
    "contract": Kind.CONTRACT,
    "pledge": Kind.PLEDGE,
    "rest": Kind.PLEDGE,
}
"""Heads that say what became of the things under them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """Words of heads or cells (`of`) and what they say; `unless` are words beside which they say nothing."""

    of: str
    says: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None
    examples: tuple[str, ...]
    no: tuple[str, ...]


@cache
def table_words(path: Path = FILE) -> tuple[TableWords, ...]:
    """The rows of the lexicon in their order. Raises LexiconError on a row that can't be used."""
    return tuple(_rows(path))


def head_says(text: str) -> str | None:
    """What the head of a column says, one of HEADS; None where it says nothing known."""
    return _says("head", text)


def cell_says(text: str) -> str | None:
    """What a cell says that is no number and no name, one of CELLS; else None."""
    return _says("cell", text)


def _says(of: str, text: str) -> str | None:
    bare = " ".join(text.casefold().split()).strip(" :*†‡")
    for row in table_words():
        if row.of == of and row.words.search(bare) and not (row.unless and row.unless.search(bare)):
            return row.says
    return None


def _rows(path: Path) -> Iterator[TableWords]:
    for number, row in enumerate(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader), 1):
        known = {"head": HEADS, "cell": CELLS}.get(row.get("of"), frozenset())
        if row.get("says") not in known or not row.get("words"):
            raise LexiconError(f"{path.name}: row {number} needs of (head or cell), says and words: {row}")
        if not row.get("examples"):
            raise LexiconError(f"{path.name}: row {number} ({row['says']}) has no examples")
        yield TableWords(
            of=row["of"],
            says=row["says"],
            words=re.compile(row["words"]),
            unless=re.compile(row["unless"]) if row.get("unless") else None,
            examples=tuple(map(str, row["examples"])),
            no=tuple(map(str, row.get("no", ()))),
        )
