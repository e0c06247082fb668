"""A draft is finished with sharing, terms, certainty and parties, and with the words behind kind, donors and item."""

import re

from extraction.reading.basis import read_sharing
from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import Giver
from extraction.reading.drafts import Draft
from extraction.reading.kinds.frame import Frame
from extraction.reading.parties import parties_of
from extraction.reading.scene import Scene
from extraction.reading.wording import (
    features_of,
    note_item,
)
from pledges.domain.claims import Words
from pledges.domain.values import Certainty, Terms

_REPORTED = re.compile(
    r"\breportedly|\bunofficial|\bunconfirmed|\brumou?r|anonym|\bmedia reports?\b|\bsources? (?:said|"
    r"told|close|familiar)|"
    r"\baccording to (?:\w+ ){0,3}(?:reports?|sources?|media|officials familiar)|\bis said to\b|"
    r"\b(?:reported|believed|thought|understood) to (?:have|be)\b|"
    r"\bwas said to\b|\bapparently\b|\breports that\b",
    re.IGNORECASE,
)


def finish(thread: Thread, draft: Draft, scene: Scene, frame: Frame | None, giver: Giver) -> None:
    """Sharing, terms, certainty, the words behind kind, donors and item, and the features of confidence."""
    base = scene.sentence.start
    draft.parties = parties_of(scene, frame, draft)
    if len(draft.donors) > 1:
        draft.sharing = read_sharing(draft, scene)
    if frame is not None:
        draft.certainty = frame.certainty
        rows = [
            frame.row.terms,
            *(thread.lexicon.nouns[n.lower_].terms for n in frame.nouns if n.lower_ in thread.lexicon.nouns),
        ]
        for terms in rows:
            if terms:
                draft.terms = Terms(terms)
        first, last = frame.trigger.idx, frame.trigger.idx + len(frame.trigger)
        draft.word("kind", frame.trigger.text, base + first, base + last, frame.rule)
    else:
        draft.words["kind"] = Words(text="", span=None, rule="kinds.supplied")
    if (match := _REPORTED.search(scene.sentence.text)) is not None:
        draft.certainty = Certainty.REPORTED
        draft.word("certainty", match.group(), base + match.start(), base + match.end(), "certainty.reported")
    if giver.spans:
        start, end = giver.spans[0]
        draft.word("donors", "", start, end, giver.rule)
    else:
        draft.words["donors"] = Words(text="", span=None, rule=giver.rule)
    note_item(draft, scene)
    draft.marks |= set(features_of(draft, scene, frame, giver))
