"""A number may stand after what it counts: in brackets, in a row of a list or table, behind a sign of times."""

from collections.abc import Mapping

from extraction.mentions import QuantityMention
from extraction.reading.scene import Scene

_COUNTERS = frozenset({"rounds", "pieces", "units", "items", "shells", "sets", "pairs", "kits", "copies"})
_ROW_ENDS = frozenset({"", ";", ".", ",", "(", "*"})
_DASHES = frozenset({"-", "–", "—"})
_OPENS, _CLOSES = frozenset({"(", "["}), frozenset({")", "]"})
_COMMAS = frozenset({",", "-", "–", "—"})
_THEM = (["of", "them"], ["in", "all"], ["in", "total"], ["all", "told"])
_TIMES = frozenset({"x", "×"})


def number_in_brackets(
    scene: Scene, last: int, ends: Mapping[int, QuantityMention]
) -> tuple[QuantityMention | None, int]:
    """ "howitzers (18)", "mortars (20 pieces)": the number in brackets right after a noun, and where it all ends."""
    doc = scene.doc
    opened = doc[last + 1 : last + 2].text in _OPENS
    quantity, end = _number_from(scene, last + 2, ends) if opened else (None, last)
    closed = quantity is not None and doc[end + 1 : end + 2].text in _CLOSES
    return (quantity, end + 1) if closed else (None, last)


def number_in_row(scene: Scene, last: int, ends: Mapping[int, QuantityMention]) -> tuple[QuantityMention | None, int]:
    """The number after a name in a row of a table or list, and where the phrase then ends.

    "155mm ammunition: 90,000 rounds", "Leopard 2 – 14", "mortars x20".
    """
    doc = scene.doc
    if last + 1 >= len(doc):
        return None, last
    sign = doc[last + 1]
    if sign.lower_[0] in _TIMES:
        return _row(scene, last, last + 1, ends)
    dashed = sign.text in _DASHES and doc[last].whitespace_ and sign.whitespace_
    if sign.text == ":" or dashed:
        return _row(scene, last, last + 2, ends)
    return None, last


def number_of_them(scene: Scene, last: int, ends: Mapping[int, QuantityMention]) -> tuple[QuantityMention | None, int]:
    """ "radars, one hundred of them", "howitzers, 24 in all": the number after a comma that says what it counts."""
    doc = scene.doc
    if last + 2 >= len(doc) or doc[last + 1].text not in _COMMAS:
        return None, last
    quantity, end = _number_from(scene, last + 2, ends)
    if quantity is not None and doc[end].lower_ == "them":
        return quantity, end
    after = [token.lower_ for token in doc[end + 1 : end + 3]]
    return (quantity, end + 2) if quantity is not None and after in _THEM else (None, last)


def _row(
    scene: Scene, last: int, start: int, ends: Mapping[int, QuantityMention]
) -> tuple[QuantityMention | None, int]:
    quantity, end = _number_from(scene, start, ends)
    following = scene.doc[end + 1].lower_ if quantity is not None and end + 1 < len(scene.doc) else ""
    return (quantity, end) if quantity is not None and following in _ROW_ENDS else (None, last)


def _number_from(scene: Scene, start: int, ends: Mapping[int, QuantityMention]) -> tuple[QuantityMention | None, int]:
    """The number phrase that begins at a token, over a sign of times, and the last token of it and its counter."""
    doc = scene.doc
    starts = {start, start + 1} if start < len(doc) and doc[start].lower_ in _TIMES else {start}
    for end, quantity in ends.items():
        if scene.tokens(quantity.start, quantity.end)[0] in starts:
            counter = end + 1 < len(doc) and doc[end + 1].lower_ in _COUNTERS
            return quantity, end + counter
    return None, start
