"""Sentences that show the worth of guards of items, numbers, bases, tables and merging which few others meet."""

import pytest

from tests.extraction.reading.conftest import Read, in_full

SHAPES = {
    "all twelve": (
        "All 12 Leopard 2 tanks promised by Norway have arrived in Ukraine.",
        ["delivery NO 12 Leopard 2, cumulative"],
    ),
    "a sum that raises the total": (
        "Norway gave Ukraine $5 billion in military aid, taking the total since 2022 to $12 billion.",
        [
            "delivery NO funding 5000000000 USD, 2022-01-01..",
            "delivery NO funding 12000000000 USD, cumulative, 2022-01-01..",
        ],
    ),
    "additional ones of no number": (
        "Norway will give Ukraine additional Leopard 2 tanks.",
        ["pledge NO ? Leopard 2, increment"],
    ),
    "a correction about a system": (
        (
            "Norway will give Ukraine 16 Leopard 2 and ten howitzers.\n\nCorrection: An earlier version "
            "misstated the number of Leopards."
        ),
        ["pledge NO 16 Leopard 2, corrected", "pledge NO 10 howitzer"],
    ),
    "a correction about a type": (
        (
            "Norway will give Ukraine 16 armoured personnel carriers and ten howitzers.\n\nCorrection: An "
            "earlier version misstated the number of APCs."
        ),
        ["pledge NO 16 armoured-personnel-carrier, corrected", "pledge NO 10 howitzer"],
    ),
    "a heading that is a donor": (
        "Ukraine met.\n\nNorway\n\nTen howitzers will be sent to Kyiv.",
        ["pledge NO 10 howitzer"],
    ),
    "they, of two things": (
        "Norway gave Ukraine ten tanks and 20 howitzers. They arrived on Friday.",
        ["delivery NO 10 main-battle-tank", "delivery NO 20 howitzer"],
    ),
    "thirty more of what is no thing": (
        "Norway trained 200 Ukrainian soldiers. Spain will send 30 more.",
        ["delivery NO 200 training"],
    ),
    "a system and a type that share no head": (
        "Norway will give Ukraine the Patriot and tank missiles.",
        ["pledge NO ? MIM-104 Patriot", "pledge NO ? missile"],
    ),
    "batteries of a named missile system": (
        "Norway will give Ukraine two NASAMS missile batteries.",
        ["pledge NO 2 NASAMS"],
    ),
    "another type in brackets": (
        "Norway will give Ukraine air defence systems (radars).",
        ["pledge NO ? air-defence-system", "pledge NO ? radar"],
    ),
    "a type right before another's name": (
        "Norway will give Ukraine infantry fighting vehicles Leopard 2.",
        ["pledge NO ? infantry-fighting-vehicle", "pledge NO ? Leopard 2"],
    ),
    "one heading after another": (
        "Norway pledges tanks for Ukraine\n\nNorway delivers ten tanks to Ukraine\n\nThey are old.",
        ["pledge NO ? main-battle-tank", "delivery NO 10 main-battle-tank"],
    ),
    "the same type twice in a list": ("Norway gave Ukraine ten tanks and tanks.", ["delivery NO 10 main-battle-tank"]),
    "four more after the first four": (
        "Norway will send Ukraine the first four tanks. Norway will send Ukraine four more tanks.",
        ["pledge NO 4 main-battle-tank", "pledge NO 4 main-battle-tank, increment"],
    ),
    "a number a month": (
        "Norway will send Ukraine 200 shells a month. Norway will send Ukraine 200 shells.",
        ["pledge NO 200 artillery-ammunition", "pledge NO 200 artillery-ammunition"],
    ),
    "the same number by one of two": (
        "Norway and Spain gave Ukraine ten tanks. Norway gave Ukraine ten tanks.",
        ["delivery ES+NO 10 main-battle-tank", "delivery NO 10 main-battle-tank"],
    ),
    "a named and a bare ten": (
        "Norway gave Ukraine ten tanks and ten Leopard 2.",
        ["delivery NO 10 main-battle-tank", "delivery NO 10 Leopard 2"],
    ),
    "parts with a colon each": (
        "Delivered military support\n\nNorway:\n\n20 howitzers\n\nSpain:\n\n30 tanks",
        ["delivery NO 20 howitzer", "delivery ES 30 main-battle-tank"],
    ),
    "a line after a list was broken": (
        "Norway will give the following to Ukraine:\n\n- 20 howitzers\n\nThe minister smiled.\n\n30 tanks",
        ["pledge NO 20 howitzer"],
    ),
    "the battery that is to come": (
        "The NASAMS system of Norway will be delivered to Ukraine.",
        ["pledge NO ? NASAMS"],
    ),
    "who gave a paragraph before": (
        "Norway gave Ukraine ten tanks. It rains. It is cold.\n\nTwenty howitzers were sent to Kyiv.",
        ["delivery NO 10 main-battle-tank", "delivery - 20 howitzer"],
    ),
    "new trucks": ("Norway will give Ukraine new trucks.", ["pledge NO ? logistics-vehicle, increment"]),
    "these howitzers of no number": (
        "Norway will give Ukraine howitzers. These howitzers will help.",
        ["pledge NO ? howitzer"],
    ),
    "five of the last of two": (
        "Norway gave Ukraine ten tanks and 20 howitzers in March and five in May.",
        [
            "delivery NO 10 main-battle-tank",
            "delivery NO 20 howitzer, 2023-03-01..2023-03-31",
            "delivery NO 5 howitzer, 2022-05-01..2022-05-31",
        ],
    ),
    "two worths of one type": (
        (
            "Norway gave Ukraine howitzers worth $20 million. Spain will train Ukrainians. Norway gave Ukraine "
            "howitzers worth $30 million."
        ),
        ["delivery NO ? howitzer, 20000000 USD", "pledge ES ? training", "delivery NO ? howitzer, 30000000 USD"],
    ),
    "a name and its bare type": ("Norway gave Ukraine Leopard 2 tanks and tanks.", ["delivery NO ? Leopard 2"]),
    "a verb of giving before a list": (
        "Norway gave Ukraine 100 howitzers - self-propelled guns - in May.",
        [
            "delivery NO 100 howitzer, 2022-05-01..2022-05-31",
            "delivery NO ? self-propelled-howitzer, 2022-05-01..2022-05-31",
        ],
    ),
    "what another lost in a list": (
        "Norway gave Ukraine radars and the army lost others, 20 trucks and ten howitzers.",
        ["delivery NO ? radar"],
    ),
    "a table that words say was given": (
        "Norway has given Ukraine the following\n\nItem | Number\nHowitzers | 20\nTanks | 30",
        ["delivery NO 20 howitzer", "delivery NO 30 main-battle-tank"],
    ),
    "a table of arms for its own and Ukraine": (
        "Norway buys arms for its army and for Ukraine, delivered so far\n\nItem | Number\nHowitzers | 20\nTanks | 30",
        ["delivery NO 20 howitzer", "delivery NO 30 main-battle-tank"],
    ),
    "a table of contracts for Ukraine": (
        "Norway's contracts for Ukraine\n\nItem | On order\nHowitzers | 20\nTanks | 30",
        ["contract NO 20 howitzer", "contract NO 30 main-battle-tank"],
    ),
    "a worth a year in a table": (
        (
            "Norway's deliveries to Ukraine\n\nItem | Delivered | Value\nHowitzers | 20 | $5 million a "
            "year\nTanks | 30 | $7 million"
        ),
        ["delivery NO 20 howitzer", "delivery NO 30 main-battle-tank, 7000000 USD"],
    ),
    "a number like a year in a table": (
        "Norway's deliveries to Ukraine\n\nItem | Delivered\nShells | 2020\nTanks | 30",
        ["delivery NO 2020 artillery-ammunition, 2020-01-01..2020-12-31", "delivery NO 30 main-battle-tank"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SHAPES.values(), ids=SHAPES.keys())
def test_reads_a_rare_field(read: Read, text: str, expected: list[str]) -> None:
    assert [in_full(claim) for claim in read(text)] == expected
