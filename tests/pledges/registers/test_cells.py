"""A cell is a count, a sum or a day, or it is told what it is not; parts of a joint gift hold the gift."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.domain.values import Money
from pledges.registers.cells import Count, Unfit, count_of, day_of, money_of
from pledges.registers.documents import NOTHING, Bounds

EARLIEST, LATEST = date(2014, 1, 1), date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12", Count(low=12, high=12)),
        ("1,250", Count(low=1250, high=1250)),
        ("12.0", Count(low=12, high=12)),
        ("3e3", Count(low=3000, high=3000)),
        ("5.999999999999999", Count(low=6, high=6)),
        ("5.333", Count(low=5, high=6)),
        ("0.5", Count(low=0, high=1)),
        ("0", Count(low=0, high=0)),
        ("", None),
        ("Undisclosed", None),
        ("..", None),
        ("many", Unfit.NO_NUMBER),
        ("1,25", Unfit.NO_NUMBER),
        ("12 tanks", Unfit.NO_NUMBER),
        ("#REF!", Unfit.NO_NUMBER),
        ("nan", Unfit.NO_NUMBER),
        ("-3", Unfit.NEGATIVE),
        ("−3", Unfit.NEGATIVE),
        ("1e400", Unfit.TOO_MANY),
    ],
)
def test_reads_a_count(text: str, count: Count | Unfit | None) -> None:
    assert count_of(text) == count


@pytest.mark.parametrize(
    ("text", "currency", "money"),
    [
        ("1,000.5", "EUR", Money(amount=Decimal("1000.50"), currency="EUR")),
        ("30666666.6666", "DKK", Money(amount=Decimal("30666666.67"), currency="DKK")),
        ("0", "EUR", None),
        ("Not given", "shells", None),
        ("5", "shells", Unfit.NO_CURRENCY),
        ("-5", "EUR", Unfit.NEGATIVE_SUM),
        ("1e30", "EUR", Unfit.TOO_MUCH),
        ("half a billion", "EUR", Unfit.NO_SUM),
    ],
)
def test_reads_a_sum(text: str, currency: str, money: Money | Unfit | None) -> None:
    assert money_of(text, currency) == money


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-02-07", date(2023, 2, 7)),
        ("2023-02-07 00:00:00", date(2023, 2, 7)),
        ("2023-02-31", Unfit.FALSE_DAY),
        ("13/13/2023", Unfit.FALSE_DAY),
        ("2026-03-02", Unfit.LATER),
        ("2013-12-31", Unfit.EARLIER),
        ("44964", Unfit.NO_DAY),
        ("until 6/17/2022", Unfit.NO_DAY),
        ("", None),
    ],
)
def test_reads_a_day(text: str, day: date | Unfit | None) -> None:
    assert day_of(text, earliest=EARLIEST, latest=LATEST) == day


@given(whole=st.integers(1, 10**6), weights=st.lists(st.integers(1, 50), min_size=2, max_size=9))
def test_the_parts_of_a_joint_gift_hold_the_gift(whole: int, weights: list[int]) -> None:
    shares = [Fraction(whole * weight, sum(weights)) for weight in weights]
    held = NOTHING
    for share in shares:
        count = count_of(repr(float(share)))
        assert isinstance(count, Count) and count.high - count.low <= 1
        held += count.bounds
    assert held.low <= whole <= held.high and held.high - held.low <= len(weights)


@given(st.text(max_size=30))
def test_any_cell_is_read_or_told(text: str) -> None:
    assert isinstance(count_of(text), Count | Unfit | None)
    assert isinstance(money_of(text, "EUR"), Money | Unfit | None)
    assert isinstance(day_of(text, earliest=EARLIEST, latest=LATEST), date | Unfit | None)


def test_bounds_are_told_as_one_number_or_two() -> None:
    told = [str(Bounds(low=Decimal(low), high=Decimal(high))) for low, high in (("15", "18"), ("2E+9", "2E+9"))]
    assert told == ["15..18", "2000000000"]
