"""Money is kept as stated; what it is in another currency is an estimate, with its rate and the rate's day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Protocol

from pledges.domain.claims import number
from pledges.domain.values import Money, Qualifier

CENT = Decimal("0.01")
TARGETS = ("EUR", "USD")  # what every sum is also told in


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Units of `target` for one unit of `source` on `day`, the last day with a rate on or before the one asked."""

    source: str
    target: str
    factor: Decimal
    day: date


class Rates(Protocol):
    """Where rates come from: the ECB's table, or a dictionary in a test. None where it has no rate."""

    def rate(self, source: str, target: str, day: date) -> Rate | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A sum in another currency; never added to what is stated in that currency."""

    money: Money
    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyTotal:
    """One currency's sum: `stated` of amounts in it, `estimated` of others by rate, `without_rate` how many had none.

    `open_ended` counts amounts that say "at least", `capped` those that say "up to".
    """

    currency: str
    stated: Decimal = Decimal(0)
    estimated: Decimal = Decimal(0)
    without_rate: int = 0
    open_ended: int = 0
    capped: int = 0


def estimate(money: Money, *, target: str, day: date, rates: Rates) -> Estimate | None:
    """An amount in another currency at the rate of a day, to the cent; None where there is no rate."""
    rate = rates.rate(money.currency, target, day)
    if rate is None:
        return None
    amount = (money.amount * rate.factor).quantize(CENT, rounding=ROUND_HALF_EVEN)
    return Estimate(money=Money(amount=amount, currency=target, qualifier=money.qualifier), rate=rate)


def sum_money(amounts: Iterable[tuple[Money, date]], *, target: str, rates: Rates) -> MoneyTotal:
    """Sum amounts of several currencies: what is stated in `target` apart from what is estimated."""
    stated = estimated = Decimal(0)
    without = open_ended = capped = 0
    for money, day in amounts:
        open_ended += money.qualifier is Qualifier.AT_LEAST
        capped += money.qualifier is Qualifier.UP_TO
        if money.currency == target:
            stated += money.amount
        elif (found := estimate(money, target=target, day=day, rates=rates)) is not None:
            estimated += found.money.amount
        else:
            without += 1
    return MoneyTotal(
        currency=target,
        stated=stated,
        estimated=estimated,
        without_rate=without,
        open_ended=open_ended,
        capped=capped,
    )


def by_currency(amounts: Iterable[Money]) -> Mapping[str, Decimal]:
    """What was stated, each currency by itself, in order of their codes."""
    sums: dict[str, Decimal] = {}
    for money in amounts:
        sums[money.currency] = sums.get(money.currency, Decimal(0)) + money.amount
    return dict(sorted(sums.items()))


def conversions(money: Money, *, day: date, rates: Rates, targets: Iterable[str] = TARGETS) -> dict[str, Any]:
    """A sum in each target currency at a day's rate, as it is served: amount, rate and the rate's day.

    The currency that it was stated in repeats the amount, without a rate. Where there is no rate all three are null
    and `reason` says why; it is never a zero.
    """
    found: dict[str, Any] = {}
    for target in targets:
        if target == money.currency:
            found[target] = _conversion(amount=money.amount, rate=None)
        elif (made := estimate(money, target=target, day=day, rates=rates)) is not None:
            found[target] = _conversion(amount=made.money.amount, rate=made.rate)
        else:
            reason = f"no ECB rate of {money.currency} in {target} for {day.isoformat()}"
            found[target] = _conversion(amount=None, rate=None, reason=reason)
    return found


def _conversion(*, amount: Decimal | None, rate: Rate | None, reason: str | None = None) -> dict[str, Any]:
    return {
        "amount": number(amount) if amount is not None else None,
        "rate": float(rate.factor) if rate is not None else None,
        "rate_date": rate.day.isoformat() if rate is not None else None,
        "reason": reason,
    }
