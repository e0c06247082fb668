""" "All but two of 12" says no number, and "three planeloads of guns" none of guns."""

import re
from dataclasses import replace

from extraction.mentions.qualifiers import Bounds

LOADS = re.compile(
    r" (?:(?:plane|ship|train|truck|lorry|boat|car|cargo|container)[ -]?loads?|shipments?|consignments?|convoys?"
    r"|compan(?:y|ies)|platoons?|brigades?|regiments?|divisions?)(?:'s?|s')?(?: worth)? of\b"
)
"""A load or troop of unknown size: "three planeloads of missiles" are not three missiles."""
ALL_BUT = re.compile(r"\ball but $")
"""Before a number that counts what is not given."""
_ALL_BUT = re.compile(r"\ball but \w+ of (?:its|their|his|her|our|the|those|these) $")


def all_but(folded: str, bounds: Bounds) -> Bounds:
    """ "All but two of its 12 guns": how many is not said."""
    before = folded[max(0, bounds.start - 40) : bounds.start]
    return replace(bounds, low=None, high=None) if _ALL_BUT.search(before) else bounds
