"""What counts the same thing is one unit; a factor gives bounds; what nobody states never converts."""

import pytest

from pledges.domain.units import Counted, counted_as, held_by_one
from pledges.seed_files import load_catalogue

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("family", "category", "unit", "number", "counted"),
    [
        ("himars", "rocket-artillery", "launcher", (18, 18), (18, 18, "item")),
        ("himars", "rocket-artillery", "system", (18, 18), (18, 18, "item")),
        (None, "rocket-artillery", "launcher", (None, 4), (None, 4, "item")),
        ("himars", "rocket-artillery", "battery", (2, 2), (2, 2, "battery")),
        ("patriot", "air-defence-system", "battery", (1, 1), (1, 1, "item")),
        ("patriot", "air-defence-system", "launcher", (2, 2), (2, 2, "launcher")),
        ("nasams", "air-defence-system", "battery", (2, 2), (2, 2, "battery")),
        ("gepard", "air-defence-system", "launcher", (5, 5), (5, 5, "item")),
        ("caesar", "self-propelled-howitzer", "battery", (2, 2), (8, 16, "item")),
        (None, "towed-howitzer", "battery", (1, None), (4, None, "item")),
        (None, "howitzer", "battalion", (1, 1), (1, 1, "battalion")),
        ("leopard-2", "main-battle-tank", "battalion", (1, 1), (1, 1, "battalion")),
        ("stinger", "manpads", "launcher", (20, 20), (20, 20, "launcher")),
        (None, "artillery-ammunition", "round", (900, 900), (900, 900, "round")),
        (None, "training", "person", (300, 300), (300, 300, "person")),
        ("a new gun", "no such type", "system", (3, 3), (3, 3, "system")),
        ("patriot", "air-defence-system", "system", (None, None), (None, None, "item")),
    ],
)
def test_counts_in_the_lines_unit(
    family: str | None,
    category: str,
    unit: str,
    number: tuple[int | None, int | None],
    counted: tuple[int | None, int | None, str],
) -> None:
    low, high, into = counted
    assert counted_as(family, category, unit, *number, CATALOGUE) == Counted(low=low, high=high, unit=into)


def test_knows_what_one_holds() -> None:
    launchers = held_by_one("patriot", "air-defence-system", "item", "launcher", CATALOGUE)
    assert launchers is not None
    assert (launchers.low, launchers.high) == (4, 8)
    assert held_by_one("nasams", "air-defence-system", "item", "launcher", CATALOGUE) is None


def test_every_factor_and_every_sameness_says_how_it_is_known() -> None:
    systems = [row.counting for row in CATALOGUE.systems.values()]
    counted = [one for one in (*systems, *(row.counting for row in CATALOGUE.categories.values())) if one is not None]
    assert len(counted) > 10
    for counting in counted:
        assert counting.why or not counting.same
        assert all(one.source for one in (*counting.converts, *counting.holds))
