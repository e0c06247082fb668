"""Who is asked or thanked gives: "urged Germany to send", "thanked Sunak for the donation of"."""

from spacy.tokens import Token

from extraction.reading.donors.giver import Giver
from extraction.reading.donors.phrase import from_phrase
from extraction.reading.kinds.frame import Frame
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, passive, subject


def asked_of(scene: Scene, frame: Frame) -> Giver:
    """Who is asked to give: "urged Germany to send", "called on Berlin to"."""
    asking = frame.row.role in ("ask", "need")
    if asking and is_verb(frame.trigger) and passive(frame.trigger) and (asked := _who_was_asked(scene, frame)).codes:
        return asked
    for token in (None if asking else subject(frame.trigger), *frame.chain[: 1 if asking else 2][-1:]):
        if token is None:
            continue
        if not is_verb(token):
            found = from_phrase(scene, token, "donors.asked")
            if found.codes:
                return found
            continue
        for child in token.children:
            words = (
                list(child.children) if child.dep_ == "prep" else [child] if child.dep_ in ("dobj", "dative") else []
            )
            for word in words:
                found = from_phrase(scene, word, "donors.asked")
                if found.codes:
                    return found
    return Giver()


def _who_was_asked(scene: Scene, frame: Frame) -> Giver:
    """ "Belgium, which has been asked by Kyiv for", "Spain was asked for": the subject of a passive of asking."""
    trigger = frame.trigger
    word = subject(trigger)
    if trigger.dep_ in ("relcl", "acl") and (word is None or word.tag_ in ("WDT", "WP")):
        word = trigger.head
    return from_phrase(scene, word, "donors.asked") if word is not None else Giver()


def thanked(scene: Scene, verb: Token) -> Giver:
    """ "thanked Sunak for the donation of": whom the recipient thanks gives."""
    for child in verb.children:
        words = [child] if child.dep_ in ("dobj", "dative") else list(child.children) if child.lower_ == "to" else []
        for word in words:
            found = from_phrase(scene, word, "donors.thanked")
            if found.codes:
                return found
    return Giver()
