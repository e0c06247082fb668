"""Gold and predictions made by hand: a claim about words at 0 to 20 unless a test says otherwise."""

from datetime import date
from decimal import Decimal
from typing import Any

from extraction.evaluation.gold import GoldClaim, gold_claim
from pledges.domain.claims import Claim, Item, Place
from pledges.domain.values import Basis, Kind, Money, Quantity, Span, Unit, Window


def gold(start: int = 0, end: int = 20, **fields: Any) -> GoldClaim:
    """Germany pledges 14 Leopard 2, said at start to end."""
    row: dict[str, Any] = {
        "kind": ["pledge"],
        "donors": [["DE"]],
        "item": {"names": ["Leopard 2"], "categories": ["main-battle-tank"]},
        "quantity": [[14, 14]],
        "evidence": [{"start": start, "end": end}],
    }
    return gold_claim(row | fields, where="by hand")


def claim(
    start: int = 0,
    end: int = 20,
    *,
    kind: str = "pledge",
    donors: tuple[str, ...] = ("DE",),
    name: str | None = "Leopard 2",
    category: str = "main-battle-tank",
    low: int | None = 14,
    high: int | None = 14,
    unit: str = "item",
    basis: str = "unstated",
    value: tuple[str, str] | None = None,
    window: tuple[date | None, date | None] | None = None,
    confidence: float = 0.9,
) -> Claim:
    """The same, as a reader would give it."""
    return Claim(
        article="a",
        place=Place(article="a", sentence="", occurrence=0, ordinal=0),
        kind=Kind(kind),
        donors=donors,
        item=Item(name=name, category=category),
        quantity=Quantity(low=low, high=high, unit=Unit(unit)),
        basis=Basis(basis),
        value=Money(amount=Decimal(value[0]), currency=value[1]) if value else None,
        window=Window(start=window[0], end=window[1]) if window else None,
        evidence=(Span(start=start, end=end),),
        confidence=confidence,
    )
