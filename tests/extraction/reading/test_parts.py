"""A sum and its stated parts are separate claims; what a state merely has is no promise."""

import pytest

from tests.extraction.reading.conftest import Read, in_full, told

TITLE = "What happened in the war in Ukraine on this day and before"

PARTS = {
    "the first two of four promised": (
        "Italy has delivered the first two of four promised IRIS-T batteries to Ukraine.",
        ["delivery IT 2 IRIS-T SL", "pledge IT 4 IRIS-T SL"],
    ),
    "the second of four": (
        "Germany is to hand over the second of four IRIS-T systems to Ukraine this month.",
        ["pledge DE 1 IRIS-T SL", "pledge DE 4 IRIS-T SL"],
    ),
    "the third of six has come, so three have": (
        "The third of the six NASAMS batteries promised by Norway has arrived in Ukraine.",
        ["delivery NO 3 NASAMS", "pledge NO 6 NASAMS"],
    ),
    "a third of six is a share": (
        "A third of the six NASAMS batteries promised by Norway has arrived in Ukraine.",
        ["delivery NO ? NASAMS", "pledge NO 6 NASAMS"],
    ),
    "the last of 14 has come, so all have": (
        "Norway has delivered the last of the 14 Leopard 2 tanks to Ukraine.",
        ["delivery NO 14 Leopard 2", "pledge NO 14 Leopard 2"],
    ),
    "the first of them was": (
        "Spain will give Ukraine six Hawk launchers. The first of them was handed over in Rota.",
        ["pledge ES 6 MIM-23 Hawk", "delivery ES 1 MIM-23 Hawk"],
    ),
    "the first of them were": (
        "Spain will give Ukraine six Hawk launchers. The first of them were handed over in Rota.",
        ["pledge ES 6 MIM-23 Hawk", "delivery ES ? MIM-23 Hawk"],
    ),
    "most of them": (
        "Spain will give Ukraine six Hawk launchers. Most of them have been handed over.",
        ["pledge ES 6 MIM-23 Hawk", "delivery ES ? MIM-23 Hawk"],
    ),
    "one that was promised is there": (
        "The NASAMS battery that Norway promised is in Ukraine.",
        ["delivery NO 1 NASAMS"],
    ),
    "one that was promised is wanted there": (
        "The NASAMS battery that Norway promised is in demand in Ukraine.",
        ["pledge NO 1 NASAMS"],
    ),
    "six of the 24": (
        "The Netherlands has delivered six of the 24 F-16s to Ukraine.",
        ["delivery NL 6 F-16 Fighting Falcon", "pledge NL 24 F-16 Fighting Falcon"],
    ),
    "12 out of 14": (
        "Twelve out of 14 Leopard 2 tanks from Norway have arrived in Ukraine.",
        ["delivery NO 12 Leopard 2", "pledge NO 14 Leopard 2"],
    ),
    "of what it has": ("Poland has handed 10 of its 40 T-72 tanks to Ukraine.", ["delivery PL 10 T-72"]),
    "a type counted beside a name without a number": (
        "France equipped Ukraine's troops with 128 armoured vehicles, 18 Caesar guns and AMX-10RC tanks.",
        ["delivery FR 128 armoured-vehicle", "delivery FR 18 CAESAR", "delivery FR ? AMX-10 RC"],
    ),
    "a package that has them in it": (
        "Germany's package for Ukraine has 30 Leopard 1s and more than 200 drones in it.",
        ["pledge DE 30 Leopard 1", "pledge DE 200.. drone"],
    ),
    "a hospital beside arms": (
        "Spain will supply Ukraine with four more Leopards, 20 armoured ambulances and a field hospital.",
        ["pledge ES 4 Leopard 2", "pledge ES 20 armoured-personnel-carrier", "pledge ES ? medical"],
    ),
    "in service since": (
        (
            "Two of the five Sea King helicopters that were promised by Germany have been in service with "
            "the Ukrainian navy since May."
        ),
        ["pledge DE 5 Westland Sea King", "delivery DE 2 Westland Sea King"],
    ),
    "in their hands": (
        "Eight of the 14 Leopard 2 tanks pledged by Norway are in Ukrainian hands.",
        ["pledge NO 14 Leopard 2", "delivery NO 8 Leopard 2"],
    ),
    "a part of them in Ukraine": (
        "Six of the 14 Leopard 2 tanks pledged by Norway are in Ukraine.",
        ["pledge NO 14 Leopard 2", "delivery NO 6 Leopard 2"],
    ),
    "in service at home": (
        "Germany promised Ukraine six Sea King helicopters, which have been in service with its own navy since 1975.",
        ["pledge DE 6 Westland Sea King"],
    ),
    "of so many rounds": (
        "Norway has delivered 500 of the 2,000 rounds of 155mm artillery ammunition that it promised Ukraine.",
        ["delivery NO 500 artillery-ammunition", "pledge NO 2000 artillery-ammunition"],
    ),
    "so have": (
        "The 16 L118 light guns given by Britain have been delivered to Ukraine. So have 40 trucks.",
        ["delivery GB 16 L118 Light Gun", "delivery GB 40 logistics-vehicle"],
    ),
    "the same goes for": (
        "Sweden will send Ukraine eight Archer howitzers. The same goes for 50 CV90 vehicles, the minister said.",
        ["pledge SE 8 Archer", "pledge SE 50 CV90"],
    ),
    "so has another": (
        "Poland has promised Ukraine 14 Leopard 2 tanks. So has Norway, which has 36 Leopard 2 tanks.",
        ["pledge PL 14 Leopard 2"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PARTS.values(), ids=PARTS.keys())
def test_tells_wholes_and_parts(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(told(claim) for claim in read(text, title=TITLE)) == sorted(expected)


def test_a_rank_tells_a_running_total(read: Read) -> None:
    claims = read("Kyiv has received the second of four Hawk systems pledged by Spain.", title=TITLE)
    assert sorted(in_full(claim) for claim in claims) == [
        "delivery ES 2 MIM-23 Hawk, cumulative",
        "pledge ES 4 MIM-23 Hawk",
    ]


def test_a_rank_of_what_is_still_to_come_is_one(read: Read) -> None:
    claims = read("Germany will deliver the second of the four IRIS-T systems to Ukraine.", title=TITLE)
    assert sorted(in_full(claim) for claim in claims) == ["pledge DE 1 IRIS-T SL", "pledge DE 4 IRIS-T SL"]
