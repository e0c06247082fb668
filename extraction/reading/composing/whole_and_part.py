"""A whole and its part are told apart: six of 24, 30 more to make 90, trucks among 100 vehicles."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.givers import giver_for
from extraction.reading.composing.outcome import NOTHING, Outcome
from extraction.reading.composing.thread import Thread
from extraction.reading.drafts import Draft
from extraction.reading.excluding.clauses import not_a_gift
from extraction.reading.framing.frames import Frames
from extraction.reading.kinds.given import MOVED
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from pledges.domain.catalogue import Trait
from pledges.domain.values import Basis, Kind

_TOTAL_TO = re.compile(
    r"\b(?:bring|tak|rais|mak|push)\w* (?:the|its|their|his|our)? ?(?:\w+ ){0,3}(?:total|number|"
    r"count|tally|pledge|commitment|contribution|gift)(?: \w+){0,6}?"
    r"(?: to| of)?(?: (?:about|around|nearly|over))? ?$"
)


def whole_promised(
    thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase], frames: Frames
) -> Outcome:
    """ "six of the 24 F-16s promised by the Netherlands": the pledge of 24 beside the six."""
    frame = frames.promised(phrase)
    if frame is None or phrase.category is None:
        return NOTHING
    giver = giver_for(thread, scene, frame, phrase)
    if not_a_gift(scene, frame, giver) is not None:
        return NOTHING
    whole = _whole(phrase)
    outcome = draft_of(thread, scene, whole, phrases, frame, giver, frame.kind, [])
    return outcome.then(lambda draft: draft.without("window", window=None))  # the time is the part's


def _whole(phrase: ItemPhrase) -> ItemPhrase:
    """The phrase of which another, or itself where it opens the sentence, tells a part."""
    part = phrase.quantity if phrase.quantity is not phrase.whole else None
    return replace(phrase, quantity=phrase.whole, whole=None, part=part)


def stands_in_front(scene: Scene, phrase: ItemPhrase) -> bool:
    """ "Of the forty carriers promised by Ottawa, 25 have come": a whole of which what follows tells a part."""
    doc, start = scene.doc, phrase.first - 1
    while start > 0 and doc[start].tag_ in ("DT", "PRP$", "PDT"):
        start -= 1
    opens = start == 0 or (start > 0 and doc[start - 1].text in _OPENERS)
    return phrase.quantity is not None and start >= 0 and doc[start].lower_ == "of" and opens


_OPENERS = frozenset({".", ";", ":", "—", "–", "-", "“", '"'})
_OWN = re.compile(r"\b(?:its|their|his|her|our|country's|country’s|nation's)\b", re.IGNORECASE)


def whole_of_part(
    thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase], part: Draft
) -> Outcome:
    """ "the first two of four have arrived": the four are promised; "two of its four" are what the giver holds."""
    if part.kind not in MOVED or not part.donors or phrase.quantity is None or phrase.whole is None:
        return NOTHING
    if phrase.whole.low is None or _OWN.search(scene.sentence.text[phrase.quantity.start : phrase.whole.end]):
        return NOTHING
    whole = _whole(phrase)
    outcome = draft_of(thread, scene, whole, phrases, part.frame, part.giver, Kind.PLEDGE, [])
    silent = {"window": None, "announced": None, "basis": Basis.UNSTATED}  # what the sentence tells is the part's
    return outcome.then(lambda draft: draft.without(*silent, **silent))


def new_total(thread: Thread, scene: Scene, phrase: ItemPhrase, here: Sequence[Draft]) -> Outcome:
    """ "30 more, bringing the total to 90": a running total of what was just given."""
    earlier = [draft for draft in here if draft.phrase is not None and draft.phrase.first < phrase.first]
    before = [
        draft for draft in [*thread.memory.drafts[-4:], *earlier] if draft.category not in ("funding", "training")
    ]
    if not before or not _TOTAL_TO.search(scene.doc[: phrase.first].text[-90:]):
        return NOTHING
    last = before[-1]
    meant = replace(phrase, name=last.name, slug=last.slug, category=last.category)
    frame = last.frame if last.scene is scene else None
    outcome = draft_of(thread, scene, meant, [meant], frame, last.giver, last.kind, [])
    return replace(outcome.then(_as_total), phrase=meant)


def _as_total(draft: Draft) -> Draft:
    return draft.without("window", window=None, basis=Basis.CUMULATIVE).marked("item.reference")


def is_example(thread: Thread, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> bool:
    """ "100 vehicles, including trucks": the trucks are among the hundred."""
    bare = phrase.quantity is None and phrase.slug is None
    counted = [one for one in phrases if one.quantity is not None]
    alike = [one for one in counted if bare and one.category == phrase.category]
    before = [one for one in counted if one.last < phrase.first][-1:]
    goes_on = any(one in alike and _goes_on_with(thread, phrase, one) for one in before)
    return goes_on or any(one.first <= _exemplified(phrase) <= one.last for one in alike)


def _goes_on_with(thread: Thread, phrase: ItemPhrase, counted: ItemPhrase) -> bool:
    """ "100 vehicles, such as trucks", "– trucks mostly"; "1,000 trucks and vans" is one number."""
    between = phrase.head.doc[counted.last + 1 : phrase.first].text.lower()
    after = phrase.head.doc[phrase.last + 1 : phrase.last + 2].text.lower()
    mixed = thread.memory.catalogue.has(phrase.category, Trait.MIXED) and phrase.plural
    return (
        any(mark in between for mark in _SUCH_AS)
        or not _MOSTLY.isdisjoint((after, *between.split()))
        or (mixed and between.strip() in ("and", "or"))
    )


def _exemplified(phrase: ItemPhrase) -> int:
    """The place of what a phrase is told as an example of, "including" or "like" it; -1 where it is none."""
    link = phrase.head.head
    return link.head.i if phrase.head.dep_ == "pobj" and link.lower_ in ("including", "like", "as") else -1


_SUCH_AS = ("such as", "—", "–", " - ")
_MOSTLY = frozenset({"mostly", "mainly", "chiefly"})
