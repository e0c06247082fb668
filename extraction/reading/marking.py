"""A number is asked about in its sentence: it is marked as one's own, the others as others, for patterns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from extraction.mentions import Mentions
from extraction.mentions.fold import fold
from extraction.mentions.layout import Layout, put
from extraction.reading.lexicon import LexiconError
from pledges.domain.values import Span

OWN, OTHER, STATE, RECEIVER = "\ue001", "\ue000", "\ue002", "\ue003"
_WITHIN = rf"(?:[^.;:{OWN}{OTHER}]|(?<=\b[a-z])\.)"  # the stop after a single letter ends nothing: "u.s."
_MEANT = {
    "{sum}": OWN, "{other}": OTHER, "{numbers}": OWN + OTHER,
    "{near}": f"{_WITHIN}{{0,70}}?", "{clause}": f"{_WITHIN}{{0,130}}?",
    "{state}": STATE, "{of_no_receiver}": f"[^.;:{RECEIVER}]{{0,160}}?",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A folded sentence in which one stretch is marked as one's own and the numbers beside it as others.

    Where names are given too, those of donors and of the recipient are marked.
    """

    layout: Layout

    @classmethod
    def of(cls, text: str, own: Span, numbers: Sequence[Span], names: Mapping[Span, str] | None = None) -> "Marked":
        """`own`, `numbers` and `names` are half-open spans of the text; what touches a span before it is not marked."""
        cuts = [(own.start, own.end, OWN)]
        for span, sign in [*((one, OTHER) for one in numbers), *(names or {}).items()]:
            if all(span.start >= end or span.end <= start for start, end, _ in cuts):
                cuts.append((span.start, span.end, sign))
        return cls(layout=put(fold(text), sorted(cuts)))

    def search(self, pattern: re.Pattern[str]) -> Span | None:
        """Where the words of a pattern stand in the sentence, the marked stretch included."""
        match = pattern.search(self.layout.running)
        if match is None:
            return None
        return Span(start=self.layout.stored(match.start()), end=self.layout.stored(match.end()))


def numbers_in(mentions: Mentions) -> list[Span]:
    """Where numbers and sums stand in a text."""
    quantities = [Span(start=one.start, end=one.end) for one in mentions.quantities]
    return quantities + [Span(start=one.start, end=one.end) for one in mentions.money]


def marked_rows(path: Path) -> Iterator[tuple[str, dict[str, Any], re.Pattern[str]]]:
    """Each row of a file of patterns: its place for messages, the row, and its words as a pattern.

    A row with `list` and `words` names alternatives for the rows after it: {house}. Raises LexiconError on a row
    without words or example.
    """
    meant = dict(_MEANT)
    for number, row in enumerate(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader), 1):
        where = f"{path.name}: row {number}"
        if not row.get("words"):
            raise LexiconError(f"{where} has no words")
        if "list" in row:
            meant["{" + row["list"] + "}"] = f"(?:{row['words']})"
            continue
        if not row.get("example"):
            raise LexiconError(f"{where} has no example")
        words = row["words"]
        for name, what in meant.items():
            words = words.replace(name, what)
        yield where, row, re.compile(words)
