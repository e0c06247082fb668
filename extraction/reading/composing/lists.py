"""An item of no clause may stand in a list: beside another item, under an opening line, in a note, after a package."""

from dataclasses import replace

from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.givers import giver_for
from extraction.reading.composing.packages import of_package
from extraction.reading.composing.thread import Lead, Thread
from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, Giver
from extraction.reading.drafts import Draft
from extraction.reading.exclusions import (
    not_a_gift,
)
from extraction.reading.framing.frames import Frames
from extraction.reading.headings import is_row, kind_of_list
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.worth import Sum
from pledges.domain.claims import Words
from pledges.domain.values import Kind


def keep_list(thread: Thread, scene: Scene) -> None:
    """An opening line holds for the bullets after it; a heading's list for every row until another heading."""
    sentence = scene.sentence
    if (kind := kind_of_list(sentence.text)) is not None:
        thread.lead = Lead(kind=kind, giver=_list_giver(thread, scene), rule="heading", headed=True)
    elif thread.lead is None or thread.lead.headed or sentence.block.kind == "bullet":
        return
    elif not sentence.text.rstrip().endswith((";", ",", "and")):
        thread.lead = None


def _list_giver(thread: Thread, scene: Scene) -> Giver:
    """Whose list it is: the publisher's, else his whom the heading or the text before names alone."""
    if thread.memory.publisher.codes:
        return replace(thread.memory.publisher, rule="donors.lead")
    names = {name.ref for name in scene.donors()} - {RECIPIENT} - AGGRESSORS
    if len(names) == 1:
        return Giver(codes=tuple(names), rule="donors.lead")
    return replace(thread.memory.only_giver(), rule="donors.lead")


def open_list(thread: Thread, scene: Scene, frames: Frames) -> None:
    """ "Capabilities in this package include:" gives its kind and donors to the bullets that follow."""
    frame = frames.sole()
    if frame is None and thread.package is not None and (giver := of_package(thread, scene, 3)) is not None:
        thread.lead = Lead(kind=thread.package.kind, giver=replace(giver, rule="donors.lead"), rule="package")
    elif frame is None and thread.official and thread.lead is None:
        thread.lead = Lead(kind=Kind.PLEDGE, giver=_list_giver(thread, scene), rule="publisher")
    if frame is not None:
        giver = giver_for(thread, scene, frame, None)
        if not_a_gift(scene, frame, giver) is None:
            thread.lead = Lead(kind=frame.kind, giver=replace(giver, rule="donors.lead"), rule=frame.rule)


def neighbour_of(
    thread: Thread, phrase: ItemPhrase, phrases: list[ItemPhrase], frames: Frames, here: list[Draft]
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
    thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: list[ItemPhrase], frames: Frames, money: list[Sum]
) -> Draft | None:
    """A bullet under an opening line, or a fragment in the note of a donor's own register."""
    verbless = not any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in scene.doc)
    if thread.lead is not None and _in_list(thread.lead, scene, phrase, verbless):
        draft = draft_of(thread, scene, phrase, phrases, None, thread.lead.giver, thread.lead.kind, money)
        if draft is not None:
            draft.marks |= {"frame.linear"}
            draft.words["kind"] = Words(text="", span=None, rule=f"kinds.lead:{thread.lead.rule}")
        return draft
    donor = of_package(thread, scene, 1)
    if donor is not None and thread.package is not None and _fragment(thread, scene, phrase):
        draft = draft_of(thread, scene, phrase, phrases, None, donor, thread.package.kind, money)
        if draft is not None:
            draft.words["kind"] = Words(text="", span=None, rule="kinds.package")
        return draft
    if not thread.register or not verbless or phrase.quantity is None or phrase.quantity.low is None:
        return None
    draft = draft_of(thread, scene, phrase, phrases, None, thread.memory.publisher, Kind.PLEDGE, money)
    if draft is not None:
        draft.words["kind"] = Words(text="", span=None, rule="kinds.note")
    return draft


def _in_list(lead: Lead, scene: Scene, phrase: ItemPhrase, verbless: bool) -> bool:
    """Whether an item stands in a bullet or row of the open list, and not in words about another item."""
    if scene.doc[max(0, phrase.first - 1)].lower_ in ("for", "on", "with"):
        return False
    if not lead.headed:
        return scene.sentence.block.kind != "heading"
    return in_row(lead, scene) or (verbless and scene.sentence.block.kind == "bullet")


def in_row(lead: Lead | None, scene: Scene) -> bool:
    """Whether a sentence is a row under a heading: what the parser takes for a verb in it ("4 trucks 8x8") is none."""
    if lead is None or not lead.headed or not is_row(scene.sentence.text):
        return False
    return not any(token.tag_ in ("VBD", "MD") for token in scene.doc)


def _fragment(thread: Thread, scene: Scene, phrase: ItemPhrase) -> bool:
    """ "And 5,000 rifles.": no verb, a number, and the sentence before told of a package."""
    if phrase.quantity is None or phrase.quantity.low is None or scene.sentence.block.kind == "heading":
        return False
    if any(token.tag_[:2] in ("VB", "MD") or token.lower_ in ("for", "from", "by") for token in scene.doc):
        return False
    return scene.sentence.text.rstrip()[-1:] in ".;," and not scene.sentence.text.lstrip().startswith(('"', "“"))
