"""Every item phrase meets its clause and giver and becomes a draft, or falls with a reason."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.reading.composing.after_colon import after_colon
from extraction.reading.composing.denials import denied
from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.givers import giver_for
from extraction.reading.composing.layout import in_row
from extraction.reading.composing.likewise import told_likewise
from extraction.reading.composing.lists import listed, neighbour_of
from extraction.reading.composing.no_gift import NO_GIFT_BY_ITSELF
from extraction.reading.composing.outcome import NOTHING, Outcome, skip
from extraction.reading.composing.packages import of_package_before
from extraction.reading.composing.references import counted_now, reference
from extraction.reading.composing.spelled import spelled_out
from extraction.reading.composing.thread import Thread
from extraction.reading.composing.whole_and_part import new_total
from extraction.reading.donors.adjective import by_adjective, in_item
from extraction.reading.donors.gapped import gapped, next_from
from extraction.reading.donors.giver import Giver
from extraction.reading.donors.subject import wanted_by
from extraction.reading.drafts import Draft
from extraction.reading.excluding.clauses import not_a_gift
from extraction.reading.excluding.elsewhere import elsewhere
from extraction.reading.exclusions import another_asks
from extraction.reading.framing.frames import Frames
from extraction.reading.kinds.frame import Frame
from extraction.reading.phrases import ItemPhrase, with_one
from extraction.reading.scene import Scene
from extraction.reading.wording import (
    countable,
)
from extraction.reading.worth import Sum, sums_with
from pledges.domain.values import Kind

_LOSSES = re.compile(r"\b(?:killed|destroyed|losses|lost|shot down|casualties|wounded|intercepted)\b", re.IGNORECASE)


def item_draft(
    thread: Thread,
    scene: Scene,
    phrase: ItemPhrase,
    phrases: Sequence[ItemPhrase],
    frames: Frames,
    here: Sequence[Draft],
    money: Sequence[Sum],
) -> Outcome:
    """The draft of an item phrase, or why it is no claim; a phrase may also only add to an earlier draft."""
    if phrase.category == "funding" or (phrase.category == "other" and not countable(scene, phrase)):
        return NOTHING
    tried = denied(thread, scene, phrase, phrases)
    if tried.draft is not None:
        return tried
    if (reason := NO_GIFT_BY_ITSELF.first(thread, scene, phrase, phrases)) is not None:
        return skip(scene, phrase, reason).after(tried)
    frame = None if in_row(thread.lead, scene) else frames.of(phrase, phrases)
    tried = spelled_out(thread, scene, phrase, phrases, money, held=frame is not None).after(tried)
    if tried.draft is None and phrase.refers == "elliptic":
        tried = new_total(thread, scene, phrase, here).after(tried)
    if tried.draft is not None:
        return tried
    if frame is None and phrase.refers == "definite" and (counted := counted_now(thread, scene, phrase)) is not None:
        return counted.after(tried)
    meant = tried.phrase or phrase
    together = with_one(phrases, phrase, meant)
    if frame is None:
        return _without_clause(thread, scene, meant, together, frames, here, money).after(tried)
    return _in_clause(thread, scene, meant, together, frame, here, money).after(tried)


def _in_clause(
    thread: Thread,
    scene: Scene,
    phrase: ItemPhrase,
    phrases: Sequence[ItemPhrase],
    frame: Frame,
    here: Sequence[Draft],
    money: Sequence[Sum],
) -> Outcome:
    """An item of a clause of giving: its own draft, or what it refers to."""
    told = of_package_before(thread, scene, frame) if frame.row.role == "contain" else frame
    if told is None:
        return skip(scene, phrase, "what holds it is no package", open=True)
    giver = giver_for(thread, scene, told, phrase)
    reason = not_a_gift(scene, told, giver) or elsewhere(scene, told, phrase, giver)
    if reason is not None:
        return skip(scene, phrase, reason)
    if told.kind is Kind.REQUEST and another_asks(scene, told):
        told = replace(told, kind=Kind.INTENT)
        giver = giver if giver.codes else wanted_by(scene, told)
    if phrase.category is None:
        return reference(thread, scene, phrase, phrases, told, giver, here, money)
    return draft_of(thread, scene, phrase, phrases, told, giver, told.kind, money)


def _without_clause(
    thread: Thread,
    scene: Scene,
    phrase: ItemPhrase,
    phrases: Sequence[ItemPhrase],
    frames: Frames,
    here: Sequence[Draft],
    money: Sequence[Sum],
) -> Outcome:
    """An item of no clause: in the list of the item before, under an opening line, or "British-supplied"."""
    if phrase.category is None:
        return skip(scene, phrase, "no clause of giving", open=True)
    neighbour = neighbour_of(phrase, phrases, frames, here)
    if neighbour is not None and neighbour.frame is not None:
        giver = _giver_beside(scene, phrase, neighbour, neighbour.frame)
        outcome = draft_of(thread, scene, phrase, phrases, neighbour.frame, giver, neighbour.kind, money)
        return outcome.then(lambda draft: draft.marked("frame.linear"))
    for attempt in (told_likewise, listed):
        tried = attempt(thread, scene, phrase, phrases, money)
        if tried.draft is not None:
            return tried
    meant = tried.phrase or phrase
    together, sums = with_one(phrases, phrase, meant), sums_with(money, phrase, meant)
    tried = after_colon(thread, scene, meant, together, frames, sums).after(tried)
    if tried.draft is not None:
        return tried
    supplied = in_item(scene, phrase.first, phrase.last)
    if not supplied.codes:
        return skip(scene, meant, "no clause of giving", open=True).after(tried)
    return draft_of(thread, scene, meant, together, None, supplied, Kind.DELIVERY, sums).after(tried)


def _giver_beside(scene: Scene, phrase: ItemPhrase, neighbour: Draft, frame: Frame) -> Giver:
    """Who gives an item of a list: by its own words, else who gives the item before it."""
    first, last = phrase.first, phrase.last
    by_word = neighbour.giver.rule.startswith("donors.adjective")
    came = frame.row.role in ("get", "arrive", "leave")
    for own in (
        in_item(scene, first, last),
        by_adjective(scene, first, last) if by_word else Giver(),
        gapped(scene, first),
        next_from(scene, last) if came else Giver(),
    ):
        if own.codes:
            return own
    return neighbour.giver


def is_loss(draft: Draft, scene: Scene) -> bool:
    """Whether a draft that nobody gives counts what was lost or shot down."""
    held = draft.frame is not None and draft.frame.row.role == "contain"
    return not (held or draft.donors or "note.rest" in draft.marks) and bool(_LOSSES.search(scene.sentence.text))
