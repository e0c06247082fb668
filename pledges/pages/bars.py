"""A bar never shows more than is known: solid to the lower bound, pale to the upper, open where there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

WIDTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Widths of 0 to WIDTH. `open` says that the upper bound is unknown."""

    low: int
    high: int
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Pledged above delivered and in transit, on one scale."""

    pledged: Bar
    delivered: Bar
    transit: Bar
    width: int = WIDTH


def bars_of(line: Mapping[str, Any]) -> Bars | None:
    """The bars of a reconciliation line; None where no number is known."""
    parts = [line["pledged"], line["delivered"], line["in_transit"]]
    largest = max(part["high"] if part["high"] is not None else part["stated"] * 2 for part in parts)
    if not largest:
        return None
    pledged, delivered, transit = (_bar(part, largest) for part in parts)
    return Bars(pledged=pledged, delivered=delivered, transit=transit)


def _bar(part: Mapping[str, Any], largest: int) -> Bar:
    known = part["low"] if part["high"] is None or part["low"] else 0
    high = part["high"] if part["high"] is not None else largest
    width = round(high / largest * WIDTH)
    return Bar(low=round(known / largest * WIDTH), high=width, open=part["high"] is None)
