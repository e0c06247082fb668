"""What a number replaces is told with it; a cut cancels the difference and leaves what remains."""

import re
from dataclasses import replace
from decimal import Decimal

from extraction.mentions import MoneyMention, QuantityMention
from extraction.mentions.values import Change
from extraction.reading.drafts import Draft
from extraction.reading.lexicon import lexicon
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, tense
from pledges.domain.values import Kind, Quantity, Replaced

_ONLY_A_DRAFT = re.compile(r"\b(?:draft|proposals?|proposed)\b", re.IGNORECASE)
_MODAL = frozenset({"may", "would", "should"})
_LEAVES_OPEN = frozenset({"intent", "wish", "request", "expect"})
_SUPERSEDES_NOTHING = frozenset({Kind.INTENT, Kind.REQUEST})


def note_replaced(draft: Draft, scene: Scene, mention: QuantityMention | MoneyMention | None) -> Draft:
    """The draft with the change that its number tells of, and the words from its earlier to its new number."""
    change = mention.change if mention is not None else None
    if change is None:
        return draft
    changed = replace(draft, change=change)
    if not change.replaces or draft.kind in _SUPERSEDES_NOTHING:
        return changed
    start, end, base = change.words.start, change.words.end, scene.sentence.start
    words, replaced = scene.sentence.text[start:end], Replaced(number=change.earlier)
    return changed.word("replaces", words, base + start, base + end, "replaces.number", replaces=replaced)


def cut_apart(draft: Draft) -> list[Draft]:
    """ "cut from 8 to 4 billion": a cancellation of what is cut and a pledge of what remains, an intent in a draft."""
    change = draft.change
    if draft.kind is not Kind.CANCELLATION or (change is None and not _cut_to(draft)):
        return [draft]
    only_planned = _only_planned(draft)
    remains = replace(draft, kind=Kind.INTENT if only_planned else Kind.PLEDGE)
    if only_planned:
        remains = remains.without("replaces", replaces=None)
    cut = _cut(draft, change) if change is not None and change.replaces else None
    return [remains] if cut is None or only_planned else [cut, remains]


def _only_planned(draft: Draft) -> bool:
    """Whether a cut stands in a draft, or under words that leave it open: "wants to halve", "may cut"."""
    if _ONLY_A_DRAFT.search(draft.scene.sentence.text):
        return True
    words = draft.frame.chain if draft.frame is not None else ()
    rows = [row for word in words for row in lexicon().governors.get(word.lower_, ())]
    return any(row.role in _LEAVES_OPEN for row in rows) or any(
        tense(word) in _MODAL for word in words if is_verb(word)
    )


def _cut_to(draft: Draft) -> bool:
    """ "will be cut to 30 billion": the number is what remains, by the word between the verb and it."""
    trigger = draft.frame.trigger if draft.frame is not None else None
    before = draft.scene.doc[draft.phrase.core - 1 : draft.phrase.core] if draft.phrase is not None else ()
    return any(word.lower_ == "to" and word.head == trigger for word in before)


def _cut(draft: Draft, change: Change) -> Draft | None:
    """The cancellation of the difference; None where nothing was taken away."""
    cut = draft.without("replaces", replaces=None)
    if draft.value is not None and draft.category == "funding":
        less = Decimal(change.earlier) - draft.value.amount
        cut = replace(cut, value=replace(draft.value, amount=less))
    else:
        number = draft.quantity.low if draft.quantity.low is not None else draft.quantity.high
        less = Decimal(change.earlier - number) if number is not None else Decimal(0)
        cut = replace(cut, quantity=Quantity(low=int(less), high=int(less), unit=draft.quantity.unit))
    return cut if less > 0 else None
