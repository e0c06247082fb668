"""Who says that there will be none refuses: "there will be no tanks from us", "no missile will leave our depots"."""

import re
from collections.abc import Sequence

from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.outcome import NOTHING, Outcome
from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, Giver, Origin, giver_of_names, mentions_in
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.syntax import subject
from extraction.reading.words import words_of
from pledges.domain.values import Kind

_NONE = re.compile(
    r"\bthere (?:will|['’]ll|would|are going to|shall) be no\b"
    r"|\bno\b.{1,60}?\b(?:will|shall|would|(?:is|are)(?: going)? to) "
    r"(?:ever )?(?:be (?:sent|delivered|given|supplied|handed over|provided|donated|shipped)|go|leave|come)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:from|by) (?:us|me)\b|\b(?:we|our)\b", re.IGNORECASE)


def denied(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> Outcome:
    """The refusal of an item that a sentence says will not be given by whoever speaks or is named for it."""
    before = scene.doc[max(0, phrase.first - 1) : phrase.core]
    none = any(token.lower_ == "no" for token in before)
    if phrase.category is None or phrase.quantity is not None or not none:
        return NOTHING
    giver = _who_will_give_none(thread, scene, phrase)
    if not giver.codes and _NONE.search(scene.sentence.text):
        giver = _refuser(thread, scene, phrase)
    if not giver.codes or set(giver.codes) & (AGGRESSORS | {RECIPIENT}):
        return NOTHING
    outcome = draft_of(thread, scene, phrase, phrases, None, giver, Kind.CANCELLATION, [])
    return outcome.then(lambda draft: draft.by_rule("kind", "kinds.denied"))


def _refuser(thread: Thread, scene: Scene, phrase: ItemPhrase) -> Giver:
    """ "from Austria", or whoever says "from us", "our depots"."""
    doc = scene.doc
    for place in range(phrase.last + 1, min(phrase.last + 12, len(doc) - 1)):
        if doc[place].lower_ == "from":
            names = mentions_in(scene, place + 1, min(place + 4, len(doc) - 1))
            if names and names[0].ref != RECIPIENT:
                return giver_of_names(scene, names[:1], "donors.from", None).at(Origin.APART)
    ours = _OURS.search(scene.sentence.text) is not None
    nobody = all(name.ref == RECIPIENT for name in scene.donors())
    speaker = thread.memory.speaker(scene.sentence.ordinal) if ours or nobody else Giver()
    if speaker.codes or not (ours or nobody):
        return speaker
    return thread.memory.publisher if ours else thread.memory.title


def _who_will_give_none(thread: Thread, scene: Scene, phrase: ItemPhrase) -> Giver:
    """ "Athens will send no Patriots", "Oslo said that it would give no jets": the subject of what will not be done."""
    verb = phrase.head.head
    ahead = any(child.lower_ in _AHEAD for child in verb.children if child.dep_ == "aux")
    acts = any(row.role in ("give", "ship") for row in thread.lexicon.verbs.get(verb.lower_, ()))
    word = subject(verb) if phrase.head.dep_ == "dobj" and ahead and acts else None
    if word is None:
        return Giver()
    names = mentions_in(scene, word.left_edge.i, word.i)
    if not names and word.lower_ in ("it", "they", "he", "she"):
        said = [name for name in mentions_in(scene, 0, word.i) if name.ref != RECIPIENT]
        names = said if len({name.ref for name in said}) == 1 else []
    return giver_of_names(scene, names, "donors.subject", word.i) if names else Giver()


_AHEAD = words_of("will wo 'll ’ll shall would")
