"""A thing in Kiel's words leads to a system or a type by the catalogue's own names, and to 'other' where none fits.

The head of the words says what is given, as in an article: "Gepard ammunition round" is ammunition and no Gepard.
"""

import re
from dataclasses import dataclass

from pledges.domain.catalogue import Catalogue, Trait
from pledges.domain.claims import Item
from pledges.domain.designations import resolve_designation
from pledges.domain.headed import headed, shoots_far
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
    (re.compile(r"\b(?:rounds?|bullets?|cartridges?)\b", re.IGNORECASE), Unit.ROUND),
    (re.compile(r"\bbatter(?:y|ies)\b", re.IGNORECASE), Unit.BATTERY),
)
ITSELF_FIRED = frozenset({"missile", "rocket", "round", "munition", "bomb", "shell", "mine", "grenade"})  # `item_is`
_BELONGS_TO = re.compile(r"\bfor\b.*", re.IGNORECASE)
_COMES_WITH = re.compile(r"\b(?:with|incl(?:uding|usive|udes)?|plus|and)\b.*|[&+].*", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_SYSTEM = re.compile(r"\bsystems?\b", re.IGNORECASE)
_ROCKETS = re.compile(r"\brockets?\W*$", re.IGNORECASE)
_NEXT = re.compile(r"[\s-]+([^\W\d_]{3,})")
_CARRIES_ON = frozenset({"and", "or", "from", "various", "different", "type", "pieces", "the"})


def unit_of(words: str, item: Item) -> Unit:
    """What is counted, by the words; air-defence systems are counted as systems where they are called so."""
    own = _BELONGS_TO.sub("", words)
    own = _COMES_WITH.sub("", own) if item.name else own
    for pattern, unit in UNITS:
        if pattern.search(own):
            return unit
    return Unit.SYSTEM if item.category == "air-defence-system" and _SYSTEM.search(words) else Unit.ITEM


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A type's name that stands in the words as a noun of its own, and where."""

    category: str
    text: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Types:
    """The catalogue with its types' names; `pattern` finds the longest name that begins at each place."""

    catalogue: Catalogue
    names: dict[str, str]
    pattern: re.Pattern[str]

    @classmethod
    def build(cls, catalogue: Catalogue) -> "Types":
        names: dict[str, str] = {}
        for category in catalogue.categories.values():
            for name in (*category.kiel, *category.words, category.name):
                names.setdefault(name.casefold(), category.slug)
        ordered = sorted(names, key=lambda name: (-len(name), name))
        joined = "|".join(re.escape(one) for one in ordered)
        return cls(catalogue=catalogue, names=names, pattern=re.compile(rf"(?<![\w-])(?=({joined})s?(?!\w))"))

    def item(self, *, words: str, subtype: str, kind: str) -> Item:
        """The system that the words name; else the type by the words, the sub-type, the type of item, in this order."""
        words = self._given(words)
        system = resolve_designation(words, self.catalogue)
        if system is not None:
            return self._of_system(system, words, subtype, kind)
        own, narrower = self.named_in(_BELONGS_TO.sub("", words)), self.by_subtype(subtype)
        if own == OTHER:
            own = None
        fired = self.catalogue.has(own, Trait.FIRED) or _ROCKETS.search(_BELONGS_TO.sub("", words)) is not None
        if fired and self._for_far(words):
            own = self.catalogue.first_with(Trait.FIRED_FAR)
        if own and narrower and self.catalogue.categories[narrower].parent == own:
            own = narrower
        return Item(name=None, category=own or narrower or KINDS.get(kind.casefold()) or OTHER)

    def by_subtype(self, subtype: str) -> str | None:
        """Ammunition goes by what it is for: a howitzer's, or any other's."""
        found = self.named_in(subtype)
        if "ammunition" not in subtype.casefold():
            return found
        of_far = "howitzer" in subtype.casefold() or shoots_far(found, self.catalogue)
        return self.catalogue.first_with(Trait.FIRED_FAR if of_far else Trait.FIRED)

    def named_in(self, text: str) -> str | None:
        """The category whose longest name stands in a text as words of its own; None where none does."""
        found = self._found(text.casefold())
        return min(found, key=lambda one: (-len(one.text), one.text)).category if found else None

    def _found(self, plain: str) -> list[Head]:
        return [
            Head(category=self.names[match[1]], text=match[1], start=match.start())
            for match in self.pattern.finditer(plain)
        ]

    def _given(self, words: str) -> str:
        """Without what a system comes with: "Gepard including 6,000 rounds of ammunition" is the Gepard."""
        main = _COMES_WITH.sub("", words)
        return main if main != words and resolve_designation(main, self.catalogue) else words

    def _of_system(self, slug: str, words: str, subtype: str, kind: str) -> Item:
        """The system, or what the words' head says of it; filed as ammunition, it is what the system fires."""
        system = self.catalogue.systems[slug]
        head = self._head(words, slug)
        if head is None and kind.casefold().startswith("ammunition") and not self._is_fired(slug):
            head = Head(category=self.by_subtype(subtype) or "ammunition", text="", start=0)
        if head is None:
            return Item(name=system.name, category=system.category)
        left, category = headed(slug, head=head.category, text=head.text, catalogue=self.catalogue)
        return Item(name=system.name if left else None, category=category)

    def _head(self, words: str, slug: str) -> Head | None:
        """The type's name that the words begin or end with, where it is a munition, parts or training.

        In brackets or behind "for" it says what belongs to it; before another noun ("mine roller", "missile launcher")
        it is no head.
        """
        plain = _BRACKETS.sub(" ", _BELONGS_TO.sub("", words)).casefold()
        spelt = {part for name in self._names(slug) for part in re.findall(r"[^\W\d_]+", name.casefold())}
        heads: list[Head] = []
        for one in self._found(plain):
            if heads and one.start < heads[-1].start + len(heads[-1].text):
                continue
            following = _NEXT.match(
                plain, one.start + len(one.text) + plain[one.start + len(one.text) :].startswith("s")
            )
            if following is None or following[1] in spelt | _CARRIES_ON or self._begins_name(plain, following.start(1)):
                heads.append(one)
        if not heads:
            return None
        beside = self.catalogue.having(Trait.MUNITION) | self.catalogue.having(Trait.SERVICE)
        return next((one for one in (heads[-1], heads[0]) if one.category in beside), None)

    def _begins_name(self, plain: str, at: int) -> bool:
        return any(one.start == at for one in self._found(plain))

    def _names(self, slug: str) -> list[str]:
        systems = [self.catalogue.systems[one] for one in self.catalogue.ancestry(slug)]
        return [name for one in systems for name in (one.name, *one.aliases, *one.guarded)]

    def _is_fired(self, slug: str) -> bool:
        system = self.catalogue.systems[slug]
        traits = (Trait.MUNITION, Trait.OWN_MISSILE)
        return any(self.catalogue.has(system.category, one) for one in traits) or system.item_is in ITSELF_FIRED

    def _for_far(self, words: str) -> bool:
        """Whether what stands behind "for" fires artillery ammunition: "rounds for M777", "for 155 mm howitzers"."""
        behind = _BELONGS_TO.search(words)
        if behind is None:
            return False
        text = behind.group()[3:]
        system = resolve_designation(text, self.catalogue)
        category = self.catalogue.systems[system].category if system else self.named_in(text)
        return shoots_far(category, self.catalogue)
