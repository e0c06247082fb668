"""A sum is told in euros and dollars at the rate of its day, and is without a rate where the ECB has none."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pledges.domain.money import conversions
from pledges.domain.values import Money
from pledges.rates import ecb_rates

TUESDAY = date(2023, 3, 7)  # the ECB fixed 1.0665 dollars and 1.4552 Canadian dollars a euro


@pytest.mark.parametrize(
    ("source", "target", "factor"),
    [("EUR", "USD", "1.066500"), ("USD", "EUR", "0.937647"), ("CAD", "USD", "0.732889")],
)
def test_takes_the_rate_of_the_day(source: str, target: str, factor: str) -> None:
    found = ecb_rates().rate(source, target, TUESDAY)
    assert found is not None
    assert (found.factor, found.day) == (Decimal(factor), TUESDAY)


def test_takes_fridays_rate_on_a_sunday_and_says_so() -> None:
    found = ecb_rates().rate("USD", "EUR", date(2023, 3, 5))
    assert found is not None
    assert found.day == date(2023, 3, 3)


@pytest.mark.parametrize(
    ("currency", "day"),
    [
        pytest.param("UAH", TUESDAY, id="the ECB quotes no hryvnia"),
        pytest.param("RUB", date(2022, 6, 1), id="the rouble ended in March 2022"),
        pytest.param("HRK", date(2023, 3, 7), id="the kuna became the euro"),
        pytest.param("USD", date(1990, 1, 1), id="before the table"),
        pytest.param("USD", date(2023, 3, 7) + timedelta(days=36500), id="after the table"),
    ],
)
def test_has_no_rate_beyond_the_table(currency: str, day: date) -> None:
    assert ecb_rates().rate(currency, "EUR", day) is None


def test_tells_a_sum_in_both_currencies_with_rate_and_day() -> None:
    told = conversions(Money(amount=Decimal(3000000), currency="CAD"), day=date(2023, 3, 5), rates=ecb_rates())
    assert told["USD"]["rate_date"] == "2023-03-03"
    assert told["EUR"]["amount"] == pytest.approx(3000000 * told["EUR"]["rate"])


def test_repeats_what_was_stated_without_a_rate() -> None:
    told = conversions(Money(amount=Decimal(5), currency="EUR"), day=TUESDAY, rates=ecb_rates())
    assert told["EUR"] == {"amount": 5, "rate": None, "rate_date": None, "reason": None}


def test_says_why_there_is_no_sum() -> None:
    told = conversions(Money(amount=Decimal(5), currency="UAH"), day=TUESDAY, rates=ecb_rates())
    assert told["USD"] == {
        "amount": None,
        "rate": None,
        "rate_date": None,
        "reason": "no ECB rate of UAH in USD for 2023-03-07",
    }
