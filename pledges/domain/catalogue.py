"""The catalogue is a value: donors, systems and categories with their names, the same from a file or a database."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from pledges.domain.values import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A donor's time in a group; both days inclusive, None is open."""

    member: str
    start: date | None = None
    end: date | None = None


FUND = "fund"  # a kind of donor


@dataclass(frozen=True, slots=True, kw_only=True)
class Donor:
    """A state (ISO 3166-1 alpha-2), a group (`EU`, `NATO`, `G7`) or a fund by its name.

    `aliases` name it outright ("Britain", "the UK"); `adjectives` qualify ("British"); `capitals`, `leaders`
    (persons, with their offices in `offices`) and `institutions` ("Bundeswehr", "Pentagon") stand for it.
    """

    code: str
    name: str
    kind: str  # state | group | fund | organisation
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    members: tuple[Membership, ...] = ()

    @property
    def counts_members(self) -> bool:
        """Whether what its members give is its own as well, as a group's is: those of a fund pay into it, and give
        beside."""
        return bool(self.members) and self.kind != FUND


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """`low` to `high` stand between one unit and another; `source` says who tells so, in public."""

    unit: str
    low: int
    high: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """In which unit equipment is counted, and what of other units is known; a unit that is not named never converts.

    `same` count the same thing as one of `main` (`why` says so); one of a unit of `converts` is so many of `main`;
    one of `main` holds so many of a unit of `holds`, which are counted by themselves.
    """

    main: str
    same: tuple[str, ...] = ()
    why: str = ""
    converts: tuple[Conversion, ...] = ()
    holds: tuple[Conversion, ...] = ()


class Trait(StrEnum):
    """What a type of aid is like, where reading or filing depends on it. A type inherits no trait of its parent."""

    MUNITION = "munition"  # is fired or goes off: "SYSTEM rounds" are no SYSTEM
    FIRED = "fired"  # what weapons fire, where nothing else is known of it
    FIRED_FAR = "fired-far"  # what guns and rocket launchers fire
    SHOOTS_FAR = "shoots-far"  # fires what is `fired-far`: "rounds for howitzers"
    FLIES = "flies"  # missiles and rockets, guided or not
    OWN_MISSILE = "own-missile"  # its missile is the weapon itself: "Stinger missiles" are Stingers
    SERVICE = "service"  # is done for a system: "SYSTEM training" is no SYSTEM
    CARRIER = "carrier"  # may carry another weapon: "M113 mortar carriers"
    CARRIED = "carried"  # that weapon, which then is what is given
    COUNTABLE = "countable"  # "a tank" is one tank
    SPEAKS_FOR_ITSELF = "speaks-for-itself"  # "the fuel" is what is given, and points to nothing named before
    MASS = "mass"  # has no plural and no number: "fuel"
    BROAD = "broad"  # a word for many types: it may mean one that was named before
    LENDS_NAME = "lends-name"  # its bare type may take the one name of its kind: "Abrams … the tanks"
    ACCOMPANIES = "accompanies"  # comes with a thing, and is rarely what "they" are
    UNCOUNTED = "uncounted"  # a bare number that follows never counts it
    MIXED = "mixed"  # holds many kinds, so that "1,000 trucks and vans" is one number
    LOOSE = "loose"  # too loose a word to be a gift where nobody is named who gives
    IN_ROUNDS = "in-rounds"  # is counted in rounds where no unit is said
    IN_PERSONS = "in-persons"  # is counted in persons
    DUAL_USE = "dual-use"  # may as well be civil help
    VEHICLE = "vehicle"  # "the vehicles" may mean it; so with the four below
    GUN = "gun"
    LAUNCHER = "launcher"
    PLANE = "plane"
    BATTERY = "battery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A slug of `claims.md`'s list with the codes of the registers; `counting` holds for all below it, too."""

    slug: str
    name: str
    parent: str | None = None
    words: tuple[str, ...] = ()  # nouns that name the type in text: "tank", "main battle tank"
    unroca: str | None = None
    sipri: tuple[str, ...] = ()
    kiel: tuple[str, ...] = ()
    counting: Counting | None = None
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A weapon system. `variant_of` is the slug of its parent: Leopard 2A4's is leopard-2.

    `item_is` says what one `item` of it counts ("vehicle", "launcher", "missile"). An alias in `guarded`
    is ambiguous ("Hawk"): it counts only beside words of its kind. `counting` is a family's own way of counting.
    """

    slug: str
    name: str
    category: str
    variant_of: str | None = None
    aliases: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()
    item_is: str = "item"
    codes: Mapping[str, str] = field(default_factory=dict)  # sipri, unroca, kiel, wikidata: their designation
    example: str = ""
    counting: Counting | None = None


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All of it, keyed by code and slug. Equal content has an equal `revision`."""

    donors: Mapping[str, Donor]
    categories: Mapping[str, Category]
    systems: Mapping[str, System]

    @cached_property
    def revision(self) -> str:
        """Twelve hex digits of the SHA-256 of the content."""
        parts: tuple[Mapping[str, Donor | Category | System], ...] = (self.donors, self.categories, self.systems)
        content = [[asdict(value) for _, value in sorted(part.items())] for part in parts]
        return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()[:12]

    @cached_property
    def slug_by_name(self) -> Mapping[str, str]:
        """Catalogue name to slug: what a claim's `item.name` leads to."""
        return {system.name: slug for slug, system in self.systems.items()}

    def ancestry(self, slug: str) -> Iterator[str]:
        """The system itself, then what it is a variant of, up to its family."""
        seen: set[str] = set()
        current: str | None = slug
        while current and current in self.systems and current not in seen:
            seen.add(current)
            yield current
            current = self.systems[current].variant_of

    def family(self, slug: str) -> str:
        """The root of the variant chain: leopard-2a4 to leopard-2."""
        *_, root = self.ancestry(slug)
        return root

    def top_category(self, slug: str) -> str:
        """The root of the category tree above a slug: self-propelled-howitzer to howitzer."""
        seen: set[str] = set()
        current = slug
        while (parent := self.categories[current].parent) and parent not in seen:
            seen.add(current)
            current = parent
        return current

    @cached_property
    def _by_trait(self) -> Mapping[Trait, frozenset[str]]:
        return {
            trait: frozenset(slug for slug, one in self.categories.items() if trait in one.traits) for trait in Trait
        }

    def having(self, trait: Trait) -> frozenset[str]:
        """The slugs of all categories that have a trait."""
        return self._by_trait[trait]

    def has(self, category: str | None, trait: Trait) -> bool:
        """Whether a category has a trait; none and an unknown one have no traits."""
        return category in self._by_trait[trait]

    def first_with(self, trait: Trait) -> str | None:
        """The category with a trait that one alone is to have; None where none has it."""
        return min(self._by_trait[trait], default=None)

    def members_on(self, code: str, day: date) -> frozenset[str]:
        """Who belonged to a group, or paid into a fund, on a day; empty for a state."""
        return frozenset(
            m.member
            for m in self.donors[code].members
            if (m.start is None or m.start <= day) and (m.end is None or day <= m.end)
        )


def counting_to_json(counting: Counting | None) -> dict[str, Any]:
    """A way of counting as it is stored and served; empty where a row has none."""
    return asdict(counting) if counting is not None else {}


def counting_from_json(body: Mapping[str, Any]) -> Counting | None:
    """The value of `counting_to_json`. Raises KeyError, TypeError or ValueError on what is none."""
    if not body:
        return None
    units = (*body.get("same", ()), body["main"], *(one["unit"] for name in CONVERTING for one in body.get(name, ())))
    if unknown := [unit for unit in units if unit not in set(Unit)]:
        raise ValueError(f"{unknown[0]!r} is no unit")
    if len(set(units)) != len(units):
        raise ValueError("a unit stands twice")
    converting = {name: tuple(_conversion(one) for one in body.get(name, ())) for name in CONVERTING}
    return Counting(main=body["main"], same=tuple(body.get("same", ())), why=body.get("why", ""), **converting)


CONVERTING = ("converts", "holds")


def _conversion(body: Mapping[str, Any]) -> Conversion:
    one = Conversion(unit=body["unit"], low=int(body["low"]), high=int(body["high"]), source=body["source"])
    if not 1 <= one.low <= one.high or not one.source.strip():
        raise ValueError(f"{one.unit}: bounds from 1 up, low to high, and a source are needed")
    return one
