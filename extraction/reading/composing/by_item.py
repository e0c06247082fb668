"""Every item phrase meets its clause and giver and becomes a draft, or falls with a reason."""

import re
from dataclasses import replace

from extraction.reading.composing.after_colon import after_colon
from extraction.reading.composing.denials import denied
from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.givers import giver_for
from extraction.reading.composing.layout import in_row
from extraction.reading.composing.lists import listed, neighbour_of, told_below
from extraction.reading.composing.packages import of_package_before
from extraction.reading.composing.references import counts_what_was_given, reference
from extraction.reading.composing.spelled import spelled_out
from extraction.reading.composing.thread import Thread
from extraction.reading.composing.whole_and_part import is_example, new_total
from extraction.reading.donors.adjective import by_adjective, in_item
from extraction.reading.donors.gapped import gapped, next_from
from extraction.reading.donors.subject import wanted_by
from extraction.reading.drafts import Draft
from extraction.reading.exclusions import (
    aggressors_item,
    another_asks,
    elsewhere,
    not_a_gift,
)
from extraction.reading.framing.frames import Frames
from extraction.reading.not_given import why_not_given
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.wording import (
    countable,
)
from extraction.reading.worth import Sum
from pledges.domain.catalogue import Trait
from pledges.domain.values import Kind, Span, Unit

_LOSSES = re.compile(r"\b(?:killed|destroyed|losses|lost|shot down|casualties|wounded|intercepted)\b", re.IGNORECASE)

_SERVED = re.compile(
    r"\b(?:repairs?|maintenance|overhaul|upkeep|servicing|refurbishment|repairing|maintaining|restoring) "
    r"(?:(?:and \w+|of|to|for|on) )?"
    r"(?:(?:the|its|their|old|damaged|donated) )*$"
)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|but not|and not|unlike)\b|(?:^|, )not$")


def item_draft(
    thread: Thread,
    scene: Scene,
    phrase: ItemPhrase,
    phrases: list[ItemPhrase],
    frames: Frames,
    here: list[Draft],
    money: list[Sum],
) -> Draft | None:
    """The draft of an item phrase, None where it is no claim (then skipped with its reason) or only adds to one."""
    if phrase.category == "funding" or (phrase.category == "other" and not countable(scene, phrase)):
        return None
    if (draft := denied(thread, scene, phrase, phrases)) is not None:
        return draft
    if told_below(thread, scene, phrase):
        return thread.skip(phrase, "told by the lines below")
    if (reason := _no_gift_by_itself(thread, scene, phrase, phrases)) is not None:
        return thread.skip(phrase, reason)
    frame = None if in_row(thread.lead, scene) else frames.of(phrase, phrases)
    if (draft := spelled_out(thread, scene, phrase, phrases, money, held=frame is not None)) is not None:
        return draft
    if phrase.refers == "elliptic" and (draft := new_total(thread, scene, phrase, here)) is not None:
        return draft
    if (
        frame is None
        and phrase.refers == "definite"
        and phrase.quantity is not None
        and counts_what_was_given(thread, scene, phrase)
    ):
        return None
    if frame is None:
        return _without_clause(thread, scene, phrase, phrases, frames, here, money)
    if frame.row.role == "contain" and (frame := of_package_before(thread, scene, frame)) is None:
        return thread.skip(phrase, "what holds it is no package", open=True)
    giver = giver_for(thread, scene, frame, phrase)
    reason = not_a_gift(scene, frame, giver) or elsewhere(scene, frame, phrase, giver)
    if reason is not None:
        return thread.skip(phrase, reason)
    if frame.kind is Kind.REQUEST and another_asks(scene, frame):
        frame = replace(frame, kind=Kind.INTENT)
        giver = giver if giver.codes else wanted_by(scene, frame)
    if phrase.category is None:
        return reference(thread, scene, phrase, phrases, frame, giver, here, money)
    return draft_of(thread, scene, phrase, phrases, frame, giver, frame.kind, money)


def _no_gift_by_itself(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: list[ItemPhrase]) -> str | None:
    """Why an item is no gift, whatever its clause says."""
    told_apart = phrase.quantity is not None and phrase.quantity.change is not None
    if not told_apart and _INSTEAD.search(scene.doc[max(0, phrase.core - 5) : phrase.core].text):
        return "not this one is given"
    if phrase.quantity is None and _SERVED.search(scene.sentence.text[: scene.doc[phrase.core].idx]):
        return "is repaired or kept up"
    if phrase.quantity is None and phrase.head.dep_ == "conj" and _weighed_together(phrase, phrases):
        return "weighed together with what stands before it"
    first, last = scene.doc[phrase.first], scene.doc[phrase.last]
    if (why := why_not_given(scene, Span(start=first.idx, end=last.idx + len(last)), "item")) is not None:
        return why
    if is_example(thread, phrase, phrases):
        return "an example of what is counted before it"
    if (
        phrase.slug is None and phrase.quantity is None and phrase.head.dep_ == "appos" and phrase.category is not None
    ) and any(
        other.first <= phrase.head.head.i <= other.last
        and other.slug
        and (other.category == phrase.category or thread.memory.catalogue.has(phrase.category, Trait.BROAD))
        for other in phrases
    ):
        return "describes the item before it"
    return "the aggressor's, captured or none" if aggressors_item(scene, phrase) else None


def _weighed_together(phrase: ItemPhrase, phrases: list[ItemPhrase]) -> bool:
    """ "78,000 tons of arms, munitions and equipment": one load."""
    before = [other for other in phrases if other.quantity is not None and other.last < phrase.first]
    return bool(before) and before[-1].quantity is not None and before[-1].quantity.unit is Unit.TONNE


def _without_clause(
    thread: Thread,
    scene: Scene,
    phrase: ItemPhrase,
    phrases: list[ItemPhrase],
    frames: Frames,
    here: list[Draft],
    money: list[Sum],
) -> Draft | None:
    """An item of no clause: in the list of the item before, under an opening line, or "British-supplied"."""
    neighbour = neighbour_of(thread, phrase, phrases, frames, here) if phrase.category is not None else None
    if neighbour is not None and neighbour.frame is not None:
        own = in_item(scene, phrase.first, phrase.last)
        if not own.codes and neighbour.giver.rule.startswith("donors.adjective"):
            own = by_adjective(scene, phrase.first, phrase.last)
        if not own.codes:
            own = gapped(scene, phrase.first)
        if not own.codes and neighbour.frame.row.role in ("get", "arrive", "leave"):
            own = next_from(scene, phrase.last)
        giver = own if own.codes else neighbour.giver
        draft = draft_of(thread, scene, phrase, phrases, neighbour.frame, giver, neighbour.kind, money)
        if draft is not None:
            draft.marks.add("frame.linear")
        return draft
    if phrase.category is not None and (draft := listed(thread, scene, phrase, phrases, frames, money)) is not None:
        return draft
    if phrase.category is not None and (
        (draft := after_colon(thread, scene, phrase, phrases, frames, money)) is not None
    ):
        return draft
    supplied = in_item(scene, phrase.first, phrase.last)
    if not supplied.codes or phrase.category is None:
        return thread.skip(phrase, "no clause of giving", open=True)
    return draft_of(thread, scene, phrase, phrases, None, supplied, Kind.DELIVERY, money)


def is_loss(thread: Thread, draft: Draft, scene: Scene) -> bool:
    """Whether a draft that nobody gives counts what was lost or shot down; it is skipped then."""
    held = draft.frame is not None and draft.frame.row.role == "contain"
    if held or draft.donors or "note.rest" in draft.marks or not _LOSSES.search(scene.sentence.text):
        return False
    thread.skip(draft.phrase, "losses and battle counts")
    return True
