"""What is nearly a claim: its kind, donors, item and worth are exact, or there is none."""

import pytest

from tests.extraction.reading.conftest import Read, told

TIME_TO_COME = {
    "delivers in a headline": ("Norway delivers eight Leopard 2 tanks to Ukraine", ["delivery NO 8 Leopard 2"]),
    "hands over in a headline": ("Norway hands over eight Leopard 2 tanks to Ukraine", ["delivery NO 8 Leopard 2"]),
    "hands over next month": (
        "Norway hands over eight Leopard 2 tanks to Ukraine next month.",
        ["pledge NO 8 Leopard 2"],
    ),
    "once it hands over": (
        "Ukraine will be safer once Norway hands over eight Leopard 2 tanks to it.",
        ["pledge NO 8 Leopard 2"],
    ),
    "gets next week": ("Ukraine gets ten Leopard 2 tanks from Spain next week.", ["pledge ES 10 Leopard 2"]),
    "follow in a year to come": (
        (
            "The Netherlands will give Ukraine 18 F-16 jets. The first six should arrive in the spring;"
            " seven more follow in 2025 and the remaining five in 2026."
        ),
        [
            "pledge NL 18 F-16 Fighting Falcon",
            "pledge NL 6 F-16 Fighting Falcon",
            "pledge NL 7 F-16 Fighting Falcon",
            "pledge NL 5 F-16 Fighting Falcon",
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TIME_TO_COME.values(), ids=TIME_TO_COME.keys())
def test_takes_no_time_to_come_for_a_delivery(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


NOT_FOR_UKRAINE = {
    "ordered by a third state": (
        "The K2 tanks that Poland ordered from South Korea will arrive in the autumn.",
        [],
    ),
    "in place of what was given": (
        "Replacement guns, 24 K9 Thunders from South Korea, are arriving in Tallinn.",
        [],
    ),
    "a contract for its own": ("Vilnius signed a contract for 44 Leopard 2A8 tanks worth 950 million euros.", []),
    "for the army of another": ("The minister will sign agreements for 980 K2 tanks for the Polish army.", []),
    "a contract for the recipient": (
        "Vilnius signed a contract for 44 Leopard 2A8 tanks for Ukraine.",
        ["pledge LT 44 Leopard 2A8"],
    ),
    "given to another donor": ("Washington gave Warsaw 28 M1 Abrams tanks on Monday.", []),
    "none of its": ("Bulgaria said that none of its jets had been transferred to Ukraine.", []),
    "not a single one": ("Not a single tank has been delivered to Ukraine by Spain.", []),
    "neither of two": ("Neither Spain nor Greece has sent Patriot batteries to Ukraine.", []),
    "stopped short of saying": ("He stopped short of saying that the US would send Ukraine a Patriot battery.", []),
    "would not say whether": ("He would not say whether Spain would send Ukraine a Patriot battery.", []),
    "declined to say if": ("Officials declined to say if the US had sent ATACMS to Ukraine.", []),
    "considers whether": (
        "Spain is considering whether to send Ukraine a Patriot battery.",
        ["intent ES 1 MIM-104 Patriot"],
    ),
}

WHO_GIVES = {
    "along with": ("Sweden, along with Denmark, has given Ukraine 12 howitzers.", ["delivery DK+SE 12 howitzer"]),
    "in cooperation with": (
        "Finland, in cooperation with Norway, will send Ukraine 40 mortars.",
        ["pledge FI+NO 40 mortar"],
    ),
    "promised together with": (
        "The ten Leopard 1A5 tanks that Copenhagen promised together with Berlin and The Hague reached Ukraine.",
        ["delivery DE+DK+NL 10 Leopard 1A5"],
    ),
    "the gift of several": (
        "The eight tanks, a joint gift of Spain and Portugal, have arrived in Ukraine.",
        ["delivery ES+PT 8 main-battle-tank"],
    ),
    "together with arms": (
        "Sweden sent Ukraine 12 howitzers together with Danish shells.",
        ["delivery SE 12 howitzer", "delivery SE ? artillery-ammunition"],
    ),
    "by way of another": (
        "Germany will deliver ten tanks to Ukraine by way of Poland.",
        ["pledge DE 10 main-battle-tank"],
    ),
    "refused what another asked": (
        "Cyprus declined a US request to send its Tor systems to Ukraine.",
        ["cancellation CY ? 9K330 Tor"],
    ),
    "turned down": (
        "Israel has turned down every request for Iron Dome from Ukraine.",
        ["cancellation IL ? Iron Dome"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), NOT_FOR_UKRAINE.values(), ids=NOT_FOR_UKRAINE.keys())
def test_makes_no_claim_of_what_is_not_given(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), WHO_GIVES.values(), ids=WHO_GIVES.keys())
def test_names_all_who_give_and_no_other(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected
