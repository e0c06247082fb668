"""Mentions lie within the text whatever the text is, no two readings share a character, and time grows with length."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.mentions import (
    Gazetteer,
    Mentions,
    MoneyMention,
    NameMention,
    QuantityMention,
    TimeMention,
    find_mentions,
    find_singles,
)
from tests.extraction.mentions.small_catalogue import CATALOGUE

GAZETTEER = Gazetteer.build(CATALOGUE)
PUBLISHED = date(2023, 2, 9)

SCRAPS = (
    "Leopard 2A4 F-16s Hawk tanks U.S. Poland Biden's 14 1,500 1.5 million two dozen hundreds of between and up to "
    "at least more another in total $ € 300 bn euros ( ) USD kr on 7 February 2023 March next last this week by "
    "the end of year since Q2 first half ago in three weeks 30 - – — / . , : ; ‑ ’ “ 155mm rounds per month "
    "each have sent 2000 a an one İ ß ﬁ 𝟙 ٣ www.x.y https://a.b"
)
PIECES = [*SCRAPS.split(), "\n", "\r\n", "\xa0", "  "]
NEWSLIKE = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.lists(
    st.sampled_from(PIECES), max_size=40
).map("".join)


def find(text: str, published: date = PUBLISHED) -> Mentions:
    return find_mentions(text, published=published, gazetteer=GAZETTEER)


def assert_valid(text: str, found: Mentions) -> None:
    mentions: list[NameMention | QuantityMention | MoneyMention | TimeMention] = []
    mentions += [*found.names, *found.quantities, *found.money, *found.times]
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
    marked: list[QuantityMention | MoneyMention] = [*found.quantities, *found.money]
    for quantity in marked:
        if quantity.marker is not None:
            assert 0 <= quantity.marker.start < quantity.marker.end <= len(text)
    for starts in (
        [m.start for m in found.names],
        [m.start for m in found.quantities],
        [m.start for m in found.money],
        [m.start for m in found.times],
    ):
        assert starts == sorted(starts)


@settings(max_examples=400)
@given(st.text(max_size=200) | NEWSLIKE, st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31)))
def test_any_text_on_any_day_has_valid_mentions(text: str, published: date) -> None:
    assert_valid(text, find(text, published))
    for single in find_singles(text):
        assert text[single.start : single.end] == single.text


@settings(max_examples=200)
@given(NEWSLIKE)
def test_the_same_text_has_the_same_mentions(text: str) -> None:
    assert find(text) == find(text)


def test_a_character_is_read_once() -> None:
    text = "On 7 February 2023 they sent 14 Leopard 2 tanks, 100 F-16s and $30 million (€28 million) for 155mm rounds."
    found = find(text)
    assert [q.text for q in found.quantities] == ["14", "100"]
    assert [m.text for m in found.money] == ["$30 million (€28 million)"]
    assert [t.text for t in found.times] == ["On 7 February 2023"]
    assert [n.text for n in found.names if n.kind == "system"] == ["Leopard 2", "F-16s"]


@pytest.mark.parametrize("end", ["\n", "\r\n", " ", "  ", "\u00a0", " \n"], ids=repr)
def test_line_ends_and_blanks_change_no_reading(end: str) -> None:
    text = f"They sent more{end}than 60 guns{end}worth $1{end}billion by the end{end}of the year."
    found = find(text)
    assert_valid(text, found)
    assert [(q.low, q.high) for q in found.quantities] == [(60, None)]
    assert [m.money.amount for m in found.money] == [10**9]
    assert [t.window.end for t in found.times if t.window] == [date(2023, 12, 31)]


def test_a_paragraph_is_not_run_into_the_next() -> None:
    text = "They asked for more\n\n60 guns came."
    assert [(q.low, q.high, q.additive) for q in find(text).quantities] == [(60, 60, False)]


def test_offsets_are_code_points() -> None:
    text = "\U0001f1fa\U0001f1e6 Poland sent “14” tanks"
    found = find(text)
    assert [text[n.start : n.end] for n in found.names] == ["Poland", "tanks"]
    assert [q.text for q in found.quantities] == ["14"]


HOSTILE = {
    "ones": "1,",
    "digits": "1",
    "a": "a ",
    "brackets": "$1 (",
    "dashes": "5-",
    "points": "1.",
    "hundreds": "hundred ",
    "words": "two ",
    "prefixes": "up to at least about ",
    "totals": "total of total ",
    "the": "the ",
    "months": "March ",
    "of": "end of the ",
    "dollars": "$",
    "blanks": " ",
    "line ends": "\r\n",
    "names": "Leopard 2 and ",
    "letters": "x",
    "addresses": "https://",
    "conversions": "$1 or ",
    "ranges": "1 to ",
    "each": "each of ",
    "quotes": "’",
    "mails": "a.b@",
    "numbers": "1 000 ",
    "capitals": "A-",
    "since": "since the ",
    "mixed": "Leopard 2A4, 14 of the 1,500 since 7 March (about $1bn) ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_time_is_linear_on_hostile_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        started = time.process_time()
        find(text)
        return time.process_time() - started

    seconds(1_000)
    small, large = (min(seconds(length) for _ in range(3)) for length in (20_000, 80_000))  # a busy machine
    assert large < 10 * small + 0.05, f"{small:.3f} s for 20,000 and {large:.3f} s for 80,000 code points"
