"""A number may stand after what it counts: in brackets, in a row of a list or table, behind a sign of times."""

from collections.abc import Mapping

from extraction.mentions import QuantityMention
from extraction.reading.scene import Scene

_COUNTERS = frozenset({"rounds", "pieces", "units", "items", "shells", "sets"})
_ROW_ENDS = frozenset({"", ";", ".", ",", "(", "*", *_COUNTERS})


def number_in_brackets(
    scene: Scene, last: int, ends: Mapping[int, QuantityMention]
) -> tuple[QuantityMention | None, int]:
    """ "howitzers (18)": the number in brackets right after a noun, and where the phrase then ends."""
    doc = scene.doc
    if last + 3 < len(doc) and doc[last + 1].text in "([":
        bracketed = ends.get(last + 2)
        if bracketed is not None and doc[last + 3].text in ")]":
            return bracketed, last + 3
    return None, last


def number_in_row(scene: Scene, last: int, ends: Mapping[int, QuantityMention]) -> tuple[QuantityMention | None, int]:
    """ "155mm ammunition: 90,000 rounds": a row of a table, its number after the name; and where the phrase ends."""
    doc = scene.doc
    if last + 2 >= len(doc) or doc[last + 1].text != ":":
        return None, last
    for end, quantity in ends.items():
        if scene.tokens(quantity.start, quantity.end)[0] == last + 2:
            following = doc[end + 1].lower_ if end + 1 < len(doc) else ""
            if following in _ROW_ENDS:
                return quantity, end
    return None, last
