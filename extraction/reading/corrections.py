"""A publisher's note on its own mistake is no second statement: neither what it takes back nor what it repeats."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

import yaml

from extraction.mentions.layout import Cut, Layout, put
from extraction.reading.lexicon import FOLDER, LexiconError
from extraction.reading.segments import Sentence

FILE = FOLDER / "corrections.yml"
CORRECTION = "a note of correction"
_LONGEST_ASIDE = 400  # characters
_LABEL_WORDS = 4  # a sentence of so many is but a label, and repeats nothing
_ASIDE = re.compile(rf"(?<=[^\s.!?:\"”]) [(\[](?P<words>[^()\[\]\n]{{1,{_LONGEST_ASIDE}}})[)\]](?! *\n)")
_HINTS = (
    *("version", "correct", "amend", "wrong", "misstat", "clarif", "edit", "errat", "erroneous", "inaccura", "mistake"),
    *("original", "misreport", "regret", "apolog", "note"),
)
_AFTER_LABEL = (
    r"(?:\W{0,3}(?:\b(?:on |of )?(?:[A-Z][a-z]{2,8}\.? )?\d[\w ,./:-]{0,30}|\b[A-Z]{2,5}\b))?\W*(?:[:—–.]|-\s|$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """Words of a note of correction: `where` is label or sentence; `no` are sentences that they leave alone."""

    where: str
    words: str
    example: str
    no: tuple[str, ...]


@cache
def correction_rows(path: Path = FILE) -> tuple[CorrectionRow, ...]:
    """The rows of the lexicon. Raises LexiconError on a row without place, words or example."""
    found = []
    for number, row in enumerate(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader), 1):
        if row.get("where") not in ("label", "sentence") or not row.get("words") or not row.get("example"):
            raise LexiconError(f"{path.name}: row {number} needs where (label or sentence), words and an example")
        found.append(
            CorrectionRow(where=row["where"], words=row["words"], example=row["example"], no=tuple(row.get("no", ())))
        )
    return tuple(found)


def _is_hinted(text: str) -> bool:
    """Whether the lexicon's words may stand in a text: they are asked of few."""
    low = text.lower()
    return any(hint in low for hint in _HINTS)


def opens_correction(sentence: str) -> bool:
    """Whether a sentence begins or is a note of correction: it opens with a label, or tells of an earlier version."""
    return _is_hinted(sentence) and (_said().search(sentence) is not None or _labels().match(sentence) is not None)


def corrected(pieces: Sequence[Sentence]) -> frozenset[int]:
    """The ordinals of the sentences that are notes of correction.

    From the words that open it to the end of the paragraph, or to the bracket's end where it stands in brackets; and
    the paragraph or list under a line that is but the label ("Corrections and clarifications").
    """
    found: set[int] = set()
    labelled = ""
    for _, run in groupby(pieces, key=lambda piece: piece.block.ordinal):
        block = list(run)
        if labelled and labelled in ("any", block[0].block.kind):
            found.update(piece.ordinal for piece in block)
            labelled = "bullet" if block[0].block.kind == "bullet" else ""
            continue
        noted = [piece.ordinal for piece in _noted(block)]
        found.update(noted)
        bare = bool(noted) and len(block) == 1 and _labels().fullmatch(block[0].text.strip()) is not None
        labelled = "any" if bare else ""
    return frozenset(found)


def unread_of(pieces: Sequence[Sentence], noted: frozenset[int]) -> frozenset[int]:
    """The sentences of notes that are not read.

    Where a text is nothing but its note, those that tell what was right are read ("Correction: ten howitzers have come,
    not twelve"), and not those that tell what was wrong. Where the right number follows, what was wrong is read in its
    place ("We wrongly wrote that 16 would be sent. The correct number is six"), and `corrected` puts the number right.
    """
    if any(piece.ordinal not in noted for piece in pieces if piece.block.row or piece.block.kind != "heading"):
        return noted
    unread = set[int]()
    for before, piece in pairwise([None, *(one for one in pieces if one.ordinal in noted)]):
        assert piece is not None
        if before is not None and tells_right_number(piece.text) and len(before.text.split()) > _LABEL_WORDS:
            unread.discard(before.ordinal)
            unread.add(piece.ordinal)
        elif _said().search(piece.text):
            unread.add(piece.ordinal)
    return frozenset(unread)


def tells_right_number(sentence: str) -> bool:
    """ "The correct number is six", "It should have been six"."""
    return _RIGHT.search(sentence) is not None


_RIGHT = re.compile(
    r"\b(?:correct|right|true|actual|accurate) (?:\w+ )?(?:numbers?|figures?|totals?|amounts?|sums?|values?) "
    r"(?:is|was|are|were|should)\b"
    r"|\b(?:it|that|the (?:number|figure|total|amount|sum|value)) (?:is in fact|was in fact|is actually|was actually"
    r"|should (?:be|read|have been|have read))\b",
    re.IGNORECASE,
)


def without_asides(text: str) -> Layout:
    """A text without the notes of correction that stand in brackets within a sentence."""
    return put(text, _asides(text)) if _is_hinted(text) else Layout(running=text)


def asides(text: str) -> Iterator[str]:
    """The notes of correction that stand in brackets within the sentences of a text, without their brackets."""
    if _is_hinted(text):
        yield from (text[start:end].strip(" ()[]") for start, end, _ in _asides(text))


def _asides(text: str) -> Iterator[Cut]:
    for found in _ASIDE.finditer(text):
        if opens_correction(found.group("words")):
            yield found.start(), found.end(), ""


def _noted(block: list[Sentence]) -> Iterator[Sentence]:
    """The sentences of a paragraph that belong to a note in it."""
    open_bracket = noting = False
    for piece in block:
        if not noting and opens_correction(piece.text):
            noting, open_bracket = True, piece.text.lstrip("\"'“_* ")[:1] in ("(", "[")
        if noting:
            yield piece
        if noting and open_bracket and piece.text.rstrip("\"'”_*. ")[-1:] in (")", "]"):
            noting = False


@cache
def _said() -> re.Pattern[str]:
    return re.compile("|".join(row.words for row in correction_rows() if row.where == "sentence"), re.IGNORECASE)


@cache
def _labels() -> re.Pattern[str]:
    """A label with the day or place that may stand beside it, up to its colon, dash or full stop."""
    words = "|".join(row.words for row in correction_rows() if row.where == "label")
    return re.compile(rf"[\W_]*(?:(?i:{words}))\b{_AFTER_LABEL}")
