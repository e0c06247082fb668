"""What came as the second of four makes two so far, and the last of 14 all of them: a rank tells a running total."""

import re
from dataclasses import replace

from extraction.mentions import QuantityMention
from extraction.reading.drafts import Draft
from extraction.reading.scene import Scene
from extraction.reading.words import words_of
from pledges.domain.values import Basis, Kind

_ROW = words_of("first second third fourth fifth sixth seventh eighth ninth tenth")
_RANKS = {word: place for place, word in enumerate(
    ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 2
)}  # fmt: skip
_LAST = frozenset({"last", "final"})
ORDINALS = _ROW | _LAST
_RANK = re.compile(r"^(?:the )?(?:very )?(?P<word>\w+)(?= of\b|$)", re.IGNORECASE)
_MOVED = frozenset({Kind.DELIVERY, Kind.DISPATCH})
_ONE_ALONE = frozenset({"has", "was"})


def as_running_total(draft: Draft, scene: Scene) -> Draft:
    """The draft of what has moved, by its rank the total so far; "the first of four" is one that others may add to."""
    phrase = draft.phrase
    quantity = phrase.quantity if phrase is not None else None
    if draft.kind not in _MOVED or phrase is None or quantity is None or not quantity.ordinal:
        return draft
    so_far = _so_far(quantity, phrase.whole)
    if so_far is None:
        return draft
    base = scene.sentence.start
    return draft.word(
        "basis", quantity.text, base + quantity.start, base + quantity.end, "basis.rank",
        basis=Basis.CUMULATIVE, quantity=replace(draft.quantity, low=so_far, high=so_far),
    )  # fmt: skip


def _so_far(quantity: QuantityMention, whole: QuantityMention | None) -> int | None:
    """How many have come with the second or the last; None for the first, and where the whole is no exact number."""
    match = _RANK.match(quantity.text)
    word = match["word"].lower() if match is not None else ""
    number = whole.low if whole is not None and whole.low == whole.high and not whole.approximate else None
    if word in _LAST:
        return number
    rank = _RANKS.get(word)
    return rank if rank is not None and (number is None or rank <= number) else None


def is_told_of_one(scene: Scene, place: int) -> bool:
    """ "The first of three has arrived", "is in Ukraine": whether its verb says that the word at a place is one.

    "The first of three is handed over" may be a plan.
    """
    word = scene.doc[place]
    verb = word.head
    helped = any(child.dep_[:3] == "aux" and child.lower_ in _ONE_ALONE for child in verb.children)
    return word.dep_ in ("nsubj", "nsubjpass") and (helped or verb.lower_ == "is")
