"""An article counts one where a single thing is given: "a Patriot battery", "a battery of howitzers"."""

from spacy.tokens import Token

from extraction.mentions import QuantityMention
from extraction.reading.scene import Scene
from extraction.reading.syntax import negated
from extraction.reading.words import words_of
from pledges.domain.values import Unit

_SOLE = frozenset({"only", "sole", "lone"})  # "its only battery"
_ONE = frozenset({"a", "an", "another"}) | _SOLE


def single_of(scene: Scene, first: int, last: int) -> QuantityMention | None:
    """ "a Patriot battery", "an additional system": one, where the noun is singular and counted."""
    doc = scene.doc
    place = first if doc[first].lower_ in _ONE else first - 1
    sole = doc[place].lower_ in _SOLE and (place == 0 or doc[place - 1].tag_ not in ("PRP$", "POS", "DT"))
    if place < 0 or doc[place].lower_ not in _ONE or sole or not _is_singular(scene, last):
        return None
    token = doc[place]
    return QuantityMention(
        start=token.idx,
        end=token.idx + len(token),
        text=token.text,
        low=1,
        high=1,
        additive=token.lower_ == "another",
        article=True,
        rule="items.single",
    )


def _is_singular(scene: Scene, last: int) -> bool:
    """Whether a noun is a singular one, and ends its phrase."""
    doc = scene.doc
    singular = doc[last].tag_ in ("NN", "NNP") and not doc[last].lower_.endswith("s")
    return singular and not any(token.tag_.startswith("NN") for token in doc[last + 1 : last + 2])


def single_unit_of(scene: Scene, first: int) -> QuantityMention | None:
    """ "a battery of howitzers", "another squadron of jets": one of the unit that stands before the noun."""
    doc, place = scene.doc, first - 3
    if place < 0 or doc[first - 1].lower_ != "of" or doc[place].lower_ not in _ONE:
        return None
    unit = _GROUPS.get(doc[first - 2].lower_)
    if unit is None:
        return None
    start, end = doc[place].idx, doc[first - 2].idx + len(doc[first - 2])
    return QuantityMention(
        start=start,
        end=end,
        text=scene.sentence.text[start:end],
        low=1,
        high=1,
        unit=unit,
        additive=doc[place].lower_ == "another",
        article=True,
        rule="items.single",
    )


_ARRIVED = words_of("arrived delivered handed transferred received reached")
_COMES = frozenset({"has", "was", "is"})


def definite_one(scene: Scene, first: int, last: int) -> QuantityMention | None:
    """ "The Lion battery promised by Oslo has arrived", "is now in Ukraine": one, where a single unit has come."""
    doc, place = scene.doc, first if scene.doc[first].lower_ == "the" else first - 1
    noun = doc[last]
    single = noun.lower_ in _GROUPS and noun.dep_ in _SUBJECTS and (_has_come(noun.head) or _is_there(noun.head))
    if not single or place < 0 or doc[place].lower_ != "the":
        return None
    start, end = doc[place].idx, doc[place].idx + len(doc[place])
    return QuantityMention(start=start, end=end, text=doc[place].text, low=1, high=1, article=True, rule="items.single")


def _has_come(verb: Token) -> bool:
    return verb.lower_ in _ARRIVED and any(word.dep_[:3] == "aux" and word.lower_ in _COMES for word in verb.lefts)


def _is_there(verb: Token) -> bool:
    """ "is now in Ukraine", "is already in service with its army", "is operational in Ukraine"."""
    said = (verb, *(child for child in verb.children if child.dep_ == "acomp"))
    there = any(child.lower_ in _PLACED for word in said for child in word.children if child.dep_ == "prep")
    return verb.lower_ == "is" and there and not negated(verb)


_PLACED = frozenset({"in", "on", "at", "with"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_GROUPS = {
    "battery": Unit.BATTERY, "battalion": Unit.BATTALION, "squadron": Unit.SQUADRON, "system": Unit.SYSTEM,
}  # fmt: skip
