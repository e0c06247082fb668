"""A draft is finished with sharing, terms, certainty and parties, and with the words behind kind, donors and item."""

import re
from dataclasses import replace

from extraction.reading.basis import read_sharing
from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import Giver
from extraction.reading.drafts import Draft
from extraction.reading.kinds.frame import Frame
from extraction.reading.parties import with_parties
from extraction.reading.scene import Scene
from extraction.reading.wording import (
    features_of,
    note_item,
    words_of_giver,
)
from pledges.domain.values import Certainty, Terms

_REPORTED = re.compile(
    r"\breportedly|\bunofficial|\bunconfirmed|\brumou?r|anonym|\bmedia reports?\b|\bsources? (?:said|"
    r"told|close|familiar)|"
    r"\baccording to (?:\w+ ){0,3}(?:reports?|sources?|media|officials familiar)|\bis said to\b|"
    r"\b(?:reported|believed|thought|understood) to (?:have|be)\b|"
    r"\bwas said to\b|\bapparently\b|\breports that\b",
    re.IGNORECASE,
)


def finish(thread: Thread, draft: Draft, scene: Scene, frame: Frame | None, giver: Giver) -> Draft:
    """With sharing, terms, certainty, the words behind kind, donors and item, and the features of confidence."""
    base = scene.sentence.start
    draft = with_parties(draft, scene, frame)
    if len(draft.donors) > 1:
        draft = replace(draft, sharing=read_sharing(draft, scene))
    draft = _by_clause(thread, draft, scene, frame) if frame is not None else draft.by_rule("kind", "kinds.supplied")
    if (match := _REPORTED.search(scene.sentence.text)) is not None:
        first, last = base + match.start(), base + match.end()
        draft = draft.word("certainty", match.group(), first, last, "certainty.reported", certainty=Certainty.REPORTED)
    draft = note_item(draft.by_words("donors", words_of_giver(giver)), scene)
    return draft.marked(*features_of(draft, scene, frame, giver))


def _by_clause(thread: Thread, draft: Draft, scene: Scene, frame: Frame) -> Draft:
    """With what its clause says: how sure it is, on what terms, and the word of giving."""
    nouns = (thread.lexicon.nouns[noun.lower_] for noun in frame.nouns if noun.lower_ in thread.lexicon.nouns)
    said = [row.terms for row in (frame.row, *nouns) if row.terms]
    terms = Terms(said[-1]) if said else draft.terms
    start = scene.sentence.start + frame.trigger.idx
    told = replace(draft, certainty=frame.certainty, terms=terms)
    return told.word("kind", frame.trigger.text, start, start + len(frame.trigger), frame.rule)
