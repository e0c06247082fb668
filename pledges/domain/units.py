"""One answer per donor and system: units that count the same thing are one, and what is not known never converts."""

from dataclasses import dataclass

from pledges.domain.catalogue import Catalogue, Conversion, Counting


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A number in the unit of its line: bounds where a stated factor converts it, else as it was told."""

    low: int | None
    high: int | None
    unit: str


def counting_of(family: str | None, category: str, catalogue: Catalogue) -> Counting | None:
    """How a line's equipment is counted: by its family's row, else that of its category or the nearest above it."""
    known = catalogue.systems.get(family) if family is not None else None
    if known is not None and known.counting is not None:
        return known.counting
    seen: set[str] = set()
    current: str | None = category
    while current is not None and current in catalogue.categories and current not in seen:
        seen.add(current)
        row = catalogue.categories[current]
        if row.counting is not None:
            return row.counting
        current = row.parent
    return None


def counted_as(
    family: str | None, category: str, unit: str, low: int | None, high: int | None, catalogue: Catalogue
) -> Counted:
    """A number of `unit` (None: an open end) as its line counts it.

    A unit that counts the same thing becomes the main unit, one that converts becomes bounds in it; any other stays.
    """
    rule = counting_of(family, category, catalogue)
    told = Counted(low=low, high=high, unit=unit)
    if rule is None or unit == rule.main:
        return told
    if unit in rule.same:
        return Counted(low=low, high=high, unit=rule.main)
    factor = next((one for one in rule.converts if one.unit == unit), None)
    if factor is None:
        return told
    return Counted(
        low=None if low is None else low * factor.low,
        high=None if high is None else high * factor.high,
        unit=rule.main,
    )


def held_by_one(family: str | None, category: str, main: str, unit: str, catalogue: Catalogue) -> Conversion | None:
    """How many of `unit` one of `main` holds (a system of four to eight launchers); None where no row says so."""
    rule = counting_of(family, category, catalogue)
    if rule is None or rule.main != main:
        return None
    return next((one for one in rule.holds if one.unit == unit), None)
