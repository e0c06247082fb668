"""A giver may stand without its verb: "and the Netherlands five", "Oslo $135 million", "Strykers from Washington"."""

from itertools import takewhile

from extraction.reading.donors.giver import NO_GIVERS, Giver, Origin, giver_of_names
from extraction.reading.donors.phrase import named_by
from extraction.reading.scene import Scene
from extraction.reading.syntax import children
from extraction.reading.words import words_of

_LIST_TAGS = words_of("CD NN NNS NNP NNPS JJ JJR CC HYPH DT")
_JOINS = words_of(", ; : and while with but")


def gapped(scene: Scene, first: int) -> Giver:
    """The name right before a number or sum in a row of givers, its verb said but once: "the Netherlands five"."""
    doc, place = scene.doc, first - 1
    if place > 0 and doc[place].text in (",", "("):
        place -= 1
    for name in scene.donors():
        start, end = scene.tokens(name.start, name.end)
        if end == place and name.how in ("name", "capital") and name.ref not in NO_GIVERS and _joins(scene, start):
            return giver_of_names(scene, [name], "donors.gapped", start)
    return Giver()


def _joins(scene: Scene, start: int) -> bool:
    """Whether a comma or "and" stands before a name and its "the"."""
    before = [token for token in scene.doc[max(0, start - 2) : start] if token.lower_ != "the" or token.i < start - 1]
    return bool(before) and before[-1].lower_ in _JOINS


def next_from(scene: Scene, last: int) -> Giver:
    """Whose "from" follows an item or the one joined to it: "tanks from Britain, Strykers and Cougars from America"."""
    listed = takewhile(lambda token: token.lower_ == "from" or token.tag_ in _LIST_TAGS, scene.doc[last + 1 : last + 8])
    source = next((token for token in listed if token.lower_ == "from"), None)
    words = children(source, "pobj") if source is not None else ()
    return named_by(scene, words, "donors.from").at(Origin.APART)
