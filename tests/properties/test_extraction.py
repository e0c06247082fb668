"""Whatever the text, reading ends, keeps its offsets, and does not depend on company or order."""

import random
import time
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extraction.reading import Document, Reader, TextTooLong
from extraction.reading.segments import sentences
from pledges.domain.claims import Claim, claim_to_json
from pledges.seed_files import load_catalogue

_PIECES = (
    "Germany",
    "the Netherlands",
    "Ukraine",
    "Kyiv",
    "will send",
    "has delivered",
    "announced",
    "was handed over by",
    "14 Leopard 2 tanks",
    "up to 80",
    "155mm shells",
    "$450 million in military aid",
    "a package including",
    "it",
    "them",
    "which",
    "by the end of 2023",
    "not",
    "if",
    "and",
    ",",
    ";",
    ":",
    "(",
    ")",
    "“",
    "”",
    ".",
    "\n",
    "\r\n",
    "\n\n",
    "\u00a0",
    "- ",
    "• ",
    "1,000,000,000,000,000,000",
    "٣",
    "½",
    "\u200b",
    "\ufeff",
    "\x00",
    "e\u0301",
    "🚀",
    "F-16s",
    "U.S.",
    "’s",
    "--",
    "training",
)
HOSTILE = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(_PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(_PIECES), max_size=60).map("".join),
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.build(catalogue=load_catalogue(), limit=2_000_000)


def document(text: str, article: str = "a") -> Document:
    return Document(article=article, text=text, published=date(2023, 3, 8), title="Ukraine")


def claims_of(reader: Reader, text: str) -> list[Claim]:
    (claims,) = reader.read([document(text)])
    return claims


@given(HOSTILE)
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reads_any_text_and_keeps_valid_offsets(reader: Reader, text: str) -> None:
    for claim in claims_of(reader, text):
        for span in claim.evidence:
            assert 0 <= span.start < span.end <= len(text)
        for words in claim.words.values():
            if words.span is not None:
                assert text[words.span.start : words.span.end] == words.text
        claim_to_json(claim)


@given(HOSTILE)
@settings(max_examples=400)
def test_sentences_are_spans_of_the_text_in_order(text: str) -> None:
    place = 0
    for sentence in sentences(text):
        assert place <= sentence.start < sentence.end <= len(text)
        assert len(sentence.text) == sentence.end - sentence.start
        place = sentence.end


TEXTS = (
    "Germany will send 14 Leopard 2 tanks to Ukraine. It has also delivered 37 Gepards.",
    "The US announced a $400 million package for Ukraine, including 10 boats.",
    "Oslo plans to train 200 Ukrainian soldiers by the end of May.",
    "Nothing happened.",
)


def test_company_and_order_change_nothing(reader: Reader) -> None:
    documents = [document(text, article=str(number)) for number, text in enumerate(TEXTS)]
    alone = {claim.id: claim_to_json(claim) for one in documents for claims in reader.read([one]) for claim in claims}
    shuffled = [*documents]
    for seed in range(3):
        random.Random(seed).shuffle(shuffled)
        together = {claim.id: claim_to_json(claim) for claims in reader.read(shuffled) for claim in claims}
        assert together == alone


def test_a_text_above_the_limit_is_refused(reader: Reader) -> None:
    with pytest.raises(TextTooLong, match="article 'a' has 2000001 characters"):
        claims_of(reader, "x" * 2_000_001)


def hostile_long_texts(length: int) -> Iterator[str]:
    yield "x" * length
    yield "Germany will send 14 Leopard 2 tanks to Ukraine and " * (length // 52)
    yield "( " * (length // 2)
    yield "1," * (length // 2)
    yield "\n" * length


@pytest.mark.parametrize("number", range(5))
def test_time_is_linear_in_length(reader: Reader, number: int) -> None:
    def seconds(length: int) -> float:
        text = list(hostile_long_texts(length))[number]
        start = time.process_time()
        claims_of(reader, text)
        return time.process_time() - start

    seconds(2_000)
    short, long = (min(seconds(length) for _ in range(2)) for length in (20_000, 80_000))
    assert long < 4 * 2.5 * short + 1.0
