"""Sums that news tells without a verb of giving: what a package is worth, what help amounts to, each giver's share."""

import pytest

from tests.extraction.reading.conftest import Read, told

TITLE = "What happened in the war in Ukraine on this day and before"

SUMS = {
    "help that is put at a sum": (
        "A report puts Norwegian military aid to Ukraine since the attack at $7.9 billion.",
        ["pledge NO funding 7900000000 USD"],
    ),
    "a sum towards things": (
        "Oslo's package for Ukraine will include $30 million, with $15 million towards kit such as boats and helmets.",
        [
            "pledge NO funding 30000000 USD",
            "pledge NO funding 15000000 USD",
            "pledge NO ? naval-vessel",
            "pledge NO ? protective-equipment",
        ],
    ),
    "a total that is put at a sum": (
        "Estonia will set aside a share of its budget for Ukraine's military until 2027, putting the total at €1.2bn.",
        ["pledge EE funding 1200000000 EUR"],
    ),
    "a part without its currency": (
        (
            "Norway and Denmark are giving Ukraine 450 million pounds in arms, of which 350 million comes from Oslo. "
            "The money will pay for 2,000 drones."
        ),
        ["pledge DK+NO funding 450000000 GBP", "pledge NO funding 350000000 GBP", "pledge DK+NO 2000 drone"],
    ),
    "a part before its whole's which": (
        "Spain has earmarked 87 million euros for Ukraine's army, 40 million of which were added in May.",
        ["pledge ES funding 87000000 EUR", "pledge ES funding 40000000 EUR"],
    ),
    "what is put into a scheme": (
        "Oslo has put more than 54 million euros into the scheme that arms Ukraine.",
        ["pledge NO funding 54000000 EUR"],
    ),
    "a value put on a package": (
        "Norway will send 20 boats to Ukraine. The ministry puts the value of the package at €80 million.",
        ["pledge NO 20 naval-vessel", "pledge NO funding 80000000 EUR"],
    ),
    "a value put on what was given": (
        "The Czech army has given Ukraine 62 tanks. The value was put at 6.8 billion crowns.",
        ["delivery CZ 62 main-battle-tank", "delivery CZ funding 6800000000 CZK"],
    ),
    "a package presented and then valued": (
        "Norway presents its twelfth package for Ukraine today. The package is valued at 80 million euros.",
        ["pledge NO funding 80000000 EUR"],
    ),
    "aid for a sum": (
        "Norway is giving Ukraine military aid for more than 80 million euros.",
        ["pledge NO funding 80000000 EUR"],
    ),
    "guns for a sum": (
        "Norway will send Ukraine 12 howitzers for 50 million euros.",
        ["pledge NO 12 howitzer"],
    ),
    "a package valued": (
        "Washington's latest aid package for Ukraine is valued at $300 million.",
        ["pledge US funding 300000000 USD"],
    ),
    "a package with its sum before it": (
        "Canada's $400 million package for Ukraine includes 500 radars.",
        ["pledge CA 500 radar", "pledge CA funding 400000000 USD"],
    ),
    "help amounts to": (
        "Altogether, Estonia's military assistance to Ukraine since 2022 amounts to close to €500 million.",
        ["pledge EE funding 500000000 EUR"],
    ),
    "help totalling": (
        "Estonia has given Ukraine military assistance totalling more than €500 million, or over 1% of its GDP.",
        ["delivery EE funding 500000000 EUR"],
    ),
    "a sum in a budget": (
        "For military support to Ukraine, around 7 billion euros stand in this year's German budget.",
        ["pledge DE funding 7000000000 EUR"],
    ),
    "a gapped share": (
        "Portugal has contributed 100 million euros to the ammunition plan for Ukraine; Ottawa, 53 million dollars.",
        ["delivery PT funding 100000000 EUR", "delivery CA funding 53000000 USD"],
    ),
    "through a fund": (
        "Norway will give another $4 million to the NATO fund that buys Ukraine non-lethal gear.",
        ["pledge NO funding 4000000 USD"],
    ),
    "a new total": (
        "The Pentagon announced $600 million for Ukraine on Monday, bringing the total to $4 billion.",
        ["pledge US funding 600000000 USD", "pledge US funding 4000000000 USD"],
    ),
    "a chamber of Congress": (
        "The House approved $14 billion in military aid for Ukraine.",
        ["pledge US funding 14000000000 USD"],
    ),
    "what a package holds and is worth": (
        "Estonia approved a package for Ukraine which includes 20 mortars and is worth about €20 million, Kallas said.",
        ["pledge EE 20 mortar", "pledge EE funding 20000000 EUR"],
    ),
    "a sum before a dash and what it holds": (
        "The US is sending Ukraine $150 million in military equipment - shells, ten radars and Javelin missiles.",
        [
            "pledge US funding 150000000 USD",
            "pledge US ? artillery-ammunition",
            "pledge US 10 radar",
            "pledge US ? FGM-148 Javelin",
        ],
    ),
    "civil money": ("Berlin's humanitarian package for refugees from Ukraine is valued at $300 million.", []),
    "a value of losses": ("Russia lost 20 tanks in Ukraine. The value was put at 90 million dollars.", []),
    "what a year's help came to": (
        "In 2022, Denmark's military aid to Ukraine came to 700 million euros, the ministry in Copenhagen said.",
        ["pledge DK funding 700000000 EUR"],
    ),
    "what is said to have been given came to": (
        "The military aid that Canada gave Ukraine in 2022 came to 800 million Canadian dollars.",
        ["delivery CA funding 800000000 CAD"],
    ),
    "adds up to is exact": (
        "Sweden's gifts of arms to Kyiv since 2022 add up to 22 billion kronor.",
        ["pledge SE funding 22000000000 SEK"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SUMS.values(), ids=SUMS.keys())
def test_reads_sums_of_aid(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(told(claim) for claim in read(text, title=TITLE)) == sorted(expected)
