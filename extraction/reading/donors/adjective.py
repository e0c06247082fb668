"""An adjective before an item says who gave where it was supplied, or where nothing else says who gave."""

import re

from spacy.tokens import Token

from extraction.mentions import NameMention
from extraction.reading.donors.giver import NO_GIVERS, Giver, Origin, giver_of_names, mentions_in
from extraction.reading.scene import Scene
from extraction.reading.words import words_of

_SUPPLIED = words_of(
    "supplied provided donated gifted delivered given sent funded financed backed owned bought purchased"
)

_DASHES = ("-", "–", "‑")

MADE = re.compile(r"[-–‑](?:built|made|designed|produced|manufactured|developed|origin)\b", re.IGNORECASE)


def in_item(scene: Scene, first: int, last: int) -> Giver:
    """ "British-supplied", "U.S.-provided", "Polish tanks" is a maker at best and not read here."""
    for name in mentions_in(scene, max(0, first - 6), last):
        start, end = scene.tokens(name.start, name.end)
        dash, supplied = scene.doc[end + 1 : end + 2], scene.doc[end + 2 : last + 1]
        if name.ref not in NO_GIVERS and dash.text in _DASHES and supplied and supplied[0].lower_ in _SUPPLIED:
            return giver_of_names(scene, [name], "donors.supplied", start).at(Origin.APART)
    return Giver()


def of_holder(scene: Scene, head: Token, trigger: Token) -> Giver:
    """ "a planeload of British hardware, including missiles": whose what holds the item is, up to the verb."""
    token = head
    while token.head.i != token.i and token.head.i != trigger.i:
        token = token.head
        if token.tag_[0] == "N" and (found := by_adjective(scene, token.left_edge.i, head.i)).codes:
            return found
    return Giver()


def by_adjective(scene: Scene, first: int, core: int) -> Giver:
    """ "received German tanks": whose they are, where nothing else says who gave."""
    names = [name for name in mentions_in(scene, first, core) if name.ref not in NO_GIVERS and _says_whose(scene, name)]
    one = len({name.ref for name in names}) == 1
    return giver_of_names(scene, names[:1], "donors.adjective", None) if one else Giver()


def _says_whose(scene: Scene, name: NameMention) -> bool:
    """Whether a name before an item tells whose it is, and not who made it."""
    return name.how in ("adjective", "name") and not MADE.match(scene.sentence.text, name.end)
