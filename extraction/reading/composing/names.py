"""A type word takes the name of the one system that its donor gave of late."""

import re
from dataclasses import replace

from extraction.reading.composing.thread import Thread
from extraction.reading.drafts import Draft
from extraction.reading.phrases import ItemPhrase
from extraction.reading.pointing import meant_by
from extraction.reading.recipients import names_recipient
from extraction.reading.scene import Scene
from pledges.domain.catalogue import Trait

_NEAR = 2  # sentences within which what is pointed to goes where it went
_SAME_TYPE = re.compile(r"of (?:the|this|that) (?:same )?(?:type|kind|model|variant)\b")


def referred_to(thread: Thread, draft: Draft, scene: Scene) -> Draft:
    """A draft with the name and the recipient of what it points to, where its own words say neither."""
    draft = name_from_before(thread, draft, scene)
    points = "item.reference" in draft.marks or (draft.phrase is not None and draft.phrase.refers)
    if not points or draft.recipient != thread.usual or names_recipient(scene.sentence.text):
        return draft
    told = reversed(thread.memory.drafts)
    last = next((one for one in told if (one.slug, one.category) == (draft.slug, draft.category)), None)
    if last is None or scene.sentence.ordinal - last.scene.sentence.ordinal > _NEAR:
        return draft
    return replace(draft, recipient=last.recipient)


def name_from_before(thread: Thread, draft: Draft, scene: Scene) -> Draft:
    """ "14 tanks" after "Leopard 2" of the same donor are Leopard 2; "15 vehicles" after CV90s are CV90s."""
    phrase = draft.phrase
    if phrase is None or draft.slug is not None:
        return draft
    before = _meant_by_loose_word(thread, scene, phrase, draft.donors)
    if before is not None and before.slug is not None:
        return _named(draft, before.name, before.slug, before.category)
    slug = _lent(thread, scene, draft, phrase)
    if slug is None:
        return draft
    system = thread.memory.catalogue.systems[slug]
    return _named(draft, system.name, slug, system.category)


def _lent(thread: Thread, scene: Scene, draft: Draft, phrase: ItemPhrase) -> str | None:
    """The system whose name a type word takes: "the tanks", "howitzers of the same type", not "its tanks"."""
    same_type = _SAME_TYPE.search(scene.doc[phrase.first :].text[:120])
    lends = thread.memory.catalogue.has(draft.category, Trait.LENDS_NAME) or phrase.refers == "definite" or same_type
    if not lends or phrase.refers == "possessed":
        return None
    return thread.memory.name_for(draft.category, scene, () if same_type else draft.donors)


def _meant_by_loose_word(thread: Thread, scene: Scene, phrase: ItemPhrase, donors: tuple[str, ...]) -> Draft | None:
    """What "15 vehicles", "the guns" or "launchers" were called before; "support vehicles" are a type of their own."""
    word, above = scene.doc[phrase.core].lower_, scene.doc[max(0, phrase.core - 1)].lower_
    if word not in _LOOSE or above in _OF_A_TYPE:
        return None
    meant = meant_by(word, thread.memory.catalogue)
    as_word = replace(phrase, category=None, refers="definite", allowed=meant)
    return thread.memory.item_for(as_word, scene, [], donors)


_LOOSE = frozenset({"vehicles", "vehicle", "guns", "launchers"})
_OF_A_TYPE = frozenset({"operations", "support", "logistics", "command"})


def _named(draft: Draft, name: str | None, slug: str, category: str) -> Draft:
    return replace(draft, name=name, slug=slug, category=category).marked("item.reference")
