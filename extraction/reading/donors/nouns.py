"""A noun of giving has its giver beside it: "Germany's delivery of", "the latest U.S. package", "a pledge by"."""

from collections.abc import Iterable

from spacy.tokens import Token

from extraction.mentions import NameMention
from extraction.reading.donors.giver import RECIPIENT, Giver, giver_of_names, mentions_in
from extraction.reading.donors.phrase import WE, from_phrase
from extraction.reading.scene import Scene


def around_nouns(scene: Scene, nouns: Iterable[Token]) -> Giver:
    """ "Germany's delivery of", "the latest U.S. package", "a pledge by Norway"."""
    for noun in nouns:
        names: list[NameMention] = []
        for child in noun.children:
            if child.dep_ in ("poss", "compound", "amod", "nmod") and child.i < noun.i:
                names.extend(n for n in mentions_in(scene, child.left_edge.i, child.i) if n.ref != RECIPIENT)
                if child.lower_ in WE and child.text != "US":
                    return Giver(rule="donors.noun.we", points="we", first=child.i)
            if child.dep_ == "prep" and child.lower_ in ("from", "by"):
                for word in child.children:
                    found = from_phrase(scene, word, "donors.noun")
                    if found.codes:
                        return found
        if names:
            return giver_of_names(scene, names, "donors.noun", scene.tokens(names[0].start, names[0].end)[0])
    return Giver()
