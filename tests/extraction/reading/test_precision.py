"""What is nearly a claim: its kind, donors, item and worth are exact, or there is none."""

import pytest

from pledges.domain.claims import Claim
from pledges.domain.values import Basis, Certainty
from tests.extraction.reading.conftest import Read, number, told

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


WHAT_IT_IS_WORTH = {
    "at a cost of": (
        "Vilnius bought two NASAMS launchers in Norway for Ukraine at a cost of EUR 9.8 million.",
        ["contract LT 2 NASAMS 9800000 EUR"],
    ),
    "bought for a price": (
        "Lithuania bought two NASAMS launchers for Ukraine for €9.8 million.",
        ["contract LT 2 NASAMS 9800000 EUR"],
    ),
    "a contract worth": (
        "Norway ordered 54 Krab howitzers for Ukraine, in a contract with their maker worth PLN 3 billion.",
        ["contract NO 54 AHS Krab 3000000000 PLN"],
    ),
    "a sale valued at": (
        "The State Department cleared a sale of 350 ERAM missiles to Ukraine valued at $85 million.",
        ["pledge US 350 ERAM 85000000 USD"],
    ),
    "a package's worth is its own": (
        "Norway gave Ukraine 12 howitzers as part of a package worth $80 million.",
        ["delivery NO 12 howitzer", "delivery NO ? funding 80000000 USD"],
    ),
    "arrival of what was bought": (
        "Vilnius bought two NASAMS launchers for Ukraine, and they should arrive within three months.",
        ["contract LT 2 NASAMS"],
    ),
}

ONE_CLAIM = {
    "a family's name and its type": (
        "Norway hands over eight Leopard tanks\n\nOslo has handed over eight Leopard 1A5 tanks to Ukraine, it said.",
        ["delivery NO 8 Leopard 1A5"],
    ),
    "one number for two words": (
        "Stockholm plans to buy 1,000 used pickup trucks and vans for Ukraine.",
        ["pledge SE 1000 logistics-vehicle"],
    ),
    "mostly trucks": (
        "Tokyo has handed over about 100 vehicles to Ukraine, trucks mostly.",
        ["delivery JP 100 logistics-vehicle"],
    ),
    "its only one": ("Slovakia will give Ukraine its only S-300 battery.", ["pledge SK 1 S-300"]),
    "a ministry of the state before it": (
        "The Dutch MoD has given Ukraine two minehunters.",
        ["delivery NL 2 naval-vessel"],
    ),
    "who was asked": (
        "Belgium, which has been asked by Kyiv for F-16 fighter jets, is silent.",
        ["request BE ? F-16 Fighting Falcon"],
    ),
    "an army of the aggressor receives": (
        "The Russian army is to receive T-62 tanks, having been expected to receive T-14 Armata tanks.",
        [],
    ),
    "back to service": ("The T-62 tanks began to be returned to frontline service last year.", []),
}


@pytest.mark.parametrize(("text", "expected"), WHAT_IT_IS_WORTH.values(), ids=WHAT_IT_IS_WORTH.keys())
def test_gives_the_price_to_what_it_is_the_price_of(read: Read, text: str, expected: list[str]) -> None:
    def priced(claim: Claim) -> str:
        line = f"{claim.kind.value} {'+'.join(claim.donors)} {number(claim)} {claim.item.name or claim.item.category}"
        return f"{line} {claim.value.amount:f} {claim.value.currency}" if claim.value else line

    assert [priced(claim) for claim in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), ONE_CLAIM.values(), ids=ONE_CLAIM.keys())
def test_tells_one_claim_of_one_gift(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


NOT_GIVEN = {
    "decided not to": ("Berlin decided not to send Taurus missiles to Ukraine.", ["cancellation DE ? Taurus KEPD 350"]),
    "criticised for not sending": ("Norway has been criticised for not sending Leopard 2 tanks to Ukraine.", []),
    "voted down a proposal": (
        "Bulgaria's parliament voted down a proposal to send S-300 missiles to Ukraine.",
        ["cancellation BG ? missile"],
    ),
    "if it had sent": ("If Germany had sent tanks to Ukraine earlier, it would have gone better.", []),
    "had it sent": ("Had the US sent F-16s in 2022, Ukraine might have won the air.", []),
    "not all of them": ("Not all of the 50 vehicles promised by Greece have reached Ukraine.", []),
    "has left": ("The Bundeswehr has only 300 Leopard 2 tanks left, of which half work.", []),
    "leased from another": ("The Netherlands will lease 18 Leopard 2 tanks from Germany.", []),
    "sold to many states": ("Turkey has sold Bayraktar TB2 drones to more than 30 countries.", []),
    "bought in another clause": ("Taiwan bought 66 F-16s; Ukraine has long spoken of the same jets.", []),
}


@pytest.mark.parametrize(("text", "expected"), NOT_GIVEN.values(), ids=NOT_GIVEN.keys())
def test_makes_no_gift_of_what_was_not_given(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


EXACTLY_WHO_AND_WHEN = {
    "not another": ("Norway, not Denmark, will send Ukraine six F-16s.", ["pledge NO 6 F-16 Fighting Falcon"]),
    "built by one, paid for by another": (
        "The Polish-built Krab howitzers that the US paid for have reached Ukraine.",
        ["delivery US ? AHS Krab"],
    ),
    "in addition to what it sent": (
        "In addition to the 18 Leopard 2 tanks sent in March, Germany will give Ukraine 110 Leopard 1s.",
        ["delivery DE 18 Leopard 2", "pledge DE 110 Leopard 1"],
    ),
    "no evidence that": ("There is no evidence that Greece has sent S-300s to Ukraine.", []),
    "a ministry by where it stands": (
        "The ministry in Oslo confirmed that eight tanks had gone to Ukraine.",
        ["delivery NO 8 main-battle-tank"],
    ),
    "commas between subject and verb": (
        "Rome hosts a fair, and Joe Biden, with a guest beside him, announces a Patriot battery for Ukraine.",
        ["pledge US 1 MIM-104 Patriot"],
    ),
    "what is repaired is not given": ("Britain announced new funding for repairs to vehicles for Ukraine.", []),
}


@pytest.mark.parametrize(("text", "expected"), EXACTLY_WHO_AND_WHEN.values(), ids=EXACTLY_WHO_AND_WHEN.keys())
def test_reads_exactly_who_gives(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


def test_the_time_of_a_part_is_not_the_time_of_the_whole(read: Read) -> None:
    claims = read("Four of the eight CAESAR howitzers pledged by France in May came to Ukraine on Friday.")
    assert {claim.quantity.low: claim.window is not None for claim in claims} == {8: False, 4: True}


MONEY_AND_HISTORY = {
    "financial support": ("Japan will provide Ukraine with $5.5 billion in additional financial support.", []),
    "a loan of the Fund": ("The IMF approved a $15.6 billion loan for Ukraine.", []),
    "a whole that is military in part": (
        "The United States has provided more than $100 billion to Ukraine, including $43 billion in military aid.",
        ["delivery US funding 43000000000 USD"],
    ),
    "military, and a part of it": (
        "Norway gave $3 billion in military aid to Ukraine, including $1 billion for air defence weapons.",
        ["delivery NO funding 3000000000 USD", "delivery NO ? air-defence-system"],
    ),
    "an older war": ("During the Second World War the US sent 400,000 trucks to the Soviet Union.", []),
    "mine-clearing ones": (
        "Finland, whose army has about 200 Leopard 2 tanks, gave Ukraine six mine-clearing ones.",
        ["delivery FI 6 Leopard 2"],
    ),
    "its own defence": ("Berlin says 2% of GDP will go to defence next year, or 71 billion euros.", []),
    "who says it is another": (
        "North Korea gave Russia 40 howitzers. It has also shipped its ally 2 million shells, officials in Seoul say.",
        ["delivery KP 40 howitzer", "dispatch KP 2000000 artillery-ammunition"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), MONEY_AND_HISTORY.values(), ids=MONEY_AND_HISTORY.keys())
def test_makes_no_military_aid_of_other_money_or_times(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


def test_who_leads_a_fund_gives_no_more_than_the_others(read: Read) -> None:
    claims = read("Canada's $33 million goes to a British-led fund that buys air defence for Ukraine.")
    assert {code for claim in claims for code in claim.donors} <= {"CA"}


HANDED_OVER = {
    "a number": ("Norway is handing over 14 Leopard 2 tanks to Ukraine.", (14, 14)),
    "a guess at a word": ("Norway is handing over dozens more Leopard 2 tanks to Ukraine.", (24, None)),
    "a guess with its noun": ("Norway handed over hundreds of Leopard 2 tanks to Ukraine in March.", (200, None)),
}


@pytest.mark.parametrize(("text", "bounds"), HANDED_OVER.values(), ids=HANDED_OVER.keys())
def test_what_is_handed_over_is_more_only_where_a_word_says_so(
    read: Read, text: str, bounds: tuple[int, int | None]
) -> None:
    (claim,) = read(text)
    assert (claim.quantity.low, claim.quantity.high) == bounds


OWN_ARMS = {
    "with the army first": "For its own army Oslo is buying 116 used Abrams tanks and 48 Korean K9 howitzers.",
    "a sum for stores": "The ministry had set aside two billion zloty to fill the army's own stores of ammunition.",
}


@pytest.mark.parametrize("text", OWN_ARMS.values(), ids=OWN_ARMS.keys())
def test_what_a_state_buys_for_its_own_army_is_no_gift(read: Read, text: str) -> None:
    before = "Norway will give Ukraine 14 Leopard 2 tanks, the government said. "
    assert [told(claim) for claim in read(before + text)] == ["pledge NO 14 Leopard 2"]


def test_what_the_last_of_a_list_comes_from_all_of_it_comes_from(read: Read) -> None:
    text = "12 Gepard systems and 20,000 rounds of Gepard ammunition from Germany have been delivered to Ukraine."
    assert [claim.donors for claim in read(text)] == [("DE",), ("DE",)]
    text = "12 Leopard 2 tanks from Poland and ten Gepard systems from Germany have been delivered to Ukraine."
    assert {claim.item.name: claim.donors for claim in read(text)} == {"Leopard 2": ("PL",), "Gepard": ("DE",)}


def test_what_follows_a_number_that_was_taken_back_stands_in_its_place(read: Read) -> None:
    text = (
        "On Monday we wrote that Latvia will send 16 M109 howitzers to Ukraine. This was wrong; the number is six. "
        "Latvia will send six M109 howitzers to Ukraine, the minister said."
    )
    wrong, right = read(text)
    assert (wrong.certainty, right.quantity.low) == (Certainty.DISPUTED, 6)
    assert right.replaces is not None and right.replaces.number == 16


def test_a_second_package_adds(read: Read) -> None:
    (claim,) = read("Britain has announced a second £150 million military aid package for Ukraine.")
    assert claim.basis is Basis.INCREMENT
    (claim,) = read("Britain has announced a third of its £150 million military aid package for Ukraine.")
    assert claim.basis is not Basis.INCREMENT
