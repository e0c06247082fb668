"""Training is given to persons: its number is theirs, wherever the sentence puts them."""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from extraction.mentions import QuantityMention
from extraction.reading.counting import MODIFIER_TAGS, number_of
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.words import words_of
from pledges.domain.values import Unit

PERSONS = words_of(
    "soldier soldiers troop troops serviceman servicemen servicemembers recruit recruits pilot "
    "pilots crew crews engineer"
    " engineers instructor instructors fighter fighters personnel volunteers marines medics forces "
    "officers sappers specialists"
    " technicians people ukrainians tankers crewmen operators brigade brigades battalion battalions trainees members"
)


TRAIN = frozenset({"train", "trains", "trained", "training", "retrain", "retrained"})


def trains(phrase: ItemPhrase, scene: Scene) -> bool:
    """Whether a phrase of training is really the verb or its persons ("training 500 soldiers"), read elsewhere."""
    tokens = scene.doc[phrase.core : phrase.last + 1]
    if any(token.lower_ in TRAIN and token.tag_[:2] == "VB" for token in tokens):
        return True
    return all(token.lower_ in PERSONS or token.tag_[:2] == "JJ" for token in tokens)


def trainings(scene: Scene, ends: Mapping[int, QuantityMention], used: set[int]) -> Iterator[ItemPhrase]:
    """Training told by its verb: "will train 500 recruits", "60 soldiers have been trained"."""
    for token in scene.doc:
        if token.lower_ not in TRAIN or token.tag_[:2] != "VB" or token.dep_ in ("amod", "compound", "csubj", "nsubj"):
            continue
        for child in token.children:
            if child.dep_ not in ("dobj", "nsubjpass") or child.lower_ not in PERSONS:
                continue
            quantity, first = number_of(scene, child.i, ends, set())
            if quantity is not None:
                used.add(id(quantity))
            yield ItemPhrase(
                first=min(first, token.i),
                core=min(child.i, token.i),
                last=max(child.i, token.i),
                head=token,
                name=None,
                slug=None,
                category="training",
                rule="items.train",
                quantity=quantity,
                unit=Unit.PERSON,
            )


def persons_trained(scene: Scene, noun: Token, ends: Mapping[int, QuantityMention]) -> QuantityMention | None:
    """ "Sixty soldiers completed their training": the subject counts them."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.tag_[:2] != "VB":
        return None
    for child in verb.children:
        if child.dep_ == "nsubj" and child.lower_ in PERSONS:
            return number_of(scene, child.i, ends, set())[0]
    return None


def persons_after(scene: Scene, last: int, ends: Mapping[int, QuantityMention]) -> tuple[QuantityMention | None, int]:
    """The number of persons that training is for: "training for 60 soldiers", "the training of 500 recruits"."""
    doc = scene.doc
    if last + 1 < len(doc) and (
        doc[last + 1].lower_ in ("for", "of", "to", "up", "as", "some") or doc[last + 1].tag_ in ("CD", "JJ")
    ):
        for place in range(last + 1, min(last + 9, len(doc))):
            if doc[place].lower_ in PERSONS:
                return number_of(scene, place, ends, set())[0], place
            if doc[place].tag_ not in MODIFIER_TAGS and doc[place].tag_ != "IN":
                break
    return None, last
