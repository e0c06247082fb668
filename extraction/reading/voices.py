"""Who speaks where no clause says: the publisher whose own voice a text is, the donor of its title or of a line."""

import re
from collections.abc import Sequence

from extraction.mentions import Gazetteer, NameMention
from extraction.reading.documents import Document
from extraction.reading.donors.giver import AGGRESSORS, NO_GIVERS, RECIPIENT, Giver, Origin, only_a_place
from extraction.reading.publishers import country_of, speaks_for
from extraction.reading.segments import Sentence
from pledges.domain.catalogue import Catalogue

_HOUSE = re.compile(
    r"\b(?:ministry|government|department|cabinet|chancellery|presidency|embassy|armed forces"
    r"|office of the (?:president|prime minister)|(?:prime minister|president)'s office)\b",
    re.IGNORECASE,
)  # a government's house: its "we" is the state


def publisher_of(document: Document, gazetteer: Gazetteer, catalogue: Catalogue) -> Giver:
    """The donor whose own voice the text is: a publisher that is a government's house or a country's name."""
    if "joint statement" in document.title.lower():
        signed = {name.ref for name in _donors(gazetteer, document.title)}
        return Giver(codes=tuple(sorted(signed - AGGRESSORS)), rule="donors.publisher", origin=Origin.PUBLISHER)
    found = [name for name in gazetteer.find(document.publisher) if name.kind == "donor"]
    codes = {name.ref for name in found} - NO_GIVERS
    whole = sum(name.end - name.start for name in found) * 2 >= len(document.publisher)
    house = bool(_HOUSE.search(document.publisher))
    if len(codes) == 1 and (whole or house):
        as_state = all(name.how == "name" for name in found) and not house
        origin = Origin.HERE if as_state else Origin.PUBLISHER
        return Giver(codes=tuple(codes), rule="donors.publisher", register=as_state, origin=origin)
    official = {speaks_for(document.publisher) or ""} & catalogue.donors.keys() - NO_GIVERS
    return Giver(codes=tuple(official), rule="donors.publisher", origin=Origin.PUBLISHER) if official else Giver()


def house_of(document: Document, publisher: Giver, catalogue: Catalogue) -> Giver:
    """The state that "the government" is where a text names no other: its publisher's."""
    home = {country_of(document.publisher) or ""} & catalogue.donors.keys() - NO_GIVERS
    return (
        publisher
        if publisher.codes or not home
        else Giver(codes=tuple(home), rule="donors.publisher", origin=Origin.PUBLISHER)
    )


def title_of(document: Document, gazetteer: Gazetteer) -> Giver:
    """The one donor that the title names, who gives what the text only lists."""
    codes = {name.ref for name in _donors(gazetteer, document.title)}
    return Giver(codes=tuple(codes), rule="donors.title") if len(codes) == 1 and not codes & AGGRESSORS else Giver()


def named_in(piece: Sentence, gazetteer: Gazetteer, *, sole: bool) -> Giver:
    """The donors that a sentence names; with `sole` only where it is one."""
    names = _donors(gazetteer, piece.text)
    names = [name for name in names if not (sole and only_a_place(piece.text, name))]
    codes = {name.ref for name in names}
    if codes & AGGRESSORS or not 0 < len(codes) <= (1 if sole else len(codes)):
        return Giver()
    spans = tuple((piece.start + name.start, piece.start + name.end) for name in names)
    return Giver.told_before(tuple(sorted(codes)), spans[:1] if sole else spans)


def heads(piece: Sentence, gazetteer: Gazetteer) -> Giver:
    """The donor whose name is all of a heading: "Germany", "The Netherlands:"."""
    if piece.block.kind != "heading" and not piece.text.rstrip().endswith(":"):
        return Giver()
    found = named_in(piece, gazetteer, sole=True)
    width = sum(end - start for start, end in found.spans)
    return found if 2 * width > len(piece.text) and found.codes else Giver()


def said_before(pieces: Sequence[Sentence], ordinal: int, gazetteer: Gazetteer) -> Giver:
    """The one donor that a sentence names, if it names but one and stands in the paragraph of the next."""
    if ordinal < 0 or pieces[ordinal].block is not pieces[ordinal + 1].block:
        return Giver()
    return named_in(pieces[ordinal], gazetteer, sole=True)


def _donors(gazetteer: Gazetteer, text: str) -> list[NameMention]:
    return [name for name in gazetteer.find(text) if name.kind == "donor" and name.ref != RECIPIENT]
