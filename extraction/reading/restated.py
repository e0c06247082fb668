"""A unit that is counted out at once is as many pieces: "a battery of launchers, that is to say six vehicles"."""

import re
from collections.abc import Mapping
from dataclasses import replace

from extraction.mentions import QuantityMention
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from pledges.domain.catalogue import Catalogue, Trait
from pledges.domain.values import Unit

_THAT_IS = re.compile(
    r"(?:,? ?[(–—-]? ?(?:that is(?: to say)?|that means|i\.e\.|meaning|in other words|namely|which means|which is),?"
    r"|, or| \()(?: (?:a total of|all|in all))? ?",
    re.IGNORECASE,
)
_PIECES = re.compile(r" (?:(?P<launchers>launchers)|vehicles|guns|howitzers|pieces|tubes|tanks)\b", re.IGNORECASE)
_GROUPS = frozenset({Unit.BATTERY, Unit.BATTALION, Unit.SQUADRON})


def counted_out(
    scene: Scene, phrases: list[ItemPhrase], ends: Mapping[int, QuantityMention], catalogue: Catalogue
) -> tuple[list[ItemPhrase], set[int]]:
    """The phrases, a battery that is counted out with the number of its pieces; and the ids of these numbers."""
    pieces = {
        place: number for place, phrase in enumerate(phrases) if (number := _pieces(scene, phrase, ends, catalogue))
    }
    starts = {number.start for number in pieces.values()}
    kept = [
        replace(phrase, quantity=pieces[place], unit=pieces[place].unit) if place in pieces else phrase
        for place, phrase in enumerate(phrases)
        if place in pieces or phrase.quantity is None or phrase.quantity.start not in starts
    ]
    return kept, {id(number) for number in pieces.values()}


def _pieces(
    scene: Scene, phrase: ItemPhrase, ends: Mapping[int, QuantityMention], catalogue: Catalogue
) -> QuantityMention | None:
    """The number of pieces, in launchers or items, that follows a single battery in words that say what it is."""
    quantity, text = phrase.quantity, scene.sentence.text
    single = quantity is not None and quantity.low == 1 and (phrase.unit or quantity.unit) in _GROUPS
    end = scene.doc[phrase.last].idx + len(scene.doc[phrase.last])
    behind = [number for number in ends.values() if single and number.start > end]
    for number in (one for one in behind if _THAT_IS.fullmatch(text, end, one.start)):
        pieces = _PIECES.match(text, number.end)
        if pieces is not None and pieces["launchers"]:
            return replace(number, unit=Unit.LAUNCHER)
        if pieces is not None and any(catalogue.has(phrase.category, trait) for trait in _OF_PIECES):
            return number
    return None


_OF_PIECES = (Trait.SHOOTS_FAR, Trait.VEHICLE)  # a battery of air defence is no number of vehicles
