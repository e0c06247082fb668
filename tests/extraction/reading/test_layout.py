"""Lists: what a heading or an opening line says holds for the lines below it, and for no others."""

import pytest

from tests.extraction.reading.conftest import Read, told

REGISTER = """Military help for Ukraine: what we gave

Delivered items

Tanks and carriers
– 12 Leopard 1A5 tanks (joint project with Norway)
– 40 M113 armoured vehicles*

Air defence
– 3 IRIS-T SLM

Items in preparation

Dates are not shown for reasons of safety.

– up to 16 RCH 155 howitzers
– 24 Leopard 2A4 tanks (already delivered)

Reading notes

Earlier editions of this list showed 5 PT-91 tanks by mistake.
"""
LISTS = {
    "sections of a donor's own list": (
        REGISTER,
        "Danish Ministry of Defence",
        [
            "delivery DK+NO 12 Leopard 1A5",
            "delivery DK 40 M113",
            "delivery DK 3 IRIS-T SLM",
            "pledge DK ..16 RCH 155",
            "delivery DK 24 Leopard 2A4",
        ],
    ),
    "bullets under an opening line": (
        (
            "The new US package contains:\n– additional rockets for HIMARS;\n– 4 Avenger air defence systems; and\n"
            "– 20 boats.\n\nThe trip ended on Friday."
        ),
        "",
        ["pledge US ? artillery-ammunition", "pledge US 4 Avenger", "pledge US 20 naval-vessel"],
    ),
    "plain lines under an opening line": (
        (
            "The gift from Australia to Ukraine includes:\n\nAdditional Bushmaster vehicles\n"
            "20 M113 armoured vehicles\n"
            "155mm artillery ammunition\n\nThe minister visited Kyiv in July."
        ),
        "",
        ["pledge AU ? Bushmaster", "pledge AU 20 M113", "pledge AU ? artillery-ammunition"],
    ),
    "lines that open with their donor": (
        (
            "Here is what each country is sending to Ukraine:\n\nPoland: 14 Leopard 2A4 tanks\n"
            "Norway – eight Leopard 2s\n"
            "Spain: 6 Leopard 2A4 tanks (not yet delivered)"
        ),
        "",
        ["pledge PL 14 Leopard 2A4", "pledge NO 8 Leopard 2", "pledge ES 6 Leopard 2A4"],
    ),
    "part lists by donor": (
        (
            "Tanks already delivered to Ukraine:\n\nPoland\n\n• 60 PT-91 tanks\n• 14 Leopard 2A4 tanks\n\nSlovenia\n\n"
            "• 28 M-55S tanks"
        ),
        "",
        ["delivery PL 60 PT-91 Twardy", "delivery PL 14 Leopard 2A4", "delivery SI 28 M-55S"],
    ),
    "numbers at the end of the line": (
        (
            "What Canada has given Ukraine so far\n\nM777 howitzers: 4\nLeopard 2A4 tanks – 8\nAIM-7 missiles (288)\n"
            "M113 carriers | 39 | delivered"
        ),
        "",
        ["delivery CA 4 M777", "delivery CA 8 Leopard 2A4", "delivery CA 288 AIM-7 Sparrow", "delivery CA 39 M113"],
    ),
    "numbers with a times sign": (
        "Equipment donated to Ukraine by Norway\n\n- 4 x Leopard 2 tanks\n- 22x M109 howitzers\n- 20 × Bandvagn 206",
        "",
        ["delivery NO 4 Leopard 2", "delivery NO 22 M109", "delivery NO 20 Bv 206"],
    ),
    "labels in paragraphs, with others between": (
        (
            "Here is a look at what the West has pledged to Ukraine:\n\nTANKS\n\n"
            "The United States: 31 M1 Abrams tanks.\n\n"
            "Britain has promised 14 Challenger 2s.\n\nCARRIERS\n\nSweden: 50 CV90s"
        ),
        "",
        ["pledge US 31 M1 Abrams", "pledge GB 14 Challenger 2", "pledge SE 50 CV90"],
    ),
    "a question over headings of donors": (
        (
            "Who is sending tanks to Ukraine?\n\nGermany\n\n14 Leopard 2A6 tanks from its army.\n\nPoland\n\n"
            "14 Leopard 2A4 tanks. It has said that it will add 60 PT-91s."
        ),
        "",
        ["pledge DE 14 Leopard 2A6", "pledge PL 14 Leopard 2A4", "pledge PL 60 PT-91 Twardy"],
    ),
    "bullets that open with a sum": (
        (
            "The army told Congress of two contracts placed with U.S. industry for Ukraine:\n\n"
            "• $92 million to a firm in Ohio for 30 boats\n• $17 million to a firm in Utah for 12 radars"
        ),
        "",
        ["contract US 30 naval-vessel", "contract US 12 radar"],
    ),
    "pledged but not delivered": (
        "Committed but not yet delivered:\n\n* 14 Leopard 2A4 tanks\n* 18 CV90",
        "Government of the Netherlands",
        ["pledge NL 14 Leopard 2A4", "pledge NL 18 CV90"],
    ),
}
NO_LISTS = {
    "news in bullets": "Military aid\n\n"
    "• Poland's president visited Kyiv\n• Russia used 20 Iskander missiles on Odesa\n"
    "• 5 tanks of the 1st Brigade attacked near Kupiansk",
    "losses": "Losses of the week in Ukraine\n\n• 14 tanks\n• 3 helicopters",
    "labels of speakers": "The ministers met Ukraine's envoy, who had this list of speakers:\n\nSmith: tanks matter.",
    "a section of its own": "What Norway has given\n\nBackground\n\nThe 2nd Brigade has 31 Leopard 2 tanks.",
}


@pytest.mark.parametrize(("text", "publisher", "expected"), LISTS.values(), ids=LISTS.keys())
def test_gives_each_line_what_its_opener_says(read: Read, text: str, publisher: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text, publisher=publisher)] == expected


@pytest.mark.parametrize("text", NO_LISTS.values(), ids=NO_LISTS.keys())
def test_makes_no_gift_of_other_lists(read: Read, text: str) -> None:
    assert [told(claim) for claim in read(text)] == []
