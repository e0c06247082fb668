from dataclasses import replace
from datetime import date

import pytest

from extraction.judging.judge import Judge
from extraction.judging.weights import Weights
from extraction.reading import Document, Reader
from extraction.reading.reader import Trace
from pledges.domain.claims import Claim
from pledges.seed_files import load_catalogue

TEXT = (
    "Portugal will send Ukraine 14 howitzers, the ministry in Lisbon said.\n\n"
    "Kyiv asked for help in May, and in the hangar, where nobody would speak of it, stood 300 M72 launchers.\n\n"
    "Warsaw ordered 90 K2 tanks for its own army."
)
YES = Weights(base=20.0, features={}, least=0.75, card={})
NO = Weights(base=-20.0, features={}, least=0.75, card={})


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.build(catalogue=load_catalogue())


def traced(reader: Reader, weights: Weights | None) -> Trace:
    judge = Judge(weights=weights) if weights is not None else None
    document = Document(
        article="a", text=TEXT, published=date(2024, 5, 7), title="Lisbon gives guns to Kyiv", publisher="Wire"
    )
    return replace(reader, judge=judge).trace(document)


def told(claims: tuple[Claim, ...]) -> set[tuple[str | None, int | None]]:
    return {(claim.item.name or claim.item.category, claim.quantity.low) for claim in claims}


def test_what_the_rules_accept_stands_with_its_chance(reader: Reader) -> None:
    (claim,) = traced(reader, NO).claims
    assert (claim.item.category, claim.quantity.low) == ("howitzer", 14)
    assert claim.confidence < 0.05


def test_what_the_rules_left_open_is_a_claim_where_it_is_likely(reader: Reader) -> None:
    assert ("M72 LAW", 300) not in told(traced(reader, None).claims)
    assert ("M72 LAW", 300) in told(traced(reader, YES).claims)


def test_what_speaks_against_a_gift_is_never_overruled(reader: Reader) -> None:
    assert not any(claim.quantity.low == 90 for claim in traced(reader, YES).claims)


def test_a_reading_that_lost_says_its_chance_and_why(reader: Reader) -> None:
    reasons = [one.reason for one in traced(reader, NO).skipped if "M72" in one.words]
    assert any("has a chance of 0.00" in reason for reason in reasons)


def test_every_field_of_a_judged_claim_leads_to_its_words(reader: Reader) -> None:
    for claim in traced(reader, YES).claims:
        assert claim.words["item"].span is not None
        for words in claim.words.values():
            if words.span is not None:
                assert TEXT[words.span.start : words.span.end] == words.text


def test_the_weights_are_part_of_the_version(reader: Reader) -> None:
    one, other = (replace(reader, judge=Judge(weights=weights)).version for weights in (YES, NO))
    assert one != other
    assert one.startswith(f"{reader.version}+")
