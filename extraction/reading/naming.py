"""Neighbouring names are one thing: a resolved name goes before a type word, and the head says what is given of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from extraction.mentions import NameMention
from extraction.reading.counting import MODIFIER_TAGS
from extraction.reading.scene import Scene
from pledges.domain.catalogue import Catalogue, Trait
from pledges.domain.headed import fired_by, headed, shoots_far
from pledges.domain.values import Unit

_OPENING = frozenset({"(", "“", '"', "‘", "-", ""})  # what may stand between a name and its repetition
_CONJUNCTION = re.compile(r",? (?:and|or|&) |, | ?/ ?")
_WHOLE = frozenset({Unit.LAUNCHER, Unit.SYSTEM})  # "HIMARS rocket launchers": the weapon, whatever it fires


@dataclass(frozen=True, slots=True)
class Group:
    """Names that make one noun phrase, with their first and last token."""

    mentions: tuple[NameMention, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Named:
    """What a group names: the system's name and slug, None where only a type is said, and the category."""

    name: str | None
    slug: str | None
    category: str


class Naming:
    """Groups names and says what each group is, by one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._rocket_launchers = catalogue.having(Trait.SHOOTS_FAR) & catalogue.having(Trait.LAUNCHER)

    def groups(self, scene: Scene) -> Iterator[Group]:
        """Neighbouring names that make one noun phrase: "Leopard 2" + "tanks", "rocket systems (" + "HIMARS"."""
        current: list[NameMention] = []
        for name in scene.mentions.names:
            overlaps = bool(current) and name.start < current[-1].end
            if overlaps or name.kind not in ("system", "category"):
                continue
            if current and not self._joined(scene, current, name):
                yield _group(scene, current)
                current = []
            current.append(name)
        if current:
            yield _group(scene, current)

    def runs(self, scene: Scene) -> Iterator[tuple[tuple[Group, Named], ...]]:
        """The groups with what they name; those that share the head of the last of them stand together.

        "mortar, tank and artillery shells" is a run of three, "Patriot and NASAMS missiles" of two.
        """
        groups = list(self.groups(scene))
        run: list[tuple[Group, Named]] = []
        for place in range(len(groups) - 1, -1, -1):
            group = groups[place]
            shared = self._named_by(scene, group, run[0]) if run else None
            if shared is None and run:
                yield tuple(run)
                run = []
            run.insert(0, (group, shared or self.named(scene, group)))
        if run:
            yield tuple(run)

    def _named_by(self, scene: Scene, group: Group, following: tuple[Group, Named]) -> Named | None:
        """What a group names by the head of the next one, None where it stands for itself."""
        after, named = following
        last = group.mentions[-1]
        if last.head is not None:
            return self.resolve(group.mentions)
        headed_by = after.mentions[-1]
        between = scene.doc.text[last.end : after.mentions[0].start]
        systems = last.kind == after.mentions[0].kind == "system" and headed_by.kind == "category"
        if not systems or last.plural or named.slug is not None or not _CONJUNCTION.fullmatch(between):
            return None
        slug, category = headed(last.ref, head=headed_by.ref, text=headed_by.text, catalogue=self._catalogue)
        return Named(None, None, category) if slug is None else None

    def named(self, scene: Scene, group: Group) -> Named:
        """What a group names in its sentence: rockets of a launcher and rounds "for howitzers" are artillery's."""
        found = self.resolve(group.mentions)
        rockets = self._has(found, Trait.FLIES) and group.mentions[-1].text.lower().startswith("rocket")
        if (rockets or self._has(found, Trait.FIRED)) and self._for_guns(scene, group.last):
            return replace(found, category=self._fired_far(found.category))
        if found.slug is None and self._has(found, Trait.FLIES) and self._rockets_of_launchers(scene, group.last):
            return replace(found, category=self._fired_far(found.category))
        return found

    def resolve(self, mentions: tuple[NameMention, ...]) -> Named:
        """Name, slug and category of names: the most specific system's, unless the head says what is given of it."""
        systems = [mention.ref for mention in mentions if mention.kind == "system"]
        words = [mention for mention in mentions if mention.kind == "category"]
        if not systems:
            specific = [word.ref for word in words if word.ref != "other"]
            return Named(None, None, (specific or [word.ref for word in words])[-1])
        slug = max(systems, key=lambda ref: len(list(self._catalogue.ancestry(ref))))
        if not words or mentions[-1].kind == "system":
            return self._system(slug)
        left, category = headed(slug, head=words[-1].ref, text=mentions[-1].text, catalogue=self._catalogue)
        return Named(None, None, category) if left is None else replace(self._system(slug), category=category)

    def counted_in(self, group: Group, named: Named, unit: Unit) -> Named:
        """What a group is where a unit follows it: "HIMARS rocket launchers" HIMARS, "tank rounds" ammunition.

        A unit overrules a type word alone, never a name that the phrase resolved.
        """
        munition = self._has(named, Trait.MUNITION)
        systems = tuple(mention for mention in group.mentions if mention.kind == "system")
        if unit is Unit.ROUND:
            return named if munition else Named(None, None, fired_by(named.category, self._catalogue))
        if munition and systems:
            return self.resolve(systems)
        rockets = not systems and unit in _WHOLE and group.mentions[-1].text.lower().startswith("rocket")
        return Named(None, None, min(self._rocket_launchers, default=named.category)) if rockets else named

    def _system(self, slug: str) -> Named:
        system = self._catalogue.systems[slug]
        return Named(system.name, slug, system.category)

    def _has(self, named: Named, trait: Trait) -> bool:
        return self._catalogue.has(named.category, trait)

    def _fired_far(self, category: str) -> str:
        return self._catalogue.first_with(Trait.FIRED_FAR) or category

    def _joined(self, scene: Scene, current: list[NameMention], name: NameMention) -> bool:
        last = current[-1]
        gap = scene.doc.text[last.end : name.start]
        if " - " in gap or last.head is not None:
            return False  # a dash between blanks parts what a hyphen joins
        if gap.strip() in _OPENING and len(gap) <= 3:
            return self._beside(current, name, gap)
        if gap.strip() == "of" and self._munitions(last, name):
            return True  # "rounds of artillery ammunition"
        between = scene.doc[scene.at[last.end - 1] + 1 : scene.at[name.start]]
        modifies = all(token.tag_ in MODIFIER_TAGS and token.tag_ not in ("RB", "POS", "CD") for token in between)
        return modifies and len(between) <= 4 and not last.plural and name.kind != "system"

    def _beside(self, current: list[NameMention], name: NameMention, gap: str) -> bool:
        last = current[-1]
        named_after = last.kind == "category" and last.plural and name.kind == "system"  # "tanks Leopard 1A5" in a list
        if gap.strip() == "(" or (named_after and gap == " "):
            return self._same_thing(current, name)
        return not named_after

    def _munitions(self, *names: NameMention) -> bool:
        return all(name.kind == "category" and self._catalogue.has(name.ref, Trait.MUNITION) for name in names)

    def _same_thing(self, current: list[NameMention], name: NameMention) -> bool:
        """Whether a name in brackets repeats the one before: "Multiple Rocket Launchers (MLRS)"."""
        before, after = self.resolve(tuple(current)), self.resolve((name,))
        if before.slug and after.slug:
            chain = {*self._catalogue.ancestry(before.slug), *self._catalogue.ancestry(after.slug)}
            one_line = before.slug in chain and after.slug in chain
            return one_line and self._catalogue.family(before.slug) == self._catalogue.family(after.slug)
        return self._top(before.category) == self._top(after.category)

    def _top(self, category: str) -> str:
        return self._catalogue.top_category(category) if category in self._catalogue.categories else category

    def _category_of(self, name: NameMention) -> str:
        return self._catalogue.systems[name.ref].category if name.kind == "system" else name.ref

    def _for_guns(self, scene: Scene, last: int) -> bool:
        """ "rounds for Grad launchers", "ammunition for 155 mm howitzers" is artillery ammunition."""
        doc = scene.doc
        said_of = doc[last + 1 : last + 2].text.lower() == "for"
        near = (name for name in _things(scene) if said_of and 0 <= scene.at[name.start] - last - 2 <= 4)
        return any(shoots_far(self._category_of(name), self._catalogue) for name in islice(near, 1))

    def _rockets_of_launchers(self, scene: Scene, last: int) -> bool:
        """ "three launchers with 200 rockets", "rockets for Grad launchers": what a launcher of rockets fires."""
        rockets = scene.doc[last].lower_ in ("rockets", "rocket")
        return rockets and any(self._category_of(name) in self._rocket_launchers for name in _things(scene))


def _things(scene: Scene) -> Iterator[NameMention]:
    """The names of systems and types in a sentence."""
    return (name for name in scene.mentions.names if name.kind != "donor")


def _group(scene: Scene, names: list[NameMention]) -> Group:
    first, _ = scene.tokens(names[0].start, names[0].end)
    _, last = scene.tokens(names[-1].start, names[-1].end)
    return Group(mentions=tuple(names), first=first, last=last)
