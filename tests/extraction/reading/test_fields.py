"""Basis, window, announced, value, terms, certainty, sharing, recipient: each with the words behind it."""

from datetime import date
from decimal import Decimal

import pytest

from pledges.domain.values import Basis, Certainty, Qualifier, Role, Sharing, Terms
from tests.extraction.reading.conftest import Read

BASES = {
    "on top of what stands": (
        "The package comes on top of the $18 billion in military aid that the US has already given Ukraine.",
        Basis.CUMULATIVE,
    ),
    "one package, the largest since": (
        (
            "The US will send a $1 billion package of military help to Ukraine, the largest allocation of help given by"
            " the U.S. since the invasion began."
        ),
        Basis.UNSTATED,
    ),
    "ten more": ("Norway will send ten more Leopard 2 tanks to Ukraine.", Basis.INCREMENT),
    "another": ("Norway will send another eight Leopard 2 tanks to Ukraine.", Basis.INCREMENT),
    "an additional": ("The US announced an additional $450 million in military aid to Ukraine.", Basis.INCREMENT),
    "in total": ("Norway has sent 22 M109 howitzers to Ukraine in total.", Basis.CUMULATIVE),
    "a total of": ("Norway has sent a total of 22 M109 howitzers to Ukraine.", Basis.CUMULATIVE),
    "has now sent": ("Norway has now sent Ukraine 22 M109 howitzers.", Basis.CUMULATIVE),
    "since the start of the war": (
        "The US has provided $20 billion in military aid to Ukraine since the start of the war.",
        Basis.CUMULATIVE,
    ),
    "a milestone": ("Denmark will give Ukraine up to 80 Leopard 1 tanks by the end of 2023.", Basis.CUMULATIVE),
    "neither": ("Germany will send 14 Leopard 2 tanks to Ukraine.", Basis.UNSTATED),
    "more than is no more": ("Germany will send more than 14 Leopard 2 tanks to Ukraine.", Basis.UNSTATED),
    "a package, and the total with it": (
        "The package for Ukraine is worth 75 million euros, and with it the total of Finland's help grows.",
        Basis.UNSTATED,
    ),
}
WINDOWS = {
    "by the end of a year": (
        "Germany will send 14 Leopard 2 tanks to Ukraine by the end of 2023.",
        (None, date(2023, 12, 31)),
    ),
    "in a month ahead": (
        "Germany will send 14 Leopard 2 tanks to Ukraine in May.",
        (date(2023, 5, 1), date(2023, 5, 31)),
    ),
    "this week": ("Germany will send 14 Leopard 2 tanks to Ukraine this week.", (date(2023, 3, 6), date(2023, 3, 12))),
    "this summer": (
        "Germany will send 14 Leopard 2 tanks to Ukraine this summer.",
        (date(2023, 6, 1), date(2023, 8, 31)),
    ),
    "late last month": (
        "Germany sent 14 Leopard 2 tanks to Ukraine late last month.",
        (date(2023, 2, 21), date(2023, 2, 28)),
    ),
    "vague": ("Germany will send 14 Leopard 2 tanks to Ukraine in the coming months.", None),
    "said so on a day": ("Germany said on Monday it would send 14 Leopard 2 tanks to Ukraine.", None),
}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Zelensky thanked Biden for providing an additional $1 billion in military aid to Ukraine.", ["pledge"]),
        (
            (
                "The US has so far given over $7bn in military aid to Ukraine, including an additional $450m tranche"
                " unveiled on Monday."
            ),
            ["delivery", "pledge"],
        ),
        (
            "Biden said he backed a proposal from the speaker to provide about $50 billion in aid for Ukraine.",
            ["intent"],
        ),
    ],
)
def test_a_package_thanked_for_unveiled_or_proposed_has_not_come(read: Read, text: str, kinds: list[str]) -> None:
    assert [claim.kind.value for claim in read(text)] == kinds


@pytest.mark.parametrize(("text", "basis"), BASES.values(), ids=BASES.keys())
def test_reads_whether_a_number_adds(read: Read, text: str, basis: Basis) -> None:
    assert [claim.basis for claim in read(text)] == [basis]


@pytest.mark.parametrize(("text", "window"), WINDOWS.values(), ids=WINDOWS.keys())
def test_reads_when_it_moves(read: Read, text: str, window: tuple[date | None, date | None] | None) -> None:
    (claim,) = read(text)
    assert (claim.window and (claim.window.start, claim.window.end)) == window


def test_a_schedule_gives_each_milestone_its_own_time(read: Read) -> None:
    claims = read(
        "Norway will give Ukraine 100 Leopard 1 tanks. According to Oslo, up to 25 tanks are expected "
        "to arrive in Ukraine"
        " this summer, up to 80 tanks by the end of 2023, and up to 100 by the second quarter of 2024."
    )
    ends = {claim.quantity.high: claim.window.end for claim in claims if claim.window}
    assert ends == {25: date(2023, 8, 31), 80: date(2023, 12, 31), 100: date(2024, 6, 30)}


def test_the_day_of_a_promise_is_announced_and_no_window(read: Read) -> None:
    (claim,) = read("On 7 February, Germany announced 14 Leopard 2 tanks for Ukraine.")
    assert (claim.announced, claim.window) == (date(2023, 2, 7), None)


def test_money_as_first_stated(read: Read) -> None:
    (claim,) = read("Ottawa pledged Canadian $3 million (€2 million) in military aid to Ukraine.")
    assert claim.value is not None
    assert (claim.value.amount, claim.value.currency) == (Decimal(3_000_000), "CAD")


def test_money_that_buys_an_item_is_its_value(read: Read) -> None:
    (claim,) = read("Norway will give Ukraine 22 howitzers worth €50 million.")
    assert claim.value is not None
    assert (claim.item.category, claim.value.amount) == ("howitzer", Decimal(50_000_000))


def test_up_to_a_sum_is_qualified(read: Read) -> None:
    (claim,) = read("The US is expected to finalize a military aid package for Ukraine worth up to $2.6 billion.")
    assert claim.value is not None
    assert claim.value.qualifier is Qualifier.UP_TO


CIVIL = {
    "humanitarian money": "The US pledged $500 million in humanitarian aid to Ukraine.",
    "budget support": "The EU provided €1.5 billion in budget support to Ukraine.",
    "refugees": "Poland spent €2 billion on Ukrainian refugees.",
    "grain": "Turkey sent 30 ships of grain from Ukraine.",
}


@pytest.mark.parametrize("text", CIVIL.values(), ids=CIVIL.keys())
def test_civil_help_is_no_claim(read: Read, text: str) -> None:
    assert read(text) == []


TERMS = {
    "a sale": ("Turkey sold 20 Bayraktar TB2 drones to Ukraine.", Terms.SALE),
    "a loan": ("Greece loaned Ukraine two radars.", Terms.LOAN),
    "a gift": ("Greece gave Ukraine two radars.", Terms.DONATION),
}


@pytest.mark.parametrize(("text", "terms"), TERMS.values(), ids=TERMS.keys())
def test_reads_the_terms(read: Read, text: str, terms: Terms) -> None:
    assert [claim.terms for claim in read(text)] == [terms]


def test_an_unofficial_report_is_reported(read: Read) -> None:
    (claim,) = read("Norway will reportedly send Ukraine ten more Leopard 2 tanks.")
    assert claim.certainty is Certainty.REPORTED


SHARING = {
    "jointly": ("Denmark and Sweden will jointly give Ukraine 16 Archer howitzers.", Sharing.JOINT),
    "each": ("Denmark and Sweden will each give Ukraine six Archer howitzers.", Sharing.EACH),
    "a list of givers": ("France, Canada and Norway have all sent howitzers to Ukraine.", Sharing.UNCLEAR),
    "one": ("Sweden will give Ukraine six Archer howitzers.", None),
}


@pytest.mark.parametrize(("text", "sharing"), SHARING.values(), ids=SHARING.keys())
def test_reads_how_donors_share(read: Read, text: str, sharing: Sharing | None) -> None:
    assert [claim.sharing for claim in read(text)] == [sharing]


def test_who_pays_is_a_financier(read: Read) -> None:
    (claim,) = read("Denmark will finance 18 Zuzana 2 howitzers for Ukraine.")
    assert [(party.who, party.role) for party in claim.parties] == [("DK", Role.FINANCIER)]


def test_who_made_it_is_no_giver(read: Read) -> None:
    (claim,) = read("Lithuania will send Ukraine 10 Czech-made Dana howitzers.")
    assert claim.donors == ("LT",)
    assert [(party.who, party.role) for party in claim.parties] == [("CZ", Role.MAKER)]


def test_what_the_next_sentence_calls_false_is_disputed(read: Read) -> None:
    (claim,) = read("A post claims that Norway has given Ukraine 50 F-35 fighters. That is false.")
    assert claim.certainty is Certainty.DISPUTED


def test_a_third_states_gift_to_the_aggressor_names_it(read: Read) -> None:
    (claim,) = read("Iran has delivered 400 Shahed drones to Russia for its war in Ukraine.")
    assert (claim.donors, claim.recipient) == (("IR",), "RU")


def test_every_field_has_words_that_stand_where_they_say(read: Read) -> None:
    text = "On 7 February, Norway announced eight more Leopard 2 tanks for Ukraine by the end of 2023."
    (claim,) = read(text)
    for name in ("kind", "donors", "item", "quantity", "basis", "window", "announced"):
        words = claim.words[name]
        assert words.rule
        assert words.span is not None
        assert text[words.span.start : words.span.end] == words.text
