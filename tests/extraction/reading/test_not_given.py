"""Money and arms for the donor itself or a third state, and numbers that count nothing given, are no claims."""

from pathlib import Path

import pytest

from extraction.mentions import Gazetteer, find_mentions
from extraction.reading.lexicon import LexiconError
from extraction.reading.marking import Marked, numbers_in
from extraction.reading.not_given import NotGivenRow, not_given_rows, states_in
from extraction.reading.recipients import names_recipient
from pledges.domain.values import Span
from pledges.seed_files import load_catalogue
from tests.extraction.reading.conftest import PUBLISHED, Read, told

NOTHING = {
    "its own military": "Germany will invest 100 billion euros in its military after the attack on Ukraine.",
    "its own forces": "Germany will spend 100 billion euros on its armed forces because of the war in Ukraine.",
    "defence as such": "The allies, which back Ukraine, will invest more than $500 billion on defence this year.",
    "its defence budget": "Poland raised its defence budget to $29 billion, citing the war in Ukraine.",
    "a budget by its sum": "The US, which arms Ukraine, passed an $858 billion defence budget.",
    "its own industry": "Washington is investing $75 billion in its defence industrial base, it told Kyiv.",
    "its own stocks": "The Pentagon will spend $30 billion to replenish stocks sent to Ukraine.",
    "a third state's army": "The US gave $18 billion of equipment to the Afghan army, and now arms Ukraine.",
    "arms for a third state": "Washington gave the Iraqi army 40,000 Humvees before it armed Ukraine.",
    "a purchase in place of gifts": "Poland will buy 116 Abrams tanks to replace those it sent to Ukraine.",
    "people without power": "The strike with Patriot missiles left two million without power.",
    "left behind": "The US left behind $6 billion of military equipment in Kabul, a report on Ukraine says.",
    "student loans": "Biden, who arms Ukraine, said students may get up to $10,000 in student loan forgiveness.",
    "spent by allies as such": "In 2020 the NATO allies, who back Ukraine, invested just over $300 billion.",
    "a fund for its own army": (
        "Days after the attack on Ukraine the Danish premier announced a fund of 5 billion kroner "
        "to rearm the Danish army."
    ),
    "a fund for the Bundeswehr": (
        "After Russia invaded Ukraine, Berlin set up a 90 billion euro fund for the Bundeswehr."
    ),
    "a purchase for its own division": (
        "Latvia will buy 42 ASCOD vehicles for its new brigade, the minister said, with an eye to the war in Ukraine."
    ),
    "weighed for its own stocks": (
        "Oslo is studying the JASSM and the Taurus to refill its own arsenal, as the war in Ukraine goes on."
    ),
    "weighed in place of gifts": "Rome is looking at the Archer to replace what it gave away in the war in Ukraine.",
    "offered on a black market": "Ukraine said that 20 Javelin missiles were offered for $30,000 on the black market.",
    "whether it will": "Asked by Kyiv, the minister would not say whether Norway will send 20 Leopard 2 tanks.",
    "others' jets that take off": (
        "Athens reported that five F-16 jets of the Turkish air force took off from a base on 3 March."
    ),
    "others' jets that come near": "Oslo says six Su-35 jets belonging to China entered its air space.",
    "a vote": "The House voted 311 to 112 for aid to Ukraine.",
    "rounds of voting": "After a dozen rounds of voting, the House sent Ukraine words of support.",
}
STILL_GIVEN = {
    "for the recipient's forces": (
        "Germany gave Ukraine 100 million euros for its armed forces.",
        ["delivery DE funding 100000000 EUR"],
    ),
    "out of its budget": (
        "Denmark gives Ukraine 100 million euros in military aid from its defence budget.",
        ["pledge DK funding 100000000 EUR"],
    ),
    "for what was lost": (
        "Norway will give Ukraine 20 tanks to replace those lost in May.",
        ["pledge NO 20 main-battle-tank"],
    ),
    "beside people without power": (
        "The US will give Ukraine two Patriot systems, as attacks have left about two million without power.",
        ["pledge US 2 MIM-104 Patriot"],
    ),
    "beside a distance": (
        "The US will give Ukraine four HIMARS, which hit targets about 40 away.",
        ["pledge US 4 HIMARS"],
    ),
    "beside rounds of talks": (
        "After a dozen rounds of talks Spain will give Ukraine six howitzers.",
        ["pledge ES 6 howitzer"],
    ),
    "more than it had promised": (
        "Norway will give Ukraine 14 Leopard 2 tanks, six more than it had promised.",
        ["pledge NO 14 Leopard 2"],
    ),
    "what is left": (
        "Norway has given Ukraine 12 M109 howitzers, bringing the number left in its depots down to 29.",
        ["delivery NO 12 M109"],
    ),
    "what it keeps": (
        "Norway gave Ukraine 12 M109 howitzers and kept 29 in reserve.",
        ["delivery NO 12 M109"],
    ),
    "what remains": (
        "After Norway gave Ukraine 12 M109 howitzers, only 29 remained in its army.",
        ["delivery NO 12 M109"],
    ),
    "its own fleet": (
        "Norway will give Ukraine 12 M109 howitzers, cutting its own fleet to 29.",
        ["pledge NO 12 M109"],
    ),
    "what it was left with": (
        "Norway gave Ukraine 12 M109 howitzers, which left it with 29.",
        ["delivery NO 12 M109"],
    ),
    "fewer than another has": (
        "Norway will give Ukraine 12 M109 howitzers, fewer than the 300 howitzers that Greece operates.",
        ["pledge NO 12 M109"],
    ),
    "to the recipient's army in the war": (
        "Norway set aside 5 billion kroner to rearm Ukraine's army.",
        ["pledge NO funding 5000000000 NOK"],
    ),
    "rounds of ammunition": (
        "Spain will give Ukraine a dozen rounds of ammunition.",
        ["pledge ES 12 ammunition"],
    ),
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_makes_no_claim_of_what_is_not_given_to_the_recipient(read: Read, text: str) -> None:
    assert [told(claim) for claim in read(text)] == []


@pytest.mark.parametrize(("text", "lines"), STILL_GIVEN.values(), ids=STILL_GIVEN.keys())
def test_reads_the_gift_beside_it(read: Read, text: str, lines: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == lines


GAZETTEER = Gazetteer.build(load_catalogue())


def barred(row: NotGivenRow, text: str) -> bool:
    """Whether a row bars any number, sum or item with its number of a text, the names of the recipient heeded."""
    found = find_mentions(text, published=PUBLISHED, gazetteer=GAZETTEER)
    numbers, names = numbers_in(found), states_in(text, found) if row.named else {}
    things = [Span(start=name.start, end=name.end) for name in found.names if name.kind != "donor"]
    asked = [*numbers, *(things if "item" in row.of else [])]
    spans = [Marked.of(text, own, numbers, names).search(row.words) for own in asked]
    told_of = [text[span.start : span.end] for span in spans if span is not None]
    return any("number" in row.of or not names_recipient(words) for words in told_of)


@pytest.mark.parametrize("row", not_given_rows(), ids=lambda row: f"{row.why}: {row.example}")
def test_a_row_of_the_lexicon_finds_its_example_and_nothing_more(row: NotGivenRow) -> None:
    assert barred(row, row.example)
    assert not [text for text in row.no if barred(row, text)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("- {of: money, why: own, words: x}", "has no example"),
        ("- {of: luck, why: own, words: x, example: x}", "needs why, and of"),
        ("- {of: money, words: x, example: x}", "needs why, and of"),
    ],
)
def test_refuses_a_row_that_says_too_little(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "not_given.yml").write_text(line)
    with pytest.raises(LexiconError, match=message):
        not_given_rows(tmp_path / "not_given.yml")
