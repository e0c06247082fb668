"""A register's spelling leads to one system of the catalogue, or to none."""

import pytest

from pledges.domain.catalogue import Catalogue, Category, System
from pledges.domain.designations import key_of, resolve_designation
from pledges.seed_files import load_catalogue

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("designation", "slug"),
    [
        ("Leopard-2A6", "leopard-2a6"),
        ("Leopard 2 A6", "leopard-2a6"),
        ("LEOPARD 2A6 tanks", "leopard-2a6"),
        ("14 Leopard 2A4 tanks", "leopard-2a4"),
        ("Marder-1A3", "marder-1a3"),
        ("AIM-120C AMRAAM", "aim-120c-amraam"),
        ("AIM 120 C", "aim-120c-amraam"),
        ("2S1 122mm", "2s1-gvozdika"),
        ("2S1 Gvozdika", "2s1-gvozdika"),
        ("BMP-1A1 Ost", "bmp-1a1-ost"),
        ("UFH/M-777 155mm", "m777"),
        ("M777A2 155 mm towed howitzer", "m777"),
        ("PzH-2000 155mm", "pzh-2000"),
        ("M-109A6 155mm Paladin", "m109a6-paladin"),
        ("M-1A1 Abrams", "m1a1-abrams"),
        ("Challenger-2", "challenger-2"),
        ("Challenger II", "challenger-2"),
        ("Strv-122", "leopard-2a5"),
        ("SAMP/T", "samp-t"),
        ("Storm Shadow/SCALP-EG", "storm-shadow"),
        ("Mi-24V/Mi-35", "mi-24v"),
        ("RBS-70 Mk-3 Bolide", "rbs-70-bolide"),
        ("Roshel Senator 4x4 armored personnel carrier", "senator"),
        ("Armoured Combat Support Vehicles (ACSV)", "acsv"),
        ("Przeciwlotniczy Piorun", "piorun"),
        ("vz.59 machine gun 7.62 mm", "vz-59"),
        ("Carl Gustav M2 recoilless rifle", "carl-gustaf"),
        ("TPQ-36 Firefinder", "tpq-36"),
    ],
)
def test_resolves_the_spellings_of_registers(designation: str, slug: str) -> None:
    assert resolve_designation(designation, CATALOGUE) == slug


@pytest.mark.parametrize(
    "designation",
    [
        "",
        "155mm",
        "155 mm howitzer",
        "vehicle engine",
        "Ammunition",
        "main battle tanks",
        "rounds of ammunition for M777 howitzer",
        "spare barrels for PzH-2000",
        "122",
        "first-aid kit",
        "Zzyzx-9",
    ],
)
def test_names_no_system_where_the_text_names_only_a_kind_or_an_accessory(designation: str) -> None:
    assert resolve_designation(designation, CATALOGUE) is None


def test_takes_the_variant_where_parent_and_variant_are_both_named() -> None:
    assert resolve_designation("Leopard 2/Leopard 2A4", CATALOGUE) == "leopard-2a4"


def test_names_none_where_unrelated_systems_share_the_text() -> None:
    assert resolve_designation("Gepard/Marder 1A3", CATALOGUE) is None


def test_lets_a_registers_code_outrank_a_name() -> None:
    systems = {
        "a": System(slug="a", name="Stormer", category="c"),
        "b": System(slug="b", name="Stormer APC", category="c", codes={"sipri": "Stormer"}),
    }
    catalogue = Catalogue(donors={}, categories={"c": Category(slug="c", name="C")}, systems=systems)
    assert resolve_designation("Stormer", catalogue) == "b"


@pytest.mark.parametrize(
    ("one", "other"),
    [("M-777", "M777"), ("Mark VI", "mark 6"), ("Škorpion", "skorpion"), ("Grk m/41D", "GRK M 41 D")],
)
def test_sees_one_key_in_two_spellings(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("M1 1A", "M11 A"), ("T-72", "T-7 2"), ("AK-47", "AK-74"), ("S-300V", "S-3005")]
)
def test_keeps_different_numbers_apart(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)
