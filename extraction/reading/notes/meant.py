"""A bare number in a note counts what was counted last: "the six of April", "another 2,000 at the end of the month"."""

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.reading.composing.thread import Thread
from extraction.reading.drafts import Draft
from extraction.reading.phrases import ItemPhrase
from extraction.reading.pointing import LABELS
from extraction.reading.scene import Scene
from extraction.reading.words import words_of
from pledges.domain.catalogue import Trait
from pledges.domain.values import Span

_MONTHS = words_of(
    "january february march april may june july august september october november december sources entries rows lines"
)


_BY_WORD = {
    "gun": "howitzer", "vehicle": "logistics-vehicle", "plane": "aircraft", "jet": "combat-aircraft",
    "launcher": "rocket-artillery", "battery": "air-defence-system",
}  # fmt: skip
"""What a word that points to an item means where nothing stands before it."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The item that a phrase of a note stands for, with the words that name it."""

    name: str | None
    slug: str | None
    category: str
    spans: tuple[Span, ...] = ()


def thing_meant(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> Meant | None:
    """What a phrase counts: itself, or for a bare number or "vehicles" the last fitting item before it."""
    if phrase.refers in ("elliptic", "pronoun") and not _counts(scene, phrase):
        return None
    if phrase.category is not None and phrase.refers not in ("elliptic", "pronoun"):
        return Meant(name=phrase.name, slug=phrase.slug, category=phrase.category)
    here = [
        other
        for other in phrases
        if other.last < phrase.first and other.category is not None and _stands_for_itself(scene, other)
    ]
    fitting = [other for other in here if _fits(thread, phrase, other.category)]
    if fitting:
        other = next(
            (one for one in reversed(fitting) if not thread.memory.catalogue.has(one.category, Trait.ACCOMPANIES)),
            fitting[-1],
        )
        assert other.category is not None
        return _of(scene, other, other.category)
    before = _before(thread, phrase)
    if before is not None:
        return Meant(before.name, before.slug, before.category, tuple(before.spans[-1:]))
    word = scene.doc[phrase.core].lower_.removesuffix("s")
    return Meant(name=None, slug=None, category=_BY_WORD[word]) if phrase.allowed and word in _BY_WORD else None


def _of(scene: Scene, other: ItemPhrase, category: str) -> Meant:
    start, end = scene.span(other.first, other.last)
    return Meant(other.name, other.slug, category, (Span(start=start, end=end),))


def right_before(scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> ItemPhrase | None:
    """ "Spare engines: six", "trucks, 30;", "2 Biber (20)": the phrase that ends at the sign before a bare number."""
    if phrase.refers != "elliptic" or phrase.first < 2:
        return None
    sign, after = scene.doc[phrase.first - 1].text, scene.doc[phrase.last + 1 : phrase.last + 2].text
    if sign not in (":", "(", "=", ",") or (sign == "," and after not in (";", ".", ",", "")):
        return None
    beside = next((one for one in phrases if one.last == phrase.first - 2 and one.category is not None), None)
    if beside is not None and scene.doc[max(0, beside.first - 1)].lower_ == "for":  # "rounds for howitzers: 26,000"
        beside = next((one for one in phrases if one.last == beside.first - 2 and one.category is not None), beside)
    return beside if beside is not None and (beside.quantity is None or (sign, after) == ("(", ")")) else None


def _stands_for_itself(scene: Scene, other: ItemPhrase) -> bool:
    """Whether a phrase names a thing of its own: not "the six", and not "such vehicles"."""
    if other.refers in ("elliptic", "pronoun"):
        return False
    return not (other.refers and other.quantity is None and scene.doc[other.last].lower_ in _ANY)


_ANY = words_of("vehicles vehicle guns gun launchers launcher systems weapons")


def _before(thread: Thread, phrase: ItemPhrase) -> Draft | None:
    """The draft of an earlier sentence that a number goes on counting: the last sentence's last thing that fits."""
    fitting = [draft for draft in thread.memory.drafts if _fits(thread, phrase, draft.category)]
    if not fitting:
        return None
    again = [draft for draft in fitting if phrase.quantity is not None and draft.quantity.low == phrase.quantity.low]
    if again and phrase.quantity is not None and phrase.quantity.low is not None and not phrase.quantity.additive:
        return again[-1]  # "all 31 had arrived" are the 31 that were counted
    last = fitting[-1].scene.sentence.ordinal
    of_last = [draft for draft in fitting if draft.scene.sentence.ordinal == last]
    return next(
        (draft for draft in reversed(of_last) if not thread.memory.catalogue.has(draft.category, Trait.ACCOMPANIES)),
        of_last[-1],
    )


def _fits(thread: Thread, phrase: ItemPhrase, category: str | None) -> bool:
    if category is None or thread.memory.catalogue.has(category, Trait.UNCOUNTED):
        return False
    if phrase.allowed is None:
        return True
    categories = thread.memory.catalogue.categories
    top = thread.memory.catalogue.top_category(category) if category in categories else category
    return category in phrase.allowed or top in phrase.allowed


def _counts(scene: Scene, phrase: ItemPhrase) -> bool:
    """Whether a bare number counts things: no label of a source or entry, no number of another noun."""
    if phrase.quantity is None or not (phrase.quantity.low or phrase.quantity.high):
        return False
    before = scene.doc[phrase.first - 1] if phrase.first else None
    if before is not None and (before.lower_ in LABELS | _MONTHS or before.text in "/=+#"):
        return False
    return phrase.core + 1 >= len(scene.doc) or scene.doc[phrase.last + 1 : phrase.last + 2].text not in ("%", "/", "=")
