"""How large things are is data: what donors spend and had, what was built, and what one gift of a type can be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pledges.domain.catalogue import Catalogue
from pledges.domain.values import Unit

PIECES = Unit.ITEM.value  # the class of units that count equipment: a battery is never more than its launchers
MONEY = "money"
EVERYBODY = "everybody"  # the row for nobody named, and for groups, funds and makers without a row of their own
STATE = "a state"  # the row for states that have none of their own
OTHER = "other"  # the category whose rows stand in for a type that has none
UNITS = frozenset(unit.value for unit in Unit)
APART = frozenset(unit.value for unit in (Unit.ROUND, Unit.PERSON, Unit.LITRE, Unit.TONNE))


def class_of(unit: str) -> str:
    """What a unit counts: pieces of equipment, rounds, persons, litres, tonnes, or money (a currency)."""
    if unit in APART:
        return unit
    return PIECES if unit in UNITS else MONEY


@dataclass(frozen=True, slots=True, kw_only=True)
class DonorScale:
    """`budget` is its military spending of one year and `given` all military aid that it told of, in US dollars.

    `given` and `largest`, the largest sum that it told at once, are known for one `recipient` only. `pieces` is what
    registers say it had, by category, reserves counted. Orders of magnitude, with their `source` by name.
    """

    code: str
    budget: int
    source: str
    given: int | None = None
    largest: int | None = None
    recipient: str = "UA"
    pieces: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScale:
    """Of one type in one class of units: up to `usual` a gift is nothing special, above `ceiling` no one donor gives.

    `beside` is what a donor may buy for a gift beyond twice what it had.
    """

    category: str
    unit: str
    usual: int
    ceiling: int
    beside: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """How many of a system were ever made, in a class of units; those of its variants are among them."""

    system: str
    unit: str
    number: int
    source: str


@dataclass(frozen=True, kw_only=True)
class Scales:
    """All of it: donors by code, types by (category, class of unit), systems by slug, dollars for one of a currency.

    `pieces_source` names the register behind what donors had.
    """

    donors: Mapping[str, DonorScale]
    types: Mapping[tuple[str, str], TypeScale]
    built: Mapping[str, Built]
    dollars: Mapping[str, float]
    pieces_source: str = ""

    @cached_property
    def least_built(self) -> float:
        """What was built of the rarest system."""
        return min((one.number for one in self.built.values()), default=float("inf"))

    @cached_property
    def least_type(self) -> float:
        """The smallest number of any type's row."""
        return min((min(one.usual, one.beside) for one in self.types.values()), default=float("inf"))

    def donor(self, code: str, catalogue: Catalogue) -> DonorScale:
        """The donor's own row, else any state's for a state, and everybody's for others."""
        known = catalogue.donors.get(code)
        stand_in = STATE if known is not None and known.kind == "state" else EVERYBODY
        return self.donors.get(code, self.donors[stand_in])

    def type_of(self, category: str, unit: str, catalogue: Catalogue) -> TypeScale | None:
        """The row of a category or of the nearest one above it, else that of `other`; None for money."""
        found = (self.types.get((slug, unit)) for slug in (*upwards(category, catalogue), OTHER))
        return next((one for one in found if one is not None), None)

    def built_of(self, system: str, catalogue: Catalogue) -> Built | None:
        """What was built of a system, else of what it is a variant of."""
        found = (self.built.get(slug) for slug in (system, *catalogue.ancestry(system)))
        return next((one for one in found if one is not None), None)


def upwards(category: str, catalogue: Catalogue) -> Iterator[str]:
    """A category, then those above it."""
    current: str | None = category
    while current is not None:
        yield current
        known = catalogue.categories.get(current)
        current = known.parent if known is not None else None
