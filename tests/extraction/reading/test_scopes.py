"""A total says what it covers, whose gifts, since when and how far it has come; an ordinary gift has no scope."""

from datetime import date
from pathlib import Path

import pytest

from extraction.mentions import Gazetteer, find_mentions
from extraction.reading.lexicon import LexiconError
from extraction.reading.marking import Marked, numbers_in
from extraction.reading.scope_words import ScopeRow, scope_rows
from pledges.domain.values import Extent, Scope, Stage, Whose
from pledges.seed_files import load_catalogue
from tests.extraction.reading.conftest import Read

INVASION = date(2022, 2, 24)
TOTALS = {
    "since the invasion": (
        "Spain has given Ukraine 300 million euros in military aid since the invasion.",
        Scope(of=Extent.MILITARY, start=INVASION, stage=Stage.GIVEN),
    ),
    "since its first day, of no year": (
        "Since 24 February, Norway has given Ukraine 1.5 billion euros in military aid.",
        Scope(of=Extent.MILITARY, start=INVASION, stage=Stage.GIVEN),
    ),
    "in a year": (
        "Italy gave Ukraine 2 billion euros in military aid in 2022.",
        Scope(of=Extent.MILITARY, start=date(2022, 1, 1), end=date(2022, 12, 31), stage=Stage.GIVEN),
    ),
    "this year": (
        "Poland has sent Ukraine $500 million in weapons so far this year.",
        Scope(of=Extent.MILITARY, start=date(2023, 1, 1), end=date(2023, 12, 31), stage=Stage.GIVEN),
    ),
    "over the past year": (
        "Ottawa has committed over $1 billion in military aid to Ukraine over the past year.",
        Scope(of=Extent.MILITARY, start=date(2022, 3, 8), end=date(2023, 3, 8)),
    ),
    "a new running total": (
        "The package brings Swedish military aid to Ukraine to $2 billion.",
        Scope(of=Extent.MILITARY),
    ),
    "with civil help in it": (
        "London has provided Ukraine with $9 billion in military, financial and humanitarian aid since the invasion.",
        Scope(of=Extent.ALL_AID, start=INVASION, stage=Stage.GIVEN),
    ),
    "all aid by its own word": (
        "Total German aid to Ukraine exceeds $50 billion.",
        Scope(of=Extent.ALL_AID),
    ),
    "aid and no word of arms": (
        "Finland has committed more than 3 billion euros in aid to Ukraine since the invasion.",
        Scope(of=Extent.ALL_AID, start=INVASION),
    ),
    "commitments and no word of arms": (
        "The new bill brings the total amount of commitments from the U.S. to Ukraine to $65 billion.",
        Scope(of=Extent.ALL_AID),
    ),
    "aid of the Pentagon": (
        "The Pentagon has provided Ukraine with more than $40 billion in aid since the invasion.",
        Scope(start=INVASION, stage=Stage.GIVEN),
    ),
    "aid with arms named": (
        "Germany has provided Ukraine with 4 billion euros worth of support since the invasion, including howitzers.",
        Scope(start=INVASION, stage=Stage.GIVEN),
    ),
    "this week's total": (
        "That takes new Danish military aid to Ukraine to $1 billion just this week.",
        Scope(of=Extent.MILITARY, start=date(2023, 3, 6), end=date(2023, 3, 12)),
    ),
    "what it adds to": (
        "The gift will add to the nearly $2 billion in Norwegian military aid given to Ukraine since the invasion.",
        Scope(of=Extent.MILITARY, start=INVASION),
    ),
    "a loan": (
        "Canada also announced a $15 billion loan for Ukraine that is backed by frozen assets.",
        Scope(of=Extent.ALL_AID),
    ),
    "approved after a delay": (
        "The US House of Representatives, after weeks of delay, finally approved a $50bn package for Ukraine.",
        Scope(stage=Stage.APPROPRIATED),
    ),
    "there to be spent": (
        "The Pentagon has an additional $2 billion to spend on arms for Ukraine.",
        Scope(stage=Stage.AUTHORISED),
    ),
    "with its allies": (
        "The US and its allies have given Ukraine $80 billion in military aid.",
        Scope(whose=Whose.ALL_DONORS, stage=Stage.GIVEN),
    ),
    "arms of all allies": (
        "The US, together with its allies, has sent Ukraine 300 tanks since the invasion.",
        Scope(whose=Whose.ALL_DONORS, start=INVASION),
    ),
    "with its member states": (
        "The EU and its member states have provided Ukraine with 28 billion euros in military aid.",
        Scope(whose=Whose.GROUP, stage=Stage.GIVEN),
    ),
    "of western countries": (
        "Western countries have together pledged more than $100 billion in military aid to Ukraine.",
        Scope(of=Extent.MILITARY, whose=Whose.ALL_DONORS),
    ),
    "asked of a parliament": (
        "President Biden asked Congress for $33 billion in aid for Ukraine.",
        Scope(stage=Stage.REQUESTED),
    ),
    "proposed in a draft": (
        "Oslo proposed 3 billion kroner in military aid to Ukraine in its draft budget.",
        Scope(stage=Stage.PROPOSED),
    ),
    "approved by a parliament": (
        "Congress has approved $14 billion in arms for Ukraine.",
        Scope(stage=Stage.APPROPRIATED),
    ),
    "left of an authority": (
        "The Pentagon still has $5.4 billion in drawdown authority left for arms to Ukraine.",
        Scope(stage=Stage.AUTHORISED),
    ),
    "allocated for some years": (
        "Norway has allocated 75 billion kroner for military and civilian support to Ukraine between 2023 and 2027.",
        Scope(of=Extent.ALL_AID, start=date(2023, 1, 1), end=date(2027, 12, 31), stage=Stage.ALLOCATED),
    ),
}  # fmt: skip
ORDINARY = {
    "announced": "The US announced $450 million in military aid to Ukraine.",
    "authorised": "Biden authorised a $350 million military aid package for Ukraine.",
    "drawn down under an authority": "The US will send Ukraine a $425 million package under its drawdown authority.",
    "given": "Spain gave Ukraine 20 million euros in weapons.",
    "given in a month": "Spain gave Ukraine 20 million euros in weapons in February.",
    "due in a year": "Denmark will give Ukraine 2 billion kroner in military aid in 2024.",
    "said to allies": "Austin told allies that the US will give Ukraine $300 million in military aid.",
    "a number of arms": "Norway will send Ukraine 14 Leopard 2 tanks this year.",
    "the first time since a year": "Spain gave Ukraine 20 million euros in arms, its first such gift since 1991.",
    "one package of plain aid": "Spain announced a 20 million euro aid package for Ukraine.",
    "a package called the largest since": (
        "The US will send Ukraine a $1 billion package of arms this week, the largest allocation of help given by"
        " the U.S. since the invasion began."
    ),
    "beside a time of another clause": (
        "Spain gave 20 million euros in arms to Ukraine, which has been under attack since the invasion."
    ),
    "the gift of a group": "NATO allies have given Ukraine $5 billion in military aid.",
    "a week of another verb": (
        "Zagreb, which has given Ukraine more than a dozen Mi-8 helicopters, held a conference on mines this week."
    ),
}


@pytest.mark.parametrize(("text", "scope"), TOTALS.values(), ids=TOTALS.keys())
def test_reads_what_a_number_covers_with_its_words(read: Read, text: str, scope: Scope) -> None:
    (claim,) = read(text)
    assert claim.scope == scope
    words = claim.words["scope"]
    assert words.span is not None
    assert text[words.span.start : words.span.end] == words.text
    assert words.rule.startswith("scope.")


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY.keys())
def test_an_ordinary_gift_has_no_scope(read: Read, text: str) -> None:
    (claim,) = read(text)
    assert claim.scope is None


def test_a_part_of_a_sum_told_before_is_part(read: Read) -> None:
    claims = read(
        "The US has committed $44 billion in security assistance to Ukraine since 2021."
        " This includes $43 billion since the invasion."
    )
    scopes = {int(claim.value.amount / 10**9): claim.scope for claim in claims if claim.value is not None}
    assert scopes == {
        44: Scope(of=Extent.MILITARY, start=date(2021, 1, 1)),
        43: Scope(of=Extent.PART, start=INVASION),
    }


def test_a_package_told_before_says_that_a_total_is_of_arms(read: Read) -> None:
    claims = read(
        "The US announced a new $800 million military package for Ukraine."
        " With the latest package, the US has committed about $3 billion in assistance to Ukraine since the invasion."
    )
    assert [claim.scope for claim in claims] == [None, Scope(start=INVASION)]


def test_each_total_has_the_time_that_is_said_of_it(read: Read) -> None:
    claims = read(
        "Kirby said the military aid that the US has sent to Ukraine comes to about $6 billion since February 24 and"
        " $7 billion since the start of his term."
    )
    assert [claim.scope.start if claim.scope else None for claim in claims] == [INVASION, None]


def test_a_whole_with_its_military_part_is_all_aid(read: Read) -> None:
    claims = read(
        "The list puts aid from the U.S. to Ukraine between January 2022 and January 2023 as $70 billion,"
        " with $40 billion or 57% in military aid alone."
    )
    start, end = date(2022, 1, 1), date(2023, 1, 31)
    assert [claim.scope for claim in claims] == [
        Scope(of=Extent.ALL_AID, start=start, end=end),
        Scope(of=Extent.MILITARY, start=start, end=end),
    ]


def test_what_a_parliament_named_before_passed_is_appropriated(read: Read) -> None:
    claims = read(
        "An aide said that Congress had solved it when it passed a spending bill last week. That package included"
        " more than $11 billion in money to respond to the invasion of Ukraine."
    )
    assert [claim.scope for claim in claims] == [Scope(stage=Stage.APPROPRIATED)]


GAZETTEER = Gazetteer.build(load_catalogue())


def matches(row: ScopeRow, text: str) -> bool:
    """Whether a row's words stand around the first sum of a text."""
    found = find_mentions(text, published=INVASION, gazetteer=GAZETTEER)
    numbers = numbers_in(found)
    return any(Marked.of(text, own, numbers).search(row.words) is not None for own in numbers)


@pytest.mark.parametrize("row", scope_rows(), ids=lambda row: f"{row.value}: {row.example}")
def test_a_row_of_the_lexicon_finds_its_example_and_nothing_more(row: ScopeRow) -> None:
    assert matches(row, row.example)
    assert not [text for text in row.no if matches(row, text)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("- {field: of, value: military, words: x}", "no example"),
        ("- {field: of, value: given, words: x, example: x}", "needs a field"),
        ("- {field: of, value: military, needs: luck, words: x, example: x}", "needs a field"),
        ("- {field: of, value: military, example: x}", "no words"),
    ],
)
def test_refuses_a_row_that_says_too_little(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "scopes.yml").write_text(line)
    with pytest.raises(LexiconError, match=rf"scopes\.yml: row 1 {'has ' if 'no ' in message else ''}{message}"):
        scope_rows(tmp_path / "scopes.yml")
