"""A type word takes the name of the one system that its donor gave of late."""

import re
from dataclasses import replace

from extraction.reading.composing.thread import Thread
from extraction.reading.drafts import Draft
from extraction.reading.pointing import meant_by
from extraction.reading.scene import Scene
from pledges.domain.catalogue import Trait

_SAME_TYPE = re.compile(r"of (?:the|this|that) (?:same )?(?:type|kind|model|variant)\b")


def name_from_before(thread: Thread, draft: Draft, scene: Scene) -> Draft:
    """ "14 tanks" after "Leopard 2" of the same donor are Leopard 2; "15 vehicles" after CV90s are CV90s."""
    phrase = draft.phrase
    if (
        phrase is not None
        and draft.slug is None
        and scene.doc[phrase.core].lower_ in ("vehicles", "vehicle", "guns", "launchers")
        and scene.doc[max(0, phrase.core - 1)].lower_ not in ("operations", "support", "logistics", "command")
    ):
        as_word = replace(
            phrase,
            category=None,
            refers="definite",
            allowed=meant_by(scene.doc[phrase.core].lower_, thread.memory.catalogue),
        )
        before = thread.memory.item_for(as_word, scene, [], draft.donors)
        if before is not None and before.slug is not None:
            return _named(draft, before.name, before.slug, before.category)
    if phrase is None or draft.slug is not None or phrase.refers == "possessed":
        return draft
    same_type = _SAME_TYPE.search(scene.doc[phrase.first :].text[:120])
    lends = thread.memory.catalogue.has(draft.category, Trait.LENDS_NAME)
    if not lends and phrase.refers != "definite" and not same_type:
        return draft
    slug = thread.memory.name_for(draft.category, scene, () if same_type else draft.donors)
    if slug is None:
        return draft
    system = thread.memory.catalogue.systems[slug]
    return _named(draft, system.name, slug, system.category)


def _named(draft: Draft, name: str | None, slug: str, category: str) -> Draft:
    return replace(draft, name=name, slug=slug, category=category).marked("item.reference")
