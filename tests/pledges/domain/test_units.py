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
        ("stinger", "manpads", "system", (800, 800), (800, 800, "item")),
        ("rbs-70", "manpads", "system", (2, 2), (2, 2, "system")),
        ("at4", "anti-tank-weapon", "system", (6000, 6000), (6000, 6000, "item")),
        ("at4", "anti-tank-weapon", "round", (6000, 6000), (6000, 6000, "round")),
        (None, "anti-tank-weapon", "system", (9000, 9000), (9000, 9000, "item")),
        ("javelin", "anti-tank-weapon", "launcher", (300, 300), (300, 300, "launcher")),
        ("tow", "anti-tank-weapon", "system", (15, 15), (15, 15, "system")),
        (None, "drone", "system", (121, 121), (121, 121, "item")),
        ("scaneagle", "drone", "system", (15, 15), (15, 15, "system")),
        ("switchblade", "loitering-munition", "system", (700, 700), (700, 700, "item")),
        ("switchblade", "loitering-munition", "launcher", (10, 10), (10, 10, "launcher")),
        (None, "electronic-warfare", "system", (8, 8), (8, 8, "item")),
        ("tpq-36", "radar", "system", (4, 4), (4, 4, "item")),
        (None, "small-arms", "launcher", (100, 100), (100, 100, "item")),
        ("leopard-2", "main-battle-tank", "system", (14, 14), (14, 14, "item")),
        (None, "infantry-fighting-vehicle", "system", (40, 40), (40, 40, "item")),
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
    of_systems = [one.counting for one in CATALOGUE.systems.values()]
    of_categories = [one.counting for one in CATALOGUE.categories.values()]
    counted = [counting for counting in (*of_systems, *of_categories) if counting is not None]
    assert len(counted) > 10
    for counting in counted:
        assert counting.why or not counting.same
        assert all(one.source for one in (*counting.converts, *counting.holds))
