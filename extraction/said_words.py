"""What a few selected words say of a claim, without the parser: their system or type, number, sum and time."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from extraction.mentions import Gazetteer, Mentions, find_mentions
from pledges.domain.catalogue import Catalogue, Trait
from pledges.domain.claims import number, window_to_json
from pledges.domain.tellings import FUNDING
from pledges.domain.values import Unit
from pledges.queries.catalogue import current_catalogue


def mentioned(words: str, published: date) -> dict[str, Any]:
    """The fields of `claims.md` that some words name, each where one is named only; the others are left out."""
    catalogue = current_catalogue()
    found = find_mentions(words, published=published, gazetteer=_gazetteer(catalogue))
    item = _item(found, catalogue)
    return {
        **item,
        **_quantity(found, item.get("item"), catalogue),
        **_value(found),
        **_window(found),
        **_donors(found),
    }


def _item(found: Mentions, catalogue: Catalogue) -> dict[str, Any]:
    systems = [one.ref for one in found.names if one.kind == "system"]
    types = [one.ref for one in found.names if one.kind == "category"]
    if systems:
        system = catalogue.systems[systems[0]]
        return {"item": {"name": system.name, "category": system.category}}
    if types:
        return {"item": {"name": None, "category": types[0]}}
    return {"item": {"name": None, "category": FUNDING}} if found.money else {}


def _quantity(found: Mentions, item: Mapping[str, Any] | None, catalogue: Catalogue) -> dict[str, Any]:
    if not found.quantities or item is None or item["category"] == FUNDING:
        return {}
    one = found.quantities[0]
    usual = Unit.ROUND if catalogue.has(item["category"], Trait.IN_ROUNDS) else Unit.ITEM
    return {
        "quantity": {
            "low": one.low,
            "high": one.high,
            "unit": (one.unit or usual).value,
            "per": None,
            "approximate": one.approximate,
            "vague": one.vague,
        }
    }


def _value(found: Mentions) -> dict[str, Any]:
    if not found.money:
        return {}
    money = found.money[0].money
    amount, how = number(money.amount), money.qualifier.value
    return {"value": {"amount": amount, "currency": money.currency, "qualifier": how}}


def _window(found: Mentions) -> dict[str, Any]:
    windows = [one.window for one in found.times if one.window is not None]
    if len(windows) != 1:
        return {}
    return {"window": window_to_json(windows[0])}


def _donors(found: Mentions) -> dict[str, Any]:
    codes = sorted({one.ref for one in found.names if one.kind == "donor"} - {"UA"})
    return {"donors": codes} if codes else {}


def _gazetteer(catalogue: Catalogue) -> Gazetteer:
    """The gazetteer of a catalogue, kept until another is asked for."""
    if catalogue.revision not in _KEPT:
        _KEPT.clear()
        _KEPT[catalogue.revision] = Gazetteer.build(catalogue)
    return _KEPT[catalogue.revision]


_KEPT: dict[str, Gazetteer] = {}
