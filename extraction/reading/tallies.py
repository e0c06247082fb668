"""A tally counts what it is of: in "the number of tanks that Norway has sent now stands at 22" there are 22 tanks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extraction.mentions import QuantityMention
from extraction.reading.phrases import ItemPhrase, with_one
from extraction.reading.scene import Scene
from pledges.domain.values import Span

_TALLY = re.compile(r"\b(?:number|total|tally|count|total number) of (?:the )?$", re.IGNORECASE)
_STANDS = re.compile(
    r"\b(?:(?:now|already|thus|currently) )*(?:"
    r"(?:has|have|had|is|was|will have) (?:\w+ )??(?:risen|grown|climbed|increased|gone up|come|swollen) to"
    r"|(?:has|have|had) (?:\w+ )??(?:reached|hit|passed|exceeded|surpassed)"
    r"|(?:stands?|stood) (?:now |today |currently )?at|(?:rises?|rose|grows?|grew|climbs|climbed) to"
    r"|(?:comes?|came|amounts?|amounted|adds? up|added up) to"
    r"|reach(?:es|ed)|is now|now is|totals)"
    r"(?: (?:a total of|about|around|some|more than|over|at least))?\s*$",
    re.IGNORECASE,
)
_NEAR = 60  # characters before a number in which the verb that tells it begins
_BREAK = re.compile(r"[;:]|\. ")


def with_tallies(
    scene: Scene, phrases: list[ItemPhrase], ends: Mapping[int, QuantityMention]
) -> tuple[list[ItemPhrase], set[int]]:
    """The phrases, those of a tally with the number at which it stands, and the ids of these numbers."""
    tallied = set[int]()
    counted = {id(phrase.quantity) for phrase in phrases}
    for quantity in (one for one in ends.values() if id(one) not in counted and _is_a_count(one)):
        stands = _STANDS.search(scene.sentence.text, max(0, quantity.start - _NEAR), quantity.start)
        phrase = _of_tally(scene, phrases, stands.start()) if stands is not None else None
        if stands is not None and phrase is not None:
            words = Span(start=stands.start(), end=stands.end())
            tallied.add(id(quantity))
            total = replace(quantity, cumulative=True, marker=quantity.marker or words)
            phrases = with_one(phrases, phrase, replace(phrase, quantity=total, unit=quantity.unit or phrase.unit))
    return phrases, tallied


def _is_a_count(quantity: QuantityMention) -> bool:
    return quantity.change is None and bool(quantity.low or quantity.high)


def _of_tally(scene: Scene, phrases: Sequence[ItemPhrase], end: int) -> ItemPhrase | None:
    """The thing of which the last tally before a place is, where it has no number of its own."""
    text = scene.sentence.text
    for phrase in (one for one in reversed(phrases) if one.quantity is None and one.category is not None):
        start = scene.doc[phrase.first].idx
        tells = start < end and _TALLY.search(text, 0, start) is not None
        if tells and _BREAK.search(text, start, end) is None:
            return phrase
    return None
