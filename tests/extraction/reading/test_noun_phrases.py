"""A noun phrase is one thing with its number, or as many as its modifiers share a head."""

import pytest

from tests.extraction.reading.conftest import Read, told

SENTENCES = {
    "a type word overrules no resolved name": ("4,500 M72 rocket launchers", ["4500 M72 LAW"]),
    "the head of two overlapping types": ("12 long-range rocket artillery systems", ["12 rocket-artillery"]),
    "a battery's missiles are no battery": ("two S-300 missile defence batteries", ["2 S-300"]),
    "a system's ammunition": ("HIMARS ammunition", ["? artillery-ammunition"]),
    "one sum under a shared head": ("3 million mortar and artillery rounds", ["3000000 ammunition"]),
    "one sum of one type": ("10 light and heavy machine guns", ["10 small-arms"]),
    "a number each": ("500 tank and howitzer rounds each", ["500 ammunition", "500 artillery-ammunition"]),
    "kinds without a number": (
        "anti-aircraft and anti-tank weapons",
        ["? air-defence-system", "? anti-tank-weapon"],
    ),
    "own numbers under a shared head": (
        "20 mortar and 30 artillery rounds",
        ["20 ammunition", "30 artillery-ammunition"],
    ),
    "systems that share a head": ("200 Patriot and NASAMS missiles", ["200 missile"]),
    "systems that share spare parts": ("Leopard 2 and Marder spare parts", ["? maintenance"]),
    "systems side by side": ("12 Leopard 2 and 8 Marder vehicles", ["12 Leopard 2", "8 Marder"]),
    "adjectives with a comma": ("four sophisticated, medium-range rocket systems", ["4 rocket-artillery"]),
    "adjectives with and": ("60 armed and unarmed surveillance drones", ["60 drone"]),
    "nouns in adjectives' place": ("six counter-battery and counter-drone tracking radars", ["6 radar"]),
    "a name in brackets": ("40 armoured personnel carriers (M113s)", ["40 M113"]),
    "an apposition that names the system": ("its newest air defence system, the NASAMS", ["? NASAMS"]),
    "an apposition that names the type": ("two NASAMS batteries, an air defence system", ["2 NASAMS"]),
    "a list is no apposition": (
        "two NASAMS batteries, a radar and a helicopter",
        ["2 NASAMS", "1 radar", "1 helicopter"],
    ),
    "one battery": ("an artillery battery", ["1 howitzer"]),
    "pieces and pairs": ("40 pieces of artillery and 30 pairs of boots", ["40 howitzer", "30 protective-equipment"]),
    "units of": ("12 units of M109 howitzers", ["12 M109"]),
}


@pytest.mark.parametrize(("given", "expected"), SENTENCES.values(), ids=SENTENCES.keys())
def test_reads_a_noun_phrase(read: Read, given: str, expected: list[str]) -> None:
    claims = read(f"Norway will send Ukraine {given}.")
    assert [told(claim) for claim in claims] == [f"pledge NO {one}" for one in expected]


ROWS = {
    "sets of": ("12,000 sets of body armour", "12000 protective-equipment"),
    "brackets": ("Howitzers (18)", "18 howitzer"),
    "brackets with a counter": ("Radars (12 pieces)", "12 radar"),
    "colon": ("Leopard 2: 14", "14 Leopard 2"),
    "colon with a counter": ("Helmets: 9,000 units", "9000 protective-equipment"),
    "dash": ("Leopard 2 – 14", "14 Leopard 2"),
    "times after": ("Mortars x20", "20 mortar"),
    "times after with a blank": ("Mortars x 20", "20 mortar"),
    "times before": ("20x mortars", "20 mortar"),
    "sign of times": ("Trucks ×30", "30 logistics-vehicle"),
}


@pytest.mark.parametrize(("row", "expected"), ROWS.values(), ids=ROWS.keys())
def test_reads_a_row_of_a_list(read: Read, row: str, expected: str) -> None:
    claims = read(f"Norway's package for Ukraine includes:\n\n- {row}\n- 8 Marder vehicles\n")
    assert [told(claim) for claim in claims] == [f"pledge NO {expected}", "pledge NO 8 Marder"]
