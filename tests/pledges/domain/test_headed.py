"""The head of a phrase says whether the system is given, or what it fires, its parts or training."""

import pytest

from pledges.domain.headed import headed, shoots_far
from pledges.seed_files import load_catalogue

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("slug", "head", "text", "expected"),
    [
        ("leopard-1a5", "main-battle-tank", "tank", ("leopard-1a5", "main-battle-tank")),
        ("leopard-1a5", "ammunition", "ammunition round", (None, "ammunition")),
        ("leopard-1a5", "maintenance", "spare part", (None, "maintenance")),
        ("leopard-1a5", "training", "simulator", (None, "training")),
        ("leopard-1a5", "logistics-vehicle", "truck", ("leopard-1a5", "main-battle-tank")),
        ("gepard", "ammunition", "ammunition", (None, "ammunition")),
        ("m777", "ammunition", "ammunition round", (None, "artillery-ammunition")),
        ("m777", "artillery-ammunition", "shell", (None, "artillery-ammunition")),
        ("himars", "missile", "rocket", (None, "artillery-ammunition")),
        ("himars", "missile", "missile", (None, "missile")),
        ("stinger", "missile", "missile", ("stinger", "manpads")),
        ("patriot", "missile", "missile", (None, "missile")),
        ("patriot", "missile", "missile launcher", ("patriot", "air-defence-system")),
        ("gmlrs", "missile", "rocket", ("gmlrs", "artillery-ammunition")),
    ],
)
def test_a_system_with_a_head_is_one_thing(slug: str, head: str, text: str, expected: tuple[str | None, str]) -> None:
    assert headed(slug, head=head, text=text, catalogue=CATALOGUE) == expected


def test_howitzers_and_rocket_artillery_fire_artillery_ammunition() -> None:
    told = {
        one: shoots_far(one, CATALOGUE) for one in ("towed-howitzer", "rocket-artillery", "mortar", None, "nothing")
    }
    assert told == {"towed-howitzer": True, "rocket-artillery": True, "mortar": False, None: False, "nothing": False}
