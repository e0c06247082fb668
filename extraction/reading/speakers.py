"""Who says "we" is whom a label names, or the words in or around the quotation; a quotation may run over sentences."""

import re
from collections.abc import Sequence
from itertools import takewhile

from extraction.mentions import Gazetteer, NameMention
from extraction.reading.donors.giver import Giver, Origin, first_named
from extraction.reading.segments import Sentence

_LABEL = re.compile(r"^\W*(?P<name>[A-Z][\w.’'-]*(?: [A-Z(][\w.’')-]*){0,5}):(?=\s|$)")
_ASKS = re.compile(r"^(?:Q|QUESTION|AUDIENCE|REPORTER|MODERATOR|PRESS|JOURNALIST|INTERVIEWER)\b", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:said|says|say|saying|told|tells|added|adds|announced|confirmed|explained|stressed|noted|wrote|writes|stated"
    r"|declared|insisted|posted|tweeted|commented|emphasi[sz]ed|pointed out|according to|remarked|argued|asked|replied"
    r"|reiterated|promised|vowed|concluded|speaking)\b",
    re.IGNORECASE,
)
_SIGNS = '"“”'
_PLACE = re.compile(
    r"\b(?:in|at|to|for|with|near|from|against|on|told|into|visit\w*) (?:the |reporters in |president )*$",
    re.IGNORECASE,
)


class Speakers:
    """Asked by the ordinal of a sentence; answers for those that speak in the first person."""

    def __init__(self, pieces: Sequence[Sentence], gazetteer: Gazetteer) -> None:
        self._pieces = pieces
        self._gazetteer = gazetteer
        self._labelled: dict[int, str] | None = None  # by ordinal of block

    def of(self, ordinal: int) -> Giver:
        """The donor or recipient that says "we" in a sentence; nobody where none is known."""
        piece = self._pieces[ordinal]
        label = self._label(piece)
        if label is not None:
            return Giver() if _ASKS.match(label) else self._named(label.title()).by("donors.label.we")
        around = self._around(ordinal) if self._quoted(ordinal) else ()
        return first_named(self._said_in(place) for place in around)

    def asks(self, ordinal: int) -> bool:
        """Whether a sentence of a transcript is a reporter's, who only asks."""
        label = self._label(self._pieces[ordinal])
        return label is not None and _ASKS.match(label) is not None

    def _label(self, piece: Sentence) -> str | None:
        """ "SECRETARY AUSTIN:" at the head of the paragraph, or in a transcript of the last paragraph that has one."""
        if self._labelled is None:
            found = ((one.block.ordinal, _LABEL.match(one.text)) for one in self._pieces)
            labels = {block: match.group("name") for block, match in found if match is not None}
            capital = {block: name for block, name in labels.items() if name.upper() == name}
            self._labelled = capital if len(capital) > 1 else {}
        before = [block for block in self._labelled if block <= piece.block.ordinal]
        return self._labelled[max(before)] if before else None

    def _quoted(self, ordinal: int) -> bool:
        """Whether a sentence has a quotation, or stands in one that was opened before in its paragraph."""
        return any(sign in self._pieces[ordinal].text for sign in _SIGNS) or self._opened(ordinal)

    def _opened(self, ordinal: int) -> bool:
        """Whether a quotation of the same paragraph is open where a sentence begins."""
        block = self._pieces[ordinal].block
        before = takewhile(lambda piece: piece.block is block, reversed(self._pieces[:ordinal]))
        return sum(piece.text.count(sign) for piece in before for sign in _SIGNS) % 2 == 1

    def _outside(self, ordinal: int) -> str:
        """A sentence with all that is quoted made blanks."""
        inside, out = self._opened(ordinal), []
        for letter in self._pieces[ordinal].text:
            if letter in _SIGNS:
                inside = not inside
            out.append(" " if inside or letter in _SIGNS else letter)
        return "".join(out)

    def _around(self, ordinal: int) -> list[int]:
        """The sentences that may name the speaker: itself, those after and before in its paragraph, one before."""
        block = self._pieces[ordinal].block
        near = range(max(0, ordinal - 4), min(len(self._pieces), ordinal + 4))
        inside = [place for place in near if self._pieces[place].block is block]
        after, before = [p for p in inside if p > ordinal], [p for p in inside if p < ordinal][::-1]
        first = min(inside)
        return [ordinal, *after, *before, *([first - 1] if first else [])]

    def _said_in(self, ordinal: int) -> Giver:
        """Whom the words outside the quotation name beside a verb of saying."""
        piece, outside = self._pieces[ordinal], self._outside(ordinal)
        said = [match.start() for match in _SAID.finditer(outside)]
        said = said or ([len(outside)] if outside.rstrip().endswith(":") else [])
        found = self._named(outside, said, base=piece.start) if said else Giver()
        return found.by("donors.said.we", Origin.SAID) if found.codes else found

    def _named(self, text: str, said: Sequence[int] = (0,), *, base: int | None = None) -> Giver:
        """The donor that stands nearest to a verb of saying, not as a place; its words where `base` is the text's."""
        names = [
            name
            for name in self._gazetteer.find(text)
            if name.kind == "donor" and not (name.how in ("name", "capital") and _PLACE.search(text[: name.start]))
        ]
        if not names:
            return Giver()

        def away(name: NameMention) -> int:
            return min(min(abs(name.start - verb), abs(name.end - verb)) for verb in said)

        name = min(names, key=away)
        spans = ((base + name.start, base + name.end),) if base is not None else ()
        return Giver(codes=(name.ref,), spans=spans)
