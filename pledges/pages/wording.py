"""Numbers are said as they are known: exact, between bounds, or not at all; unknown is never said as zero."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pledges.domain.values import bounds_in_words


def figure(value: Mapping[str, Any]) -> str:
    """A figure of the API in words: "14", "18 to 32", "24 or more", and what states no number beside it."""
    low, high, undisclosed = value["low"], value["high"], value.get("undisclosed", 0)
    beside = f"{undisclosed} of unknown number" if undisclosed else ""
    if high == 0:
        return beside or "0"
    said = bounds_in_words(low, high)
    if value.get("stated") not in (None, low, high):
        said += f" (stated {value['stated']:,})"
    return f"{said}, and {beside}" if beside else said


def held(value: Mapping[str, Any]) -> str:
    """What is held beside a figure, in words: "2 claims of up to 1,400", or nothing."""
    if not value["count"]:
        return ""
    claims = "1 claim of up to" if value["count"] == 1 else f"{value['count']} claims of up to"
    return f"{claims} {value['high']:,}"


def quantity(value: Mapping[str, Any]) -> str:
    """A claim's quantity in words, with its unit and rate."""
    unit = "" if value["unit"] == "item" else f" {value['unit']}"
    if unit and value["low"] != 1:
        unit = f" {units(value['unit'])}"
    about = "about " if value["approximate"] else ""
    rate = f" per {value['per']}" if value["per"] else ""
    return f"{about}{bounds_in_words(value['low'], value['high'])}{unit}{rate}"


def units(unit: str) -> str:
    """A unit in the plural; a currency as it is."""
    if unit.isupper():
        return unit
    return {"battery": "batteries"}.get(unit, f"{unit}s")


def window(value: Mapping[str, str | None] | None) -> str:
    """Days in words: "2023-03-06 to 2023-03-12", "by 2023-12-31", "since 2022-02-24", or nothing."""
    if not value:
        return ""
    start, end = value["from"], value["to"]
    if start == end:
        return str(start)
    if start is None:
        return f"by {end}"
    return f"{start} to {end}" if end else f"since {start}"


def scope(value: Mapping[str, str | None] | None) -> str:
    """What a sum covers, in words: "all aid, all donors, since 2022-02-24", or nothing."""
    if not value:
        return ""
    said = [(word or "").replace("_", " ") for name, word in value.items() if word and name not in ("from", "to")]
    days = window(value) if value["from"] or value["to"] else ""
    return ", ".join([*said, *([days] if days else [])])


_DONE = {
    "request": "asked for",
    "intent": "considered",
    "pledge": "pledged",
    "contract": "ordered",
    "dispatch": "sent off",
    "delivery": "delivered",
    "cancellation": "cancelled",
}


def claim_title(claim: Mapping[str, Any], *, donors: Mapping[str, str], day: date) -> str:
    """What a claim says, so that claims are told apart: "Poland: 14 Leopard 2 pledged, 7 March 2023".

    `donors` are names by code, `day` that of the article.
    """
    who = ", ".join(donors.get(code, code) for code in claim["donors"]) or "Nobody named"
    item, money, number = claim["item"], claim["value"], claim["quantity"]
    thing = item["name"] or item["category"].replace("-", " ")
    known = number["low"] is not None or number["high"] is not None
    counted = f"{quantity(number)} {thing}" if known else thing
    if money and not known:
        counted = f"{money['amount']:,} {money['currency']}" + ("" if item["category"] == "funding" else f" of {thing}")
    return f"{who}: {counted} {_DONE[claim['kind']]}, {day.day} {day:%B %Y}"
