"""A text is shown in pieces that say what they are evidence of; no piece is lost, none is shown twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

CONTEXT = 700  # characters shown around the evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words of a field: half-open in code points, with the rule that read them."""

    start: int
    end: int
    field: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the text, from `start` on. `marks` are the fields read there; `gap`: text is left out before it."""

    text: str
    start: int = 0
    evidence: bool = False
    marks: tuple[Mark, ...] = ()
    gap: bool = False

    @property
    def fields(self) -> str:
        return ", ".join(mark.field for mark in self.marks)

    @property
    def rules(self) -> str:
        return "; ".join(f"{mark.field}: {mark.rule}" for mark in self.marks)


def marks_of(words: Mapping[str, Mapping[str, Any]]) -> list[Mark]:
    """The marks of a reading's words; defaults, which no word states, have none."""
    return [
        Mark(start=w["start"], end=w["end"], field=name, rule=w["rule"])
        for name, w in sorted(words.items())
        if w["start"] is not None and w["end"] > w["start"]
    ]


def highlight(
    text: str, *, evidence: Sequence[Sequence[int]], words: Mapping[str, Mapping[str, Any]], context: int = CONTEXT
) -> list[Piece]:
    """The text around the evidence, cut wherever what it means changes. Spans outside the text are cut to it."""
    spans = [(start, min(end, len(text))) for start, end in evidence if start < len(text)]
    marks = [mark for mark in marks_of(words) if mark.start < len(text)]
    shown = _shown([*spans, *((m.start, m.end) for m in marks)], len(text), context)
    pieces: list[Piece] = []
    for start, end in shown:
        gap = start > 0 if not pieces else True
        for piece in _pieces(text, start, end, spans, marks):
            pieces.append(replace(piece, gap=gap))
            gap = False
    if shown and shown[-1][1] < len(text):
        pieces.append(Piece(text="", gap=True))
    return pieces


def _shown(spans: Iterable[tuple[int, int]], length: int, context: int) -> list[tuple[int, int]]:
    """Where the text is shown: each span with its context, overlapping ones joined."""
    shown: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        start, end = max(0, start - context), min(length, end + context)
        if shown and start <= shown[-1][1]:
            shown[-1] = (shown[-1][0], max(end, shown[-1][1]))
        else:
            shown.append((start, end))
    return shown


def _pieces(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int]], marks: Sequence[Mark]
) -> Iterable[Piece]:
    """The stretch from `start` to `end`, cut at every edge of a span or mark."""
    edges = {start, end}
    edges |= {edge for span in spans for edge in span if start < edge < end}
    edges |= {edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end}
    for left, right in pairwise(sorted(edges)):
        yield Piece(
            text=text[left:right],
            start=left,
            evidence=any(s <= left and right <= e for s, e in spans),
            marks=tuple(mark for mark in marks if mark.start <= left and right <= mark.end),
        )
