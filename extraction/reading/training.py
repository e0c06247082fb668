"""Training is given to persons: its number is theirs, wherever the sentence puts them."""

import re
from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from extraction.mentions import QuantityMention
from extraction.reading.counting import MODIFIER_TAGS, number_of
from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, SPONSORS
from extraction.reading.phrases import ItemPhrase, Lesson
from extraction.reading.scene import Scene
from extraction.reading.syntax import children, is_verb, passive, subject
from extraction.reading.words import words_of
from pledges.domain.values import Unit

PERSONS = words_of(
    "soldier soldiers troop troops serviceman servicemen servicemembers recruit recruits pilot "
    "pilots crew crews engineer"
    " engineers instructor instructors fighter fighters personnel volunteers marines medics forces "
    "officers sappers specialists"
    " technicians people ukrainians tankers crewmen operators brigade brigades battalion battalions trainees members"
    " airmen airman mechanics sailors paratroopers infantrymen artillerymen gunners cadets commanders sergeants drivers"
    " defenders warriors men women"
)


GROUPS = words_of("brigade brigades battalion battalions unit units platoon platoons company companies crew crews")
TRAIN = words_of(
    "train trains trained training retrain retrained retraining teach teaches taught teaching instruct"
    " instructs instructed instructing coach coached coaching drill drilled drilling"
)
_LEARN = words_of(
    "learn learns learned learnt learning graduate graduates graduated graduating train trains trained training"
)
_TAKE = words_of(
    "undergo undergoes underwent undergone undergoing complete completes completed completing finish finishes finished"
    " finishing pass passes passed passing attend attends attended attending receive receives received receiving get"
    " gets got do does did done take takes took taken taking go goes went gone going through"
)
_COME = words_of(
    "arrive arrives arrived arriving go goes went gone travel travels travelled traveled fly flew flown leave left"
)
_COURSE = words_of("training course courses instruction lessons classes drills school academy")
CIVILIANS = words_of("people men women members drivers volunteers engineers ukrainians mechanics commanders")
_ARMED = re.compile(
    r"\b(?:uniform|instructors?|trainers?|soldiers?|troops|army|military|forces|weapons?|tanks?|drones?|jets?|howitzers?|missiles?"
    r"|operation|mission|recruits?|mines?|combat|battlefield|defen[cs]e|F-16s?)\b",
    re.IGNORECASE,
)
_NO_CLAUSE = frozenset({"amod", "compound", "csubj", "nsubj"})
_PUT = words_of("put puts putting")
TELLS = re.compile(
    r"\b(?:teach|taught|learn|instruct|graduat|undergo|underwent|train)\w*\b|\bcourses?\b.{0,60}\b(?:soldiers|pilots|recruits)"
    r"|\b(?:soldiers|pilots|recruits|Ukrainians)\b.{0,60}\bcourses?\b",
    re.IGNORECASE,
)


def trains(phrase: ItemPhrase, scene: Scene) -> bool:
    """Whether a phrase of training is really the verb or its persons ("training 500 soldiers"), read elsewhere."""
    tokens = scene.doc[phrase.core : phrase.last + 1]
    if any(token.lower_ in TRAIN and token.tag_[:2] == "VB" and token.dep_ != "nsubj" for token in tokens):
        return True
    return all(token.lower_ in PERSONS or token.tag_[:2] == "JJ" for token in tokens)


_RULES = {Lesson.TAUGHT: "items.train", Lesson.LEARNT: "items.learn"}


def trainings(scene: Scene, ends: Mapping[int, QuantityMention], used: set[int]) -> Iterator[ItemPhrase]:
    """Training told by its verb, whoever is its subject.

    Taught: "will train 500 recruits", "60 soldiers have been taught", "put 90 crews through courses".
    Learnt: "20 pilots are learning to fly", "300 soldiers have completed their training", "90 medics train in Spain".
    """
    for token in (one for one in scene.doc if one.tag_[:2] == "VB" and one.dep_ not in _NO_CLAUSE):
        persons, lesson = taught(token), Lesson.TAUGHT
        if persons is None:
            persons, lesson = learning(token), Lesson.LEARNT
        if persons is None or _of_another(scene, persons) or _is_civil(scene, token, persons):
            continue
        quantity, first = number_of(scene, persons.i, ends, set())
        if quantity is not None:
            used.add(id(quantity))
        yield ItemPhrase(
            first=min(first, token.i),
            core=min(persons.i, token.i),
            last=max(persons.i, token.i),
            head=token,
            name=None,
            slug=None,
            category="training",
            rule=_RULES[lesson],
            lesson=lesson,
            quantity=None if persons.lower_ in GROUPS else quantity,
            unit=Unit.PERSON,
        )


def _is_civil(scene: Scene, verb: Token, persons: Token) -> bool:
    """ "teaches people to cook": lessons of no arms."""
    drilled = verb.lower_[:5] == "train" or _ARMED.search(scene.sentence.text) is not None
    return persons.lower_ in CIVILIANS and not drilled


def taught(token: Token) -> Token | None:
    """The persons whom a verb of training has as its object, or in the passive as its subject."""
    word = token.lower_
    if word not in TRAIN and not (word in _PUT and _through_course(token)):
        return None
    found = next((persons for noun in _objects(token) if (persons := _persons(noun)) is not None), None)
    if found is None and passive(token) and token.dep_ in ("xcomp", "advcl", "conj") and is_verb(token.head):
        above = subject(token.head)
        return _persons(above) if above is not None else None
    return found


def _objects(verb: Token) -> Iterator[Token]:
    """The objects of a verb, the subject of its passive, and what stands after its "to", in their order."""
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "dative"):
            yield child
        if child.lower_ == "to" and child.dep_ in ("prep", "dative"):
            yield from child.children


def learning(token: Token) -> Token | None:
    """Who learns: the subject of "learn", "graduate", "train in", or of a verb that has a course as its object."""
    above = subject(token) if _tells_of_learning(token) else None
    if above is None and token.dep_ in ("xcomp", "advcl") and is_verb(token.head) and _tells_of_learning(token):
        above = subject(token.head)
    found = _persons(above) if above is not None else None
    return None if found is None or found.lower_ in CIVILIANS else found


def _tells_of_learning(token: Token) -> bool:
    """ "arrived for training", "completed a course", "are learning", but not "are trained" nor "train recruits"."""
    word = token.lower_
    if word in _COME:
        return any(child.lower_ == "for" and _is_course(child) for child in token.children)
    takes = word in _TAKE and any(_is_course(child) for child in token.children)
    learns = word in _LEARN and not (word[0] == "t" and any(children(token, "dobj")))
    return (takes or learns) and not passive(token)


def comes(verb: Token) -> bool:
    """Whether a verb only brings persons to their training: "arrived in Poland for training"."""
    return verb.lower_ in _COME


def taught_to(verb: Token) -> bool:
    """Whether a verb only says what persons are trained for: "training pilots to fly F-16s", "learn to load shells".

    What a paper has learnt is told by a verb before it with a subject of its own: "20 tanks have arrived, it learnt".
    """
    told_first = verb.dep_ == "ccomp" and verb.i < verb.head.i and subject(verb) is not None
    below = verb.dep_ in ("xcomp", "advcl", "ccomp") and is_verb(verb) and verb.head.lower_ in TRAIN | _LEARN
    return below and not told_first


def is_learnt(noun: Token) -> bool:
    """Whether a noun of training only stands under a verb whose subject takes it, and is told by that verb."""
    while noun.dep_ in ("pobj", "prep", "conj") and noun.head.i != noun.i:
        noun = noun.head
    return noun.head.lower_ in _TAKE | _LEARN | _PUT | _COME and (learning(noun.head) or taught(noun.head)) is not None


def _is_course(child: Token) -> bool:
    if child.dep_ == "prep":
        return any(word.lower_ in _COURSE for word in child.children)
    return child.dep_ in ("dobj", "advmod") and child.lower_ in _COURSE


def _through_course(token: Token) -> bool:
    return any(child.lower_ == "through" and _is_course(child) for child in token.children)


def _persons(noun: Token) -> Token | None:
    """The noun of persons in a phrase: "recruits", "11,000 of our soldiers", "thousands of Ukrainians"."""
    if noun.lower_ in PERSONS or noun.lower_ in GROUPS:
        return noun
    counts = noun.tag_ == "CD" or noun.tag_[:2] == "NN"
    parts = (word for child in noun.children if counts and child.lower_ == "of" for word in child.children)
    return next((word for word in parts if word.lower_ in PERSONS), None)


def _of_another(scene: Scene, persons: Token) -> bool:
    """ "Polish soldiers": the trainees of a state that is not the recipient; "Russian crews" a sponsor may teach."""
    first = scene.doc[persons.left_edge.i].idx
    end = persons.idx + len(persons)
    names = [name for name in scene.donors() if first <= name.start and name.end <= end]
    taught_by_sponsor = any(name.ref in SPONSORS for name in scene.donors())
    taught = {RECIPIENT, *AGGRESSORS} if taught_by_sponsor else {RECIPIENT}
    return bool(names) and all(name.ref not in taught for name in names)


def persons_trained(scene: Scene, noun: Token, ends: Mapping[int, QuantityMention]) -> QuantityMention | None:
    """ "Sixty soldiers completed their training": the subject counts them."""
    taken = noun.dep_ == "dobj" and noun.head.tag_[:2] == "VB"
    who = (child for child in children(noun.head, "nsubj") if taken and child.lower_ in PERSONS)
    return next((number_of(scene, child.i, ends, set())[0] for child in who), None)


def persons_after(scene: Scene, last: int, ends: Mapping[int, QuantityMention]) -> tuple[QuantityMention | None, int]:
    """The number of persons that training is for: "training for 60 soldiers", "the training of 500 recruits"."""
    after = scene.doc[last + 1 : last + 9]
    opens = len(after) > 0 and (after[0].lower_ in _OF_PERSONS or after[0].tag_ in ("CD", "JJ"))
    persons = next((token for token in after if opens and token.lower_ in PERSONS), None)
    between = scene.doc[last + 1 : persons.i] if persons is not None else ()
    if persons is None or any(token.tag_ not in MODIFIER_TAGS and token.tag_ != "IN" for token in between):
        return None, last
    return number_of(scene, persons.i, ends, set())[0], persons.i


_OF_PERSONS = words_of("for of to up as some")
