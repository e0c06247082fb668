"""Who is asked or thanked gives: "urged Germany to send", "thanked Sunak for the donation of"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.reading.donors.giver import Giver, Origin, first_named
from extraction.reading.donors.phrase import from_phrase, named_by
from extraction.reading.kinds.frame import Frame
from extraction.reading.scene import Scene
from extraction.reading.syntax import children, is_verb, passive, subject

ASKING = frozenset({"ask", "need"})


def asked_of(scene: Scene, frame: Frame) -> Giver:
    """Who is asked to give: "urged Germany to send", "called on Berlin to"."""
    if frame.row.role in ASKING:
        was_asked = is_verb(frame.trigger) and passive(frame.trigger)
        found = _who_was_asked(scene, frame.trigger) if was_asked else Giver()
        return found if found.codes else _told_to(scene, frame.trigger)
    asked, asking = subject(frame.trigger), frame.chain[:2][-1]
    return first_named(_told_to(scene, word) for word in (asked, asking) if word is not None)


def _told_to(scene: Scene, word: Token) -> Giver:
    """Whom a noun names, or a verb has as its object: "urged Germany", "called on Berlin"."""
    return named_by(scene, _objects_of(word) if is_verb(word) else (word,), "donors.asked")


def _objects_of(verb: Token) -> Iterator[Token]:
    """A verb's objects, and what stands after its prepositions, in their order."""
    for child in children(verb, "dobj", "dative", "prep"):
        yield from child.children if child.dep_ == "prep" else (child,)


def _who_was_asked(scene: Scene, trigger: Token) -> Giver:
    """ "Belgium, which has been asked by Kyiv for", "Spain was asked for": the subject of a passive of asking."""
    word = subject(trigger)
    if trigger.dep_ in ("relcl", "acl") and (word is None or word.tag_ in ("WDT", "WP")):
        word = trigger.head
    return from_phrase(scene, word, "donors.asked") if word is not None else Giver()


def thanked(scene: Scene, verb: Token) -> Giver:
    """ "thanked Sunak for the donation of": whom the recipient thanks gives."""
    persons = (
        word
        for child in verb.children
        for word in (child.children if child.lower_ == "to" else (child,) if child.dep_ in ("dobj", "dative") else ())
    )
    return named_by(scene, persons, "donors.thanked").at(Origin.APART)
