"""What words say of a number's scope is data: patterns over a sentence whose numbers are marked, with an example each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from extraction.mentions.fold import fold
from extraction.mentions.layout import Layout, put
from extraction.reading.lexicon import FOLDER, LexiconError
from pledges.domain.values import Extent, Span, Stage, Whose

FILE = FOLDER / "scopes.yml"
OWN, OTHER = "\ue001", "\ue000"  # stand for the number that is asked about and for every other one
_FIELDS = {"of": Extent, "whose": Whose, "stage": Stage}
_NEEDS = frozenset({"", "total", "whole", "open", "firm"})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A folded sentence in which one number is marked as one's own and the others as others."""

    layout: Layout

    @classmethod
    def of(cls, text: str, own: Span, others: Sequence[Span]) -> "Marked":
        """`own` and `others` are half-open spans of the text that do not overlap."""
        cuts = [(own.start, own.end, OWN), *((one.start, one.end, OTHER) for one in others)]
        return cls(layout=put(fold(text), sorted(cuts)))

    def search(self, row: ScopeRow) -> Span | None:
        """Where a row's words stand in the sentence, its number included."""
        match = row.words.search(self.layout.running)
        if match is None:
            return None
        return Span(start=self.layout.stored(match.start()), end=self.layout.stored(match.end()))


@cache
def scope_rows(path: Path = FILE) -> tuple[ScopeRow, ...]:
    """The rows in the order of the file. Raises LexiconError on a row without field, value, words or example."""
    meant = {
        "{sum}": OWN, "{other}": OTHER, "{near}": f"[^.;:{OWN}{OTHER}]{{0,70}}?",
        "{clause}": f"[^.;:{OWN}{OTHER}]{{0,130}}?", "{number}": OWN + OTHER,
    }  # fmt: skip
    rows = []
    for number, row in enumerate(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader), 1):
        if "list" in row:
            meant["{" + row["list"] + "}"] = row["words"]
        else:
            rows.append(_row(row, meant, f"{path.name}: row {number}"))
    return tuple(rows)


def _row(row: dict[str, Any], meant: dict[str, str], where: str) -> ScopeRow:
    field, value, needs = row.get("field"), row.get("value"), row.get("needs", "")
    if field not in _FIELDS or value not in set(_FIELDS[field]) or needs not in _NEEDS:
        raise LexiconError(f"{where} needs a field, a value of it, and needs of {sorted(_NEEDS)}")
    if not row.get("words") or not row.get("example"):
        raise LexiconError(f"{where} needs words and an example")
    words = row["words"]
    for name, what in meant.items():
        words = words.replace(name, what)
    return ScopeRow(
        field=field, value=value, needs=needs, quiet=bool(row.get("quiet")), words=re.compile(words),
        example=row["example"], no=tuple(row.get("no", ())),
    )  # fmt: skip
