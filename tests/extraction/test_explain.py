"""An explanation shows each mention, each claim with the words and rule of its fields, and what was left out."""

from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from extraction.explain import (
    A_SUM,
    NO_DAY,
    NO_GIVING,
    NOTHING_GIVEN,
    Explanation,
    Stated,
    explain,
    lines,
)
from extraction.fields_said import field_values
from extraction.judging.judge import judge_of
from extraction.marked import shown
from extraction.reading import Document, Reader
from extraction.reading.composing.thread import Skipped
from extraction.reading.corrections import CORRECTION
from extraction.reading.tables.reading import IN_TABLE
from pledges.domain.claims import values_to_json
from pledges.domain.values import Quantity, Span, Unit
from pledges.seed_files import load_catalogue

DAY = date(2023, 3, 8)  # a Wednesday
TEXT = (
    "Berlin opens its depots\r\n\r\n"
    "•\xa0Germany will send 14\xa0Leopard 2A6 tanks worth €90 million to Ukraine by the end of March.\r\n\r\n"
    "The weather in Kyiv was mild. Russia lost 30 tanks that it had sent to the front. He gave her a smile."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.build(catalogue=load_catalogue(), judge=judge_of())


@pytest.fixture(scope="module")
def told(reader: Reader) -> Explanation:
    return explain(reader.trace(Document(article="a", text=TEXT, published=DAY, title="Ukraine")))


def claim_of(told: Explanation) -> Stated:
    (claim,) = told.claims
    return claim


def test_passages_stand_where_the_stored_text_has_them(told: Explanation) -> None:
    for passage in told.passages:
        assert told.text[passage.start : passage.end] == passage.text
    ends = [0, *(one.end for one in told.passages)]
    starts = [*(one.start for one in told.passages), len(told.text)]
    between = [told.text[end:start] for end, start in zip(ends, starts, strict=True)]
    assert "".join(between).strip(" \r\n\xa0•") == ""


@pytest.mark.parametrize(
    ("text", "kind", "group", "means", "rule"),
    [
        pytest.param("Germany", "donor", "name", "DE", "gazetteer.donor.name", id="a donor"),
        pytest.param("Leopard 2A6", "system", "name", "leopard-2a6", "gazetteer.system.name", id="a system"),
        pytest.param("14", "number", "number", "14", "quantity.digits", id="a number"),
        pytest.param("€90 million", "money", "money", "90,000,000 EUR", "money.sum", id="a sum"),
        pytest.param("by the end of March", "time", "time", "..2023-03-31", "time.month.no-year", id="a time"),
    ],
)
def test_a_mention_says_what_it_means_and_by_which_rule(
    told: Explanation, text: str, kind: str, group: str, means: str, rule: str
) -> None:
    (one,) = [one for passage in told.passages for one in passage.mentions if one.text == text]
    assert (one.kind, one.group, one.means) == (kind, group, means)
    assert one.rule.startswith(rule)
    assert told.text[one.start : one.end] == text


def test_each_field_comes_with_its_words_and_its_rule(told: Explanation) -> None:
    fields = {field.name: field for field in claim_of(told).fields}
    assert {name: (field.value, field.words) for name, field in fields.items()} == {
        "kind": ("pledge", "send"),
        "donors": ("DE", "Germany"),
        "recipient": ("UA", None),
        "item": ("Leopard 2A6 (main-battle-tank)", "Leopard 2A6 tanks"),
        "quantity": ("14 item", "14"),
        "value": ("90,000,000 EUR (exact)", "€90 million"),
        "window": ("..2023-03-31", "by the end of March"),
    }
    assert {name for name, field in fields.items() if field.rule is None} == {"recipient"}


def test_fields_of_which_nothing_is_said_are_named_with_their_defaults(told: Explanation) -> None:
    assert claim_of(told).silent == (
        "basis (unstated)", "sharing", "parties", "scope", "replaces", "announced", "terms (donation)",
        "certainty (stated)",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("quantity", "value"),
    [
        pytest.param(Quantity(low=14, high=14), "14 item", id="exact"),
        pytest.param(Quantity(low=60), "60.. item", id="at least"),
        pytest.param(Quantity(high=178, unit=Unit.ROUND), "..178 round", id="up to"),
        pytest.param(Quantity(low=20, high=25, approximate=True), "20..25 item approximate", id="about"),
        pytest.param(Quantity(low=9, high=9, per="month"), "9 item per month", id="a rate"),
        pytest.param(Quantity(unit=Unit.BATTERY), "unknown battery", id="unknown, of a unit"),
        pytest.param(Quantity(), "unknown", id="unknown"),
        pytest.param(Quantity(low=0, high=0), "0 item", id="none at all"),
    ],
)
def test_a_quantity_is_told_as_it_is_known(told: Explanation, reader: Reader, quantity: Quantity, value: str) -> None:
    (claim,) = reader.trace(Document(article="a", text=TEXT, published=DAY, title="Ukraine")).claims
    assert field_values(replace(claim, quantity=quantity))["quantity"] == value


def test_the_fields_are_those_of_a_claim_in_its_order(told: Explanation, reader: Reader) -> None:
    (claim,) = reader.trace(Document(article="a", text=TEXT, published=DAY, title="Ukraine")).claims
    assert list(field_values(claim)) == list(values_to_json(claim))


def test_confidence_comes_with_its_reasons(told: Explanation, reader: Reader) -> None:
    bold, shy = claim_of(told), Document(article="a", text="Ten tanks were sent to Ukraine.", published=DAY)
    assert all(weight for _, weight in bold.reasons)  # of the judge's features those that counted most
    (claim,) = explain(reader.trace(shy)).claims
    assert dict(claim.reasons)["donor.none"] < 0
    assert claim.confidence < bold.confidence


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        pytest.param("The weather in Kyiv was mild.", NO_GIVING, id="no word of giving"),
        pytest.param("He gave her a smile.", NOTHING_GIVEN, id="nothing that could be given"),
        pytest.param("Russia lost 30 tanks that it had sent to the front.", None, id="read"),
    ],
)
def test_a_sentence_that_was_not_parsed_says_why(told: Explanation, words: str, unread: str | None) -> None:
    (passage,) = [one for one in told.passages if one.text == words]
    assert passage.unread == unread
    assert bool(passage.mentions) == (unread is None)


def test_what_was_left_out_stands_at_its_sentence_with_the_reason(told: Explanation) -> None:
    (passage,) = [one for one in told.passages if one.left_out]
    assert passage.text.startswith("Russia lost")
    assert passage.left_out[0].words == "30 tanks"
    assert passage.left_out[0].reason


def test_a_sum_that_was_left_out_has_words_too(reader: Reader) -> None:
    trace = reader.trace(Document(article="a", text="Oslo will send ten tanks to Ukraine.", published=DAY))
    trace = replace(trace, skipped=(Skipped(sentence=0, words="", reason="civil help"),))
    (passage,) = explain(trace).passages
    assert [(one.words, one.reason) for one in passage.left_out] == [(A_SUM, "civil help")]


def test_a_claim_stands_at_its_sentence_even_if_its_evidence_begins_in_one_that_was_not_parsed(reader: Reader) -> None:
    text = "Oslo was quiet. Norway will send ten tanks to Ukraine. Norway will send ten tanks to Ukraine."
    trace = reader.trace(Document(article="a", text=text, published=DAY, title="Ukraine"))
    (claim,) = trace.claims
    moved = replace(claim, evidence=(Span(start=0, end=4), *claim.evidence))
    told = explain(replace(trace, claims=(moved,)))
    assert [len(passage.claims) for passage in told.passages] == [0, 1, 0]
    assert told.passages[0].unread == NO_GIVING
    assert told.claims[0].evidence[0].text == "Oslo"


def test_the_lines_show_all_of_it_in_the_order_of_the_text(told: Explanation) -> None:
    shown = list(lines(told))
    (left_out, *_) = [one for passage in told.passages for one in passage.left_out]
    wanted = [
        "[0:23] Berlin opens its depots",
        "    not parsed: no word of giving",
        "[29:117] Germany will send 14 Leopard 2A6 tanks worth €90 million to Ukraine by the end of March.",
        "    donor 'Germany' = DE (gazetteer.donor.name)",
        "    number '14' = 14 (quantity.digits)",
        f"    CLAIM {claim_of(told).id[:12]}",
        "      kind: pledge <- 'send' by verbs.send:future",
        "      quantity: 14 item <- '14' by quantity.digits",
        f"      not said: {', '.join(claim_of(told).silent)}",
        f"    skipped '30 tanks': {left_out.reason}",
        "1 claims",
    ]
    places = [shown.index(line) for line in wanted]
    assert places == sorted(places)
    assert any(line.startswith("      evidence [29:") for line in shown)


def test_the_command_prints_the_explanation(tmp_path: Path, told: Explanation) -> None:
    path = tmp_path / "a"
    path.write_bytes(TEXT.encode())
    printed = StringIO()
    call_command("explain", str(path), published=DAY, title="Ukraine", stdout=printed)
    shown = printed.getvalue().splitlines()
    skip = [line for line in lines(told) if "CLAIM" not in line]  # a claim's id hangs on the article's key
    assert [line for line in shown if "CLAIM" not in line] == skip


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"\xff\xfe14 tanks", "not UTF-8 at byte 0", id="another encoding"),
        pytest.param(None, "cannot be read: No such file or directory", id="no file"),
    ],
)
def test_the_command_names_what_it_cannot_read(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "a.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=rf"a\.txt: {words}"):
        call_command("explain", str(path))


def test_hidden_characters_and_marks_are_shown_as_stored(reader: Reader) -> None:
    text = "**\u00adBerlin** will send [14 Leo\u00adpard 2A6](https://a.org/2) tanks to Ukraine in March."
    document = Document(article="a", text=text, published=DAY, title="Ukraine", media_type="text/markdown")
    told = explain(reader.trace(document))
    (passage,) = told.passages
    assert text[passage.start : passage.end] == passage.text
    assert {one.text for one in passage.mentions} >= {"14", "Leo\u00adpard 2A6", "Berlin"}
    assert all(text[one.start : one.end] == one.text for one in passage.mentions)
    (claim,) = passage.claims
    assert all(text[quote.start : quote.end] == quote.text for quote in claim.evidence)
    assert "".join(one.before + "".join(part.text for part in one.stretches) for one in shown(told)) == text


def test_a_time_that_counts_from_an_unknown_day_says_so(reader: Reader) -> None:
    told = explain(reader.trace(Document(article="a", text=TEXT, published=None, title="Ukraine")))
    assert [one.means for passage in told.passages for one in passage.mentions if one.kind == "time"] == [NO_DAY]


def test_a_sentence_that_is_passed_over_as_a_whole_says_why(reader: Reader) -> None:
    text = "Correction: Berlin will send Ukraine 14 Leopard 2A6 tanks.\n\nItem | Delivered\nLeopard 2A6 | 18"
    told = explain(reader.trace(Document(article="a", text=text, published=DAY, title="Germany arms Ukraine")))
    assert [passage.unread for passage in told.passages] == [CORRECTION, IN_TABLE, IN_TABLE]
    assert [len(passage.claims) for passage in told.passages] == [0, 0, 1]
