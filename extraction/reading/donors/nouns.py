"""A noun of giving has its giver beside it: "Germany's delivery of", "the latest U.S. package", "a pledge by"."""

from collections.abc import Iterable

from spacy.tokens import Token

from extraction.reading.donors.giver import RECIPIENT, Giver, giver_of_names, mentions_in
from extraction.reading.donors.phrase import WE, named_by
from extraction.reading.scene import Scene
from extraction.reading.syntax import children, objects


def around_nouns(scene: Scene, nouns: Iterable[Token]) -> Giver:
    """ "Germany's delivery of", "the latest U.S. package", "a pledge by Norway"."""
    return next((giver for giver in (_around(scene, noun) for noun in nouns) if giver.told), Giver())


def _around(scene: Scene, noun: Token) -> Giver:
    before = [child for child in children(noun, "poss", "compound", "amod", "nmod") if child.i < noun.i]
    for child in before:
        if child.lower_ in WE and child.text != "US":
            return Giver(rule="donors.noun.we", points="we", first=child.i)
    after = named_by(scene, objects(noun, "from", "by"), "donors.noun")
    return after if after.codes else _named_before(scene, before)


def _named_before(scene: Scene, words: list[Token]) -> Giver:
    names = [name for word in words for name in mentions_in(scene, word.left_edge.i, word.i) if name.ref != RECIPIENT]
    return giver_of_names(scene, names, "donors.noun", scene.at[names[0].start]) if names else Giver()
