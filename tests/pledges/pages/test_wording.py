"""Numbers are said as they are known, and drawn no longer than that."""

from typing import Any

import pytest

from pledges.pages.bars import WIDTH, bars_of
from pledges.pages.lines import unnumbered
from pledges.pages.wording import figure, quantity, window


def a_figure(low: int = 0, high: int | None = 0, stated: int | None = None, undisclosed: int = 0) -> dict[str, Any]:
    return {"low": low, "high": high, "stated": low if stated is None else stated, "undisclosed": undisclosed}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(a_figure(), "0", id="nothing"),
        pytest.param(a_figure(14, 14), "14", id="exact"),
        pytest.param(a_figure(18, 32, 18), "18 to 32", id="between"),
        pytest.param(a_figure(14, 40, 32), "14 to 40 (stated 32)", id="between, and stated"),
        pytest.param(a_figure(60, None), "60 or more", id="no upper bound"),
        pytest.param(a_figure(0, 8, 8), "up to 8", id="no lower bound"),
        pytest.param(a_figure(0, None), "unknown", id="no bound"),
        pytest.param(a_figure(14, 14, undisclosed=1), "14, and 1 of unknown number", id="one undisclosed beside it"),
        pytest.param(a_figure(undisclosed=2), "2 of unknown number", id="undisclosed alone is not zero"),
    ],
)
def test_says_a_figure(value: dict[str, Any], said: str) -> None:
    assert figure(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param({"low": 2, "high": 2, "unit": "battery"}, "2 batteries", id="units"),
        pytest.param({"low": 1, "high": 1, "unit": "battery"}, "1 battery", id="one unit"),
        pytest.param({"low": 90, "high": 90, "unit": "round", "per": "month"}, "90 rounds per month", id="a rate"),
        pytest.param({"low": 1600, "high": 1600, "approximate": True}, "about 1,600", id="about"),
        pytest.param({"low": None, "high": None}, "unknown", id="unknown"),
    ],
)
def test_says_a_quantity(value: dict[str, Any], said: str) -> None:
    assert quantity({"unit": "item", "per": None, "approximate": False} | value) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2023-03-06", "2023-03-12", "2023-03-06 to 2023-03-12"),
        (None, "2023-12-31", "by 2023-12-31"),
        ("2022-02-24", None, "since 2022-02-24"),
        ("2023-03-06", "2023-03-06", "2023-03-06"),
    ],
)
def test_says_a_window(start: str | None, end: str | None, said: str) -> None:
    assert window({"from": start, "to": end}) == said
    assert window(None) == ""


def bars(pledged: dict[str, Any], delivered: dict[str, Any] | None = None) -> Any:
    return bars_of({"pledged": pledged, "delivered": delivered or a_figure(), "in_transit": a_figure()})


def test_draws_delivered_on_the_scale_of_pledged() -> None:
    drawn = bars(a_figure(14, 14), a_figure(7, 7))
    assert (drawn.pledged.low, drawn.pledged.high) == (WIDTH, WIDTH)
    assert (drawn.delivered.low, drawn.delivered.high) == (WIDTH // 2, WIDTH // 2)


def test_draws_bounds_apart_and_an_open_end_open() -> None:
    drawn = bars(a_figure(60, None))
    assert drawn.pledged.low < drawn.pledged.high
    assert drawn.pledged.open


def test_draws_nothing_of_what_no_number_tells() -> None:
    assert bars(a_figure(undisclosed=3)) is None


@pytest.mark.parametrize(
    ("pledged", "delivered", "open_still"),
    [
        pytest.param(0, 0, 0, id="every number is known"),
        pytest.param(2, 0, 2, id="two pledges of no number"),
        pytest.param(2, 1, 1, id="one of two has come"),
        pytest.param(0, 1, 0, id="more came than was pledged"),
    ],
)
def test_a_pledge_of_no_number_stays_outstanding_until_an_arrival_of_no_number(
    pledged: int, delivered: int, open_still: int
) -> None:
    line = {"pledged": a_figure(undisclosed=pledged), "delivered": a_figure(undisclosed=delivered)}
    assert unnumbered(line) == open_still
