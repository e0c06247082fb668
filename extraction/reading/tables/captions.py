"""Who gives by a table, and whether it tells of gifts, its caption says: the words above it, else the publisher."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.mentions import Gazetteer
from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, Giver
from extraction.reading.exclusions import of_own_arms, speaks_of_ukraine
from extraction.reading.headings import kind_of_list
from extraction.reading.segments import Sentence
from extraction.reading.tables.grid import Grid
from extraction.reading.tables.words import KINDS, head_says
from pledges.domain.values import Kind

_ABOVE = 3  # sentences
_SAID = re.compile(
    r"\b(?:(?P<given>(?:has|have|had|were|was|been|already) (?:\w+ ){0,2}?(?:given|delivered|sent|handed over|provided"
    r"|donated|supplied|transferred)|arrived|gave)|(?P<ahead>will|plans? to|pledged?|promised?|promises|to be (?:given"
    r"|delivered|sent|provided)|committed|announced))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What stands above a table: its kind, where it says one for all rows, its donor, and a reason to leave it."""

    kind: Kind | None
    giver: Giver
    bars: bool


def caption_of(grid: Grid, pieces: Sequence[Sentence], thread: Thread, gazetteer: Gazetteer) -> Caption:
    """The caption of a table, of the few sentences right above it."""
    first = grid.lines[0]
    above = [piece for piece in pieces[max(0, first - _ABOVE) : first] if not piece.block.row][::-1]
    return Caption(
        kind=next((kind for piece in above[:2] if (kind := kind_said(piece.text)) is not None), None),
        giver=_giver(above, thread),
        bars=any(_bars(piece.text, gazetteer) for piece in above[:1]),
    )


def kind_said(words: str) -> Kind | None:
    """What words above a table say of all its rows: a heading's kind, or the only way of giving that they tell."""
    if (kind := kind_of_list(words)) is not None:
        return kind
    ways = {Kind.DELIVERY if found.group("given") else Kind.PLEDGE for found in _SAID.finditer(words)}
    if len(ways) == 1:
        return ways.pop()
    return KINDS.get(head_says(words) or "") if not ways and len(words.split()) <= _HEADING else None


_HEADING = 8  # words


def _giver(above: list[Sentence], thread: Thread) -> Giver:
    """The donor that the nearest sentence names alone; else who publishes, whom the title names, who gave before."""
    for piece in above:
        found = thread.memory.donors_of(piece.ordinal)
        codes = tuple(code for code in found.codes if code != RECIPIENT)
        if len(codes) == 1:
            return Giver(codes=codes, spans=found.spans[:1], rule="donors.before")
        if codes:
            break
    for giver in (thread.memory.publisher, thread.memory.title):
        if len(giver.codes) == 1 and not set(giver.codes) & AGGRESSORS:
            return giver
    return Giver()


def _bars(words: str, gazetteer: Gazetteer) -> bool:
    """Whether a caption is of no gift to Ukraine: of own arms, of losses or needs, of the aggressor."""
    if head_says(words) == "bar" and len(words.split()) <= _HEADING:
        return True
    if speaks_of_ukraine(words):
        return False
    return of_own_arms(words) or any(name.ref in AGGRESSORS for name in gazetteer.find(words))
