"""A thing in Kiel's words leads to a system or a type by the catalogue's own names, and to 'other' where none fits."""

import re
from dataclasses import dataclass

from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Item
from pledges.domain.designations import resolve_designation
from pledges.domain.values import Unit

OTHER = "other"
KINDS = {  # of Kiel's types of item those that are one type of ours; "Heavy weapon" and the like are many
    "ammunition": "ammunition",
    "ammunition for light infantry": "ammunition",
    "ammunition for heavy weapon": "ammunition",
    "ammunition for portable defence system": "ammunition",
    "light armaments & infantry": "small-arms",
}
UNITS: tuple[tuple[re.Pattern[str], Unit], ...] = (
    (re.compile(r"\bto(?:n|nne)s? of\b", re.IGNORECASE), Unit.TONNE),
    (re.compile(r"\blit(?:er|re)s? of\b", re.IGNORECASE), Unit.LITRE),
    (re.compile(r"\b(?:rounds? of|bullets?|cartridges?)\b", re.IGNORECASE), Unit.ROUND),
    (re.compile(r"\bbatter(?:y|ies)\b", re.IGNORECASE), Unit.BATTERY),
)
_BELONGS_TO = re.compile(r"\bfor\b.*", re.IGNORECASE)
_SYSTEM = re.compile(r"\bsystems?\b", re.IGNORECASE)


def unit_of(words: str, category: str) -> Unit:
    """What is counted, by the words; air-defence systems are counted as systems where they are called so."""
    for pattern, unit in UNITS:
        if pattern.search(words):
            return unit
    return Unit.SYSTEM if category == "air-defence-system" and _SYSTEM.search(words) else Unit.ITEM


@dataclass(frozen=True, slots=True, kw_only=True)
class Types:
    """The catalogue with its types' names, the longest first."""

    catalogue: Catalogue
    names: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def build(cls, catalogue: Catalogue) -> "Types":
        names: dict[str, str] = {}
        for category in catalogue.categories.values():
            for name in (*category.kiel, *category.words, category.name):
                names.setdefault(name.casefold(), category.slug)
        ordered = sorted(names, key=lambda name: (-len(name), name))
        return cls(
            catalogue=catalogue,
            names=tuple((re.compile(rf"(?<![\w-]){re.escape(one)}s?(?!\w)"), names[one]) for one in ordered),
        )

    def item(self, *, words: str, subtype: str, kind: str) -> Item:
        """The system that the words name; else the type by the words, the sub-type, the type of item, in this order."""
        system = resolve_designation(words, self.catalogue)
        if system is not None:
            known = self.catalogue.systems[system]
            return Item(name=known.name, category=known.category)
        own, narrower = self.named_in(_BELONGS_TO.sub("", words)), self.by_subtype(subtype)
        if own == OTHER:
            own = None
        if own and narrower and self.catalogue.categories[narrower].parent == own:
            own = narrower
        return Item(name=None, category=own or narrower or KINDS.get(kind.casefold()) or OTHER)

    def by_subtype(self, subtype: str) -> str | None:
        """Ammunition goes by what it is for: a howitzer's, or any other's."""
        found = self.named_in(subtype)
        if "ammunition" not in subtype.casefold():
            return found
        return (
            "artillery-ammunition" if "howitzer" in subtype.casefold() or found == "rocket-artillery" else "ammunition"
        )

    def named_in(self, text: str) -> str | None:
        """The category whose longest name stands in a text as words of its own; None where none does."""
        plain = text.casefold()
        return next((slug for pattern, slug in self.names if pattern.search(plain)), None)
