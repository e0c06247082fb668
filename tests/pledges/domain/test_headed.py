"""The head of a phrase says whether the system is given, or what it fires, its parts or training."""

import pytest

from pledges.domain.catalogue import Catalogue, Category, System, Trait
from pledges.domain.headed import all_together, fired_by, headed, shoots_far
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
        ("m113", "mortar", "mortar carrier", ("m113", "mortar")),
        ("leopard-1a5", "mortar", "mortar", ("leopard-1a5", "main-battle-tank")),
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


def test_a_category_that_only_seeds_know_is_read_by_its_traits() -> None:
    rows = (
        Category(slug="rail-gun", name="Rail gun", traits=(Trait.SHOOTS_FAR,)),
        Category(slug="slug", name="Slugs", traits=(Trait.MUNITION, Trait.FIRED)),
        Category(slug="far-slug", name="Far slugs", parent="slug", traits=(Trait.MUNITION, Trait.FIRED_FAR)),
        Category(slug="lesson", name="Lessons", traits=(Trait.SERVICE,)),
        Category(slug="sled", name="Sleds"),
    )
    thor = System(slug="thor", name="Thor", category="rail-gun")
    catalogue = Catalogue(donors={}, categories={row.slug: row for row in rows}, systems={"thor": thor})
    told = {
        head: headed("thor", head=head, text=head, catalogue=catalogue)
        for head in ("slug", "far-slug", "lesson", "sled")
    }
    assert told == {
        "slug": (None, "far-slug"),
        "far-slug": (None, "far-slug"),
        "lesson": (None, "lesson"),
        "sled": ("thor", "rail-gun"),
    }
    assert fired_by("rail-gun", catalogue) == "far-slug"
    assert fired_by("sled", catalogue) == "slug"


@pytest.mark.parametrize(
    ("types", "together"),
    [
        (("ammunition", "artillery-ammunition"), "ammunition"),
        (("towed-howitzer", "self-propelled-howitzer"), "howitzer"),
        (("radar", "radar"), "radar"),
        (("self-propelled-howitzer", "self-propelled-howitzer"), "self-propelled-howitzer"),
        (("infantry-fighting-vehicle", "engineering-vehicle"), "engineering-vehicle"),
    ],
)
def test_a_sum_of_several_types_is_what_is_above_them(types: tuple[str, ...], together: str) -> None:
    assert all_together(types, CATALOGUE) == together
