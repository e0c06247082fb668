"""Stated and estimated money stay apart."""

from datetime import date
from decimal import Decimal

from pledges.domain.money import Rate, by_currency, estimate, sum_money
from pledges.domain.values import Money, Qualifier

DAY = date(2023, 3, 7)


class OneRate:
    """CAD to EUR at 0.68, from the day before; nothing else."""

    def rate(self, source: str, target: str, day: date) -> Rate | None:
        if (source, target) != ("CAD", "EUR"):
            return None
        return Rate(source=source, target=target, factor=Decimal("0.68"), day=date(2023, 3, 6))


def test_estimates_with_the_rate_and_its_day() -> None:
    found = estimate(Money(amount=Decimal(3000000), currency="CAD"), target="EUR", day=DAY, rates=OneRate())
    assert found is not None
    assert (found.money.amount, found.rate.day) == (Decimal("2040000.00"), date(2023, 3, 6))


def test_says_nothing_without_a_rate() -> None:
    assert estimate(Money(amount=Decimal(5), currency="UAH"), target="EUR", day=DAY, rates=OneRate()) is None


def test_keeps_stated_and_estimated_apart() -> None:
    sums = [
        (Money(amount=Decimal(100), currency="EUR", qualifier=Qualifier.UP_TO), DAY),
        (Money(amount=Decimal(100), currency="CAD", qualifier=Qualifier.AT_LEAST), DAY),
        (Money(amount=Decimal(100), currency="UAH"), DAY),
    ]
    total = sum_money(sums, target="EUR", rates=OneRate())
    assert (total.stated, total.estimated, total.without_rate) == (Decimal(100), Decimal("68.00"), 1)
    assert (total.open_ended, total.capped) == (1, 1)


def test_sums_each_currency_by_itself() -> None:
    stated = [Money(amount=Decimal(n), currency=code) for n, code in ((1, "USD"), (2, "EUR"), (3, "USD"))]
    assert by_currency(stated) == {"EUR": Decimal(2), "USD": Decimal(4)}
