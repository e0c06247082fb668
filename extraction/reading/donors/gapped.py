"""A giver may stand without its verb: "and the Netherlands five", "Oslo $135 million", "Strykers from Washington"."""

from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, Giver, giver_of_names
from extraction.reading.donors.phrase import from_phrase
from extraction.reading.scene import Scene
from extraction.reading.words import words_of

_JOINS = words_of(", ; : and while with but")
_LIST_TAGS = words_of("CD NN NNS NNP NNPS JJ JJR CC HYPH DT")


def gapped(scene: Scene, first: int) -> Giver:
    """The name right before a number or sum in a row of givers, its verb said but once: "the Netherlands five"."""
    doc, place = scene.doc, first - 1
    if place > 0 and doc[place].text in (",", "("):
        place -= 1
    for name in scene.donors():
        start, end = scene.tokens(name.start, name.end)
        if end != place or name.how not in ("name", "capital") or name.ref in AGGRESSORS or name.ref == RECIPIENT:
            continue
        before = doc[start - 1] if start and doc[start - 1].lower_ != "the" else doc[max(0, start - 2)]
        if start and before.lower_ in _JOINS:
            return giver_of_names(scene, [name], "donors.gapped", start)
    return Giver()


def next_from(scene: Scene, last: int) -> Giver:
    """Whose "from" follows an item or the one joined to it: "tanks from Britain, Strykers and Cougars from America"."""
    for token in scene.doc[last + 1 : last + 8]:
        if token.lower_ == "from":
            for word in token.children:
                if word.dep_ == "pobj" and (found := from_phrase(scene, word, "donors.from")).codes:
                    return found
            return Giver()
        if token.tag_ not in _LIST_TAGS:
            break
    return Giver()
