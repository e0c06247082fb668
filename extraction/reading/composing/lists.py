"""An item of no clause may stand in a list: beside another item, under an opening line, in a note, after a package."""

from collections.abc import Sequence
from dataclasses import replace

from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.givers import giver_for
from extraction.reading.composing.layout import counted_after, own_words, takes_lead
from extraction.reading.composing.outcome import NOTHING, Outcome
from extraction.reading.composing.packages import of_package
from extraction.reading.composing.thread import Lead, Thread
from extraction.reading.donors.giver import Giver
from extraction.reading.drafts import Draft
from extraction.reading.excluding.clauses import not_a_gift
from extraction.reading.framing.frames import Frames
from extraction.reading.kinds.frame import Frame
from extraction.reading.needs import tells_need
from extraction.reading.phrases import ItemPhrase, with_one
from extraction.reading.scene import Scene
from extraction.reading.timing import timing_of_clause
from extraction.reading.wording import words_of_times
from extraction.reading.worth import Sum, sums_with
from pledges.domain.values import Kind


def open_list(thread: Thread, scene: Scene, frames: Frames) -> Thread:
    """ "Capabilities in this package include:" gives its kind and donors to the bullets that follow."""
    frame = frames.sole()
    if tells_need(scene.sentence.text):
        lead: Lead | None = Lead(kind=Kind.REQUEST, giver=Giver(rule="donors.lead"), rule="need")
    elif frame is not None:
        giver = giver_for(thread, scene, frame, None)
        giver = giver if giver.codes else thread.memory.title
        lead = _lead_of_clause(scene, frame, giver) if not_a_gift(scene, frame, giver) is None else None
    else:
        lead = _lead_before(thread, scene)
    return thread.opened(scene.sentence.ordinal, lead)


def _lead_before(thread: Thread, scene: Scene) -> Lead | None:
    """What opens a list without a clause: the package spoken of, else who publishes."""
    if thread.package is not None and (giver := of_package(thread, scene, 3)) is not None:
        return Lead(kind=thread.package.kind, giver=giver.by("donors.lead"), rule="package")
    if thread.official and thread.lead is None:
        return Lead(kind=Kind.PLEDGE, giver=thread.memory.publisher.by("donors.lead"), rule="publisher")
    return None


def _lead_of_clause(scene: Scene, frame: Frame, giver: Giver) -> Lead:
    timing = timing_of_clause(scene, frame)
    return Lead(
        kind=frame.kind,
        giver=giver.by("donors.lead"),
        rule=frame.rule,
        timing=timing,
        time_words=words_of_times(scene, timing),
    )


def neighbour_of(
    phrase: ItemPhrase, phrases: Sequence[ItemPhrase], frames: Frames, here: Sequence[Draft]
) -> Draft | None:
    """The draft of the item before in a list, for an item that the parser hung elsewhere."""
    before = [other for other in phrases if other.last < phrase.first and other.category is not None]
    for other in reversed(before[-2:]):
        if not frames.beside(phrase, other):
            return None
        found = next((draft for draft in here if draft.phrase is other and draft.frame is not None), None)
        if found is not None:
            return found
    return None


def listed(
    thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase], money: Sequence[Sum]
) -> Outcome:
    """A bullet under an opening line, or a fragment in the note of a donor's own register."""
    lead = thread.lead
    if lead is not None and takes_lead(lead, scene, phrase):
        return _under(thread, scene, phrase, phrases, lead, money)
    donor = of_package(thread, scene, 1)
    if donor is not None and thread.package is not None and _fragment(thread, scene, phrase):
        outcome = draft_of(thread, scene, phrase, phrases, None, donor, thread.package.kind, money)
        return outcome.then(lambda draft: draft.by_rule("kind", "kinds.package"))
    counted = phrase.quantity is not None and phrase.quantity.low is not None
    if not (thread.register and counted) or any(token.tag_ in _FINITE for token in scene.doc):
        return NOTHING
    outcome = draft_of(thread, scene, phrase, phrases, None, thread.memory.publisher, Kind.PLEDGE, money)
    return outcome.then(lambda draft: draft.by_rule("kind", "kinds.note"))


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _under(
    thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase], lead: Lead, money: Sequence[Sum]
) -> Outcome:
    """The draft of a line's item by what its opener gives; the number may end the line."""
    kind, giver = own_words(scene, phrase, lead)
    counted = replace(phrase, quantity=phrase.quantity or counted_after(scene, phrase))
    together, sums = with_one(phrases, phrase, counted), sums_with(money, phrase, counted)
    outcome = draft_of(thread, scene, counted, together, None, giver, kind, sums)
    rule = f"kinds.lead:{lead.rule}"
    told = outcome.then(lambda draft: _with_times_of(lead, draft.by_rule("kind", rule).marked("frame.linear")))
    return replace(told, phrase=counted)


def _with_times_of(lead: Lead, draft: Draft) -> Draft:
    """With the times of the opener, for a line that has none of its own."""
    if draft.window is None and lead.timing.window is not None:
        draft = draft.by_words("window", lead.time_words["window"], window=lead.timing.window)
    if draft.announced is None and lead.timing.announced is not None:
        draft = draft.by_words("announced", lead.time_words["announced"], announced=lead.timing.announced)
    return draft


def _fragment(thread: Thread, scene: Scene, phrase: ItemPhrase) -> bool:
    """ "And 5,000 rifles.": no verb, a number, and the sentence before told of a package."""
    if phrase.quantity is None or phrase.quantity.low is None or scene.sentence.block.kind == "heading":
        return False
    if any(token.tag_[:2] in ("VB", "MD") or token.lower_ in ("for", "from", "by") for token in scene.doc):
        return False
    return scene.sentence.text.rstrip()[-1:] in ".;," and not scene.sentence.text.lstrip().startswith(('"', "“"))
