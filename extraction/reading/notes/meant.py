"""A bare number in a note counts what was counted last: "the six of April", "another 2,000 at the end of the month"."""

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.reading.composing.thread import Thread
from extraction.reading.drafts import Draft
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.words import words_of
from pledges.domain.catalogue import Trait
from pledges.domain.values import Span

_BARE = frozenset({"elliptic", "pronoun"})
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
    if phrase.category is not None and phrase.refers not in _BARE:
        return Meant(name=phrase.name, slug=phrase.slug, category=phrase.category)
    here = _here(thread, scene, phrase, phrases)
    if here is not None:
        return here
    before = _before(thread, phrase)
    if before is not None:
        return Meant(before.name, before.slug, before.category, tuple(before.spans[-1:]))
    word = scene.doc[phrase.core].lower_.removesuffix("s")
    return Meant(name=None, slug=None, category=_BY_WORD[word]) if phrase.allowed and word in _BY_WORD else None


def _here(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> Meant | None:
    """The last fitting thing before a phrase in its sentence, rather than what only comes with another."""
    fitting = [
        Meant(other.name, other.slug, other.category, (_span(scene, other),))
        for other in phrases
        if other.last < phrase.first and other.category and _stands_for_itself(scene, other)
    ]
    fitting = [meant for meant in fitting if _fits(thread, phrase, meant.category)]
    alone = [meant for meant in fitting if not thread.memory.catalogue.has(meant.category, Trait.ACCOMPANIES)]
    return next(reversed(alone or fitting), None)


def _span(scene: Scene, phrase: ItemPhrase) -> Span:
    start, end = scene.span(phrase.first, phrase.last)
    return Span(start=start, end=end)


def right_before(scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> ItemPhrase | None:
    """ "Spare engines: six", "trucks, 30;", "2 Biber (20)": the phrase that ends at the sign before a bare number."""
    if phrase.refers != "elliptic" or phrase.first < 2 or not _is_set_off(scene, phrase):
        return None
    ends = {one.last: one for one in reversed(phrases) if one.category is not None}
    beside = ends.get(phrase.first - 2)
    if beside is not None and scene.doc[max(0, beside.first - 1)].lower_ == "for":  # "rounds for howitzers: 26,000"
        beside = ends.get(beside.first - 2, beside)
    bracketed = (scene.doc[phrase.first - 1].text, scene.doc[phrase.last + 1 : phrase.last + 2].text) == ("(", ")")
    return beside if beside is not None and (bracketed or beside.quantity is None) else None


def _is_set_off(scene: Scene, phrase: ItemPhrase) -> bool:
    """Whether a sign stands before a number; a comma only where one stands behind it too."""
    sign, after = scene.doc[phrase.first - 1].text, scene.doc[phrase.last + 1 : phrase.last + 2].text
    return sign in (":", "(", "=") or (sign == "," and after in (";", ".", ",", ""))


def _stands_for_itself(scene: Scene, other: ItemPhrase) -> bool:
    """Whether a phrase names a thing of its own: not "the six", and not "such vehicles"."""
    any_thing = other.refers and other.quantity is None and scene.doc[other.last].lower_ in _ANY
    return other.refers not in _BARE and not any_thing


_ANY = words_of("vehicles vehicle guns gun launchers launcher systems weapons")


def _before(thread: Thread, phrase: ItemPhrase) -> Draft | None:
    """The draft of an earlier sentence that a number goes on counting: the last sentence's last thing that fits."""
    fitting = [draft for draft in thread.memory.drafts if _fits(thread, phrase, draft.category)]
    if not fitting:
        return None
    known = phrase.quantity.low if phrase.quantity is not None and not phrase.quantity.additive else None
    again = [draft for draft in fitting if known is not None and draft.quantity.low == known]  # "all 31 had arrived"
    last = fitting[-1].scene.sentence.ordinal
    of_last = [draft for draft in fitting if draft.scene.sentence.ordinal == last]
    alone = [draft for draft in of_last if not thread.memory.catalogue.has(draft.category, Trait.ACCOMPANIES)]
    return (again or alone or of_last)[-1]


def _fits(thread: Thread, phrase: ItemPhrase, category: str | None) -> bool:
    if category is None or thread.memory.catalogue.has(category, Trait.UNCOUNTED):
        return False
    if phrase.allowed is None:
        return True
    categories = thread.memory.catalogue.categories
    top = thread.memory.catalogue.top_category(category) if category in categories else category
    return category in phrase.allowed or top in phrase.allowed
