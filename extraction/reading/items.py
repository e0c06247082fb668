"""An item phrase is a run of catalogue names and type words with its number; its head says what is given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extraction.mentions import NameMention, QuantityMention
from extraction.reading.counting import (
    COUNTABLE,
    MODIFIER_TAGS,
    definite_one,
    number_after,
    number_of,
    root_of,
    share_of,
    single_of,
    single_unit_of,
    unit_of,
    whole_of,
    without_particle,
)
from extraction.reading.not_given import why_not_given
from extraction.reading.phrases import ItemPhrase
from extraction.reading.pointing import DEFINITE, UNIT_WORDS, elliptic, generic
from extraction.reading.scene import Scene
from extraction.reading.training import PERSONS, is_learnt, persons_after, persons_trained, trainings, trains
from pledges.domain.catalogue import Catalogue
from pledges.domain.values import Span, Unit

MUNITIONS = frozenset({"artillery-ammunition", "ammunition", "missile"})
SERVICES = frozenset({"training", "maintenance", "funding", "fuel", "medical", "other", "protective-equipment"})
_CARRIERS = frozenset(
    {"armoured-personnel-carrier", "armoured-vehicle", "infantry-fighting-vehicle", "logistics-vehicle"}
)
_CARRIED = frozenset(
    {"air-defence-system", "mortar", "radar", "electronic-warfare", "anti-tank-weapon", "rocket-artillery"}
)


@dataclass(frozen=True, slots=True)
class _Group:
    mentions: tuple[NameMention, ...]
    first: int
    last: int


class ItemFinder:
    """Finds the item phrases of scenes by one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def find(self, scene: Scene) -> list[ItemPhrase]:
        """All item phrases of a sentence in its order: named, by type, by definite word, pronoun or bare number."""
        groups = list(self._groups(scene))
        ends = {
            scene.tokens(q.start, q.end)[1]: without_particle(scene, q)
            for q in scene.mentions.quantities
            if why_not_given(scene, Span(start=q.start, end=q.end), "number") is None
        }
        taken = {place for group in groups for place in range(group.first, group.last + 1)}
        phrases = [phrase for group in groups if (phrase := self._phrase(scene, group, ends, taken)) is not None]
        phrases = _with_changes(scene, _one_number_each(scene, phrases), ends)
        used = {id(phrase.quantity) for phrase in phrases}
        covered = {place for phrase in phrases for place in range(phrase.first, phrase.last + 1)}
        phrases = [
            phrase
            for phrase in phrases
            if not (phrase.category == "training" and (trains(phrase, scene) or is_learnt(phrase.head)))
        ]
        covered = {place for phrase in phrases for place in range(phrase.first, phrase.last + 1)}
        phrases.extend(trainings(scene, ends, used))
        phrases.extend(generic(scene, ends, covered, used))
        phrases.extend(elliptic(scene, ends, covered, used))
        return sorted(phrases, key=lambda phrase: phrase.first)

    def _groups(self, scene: Scene) -> Iterator[_Group]:
        """Neighbouring names that make one noun phrase: "Leopard 2" + "tanks", "rocket systems (" + "HIMARS"."""
        current: list[NameMention] = []
        for name in scene.mentions.names:
            if name.kind not in ("system", "category"):
                continue
            if current and not self._joined(scene, current, name):
                yield _group(scene, current)
                current = []
            if current and name.start < current[-1].end:
                continue
            current.append(name)
        if current:
            yield _group(scene, current)

    def _joined(self, scene: Scene, current: list[NameMention], name: NameMention) -> bool:
        last = current[-1]
        gap = scene.doc.text[last.end : name.start]
        if " - " in gap:
            return False  # a dash between blanks parts what a hyphen joins
        if gap.strip() in ("(", "“", '"', "‘", "-", "") and len(gap) <= 3:
            if gap.strip() == "(":
                return self._same_thing(current, name)
            if last.kind == "category" and last.plural and name.kind == "system":
                return gap == " " and self._same_thing(current, name)  # "battle tanks Leopard 1A5" in a list
            return True
        if gap.strip() == "of" and last.ref in MUNITIONS and name.kind == "category" and name.ref in MUNITIONS:
            return True
        a, b = scene.at[last.end - 1] + 1, scene.at[name.start]
        between = scene.doc[a:b]
        if len(between) > 4 or last.plural or name.kind == "system":
            return False
        return all(token.tag_ in MODIFIER_TAGS and token.tag_ not in ("RB", "POS", "CD") for token in between)

    def _same_thing(self, current: list[NameMention], name: NameMention) -> bool:
        """Whether a name in brackets repeats the one before: "Multiple Rocket Launchers (MLRS)"."""
        before, after = self._resolve(tuple(current)), self._resolve((name,))
        if before[1] and after[1]:
            chain = set(self._catalogue.ancestry(before[1])) | set(self._catalogue.ancestry(after[1]))
            return before[1] in chain and after[1] in chain and self._family(before[1]) == self._family(after[1])
        return self._top(before[2]) == self._top(after[2])

    def _family(self, slug: str) -> str:
        return self._catalogue.family(slug)

    def _top(self, category: str | None) -> str | None:
        return (
            self._catalogue.top_category(category)
            if category is not None and category in self._catalogue.categories
            else category
        )

    def _phrase(
        self, scene: Scene, group: _Group, ends: Mapping[int, QuantityMention], taken: set[int]
    ) -> ItemPhrase | None:
        name, slug, category = self._resolve(group.mentions)
        quantity, first = number_of(scene, group.first, ends, taken)
        doc, last = scene.doc, group.last
        following = doc[last + 1] if last + 1 < len(doc) else None
        rockets = category == "missile" and group.mentions[-1].text.lower().startswith("rocket")
        if (category == "ammunition" or rockets) and self._for_guns(scene, last):
            category = "artillery-ammunition"
        if category == "missile" and slug is None and self._rockets(scene, group.last):
            category = "artillery-ammunition"
        if following is not None and following.lower_ in PERSONS and category not in ("training", "logistics-vehicle"):
            return None
        unit = None
        if following is not None and following.lower_ in UNIT_WORDS:
            unit, last = UNIT_WORDS[following.lower_], last + 1
            if (
                unit is not Unit.ROUND
                and category in MUNITIONS
                and (named := [m for m in group.mentions if m.kind == "system"])
            ):
                name, slug, category = self._resolve(tuple(named))
            elif unit in (Unit.LAUNCHER, Unit.SYSTEM) and group.mentions[-1].text.lower().startswith("rocket"):
                category = "rocket-artillery"
            if unit is Unit.ROUND and category not in MUNITIONS:
                name, slug, category = (
                    None,
                    None,
                    "artillery-ammunition" if self._shoots_far(category) else "ammunition",
                )
        elif doc[last].lower_ in UNIT_WORDS and doc[last].lower_ not in ("rounds", "round", "shells"):
            unit = UNIT_WORDS[doc[last].lower_]
        if quantity is None and last + 3 < len(doc) and doc[last + 1].text in "([":
            bracketed = ends.get(last + 2)
            if bracketed is not None and doc[last + 3].text in ")]":
                quantity, last = bracketed, last + 3
        if quantity is None:
            quantity, last = number_after(scene, last, ends)
        whole = whole_of(scene, group.first, quantity, ends)
        if whole is None and quantity is not None and (share := share_of(scene, quantity)) is not None:
            quantity, whole = share, quantity
        if category == "training" and quantity is None:
            quantity, last = persons_after(scene, last, ends)
            quantity = quantity or persons_trained(scene, doc[group.last], ends)
        if quantity is None and (slug is not None or category in COUNTABLE):
            quantity = single_of(scene, first, last) or single_unit_of(scene, first) or definite_one(scene, first, last)
        elif (
            quantity is not None
            and quantity.low is None
            and quantity.high is None
            and len(quantity.text.split()) <= 2
            and (one := single_of(scene, first, last))
        ):
            quantity = replace(one, additive=quantity.additive, marker=quantity.marker)
        determiner = doc[first] if doc[first].lower_ in DEFINITE else None
        if determiner is None and first and doc[first - 1].lower_ in DEFINITE:
            determiner = doc[first - 1]
        refers = "definite" if determiner is not None and slug is None and category not in SERVICES else ""
        if refers and determiner is not None and determiner.lower_ in ("its", "their", "his", "all", "both"):
            refers = "possessed"
        return ItemPhrase(
            first=first,
            core=group.first,
            last=last,
            head=root_of(scene, group.first, last),
            name=name,
            slug=slug,
            category=category,
            rule=" + ".join(mention.rule for mention in group.mentions),
            quantity=quantity,
            unit=unit_of(quantity, category) or unit,
            whole=whole,
            refers=refers,
            plural=group.mentions[-1].plural,
            guarded=any(mention.how == "guarded" for mention in group.mentions),
        )

    def _for_guns(self, scene: Scene, last: int) -> bool:
        """ "rounds for Grad launchers", "ammunition for 155 mm howitzers" is artillery ammunition."""
        doc = scene.doc
        if last + 1 >= len(doc) or doc[last + 1].lower_ != "for":
            return False
        for name in scene.mentions.names:
            if name.kind != "donor" and 0 <= scene.at[name.start] - last - 2 <= 4:
                category = self._catalogue.systems[name.ref].category if name.kind == "system" else name.ref
                return self._shoots_far(category)
        return False

    def _rockets(self, scene: Scene, last: int) -> bool:
        """ "three launchers with 200 rockets", "rockets for Grad launchers": what a launcher of rockets fires."""
        if scene.doc[last].lower_ not in ("rockets", "rocket"):
            return False
        names = [name for name in scene.mentions.names if name.kind != "donor"]
        launchers = [
            self._catalogue.systems[name.ref].category if name.kind == "system" else name.ref for name in names
        ]
        return "rocket-artillery" in launchers

    def _shoots_far(self, category: str | None) -> bool:
        return self._top(category) in ("howitzer", "rocket-artillery")

    def _resolve(self, mentions: tuple[NameMention, ...]) -> tuple[str | None, str | None, str]:
        """Name, slug and category of a group: the system's, unless the head is its ammunition, parts or training."""
        systems = [mention.ref for mention in mentions if mention.kind == "system"]
        words = [mention.ref for mention in mentions if mention.kind == "category"]
        if not systems:
            specific = [word for word in words if word not in ("other",)]
            return None, None, (specific or words)[-1]
        slug = max(systems, key=lambda ref: len(list(self._catalogue.ancestry(ref))))
        system = self._catalogue.systems[slug]
        if not words or mentions[-1].kind == "system":
            return system.name, slug, system.category
        head = words[-1]
        own = system.category
        if self._top(head) == self._top(own):
            return system.name, slug, own
        if head in MUNITIONS and own in MUNITIONS:
            return system.name, slug, own
        if head == "missile" and own in ("anti-tank-weapon", "manpads", "loitering-munition"):
            return system.name, slug, own
        if own in _CARRIERS and head in _CARRIED:
            return system.name, slug, head
        if head == "missile" and self._top(own) == "rocket-artillery" and "rocket" in mentions[-1].text.lower():
            return None, None, "artillery-ammunition"
        if mentions[-1].text.lower().rstrip("s").endswith(("launcher", "system")):
            return system.name, slug, own
        if head in MUNITIONS or head in ("training", "maintenance", "funding"):
            return None, None, head
        return system.name, slug, own


def _one_number_each(scene: Scene, phrases: list[ItemPhrase]) -> list[ItemPhrase]:
    """ "12,400 rounds of Gepard ammunition" is one phrase: the later, named one keeps the number.

    In "155mm ammunition: 90,000 rounds" the one before the number keeps it.
    """
    holder: dict[int, ItemPhrase] = {}
    for phrase in phrases:
        if phrase.quantity is None:
            continue
        before = holder.get(id(phrase.quantity))
        if before is None or before.core > scene.at[phrase.quantity.start]:
            holder[id(phrase.quantity)] = phrase
    return [phrase for phrase in phrases if phrase.quantity is None or holder[id(phrase.quantity)] is phrase]


def _with_changes(scene: Scene, phrases: list[ItemPhrase], ends: Mapping[int, QuantityMention]) -> list[ItemPhrase]:
    """ "raised the number of howitzers for Ukraine from 8 to 16": the one thing before a change has its number."""
    counted = {id(phrase.quantity) for phrase in phrases}
    for quantity in ends.values():
        if quantity.change is None or id(quantity) in counted:
            continue
        since, until = scene.tokens(quantity.change.words.start, quantity.start)
        things = [phrase for phrase in phrases if since <= phrase.first and phrase.last < until]
        if len(things) == 1 and things[0].quantity is None:
            things[0].quantity, things[0].unit = quantity, quantity.unit or things[0].unit
    return phrases


def _group(scene: Scene, names: list[NameMention]) -> _Group:
    first, _ = scene.tokens(names[0].start, names[0].end)
    _, last = scene.tokens(names[-1].start, names[-1].end)
    return _Group(mentions=tuple(names), first=first, last=last)
