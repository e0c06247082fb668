"""An item that no clause holds may stand in one list with a gift: before it, after it, or "together with" it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.outcome import NOTHING, Outcome
from extraction.reading.composing.thread import Thread
from extraction.reading.drafts import Draft
from extraction.reading.framing.frames import Frames
from extraction.reading.kinds.given import GIVEN
from extraction.reading.phrases import ItemPhrase, with_one
from extraction.reading.scene import Scene
from extraction.reading.worth import Sum

_ALONG = re.compile(
    r"(?:\b(?:together with|along with|alongside|as well as|in addition to|accompanied by|complete with)|, plus)"
    r"(?: (?:the|its|their|about|around|some|over|nearly|another|more than|a further))*\s*$",
    re.IGNORECASE,
)
_REACH = 25  # words between a gift and what goes along with it


def beside_gift(
    thread: Thread,
    scene: Scene,
    phrase: ItemPhrase,
    phrases: Sequence[ItemPhrase],
    frames: Frames,
    here: Sequence[Draft],
    money: Sequence[Sum],
) -> Outcome:
    """The draft of an item that is left over in a list of what was given."""
    if any(draft.phrase is phrase for draft in here) or not _left_over(phrase, thread, scene):
        return NOTHING
    like = _like(scene, phrase, frames, here)
    if like is None:
        return NOTHING
    meant = phrase
    if phrase.category is None:
        meant = replace(phrase, name=like.name, slug=like.slug, category=like.category)
    together = with_one(phrases, phrase, meant)
    outcome = draft_of(thread, scene, meant, together, like.frame, like.giver, like.kind, money)
    return replace(outcome.then(lambda draft: draft.marked("frame.linear")), phrase=meant)


def _left_over(phrase: ItemPhrase, thread: Thread, scene: Scene) -> bool:
    """Whether an item was left over for want of a clause alone."""
    if phrase.category in ("funding", "other", "training") or phrase.refers in ("pronoun", "definite", "possessed"):
        return False
    words = scene.doc[phrase.first : phrase.last + 1].text
    return any(
        skipped.words == words and skipped.reason == "no clause of giving"
        for skipped in thread.skipped
        if skipped.sentence == scene.sentence.ordinal
    )


def _like(scene: Scene, phrase: ItemPhrase, frames: Frames, here: Sequence[Draft]) -> Draft | None:
    """The gift that an item stands beside; None where there is none."""
    given = [(draft.phrase, draft) for draft in here if draft.phrase is not None and _is_thing_given(draft)]
    before = max((one for one in given if one[0].last < phrase.first), key=lambda one: one[0].last, default=None)
    if before is not None and (_goes_along(scene, phrase, before[0]) or frames.beside(phrase, before[0])):
        return before[1]
    after = min((one for one in given if one[0].first > phrase.last), key=lambda one: one[0].first, default=None)
    return after[1] if after is not None and _opens_list(phrase, *after, frames) else None


def _opens_list(phrase: ItemPhrase, item: ItemPhrase, draft: Draft, frames: Frames) -> bool:
    """ "Ten tanks and 200 rounds were given": the first of a list whose verb stands behind it."""
    counted = phrase.quantity is not None and phrase.category is not None
    behind = draft.frame is not None and draft.frame.trigger.i > phrase.last
    return counted and behind and frames.beside(item, phrase)


def _is_thing_given(draft: Draft) -> bool:
    """Whether a draft is a thing that a clause gives, neither money nor training."""
    given = draft.frame is not None and draft.kind in GIVEN
    return given and draft.value is None and draft.category not in ("funding", "training")


def _goes_along(scene: Scene, phrase: ItemPhrase, item: ItemPhrase) -> bool:
    """ "ten tanks together with 200 rounds", "the guns, along with their trucks"."""
    near = phrase.first - item.last <= _REACH and ";" not in scene.doc[item.last + 1 : phrase.first].text
    return near and _ALONG.search(scene.doc[: phrase.first].text) is not None
