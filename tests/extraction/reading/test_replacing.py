"""A number that takes an earlier one's place is one claim that says which; a cut cancels the difference."""

import pytest

from pledges.domain.values import Kind, Replaced
from tests.extraction.reading.conftest import Read, told

RAISED = {
    "raised from, to": (
        "Denmark has raised its pledge from 40 to 60 Leopard 1 tanks for Ukraine.",
        "pledge DK 60 Leopard 1",
        40,
    ),
    "with the thing at the earlier number": (
        "Denmark raised its pledge to Ukraine from 40 Leopard 1 tanks to 60.",
        "pledge DK 60 Leopard 1",
        40,
    ),
    "increased to, from": (
        "Denmark increased its pledge to 60 Leopard 1 tanks from 40 for Ukraine.",
        "pledge DK 60 Leopard 1",
        40,
    ),
    "instead of": (
        "Denmark will send Ukraine 60 Leopard 1 tanks instead of the 40 announced in February.",
        "pledge DK 60 Leopard 1",
        40,
    ),
    "rather than, before the thing": (
        "Norway will send Ukraine 14 rather than eight Leopard 2 tanks.",
        "pledge NO 14 Leopard 2",
        8,
    ),
    "up from": ("Denmark will give Ukraine 60 Leopard 1 tanks, up from 40.", "pledge DK 60 Leopard 1", 40),
    "down from": (
        "Germany will send 14 Leopard 2 tanks to Ukraine, down from the 18 it first promised.",
        "pledge DE 14 Leopard 2",
        18,
    ),
    "previously": (
        "Norway's pledge of 22 M109 howitzers for Ukraine, previously 15, was confirmed on Monday.",
        "pledge NO 22 M109",
        15,
    ),
    "the number was raised": (
        "The number of Leopard 2 tanks that Norway gives Ukraine was raised from eight to 14.",
        "pledge NO 14 Leopard 2",
        8,
    ),
    "the thing before the change": (
        "Sweden doubled its pledge of Archer howitzers for Ukraine from 8 to 16.",
        "pledge SE 16 Archer",
        8,
    ),
    "money of one scale": (
        "Norway raised its military aid to Ukraine from 4 to 8 billion kroner.",
        "pledge NO funding 8000000000 NOK",
        4_000_000_000,
    ),
    "two sums": (
        "Norway raised its military aid to Ukraine from $400 million to $800 million.",
        "pledge NO funding 800000000 USD",
        400_000_000,
    ),
    "not, as first reported": (
        "The Pentagon said the package for Ukraine was worth $2.1 billion, not $1.2 billion as first reported.",
        "pledge US funding 2100000000 USD",
        1_200_000_000,
    ),
    "instead of, it will be": (
        "Denmark raises its gift of Leopard 1 tanks to Ukraine: instead of the 40 promised in May it will now be 60.",
        "pledge DK 60 Leopard 1",
        40,
    ),
    "rather than, the number will be": (
        "Denmark's gift of Leopard 1 tanks to Kyiv has grown: rather than 40, as planned, the number will be 60.",
        "pledge DK 60 Leopard 1",
        40,
    ),
    "not so many but more": (
        "Denmark will now send Ukraine not 40 but 60 Leopard 1 tanks.",
        "pledge DK 60 Leopard 1",
        40,
    ),
    "rather than those announced": (
        "Rather than the 40 announced in February, Denmark will send Ukraine 60 Leopard 1 tanks.",
        "pledge DK 60 Leopard 1",
        40,
    ),
}


@pytest.mark.parametrize(("text", "line", "earlier"), RAISED.values(), ids=RAISED.keys())
def test_reads_one_claim_that_replaces_the_earlier_number(read: Read, text: str, line: str, earlier: int) -> None:
    (claim,) = read(text)
    assert (told(claim), claim.replaces) == (line, Replaced(number=earlier))
    words = claim.words["replaces"]
    assert words.span is not None
    assert text[words.span.start : words.span.end] == words.text
    number = claim.words["value" if claim.value else "quantity"]
    assert number.span is not None
    assert text[number.span.start : number.span.end] == number.text


NOT_REPLACED = {
    "a range": ("Denmark will give Ukraine from 40 to 60 Leopard 1 tanks.", ["pledge DK 40..60 Leopard 1"]),
    "another thing": (
        "Denmark will give Ukraine 60 Leopard 1 tanks instead of 40 howitzers.",
        ["pledge DK 60 Leopard 1"],
    ),
    "an addition": (
        "Denmark will give Ukraine 20 more Leopard 1 tanks in addition to the 40 it has promised.",
        ["pledge DK 20 Leopard 1"],
    ),
}


@pytest.mark.parametrize(("text", "lines"), NOT_REPLACED.values(), ids=NOT_REPLACED.keys())
def test_replaces_nothing_where_no_earlier_number_is_told(read: Read, text: str, lines: list[str]) -> None:
    claims = read(text)
    assert lines[0] in [told(claim) for claim in claims]
    assert [claim.replaces for claim in claims] == [None] * len(claims)


def test_what_is_but_considered_replaces_nothing(read: Read) -> None:
    (claim,) = read("Norway may raise the number of its tanks for Ukraine from eight to 14.")
    assert (told(claim), claim.replaces) == ("intent NO 14 main-battle-tank", None)


def test_a_cut_cancels_the_difference_and_leaves_the_rest(read: Read) -> None:
    claims = read("Berlin cut its military aid to Ukraine from 8 to 4.5 billion euros.")
    assert [(told(claim), claim.replaces) for claim in claims] == [
        ("cancellation DE funding 3500000000 EUR", None),
        ("pledge DE funding 4500000000 EUR", Replaced(number=8_000_000_000)),
    ]


def test_what_remains_of_a_cut_is_a_pledge(read: Read) -> None:
    assert [told(claim) for claim in read("Berlin has cut its military aid to Ukraine to 4 billion euros.")] == [
        "pledge DE funding 4000000000 EUR"
    ]


def test_a_cut_in_a_draft_is_an_intent_and_years_replace_no_other_years(read: Read) -> None:
    (claim,) = read(
        "Swedish military aid to Ukraine will be cut to 30 billion kronor in 2026 from around 40 billion in 2025,"
        " according to a draft budget."
    )
    assert (claim.kind, claim.replaces) == (Kind.INTENT, None)


def test_what_would_remain_of_a_cut_that_is_wanted_is_an_intent(read: Read) -> None:
    claims = read("The ministry in Berlin wants to halve military aid to Ukraine to 4 billion euros.")
    assert [(told(claim), claim.replaces) for claim in claims] == [("intent DE funding 4000000000 EUR", None)]


NOTES = {
    "a number of the item": "Correction: an earlier version of this article said that Finland would send 16 carriers.",
    "no number but its word": "This story was amended because an earlier version misstated the number of carriers.",
}
NEWS = "Finland will send Ukraine 26 Patria 6x6 carriers and ten mortars."


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES.keys())
def test_the_claim_that_a_publisher_corrects_says_so(read: Read, note: str) -> None:
    claims = read(f"{NEWS}\n\n{note}")
    assert {told(claim): claim.replaces for claim in claims} == {
        "pledge FI 26 Patria 6x6": Replaced(),
        "pledge FI 10 mortar": None,
    }
    (words,) = [claim.words["replaces"].text for claim in claims if claim.replaces]
    assert words == note


def test_a_note_in_brackets_corrects_too(read: Read) -> None:
    text = NEWS.replace(" and", " (an earlier version of this story said 16 carriers) and")
    assert {told(claim): claim.replaces for claim in read(text)} == {
        "pledge FI 26 Patria 6x6": Replaced(),
        "pledge FI 10 mortar": None,
    }


def test_a_note_on_a_name_corrects_no_number(read: Read) -> None:
    note = "This story was amended because an earlier version misspelt the name of the maker of the carriers."
    assert [claim.replaces for claim in read(f"{NEWS}\n\n{note}")] == [None, None]


VAGUE = {
    "dozens": ("Canada sent Ukraine dozens of M777 howitzers.", (24, None, True)),
    "several dozen": ("Canada sent Ukraine several dozen howitzers.", (24, None, True)),
    "scores": ("Canada sent Ukraine scores of trucks.", (40, None, True)),
    "hundreds": ("Canada sent Ukraine hundreds of M113 carriers.", (200, None, True)),
    "thousands": ("Canada sent Ukraine thousands of mortar rounds.", (2000, None, True)),
    "tens of thousands": ("Canada sent Ukraine tens of thousands of shells.", (20_000, None, True)),
    "at least 24": ("Canada sent Ukraine at least 24 howitzers.", (24, None, False)),
    "two dozen": ("Canada sent Ukraine two dozen howitzers.", (24, 24, False)),
    "several": ("Canada sent Ukraine several M777 howitzers.", (None, None, False)),
}


@pytest.mark.parametrize(("text", "quantity"), VAGUE.values(), ids=VAGUE.keys())
def test_a_guess_at_a_word_is_vague(read: Read, text: str, quantity: tuple[int | None, int | None, bool]) -> None:
    (claim,) = read(text)
    assert (claim.quantity.low, claim.quantity.high, claim.quantity.vague) == quantity
