"""A gift of one thing that "comprises 98 vehicles" is 98 of that thing, and none of vehicles beside it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extraction.mentions import QuantityMention
from extraction.reading.phrases import ItemPhrase, with_one
from extraction.reading.pointing import meant_by
from extraction.reading.scene import Scene
from pledges.domain.catalogue import Catalogue

_GIFT_OF = re.compile(
    r"\b(?:donation|gift|consignment|transfer|delivery|contribution|pledge|shipment|handover|batch|package) of"
    r"(?: (?:the|its|their|some|used|old|older|surplus|new|modern|refurbished))*\s*$",
    re.IGNORECASE,
)
_COMPRISES = re.compile(
    r"\b(?:compris(?:es|ed)|consist(?:s|ed) of|number(?:s|ed)|total(?:s|led|ed)|amount(?:s|ed) to|r[ua]ns? to"
    r"|(?:is|was) made up of|covers)(?: (?:a total of|about|around|some|more than|over|at least))?\s*$",
    re.IGNORECASE,
)
_NEAR = 40  # characters before a number in which the verb stands


def with_counts_of_gifts(
    scene: Scene, phrases: list[ItemPhrase], ends: Mapping[int, QuantityMention], catalogue: Catalogue
) -> list[ItemPhrase]:
    """The phrases, the one thing of a gift with the number of vehicles or aircraft that it is said to comprise.

    "The donation of M113 carriers that the Sejm approved comprises 28 vehicles"; not where trucks are counted as well.
    """
    counted = [one for one in phrases if one.quantity is not None and one.category not in (None, "funding")]
    if len(counted) != 1 or counted[0].quantity not in ends.values() or counted[0].slug is not None:
        return phrases
    (count,) = counted
    assert count.quantity is not None
    start = count.quantity.start + (len("totals") if count.quantity.text.startswith("totals ") else 0)
    verb = _COMPRISES.search(scene.sentence.text, max(0, start - _NEAR), start)
    thing = _given(scene, phrases, verb.start()) if verb is not None else None
    if thing is None or not _is_called(count, thing, catalogue):
        return phrases
    told = replace(thing, quantity=count.quantity, unit=count.quantity.unit or thing.unit)
    return [one for one in with_one(phrases, thing, told) if one is not count]


def _given(scene: Scene, phrases: Sequence[ItemPhrase], end: int) -> ItemPhrase | None:
    """The one named thing before a place, where a gift is of it."""
    text = scene.sentence.text
    before = [one for one in phrases if one.category is not None and scene.doc[one.last].idx < end]
    gift = len(before) == 1 and _GIFT_OF.search(text, 0, scene.doc[before[0].first].idx) is not None
    return before[0] if gift else None


def _is_called(count: ItemPhrase, thing: ItemPhrase, catalogue: Catalogue) -> bool:
    """Whether what is counted is a word for the thing: "vehicles" for carriers, "aircraft" or "jets" for fighters."""
    word = count.head.doc[count.last].lower_
    types = meant_by({"aircraft": "planes"}.get(word, word), catalogue)
    if types is not None:
        return thing.category in types
    both = [one for one in (count.category, thing.category) if one is not None and one in catalogue.categories]
    return len(both) == 2 and len({catalogue.top_category(one) for one in both}) == 1
