"""Beside a sum as stated stands what it was in euros and dollars on its day: never instead of it, never added to it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pledges.domain.money import conversions
from pledges.domain.values import Money, Qualifier
from pledges.rates import ecb_rates


def with_conversions(body: Mapping[str, Any]) -> dict[str, Any]:
    """A claim or entry as served, with `value.converted` at the rate of the day it was announced, else published."""
    value = body.get("value")
    if not value:
        return dict(body)
    day = body.get("announced") or body.get("published") or body["first_published"]
    money = Money(
        amount=Decimal(str(value["amount"])), currency=value["currency"], qualifier=Qualifier(value["qualifier"])
    )
    made = conversions(money, day=day if isinstance(day, date) else date.fromisoformat(day), rates=ecb_rates())
    return {**body, "value": {**value, "converted": made}}
