"""Interval arithmetic keeps every truth inside its bounds."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pledges.domain.figures import ZERO, Amount, Figure, Interval, total


@st.composite
def intervals(draw: DrawFn) -> tuple[Interval, int]:
    """An interval and a number inside it."""
    low = draw(st.integers(0, 50))
    high = draw(st.none() | st.integers(low, 99))
    truth = draw(st.integers(low, 120 if high is None else high))
    return Interval(low=low, high=high), truth


@st.composite
def amounts(draw: DrawFn) -> Amount:
    low = draw(st.integers(0, 50))
    stated = draw(st.integers(low, 70))
    return Amount(low=low, stated=stated, high=draw(st.none() | st.integers(stated, 99)))


def holds(interval: Interval, truth: int) -> bool:
    return interval.low <= truth and (interval.high is None or truth <= interval.high)


@given(left=intervals(), right=intervals())
def test_every_operation_keeps_the_truth_inside(left: tuple[Interval, int], right: tuple[Interval, int]) -> None:
    (one, a), (other, b) = left, right
    assert holds(one + other, a + b)
    assert holds(one.less(other), max(0, a - b))
    if a <= b:  # it was put there, so there was room for it
        assert holds(one.within(other), a)


@given(told=amounts(), known=amounts())
def test_an_excess_tops_the_known_up_to_what_is_told(told: Amount, known: Amount) -> None:
    whole = known + told.excess_over(known)
    assert whole.low == max(told.low, known.low)
    assert whole.stated >= max(told.stated, known.stated)
    if told.high is None or known.high is None:
        assert whole.high is None
    else:
        assert whole.high is not None and whole.high >= max(told.high, known.high)


@given(amount=amounts(), taken=intervals())
def test_what_is_left_is_an_amount_again(amount: Amount, taken: tuple[Interval, int]) -> None:
    left = amount.less(taken[0])
    assert left.interval == amount.interval.less(taken[0])


@given(amount=amounts(), parts=st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_shares_hold_the_whole_between_them(amount: Amount, parts: list[int]) -> None:
    shares = [amount.share(Fraction(part, sum(parts))) for part in parts]
    assert sum(one.low for one in shares) <= amount.low
    if amount.high is not None:
        assert sum(one.high or 0 for one in shares) >= amount.high


@pytest.mark.parametrize(("low", "high", "stated"), [(2, 1, 2), (-1, 1, 0), (2, 3, 1), (0, 3, 4)])
def test_refuses_what_is_no_amount(low: int, high: int, stated: int) -> None:
    with pytest.raises(ValueError, match="cannot state"):
        Amount(low=low, high=high, stated=stated)


def test_the_sum_of_nothing_is_nothing() -> None:
    assert total([]) == ZERO


def test_a_figure_with_no_entry_has_no_share() -> None:
    assert Figure().reviewed_share is None
    assert (Figure(entries=1, reviewed=1) + Figure(entries=1)).reviewed_share == 0.5
