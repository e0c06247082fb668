"""What words say of a number's scope is data: patterns over a sentence of marked numbers, with an example each."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extraction.reading.lexicon import FOLDER, LexiconError
from extraction.reading.marking import marked_rows
from pledges.domain.values import Extent, Stage, Whose

FILE = FOLDER / "scopes.yml"
_FIELDS = {"of": Extent, "whose": Whose, "stage": Stage}
_NEEDS = frozenset({"", "total", "plain", "unarmed", "whole", "open", "firm", "house"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeRow:
    """A pattern of `field` (of, whose, stage) and what it means there; `needs` and `quiet` as the file explains."""

    field: str
    value: str
    needs: str
    quiet: bool
    words: re.Pattern[str]
    example: str
    no: tuple[str, ...]


@cache
def scope_rows(path: Path = FILE) -> tuple[ScopeRow, ...]:
    """The rows in the order of the file. Raises LexiconError on a row without field, value, words or example."""
    rows = []
    for where, row, words in marked_rows(path):
        field, value, needs = row.get("field"), row.get("value"), row.get("needs", "")
        if field not in _FIELDS or value not in set(_FIELDS[field]) or needs not in _NEEDS:
            raise LexiconError(f"{where} needs a field, a value of it, and needs of {sorted(_NEEDS)}")
        quiet, no = bool(row.get("quiet")), tuple(row.get("no", ()))
        rows.append(
            ScopeRow(field=field, value=value, needs=needs, quiet=quiet, words=words, example=row["example"], no=no)
        )
    return tuple(rows)
