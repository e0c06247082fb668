""" "So have 8,000 rounds" tells of other things what the sentence before told of its own: moved, or promised, alike."""

import re
from collections.abc import Sequence

from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.outcome import NOTHING, Outcome
from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import Giver
from extraction.reading.drafts import Draft
from extraction.reading.kinds.given import MOVED
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.worth import Sum

_SO = re.compile(
    r"^\W*(?:and )?(?:so (?:have|has|had|are|were|is|was|will|did)"
    r"|the same (?:goes|went|is true|holds|was true) (?:for|of))\b",
    re.IGNORECASE,
)

_BETWEEN = frozenset({"", "the", "all", "already", "its", "their"})  # else it is another that has: "So has Norway"


def told_likewise(
    thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase], money: Sequence[Sum]
) -> Outcome:
    """The draft of an item that takes act and giver from the sentence right before, where that tells of one act."""
    so = _SO.match(scene.sentence.text)
    if so is None or phrase.category is None or phrase.refers not in ("", "definite") or phrase.quantity is None:
        return NOTHING
    if scene.sentence.text[so.end() : phrase.quantity.start].strip() not in _BETWEEN:
        return NOTHING
    told = _told_before(thread, scene)
    if len({(one.kind, one.donors) for one in told}) != 1:
        return NOTHING
    giver = Giver.told_before(told[-1].donors, told[-1].giver.spans)
    outcome = draft_of(thread, scene, phrase, phrases, None, giver, told[-1].kind, money)
    start, base = so.start(), scene.sentence.start
    return outcome.then(lambda draft: draft.word("kind", so.group(), base + start, base + so.end(), "kinds.likewise"))


def _told_before(thread: Thread, scene: Scene) -> list[Draft]:
    """What the clauses of the sentence right before told to have moved or to be promised."""
    before = [one for one in thread.memory.drafts if one.scene.sentence.ordinal == scene.sentence.ordinal - 1]
    return [one for one in before if one.kind in MOVED and one.frame is not None]
