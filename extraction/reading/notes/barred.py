"""Which parts of a note's sentence belong together, which of its words tell of civil help, and which reasons hold."""

import re

from extraction.reading.exclusions import MOVES_BY_ITSELF, civil
from extraction.reading.scene import Scene

FINAL = frozenset(
    {
        "the aggressor's, captured or none",
        "not this one is given",
        "an example of what is counted before it",
        "describes the item before it",
        "goes to another state",
        "aggressor gives",
        "the other half of a swap",
        MOVES_BY_ITSELF,
        "another asks",
        "nobody asks",
        "another receives",
        "who receives, no thing given",
    }
)
"""Reasons of the reading of sentences that hold in a note too."""
_CUT = re.compile(r";|, of (?:which|these|this|whom)\b|, (?:but|while|whereas|although|though|thus|hence|so)\b")


def segment_of(scene: Scene, place: int) -> tuple[int, int]:
    """The characters of the part of a sentence, between semicolons or contrasts, that holds a character."""
    text, start = scene.sentence.text, 0
    for match in _CUT.finditer(text):
        if match.start() >= place:
            return start, match.start()
        start = match.end()
    return start, len(text)


def civil_in_note(text: str) -> bool:
    """Whether a sentence tells of civil help; field hospitals, camp beds and the like of an army are none."""
    return civil(_ARMYS.sub("", text))


_ARMYS = re.compile(r"\b(?:field|military|army|mobile) (?:hospitals?|schools?)\b|\bhospital beds?\b", re.IGNORECASE)
