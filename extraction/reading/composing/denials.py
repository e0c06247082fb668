"""Who says that there will be none refuses: "there will be no tanks from us", "no missile will leave our depots"."""

import re
from collections.abc import Sequence

from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.outcome import NOTHING, Outcome
from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, Giver, Origin, giver_of_names, mentions_in
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from pledges.domain.values import Kind

_NONE = re.compile(
    r"\bthere (?:will|['’]ll|would|are going to|shall) be no\b"
    r"|\bno\b.{1,60}?\b(?:will|shall|would|(?:is|are) going to) (?:ever )?"
    r"(?:be (?:sent|delivered|given|supplied|handed over|provided|donated|shipped)|go|leave|come)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:from|by) (?:us|me)\b|\b(?:we|our)\b", re.IGNORECASE)


def denied(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> Outcome:
    """The refusal of an item that a sentence says will not be given by whoever speaks or is named for it."""
    before = scene.doc[max(0, phrase.first - 1) : phrase.core]
    uncounted = phrase.category is not None and phrase.quantity is None
    giver = Giver()
    if uncounted and any(token.lower_ == "no" for token in before) and _NONE.search(scene.sentence.text):
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
    speaker = thread.memory.speaker(scene.sentence.ordinal)  # of a quotation, whatever its words
    return speaker if speaker.codes or not ours else thread.memory.publisher
