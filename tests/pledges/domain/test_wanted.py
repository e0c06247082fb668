"""Filters are words that must or must not occur."""

import pytest

from pledges.domain.wanted import Wanted


@pytest.mark.parametrize(
    ("wanted", "title", "why"),
    [
        pytest.param(Wanted(), "Anything", "", id="no filter takes all"),
        pytest.param(Wanted(title_any=("ukraine",)), "Aid for Ukraine", "", id="whatever its case"),
        pytest.param(
            Wanted(title_any=("ukraine",)), "Ukrainians vote", "its title has none of ukraine", id="whole words"
        ),
        pytest.param(Wanted(title_any=("ukrain*",)), "Ukrainians vote", "", id="a star ends a word"),
        pytest.param(Wanted(title_any=("military aid",)), "Military  aid\npledged", "", id="phrases over white space"),
        pytest.param(Wanted(title_none=("sport",)), "Sport: cup final", "its title has 'sport'", id="forbidden"),
        pytest.param(
            Wanted(title_any=("tank",), title_none=("opinion",)),
            "Opinion: a tank",
            "its title has 'opinion'",
            id="no wins",
        ),
        pytest.param(Wanted(title_any=("c++ (1)",)), "on c++ (1) now", "", id="no pattern of its own"),
        pytest.param(Wanted(title_any=("*",)), "Anything", "its title has none of *", id="a star alone is no word"),
    ],
)
def test_says_why_a_title_is_left_out(wanted: Wanted, title: str, why: str) -> None:
    assert wanted.against_title(title) == why


def test_judges_a_text_by_its_own_words() -> None:
    wanted = Wanted(text_any=("howitzer*",), text_none=("paintball",))
    assert wanted.against_text("Six howitzers arrived.") == ""
    assert wanted.against_text("Six guns arrived.") == "its text has none of howitzer*"
    assert wanted.against_title("Paintball") == ""
