"""The catalogue is a value: donors, systems and categories with their names, the same from a file or a database."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A donor's time in a group; both days inclusive, None is open."""

    member: str
    start: date | None = None
    end: date | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A slug of `claims.md`'s list with the codes of the registers."""

    slug: str
    name: str
    parent: str | None = None
    words: tuple[str, ...] = ()  # nouns that name the type in text: "tank", "main battle tank"
    unroca: str | None = None
    sipri: tuple[str, ...] = ()
    kiel: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A weapon system. `variant_of` is the slug of its parent: Leopard 2A4's is leopard-2.

    `item_is` says what one `item` of it counts ("vehicle", "launcher", "missile"). An alias in `guarded`
    is ambiguous ("Hawk"): it counts only beside words of its kind.
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

    def members_on(self, code: str, day: date) -> frozenset[str]:
        """Who belonged to a group on a day; empty for a state."""
        return frozenset(
            m.member
            for m in self.donors[code].members
            if (m.start is None or m.start <= day) and (m.end is None or day <= m.end)
        )
