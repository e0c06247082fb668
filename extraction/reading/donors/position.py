"""Where the parser lost the subject, the names that stand right before the verb or its "which" give."""

from spacy.tokens import Token

from extraction.mentions import NameMention
from extraction.reading.donors.giver import NO_GIVERS, RECIPIENT, Giver, giver_of_names
from extraction.reading.donors.lists import after_preposition, whole_list
from extraction.reading.donors.phrase import leads
from extraction.reading.kinds.frame import Frame
from extraction.reading.scene import Scene

_REACH = 3  # words from a name to its "which"


def ends_before(scene: Scene, verb: Token) -> Giver:
    """The names that end right before a verb whose subject the parser hung on a day: "On 7 May, Norway said they"."""
    edge = _before_commas(scene, verb)
    for name in scene.donors():
        if scene.tokens(name.start, name.end)[1] == edge and name.ref != RECIPIENT:
            names = whole_list(scene, [name])
            return (
                Giver() if after_preposition(scene, names[0]) else giver_of_names(scene, names, "donors.before", None)
            )
    return Giver()


def _before_commas(scene: Scene, verb: Token) -> int:
    """The last token before a verb and before a phrase between commas: "Norway, with others beside it, gives"."""
    if verb.i < 3 or scene.doc[verb.i - 1].text != ",":
        return verb.i - 1
    for place in range(verb.i - 2, max(0, verb.i - 12), -1):
        if scene.doc[place].text == ",":
            return place - 1
    return verb.i - 1


def just_before(scene: Scene, word: Token) -> Giver:
    """The run of donor names that ends right before a "which" that the parser hung elsewhere."""
    names: list[NameMention] = []
    edge = word.i
    for name in reversed(list(scene.donors())):
        first, last = scene.tokens(name.start, name.end)
        if 0 < edge - last <= _REACH:
            names.insert(0, name)
            edge = first
    names = [name for name in names if name.ref != RECIPIENT]
    return giver_of_names(scene, names, "donors.relative", edge) if names else Giver()


def sole_before(scene: Scene, frame: Frame) -> Giver:
    """The one donor that the sentence names before its verb, not as a place: where the parser lost the subject."""
    names = [
        name
        for name in scene.donors()
        if name.ref not in NO_GIVERS and scene.at[name.start] < frame.trigger.i and not leads(scene, name)
    ]
    if len({name.ref for name in names}) != 1 or after_preposition(scene, names[0]):
        return Giver()
    return giver_of_names(scene, names[:1], "donors.sole", scene.at[names[0].start])
