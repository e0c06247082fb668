"""In an overview by country a heading or label that is only donors' names says who gives what stands under it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from extraction.mentions import NameMention
from extraction.reading.donors.giver import NO_GIVERS, OTHERS, Giver
from extraction.reading.segments import Sentence

_LABEL = re.compile(r"\W*(?P<names>[^:–—]{2,60}?)(?:: | [–—-] )(?= *\S)")
_BESIDE_NAMES = re.compile(r"(?:\W|\b(?:and|the|with)\b)*", re.IGNORECASE)
_PARTS = 2  # donors that make an overview; a single heading may be anything

type _Named = Callable[[str], Iterable[NameMention]]


def sections(pieces: Sequence[Sentence], named: _Named) -> Mapping[int, Giver]:
    """By the ordinal of a sentence, who gives in its part of an overview by country; empty for any other text.

    A part is what stands under a heading of names up to the next heading ("Denmark and the Netherlands"), or a
    paragraph that opens with a label ("Norway: eight tanks"). `named` finds the names in words.
    """
    found = dict(_parts(pieces, named))
    return found if len({giver.codes for giver in found.values()}) >= _PARTS else {}


def _parts(pieces: Sequence[Sentence], named: _Named) -> Iterator[tuple[int, Giver]]:
    above = label = Giver()
    for place, piece in enumerate(pieces):
        if place == 0 or pieces[place - 1].block is not piece.block:
            opens = _LABEL.match(piece.text)
            label = _of_names(piece, opens.group("names"), opens.start("names"), named) if opens else Giver()
        if label.codes:
            yield piece.ordinal, label
        elif piece.block.kind == "heading":
            above = _of_names(piece, piece.text, 0, named)
        elif above.codes:
            yield piece.ordinal, above


def _of_names(piece: Sentence, words: str, start: int, named: _Named) -> Giver:
    """The donors whose names are all that the words hold; nobody where they say more, or name who gives no aid."""
    names = [name for name in named(words) if name.kind == "donor"]
    codes = {name.ref for name in names}
    rest, place = "", 0
    for name in names:
        rest += words[place : name.start]
        place = name.end
    alone = _BESIDE_NAMES.fullmatch(rest + words[place:]) is not None
    if not names or not alone or codes & NO_GIVERS or codes <= OTHERS:
        return Giver()
    base = piece.start + start
    spans = tuple((base + name.start, base + name.end) for name in names)
    return Giver(codes=tuple(sorted(codes)), spans=spans, rule="donors.heading")
