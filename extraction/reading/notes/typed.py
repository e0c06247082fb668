"""A thing "of the G36 type" is of that system: the name behind its type word names it."""

from collections.abc import Sequence
from dataclasses import replace

from extraction.mentions import NameMention
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.words import words_of
from pledges.domain.catalogue import Catalogue

_TYPES = words_of("type family class model series variety make kind version brand")
_REACH = 4  # words from "of" to the name


def of_type(scene: Scene, phrases: Sequence[ItemPhrase], catalogue: Catalogue) -> list[ItemPhrase]:
    """The phrases, with "100 carriers of the Bulldog type" as one that has the name."""
    named: list[ItemPhrase] = []
    taken: set[int] = set()
    for phrase in phrases:
        name = _name_of_type(scene, phrase) if phrase.slug is None and phrase.category is not None else None
        if name is None:
            named.append(phrase)
            continue
        system = catalogue.systems[name.ref]
        category = system.category if phrase.category in ("other", None) else phrase.category
        taken |= set(range(scene.at[name.start], scene.tokens(name.start, name.end)[1] + 1))
        named.append(replace(phrase, name=system.name, slug=name.ref, category=category))
    return [phrase for phrase in named if phrase.core not in taken or phrase.quantity is not None]


def _name_of_type(scene: Scene, phrase: ItemPhrase) -> NameMention | None:
    """The name of a system behind "of the" or "of type", with "type" on one of its sides."""
    doc = scene.doc
    of = doc[phrase.last + 1 : phrase.last + 2].text.lower() == "of"
    for name in (name for name in scene.mentions.names if of and name.kind == "system"):
        first, last = scene.tokens(name.start, name.end)
        if phrase.last + 1 < first <= phrase.last + _REACH:
            around = {token.lower_ for token in [*doc[phrase.last + 2 : first], *doc[last + 1 : last + 2]]}
            return name if around & _TYPES else None
    return None
