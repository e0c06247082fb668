"""What no claim can say, by field: a system of another type, things counted in money, a unit that never counts them."""

from collections.abc import Mapping
from typing import Any

from pledges.domain.catalogue import Catalogue, Counting
from pledges.domain.tellings import FUNDING
from pledges.domain.units import counting_of
from pledges.domain.values import Unit

_ANY = frozenset({Unit.ITEM.value, Unit.PACKAGE.value})  # fits whatever is given


def contradictions(values: Mapping[str, Any], catalogue: Catalogue) -> dict[str, str]:
    """Why values can't stand together, by the field that is to be mended; empty where they can."""
    return {name: why for name, why in (_item(values, catalogue), _funding(values), _unit(values, catalogue)) if why}


def made_contradictions(before: Mapping[str, Any], changed: Mapping[str, Any], catalogue: Catalogue) -> dict[str, str]:
    """The contradictions that changed values make; one that another field had before may be mended after this one."""
    old, new = contradictions(before, catalogue), contradictions({**before, **changed}, catalogue)
    return {
        name: why for name, why in new.items() if name not in old or (field_of(name) in changed and why != old[name])
    }


def field_of(name: str) -> str:
    """The field to edit where `name` is to be mended: a unit is typed with its quantity."""
    return "quantity" if name == "unit" else name


def _item(values: Mapping[str, Any], catalogue: Catalogue) -> tuple[str, str]:
    """A system belongs to its own type, or one above or below it."""
    name, category = values["item"]["name"], values["item"]["category"]
    slug = catalogue.slug_by_name.get(name) if name else None
    if category not in catalogue.categories:
        return "item", f"The catalogue has no type {category!r}."
    if slug is None:
        return "item", f"The catalogue has no system {name!r}." if name else ""
    own = catalogue.systems[slug].category
    if own == category or catalogue.top_category(own) == catalogue.top_category(category):
        return "item", ""
    return "item", f"{name} is of type {catalogue.categories[own].name}, not {catalogue.categories[category].name}."


def _funding(values: Mapping[str, Any]) -> tuple[str, str]:
    quantity = values["quantity"]
    counted = quantity["low"] is not None or quantity["high"] is not None
    if values["item"]["category"] == FUNDING and counted and quantity["unit"] != Unit.PACKAGE.value:
        return "quantity", "Money is no number of things: type it as the value, and ? as the quantity."
    return "quantity", ""


def _unit(values: Mapping[str, Any], catalogue: Catalogue) -> tuple[str, str]:
    slug = catalogue.slug_by_name.get(values["item"]["name"] or "")
    family = catalogue.family(slug) if slug is not None else None
    unit, counting = values["quantity"]["unit"], counting_of(family, values["item"]["category"], catalogue)
    if counting is None or unit in _ANY or unit in _units(counting):
        return "unit", ""
    return "unit", f"This is not counted in {unit}: it is counted in {', '.join(sorted(_units(counting)))}."


def _units(counting: Counting) -> frozenset[str]:
    others = (*counting.converts, *counting.holds)
    formations = {Unit.BATTERY.value, Unit.BATTALION.value, Unit.SQUADRON.value}
    return frozenset({counting.main, *counting.same, *(one.unit for one in others), *formations, Unit.LAUNCHER.value})
