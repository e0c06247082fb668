"""Whom "by" and "from" name gives: the agent of a passive, the source of what is got, what hangs on the item."""

from spacy.tokens import Token

from extraction.reading.donors.giver import AGGRESSORS, Giver, mentions_in
from extraction.reading.donors.joined import whole_and_part
from extraction.reading.donors.phrase import from_phrase
from extraction.reading.kinds.frame import Frame
from extraction.reading.lexicon import lexicon
from extraction.reading.scene import Scene
from extraction.reading.syntax import passive
from extraction.reading.words import words_of

_PAID = words_of("paid financed funded sponsored bankrolled covered")
_NOT_GIVING = words_of(
    "stored held kept owned made built produced manufactured developed designed operated used captured seized"
    " fired flown crewed driven"
)

_MEANS = words_of("way means rail train road sea ship air plane land virtue end order")  # "by way of Poland"
_GIFTS = frozenset({"gift", "gifts", "donation", "donations", "contribution", "present"})


def by_agent(scene: Scene, frame: Frame) -> Giver:
    for token in [frame.trigger, *frame.nouns]:
        for child in token.children:
            if token.tag_ == "VBD" and not passive(token) and child.i != token.i + 1:
                continue  # "announced ... tanks stored by German firms": the words belong to another verb
            if child.dep_ == "agent" or (child.lower_ == "by" and child.dep_ == "prep"):
                for word in child.children:
                    if word.dep_ != "pobj" or word.lower_ in _MEANS:
                        continue
                    if (found := from_phrase(scene, word, "donors.agent")).codes:
                        return found
    return Giver()


def announced_by(scene: Scene, frame: Frame) -> Giver:
    """ "A package for Kyiv was announced by the Pentagon": who announces what nobody else is said to give."""
    for token in frame.chain[1:]:
        promises = any(row.role == "promise" for row in lexicon().verbs.get(token.lower_, ()))
        for child in token.children if promises and passive(token) else ():
            for word in child.children if child.dep_ == "agent" else ():
                if (found := from_phrase(scene, word, "donors.agent")).codes and not set(found.codes) & AGGRESSORS:
                    return found
    return Giver()


def come_from(scene: Scene, frame: Frame) -> Giver:
    """ "received from Poland", "donated by", "arrived from": the source of what is got or comes."""
    for token in scene.doc:
        if token.lower_ == "from" and token.dep_ == "prep":
            for word in token.children:
                if (word.dep_ == "pobj" and (found := from_phrase(scene, word, "donors.from")).codes) and not set(
                    found.codes
                ) & AGGRESSORS:
                    return found
    return Giver()


def paid_by(scene: Scene, trigger: Token) -> Giver:
    """ "paid for by Berlin", "financed by Denmark": who pays for what another hands over, in a clause of its own."""
    for token in scene.doc:
        if token.lower_ not in _PAID or token.tag_ not in ("VBN", "VBD") or token.i == trigger.i:
            continue
        for child in token.children:
            for word in child.children if child.lower_ == "by" else ():
                if word.dep_ == "pobj" and (found := from_phrase(scene, word, "donors.paid")).codes:
                    return found
    return Giver()


def source_of(scene: Scene, token: Token) -> Giver:
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "from":
            for word in child.children:
                found = from_phrase(scene, word, "donors.from")
                if found.codes:
                    return found
    return Giver()


def attached(scene: Scene, token: Token) -> Giver:
    """ "systems donated by Italy", "guns from Germany": what hangs on the item itself, or on a part or whole of it."""
    for child in (child for noun in whole_and_part(token) for child in noun.children):
        if (child.dep_ == "acl" or child.dep_ == "relcl") and child.lower_ not in _NOT_GIVING:
            for word in child.children:
                if word.dep_ == "agent":
                    for name in word.children:
                        if (found := from_phrase(scene, name, "donors.agent")).codes:
                            return found
        if child.dep_ == "prep" and child.lower_ in ("from", "by"):
            for name in child.children:
                if name.dep_ == "pobj" and (found := from_phrase(scene, name, "donors.from")).codes:
                    return found
        if child.dep_ == "appos" and child.lower_ in _GIFTS and (found := gift_of(scene, child)).codes:
            return found
    return Giver()


def of_the_list(scene: Scene, token: Token) -> Giver:
    """ "12 tanks and 20 guns from Germany have arrived": whose the last of a list is, all are that come in one act."""
    others = sorted(token.conjuncts, key=lambda one: one.i)
    first = min([token, *others], key=lambda one: one.i)
    if not others or others[-1].i < token.i or first.dep_ not in ("nsubj", "nsubjpass"):
        return Giver()
    for child in (child for noun in whole_and_part(others[-1]) for child in noun.children):
        for name in child.children if child.dep_ == "prep" and child.lower_ == "from" else ():
            if name.dep_ == "pobj" and (found := from_phrase(scene, name, "donors.from")).codes:
                return found
    return Giver()


def gift_of(scene: Scene, noun: Token) -> Giver:
    """ "the gift of Spain and Portugal": whose gift it is, where the words after "of" are states and no arms."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "by"):
            for word in child.children:
                if word.dep_ == "pobj" and mentions_in(scene, word.i, word.i):
                    return from_phrase(scene, word, "donors.gift")
    return Giver()
