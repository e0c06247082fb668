"""A number stands alone unless it is part of a designation, a rank, an address or a word: "T-72", "No. 3", "80th"."""

import re

from extraction.mentions.numbers import Number
from extraction.mentions.taken import Taken

_SUFFIX = re.compile(r"(?:st|nd|rd|th|s|x(?! [a-z])|e|ers?|ish)\b|'s\b|(?!x [a-z])[a-z]")
_ENUMERATED = re.compile(r"[.)](?: |$)")
_DESIGNATION_BEFORE = re.compile(r"(?:[a-z0-9]-?|[a-z]/|[./:_#@*&=]|\d[.,])$")
_TIMES_BEFORE = re.compile(r"[a-z\d)](?: | ?[(\[])[x×]$")  # "mortars x20", "Leopard 2 (x14)"
_RANK_BEFORE = re.compile(
    r"\b(?:type|mark|mk|model|mod|channel|day|days|game|article|section|chapter|page|pages|no|no\.|nos|number|"
    r"numbers|resolution|"
    r"route|highway|level|phase|stage|tier|group|block|volume|vol|part|point|figure|fig|table|act|title|version|"
    r"flight|boeing|airbus|"
    r"covid|war|windows|ios|android|room|apartment|age|aged|ages|item|paragraph|annex|protocol|line|gate|area|"
    r"zone|grade|rule|law|"
    r"directive|order|decree|bill|session|season|episode|week|step|chapter|world no|agenda|top|class|project|operation|"
    r"unit|brigade|division|battalion|regiment|corps|army|fleet|hill|height|checkpoint|building|block|formula|opus|"
    r"goals?|of aid|id|euro|ak|tel|phone|call|fax|chapter|strv|stridsvagn|vz|vz\.|m|lot|batch|tranche|apollo|catch|fy|"
    r"fiscal year|fiscal)[ -]{1,2}$"
)
_RECEIVER_BEFORE = re.compile(r"(?:'s|ian|the) army $")  # "will send Ukraine's army 25 generators"


def stands_alone(folded: str, number: Number, items: Taken) -> bool:
    """No part of a designation, a rank, an address or a word."""
    before = folded[max(0, number.start - 24) : number.start]
    if number.words:
        return not folded[number.end : number.end + 1].isalpha() and before[-1:] not in ("-", "'")
    designated = _DESIGNATION_BEFORE.search(before[-3:]) and not _TIMES_BEFORE.search(before)
    return not (designated or _is_ranked(folded, number, before, items) or _goes_on_in_word(folded, number))


def _is_ranked(folded: str, number: Number, before: str, items: Taken) -> bool:
    """Whether a number is a rank ("No. 3") or opens a line as its number ("3. Tanks")."""
    counted = _RECEIVER_BEFORE.search(before) is not None and items.starts_within(number.end, number.end + 2)
    opens = number.start == 0 or before.rstrip(" ")[-1:] in ("\n", "")
    enumerated = opens and _ENUMERATED.match(folded, number.end) is not None
    return enumerated or (_RANK_BEFORE.search(before) is not None and not counted)


def _goes_on_in_word(folded: str, number: Number) -> bool:
    """Whether digits go on: "80th", "12:30", "3.5"."""
    suffixed = folded[number.end - 1].isdigit() and _SUFFIX.match(folded, number.end)
    return bool(suffixed or re.match(r"[:/_@]\d|[.,]\d", folded[number.end : number.end + 2]))
