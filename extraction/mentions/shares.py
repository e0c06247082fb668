"""A number of which only a part is meant, or that counts loads and troops in place of things, counts otherwise."""

import re
from dataclasses import replace

from extraction.mentions.qualifiers import Bounds

_PARTS = {
    "half": 2, "a half": 2, "one half": 2, "a third": 3, "one third": 3, "one-third": 3, "a quarter": 4,
    "one quarter": 4, "a fifth": 5, "a tenth": 10,
}  # fmt: skip
_PART_BEFORE = re.compile(
    r"(?P<open>\b(?:more than|over|less than|at least|about|around|nearly|almost|roughly|up to|under) )?\b(?P<part>"
    + "|".join(sorted(_PARTS, key=len, reverse=True))
    + r") (?:of )?(?:its|their|his|her|our|the|those|these)(?: (?:promised|pledged|remaining|total|entire))? $"
)
LOADS = re.compile(
    r" (?:(?:plane|ship|train|truck|lorry|boat|car|cargo|container)[ -]?loads?|shipments?|consignments?|convoys?"
    r"|compan(?:y|ies)|platoons?|brigades?|regiments?|divisions?)(?:'s?|s')?(?: worth)? of\b"
)
"""A load or troop of unknown size: "three planeloads of missiles" are not three missiles."""
ALL_BUT = re.compile(r"\ball but $")
"""Before a number that counts what is not given."""
_ALL_BUT = re.compile(r"\ball but \w+ of (?:its|their|his|her|our|the|those|these) $")


def of_whole(folded: str, bounds: Bounds) -> Bounds:
    """ "Half of its 12 guns" counts six; "more than half of its 12" and "all but two of its 12" count none known."""
    before = folded[max(0, bounds.start - 60) : bounds.start]
    if _ALL_BUT.search(before):
        return replace(bounds, low=None, high=None)
    part = _PART_BEFORE.search(before)
    if part is None:
        return bounds
    start, share = bounds.start - len(before) + part.start(), _PARTS[part.group("part")]
    if part.group("open") or bounds.low is None or bounds.low != bounds.high or bounds.low % share:
        return replace(bounds, start=start, low=None, high=None)
    return replace(bounds, start=start, low=bounds.low / share, high=bounds.low / share)
