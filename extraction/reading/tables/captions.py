"""Who gives by a table, and whether it tells of gifts, its caption says: the words above it, else the publisher."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.mentions import Gazetteer
from extraction.reading.cells import Cell
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

_WAR = re.compile(r"\b(?:invasion|invaded|war|aggression|attack(?:ed|s)?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What stands above a table and holds for all its rows: what became of things, by which words, of which, by whom.

    `elsewhere` where it is of own arms or the aggressor's, `bars` where it is of losses, needs or the like.
    """

    kind: Kind | None
    said: Cell | None
    thing: Cell | None
    giver: Giver
    bars: bool
    elsewhere: bool


def caption_of(grid: Grid, pieces: Sequence[Sentence], thread: Thread, gazetteer: Gazetteer) -> Caption:
    """The caption of a table, of the few sentences right above it."""
    first = grid.lines[0]
    above = [piece for piece in pieces[max(0, first - _ABOVE) : first] if not piece.block.row][::-1]
    nearest = above[0].text if above else ""
    said = next(((piece, kind) for piece in above[:2] if (kind := kind_said(piece.text)) is not None), None)
    return Caption(
        kind=said[1] if said is not None else None,
        said=_cell(said[0], *_words_of_kind(said[0].text)) if said is not None else None,
        thing=_thing(above[0], gazetteer) if above else None,
        giver=_giver(above, thread),
        bars=_is_heading(nearest) and head_says(nearest) == "bar",
        elsewhere=_elsewhere(nearest, gazetteer),
    )


def kind_said(words: str) -> Kind | None:
    """What words above a table say of all its rows: a heading's kind, or the only way of giving that they tell."""
    if (kind := kind_of_list(words)) is not None:
        return kind
    ways = {Kind.DELIVERY if found.group("given") else Kind.PLEDGE for found in _SAID.finditer(words)}
    if len(ways) == 1:
        return ways.pop()
    return KINDS.get(head_says(words) or "") if not ways and _is_heading(words) else None


_HEADING = 12  # words


def _is_heading(words: str) -> bool:
    return len(words.split()) <= _HEADING


def _words_of_kind(words: str) -> tuple[int, int]:
    """Where the words stand that say what became of things: the verb, or the whole of a heading."""
    found = _SAID.search(words)
    return (found.start(), found.end()) if found is not None else (0, len(words))


def _thing(piece: Sentence, gazetteer: Gazetteer) -> Cell | None:
    """The system, else the type, that a caption names: "Leopard 2 tanks handed over, by country"."""
    named = [name for name in gazetteer.find(piece.text) if name.kind in ("system", "category")]
    name = next((name for name in named if name.kind == "system"), named[0] if named else None)
    return _cell(piece, name.start, name.end) if name is not None else None


def _cell(piece: Sentence, start: int, end: int) -> Cell:
    return Cell(start=piece.start + start, end=piece.start + end, text=piece.text[start:end], line=piece.ordinal)


def _giver(above: list[Sentence], thread: Thread) -> Giver:
    """The donor that the nearest sentence names alone; else who publishes, whom the title names, who gave before."""
    named = next((one for one in (_others(thread, piece) for piece in above) if one.codes), Giver())
    if len(named.codes) == 1:
        return named
    for giver in (thread.memory.publisher, thread.memory.title):
        if len(giver.codes) == 1 and not set(giver.codes) & AGGRESSORS:
            return giver
    return Giver()


def _others(thread: Thread, piece: Sentence) -> Giver:
    """The donors that a sentence names beside the recipient."""
    found = thread.memory.donors_of(piece.ordinal)
    return Giver.told_before(tuple(code for code in found.codes if code != RECIPIENT), found.spans[:1])


def _elsewhere(words: str, gazetteer: Gazetteer) -> bool:
    """Whether a caption is of what states buy for themselves, or of the aggressor's arms and no word of Ukraine."""
    if speaks_of_ukraine(words):
        return False
    return of_own_arms(words) or (
        _WAR.search(words) is None and any(name.ref in AGGRESSORS for name in gazetteer.find(words))
    )
