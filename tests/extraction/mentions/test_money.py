"""A sum is read with its currency and qualifier as first stated."""

from datetime import date
from decimal import Decimal

import pytest

from extraction.mentions import Gazetteer, MoneyMention, find_mentions
from tests.extraction.mentions.small_catalogue import CATALOGUE

GAZETTEER = Gazetteer.build(CATALOGUE)


def sums(text: str) -> list[MoneyMention]:
    found = find_mentions(text, published=date(2023, 2, 9), gazetteer=GAZETTEER).money
    assert all(text[m.start : m.end] == m.text for m in found)
    return list(found)


SUMS = {
    # id: text, words, amount, currency, qualifier
    "dollars": ("a $300 million package", "$300 million", 300_000_000, "USD", "exact"),
    "decimals": ("worth $1.7 billion", "$1.7 billion", 1_700_000_000, "USD", "exact"),
    "US prefix": ("worth US$1.7bn", "US$1.7bn", 1_700_000_000, "USD", "exact"),
    "US and a blank": ("worth U.S. $40m", "U.S. $40m", 40_000_000, "USD", "exact"),
    "hyphened scale": ("a $500-million package", "$500-million", 500_000_000, "USD", "exact"),
    "scale over a line end": ("a $1\nbillion package", "$1\nbillion", 1_000_000_000, "USD", "exact"),
    "trillion letter": ("it costs $1.2T", "$1.2T", 1_200_000_000_000, "USD", "exact"),
    "plain": ("a $20,000 drone", "$20,000", 20_000, "USD", "exact"),
    "Canadian": ("pledged Canadian $3 million", "Canadian $3 million", 3_000_000, "CAD", "exact"),
    "C$": ("pledged C$500m", "C$500m", 500_000_000, "CAD", "exact"),
    "A$": ("pledged A$8.7 million", "A$8.7 million", 8_700_000, "AUD", "exact"),
    "$NZ": ("pledged $NZ5 million", "$NZ5 million", 5_000_000, "NZD", "exact"),
    "$US": ("pledged $US5 million", "$US5 million", 5_000_000, "USD", "exact"),
    "NZ$": ("pledged NZ$5 million", "NZ$5 million", 5_000_000, "NZD", "exact"),
    "code after dollars": ("pledged $30 million AUD", "$30 million AUD", 30_000_000, "AUD", "exact"),
    "code before": ("pledged EUR 30 million", "EUR 30 million", 30_000_000, "EUR", "exact"),
    "code after": ("pledged 26.7 million AUD", "26.7 million AUD", 26_700_000, "AUD", "exact"),
    "code joined": ("pledged NOK10bn", "NOK10bn", 10_000_000_000, "NOK", "exact"),
    "euros in words": ("pledged 1.2bn euros", "1.2bn euros", 1_200_000_000, "EUR", "exact"),
    "euro sign after": ("pledged 30 million €", "30 million €", 30_000_000, "EUR", "exact"),
    "one billion": ("pledged one billion euros", "one billion euros", 1_000_000_000, "EUR", "exact"),
    "a half-billion-dollar package": (
        "a half-billion-dollar gift",
        "a half-billion-dollar",
        500_000_000,
        "USD",
        "exact",
    ),
    "three quarters of a billion": (
        "pledged three quarters of a billion kronor",
        "three quarters of a billion kronor",
        750_000_000,
        "SEK",
        "exact",
    ),
    "another billion": ("pledged another billion euros", "another billion euros", 1_000_000_000, "EUR", "exact"),
    "a hundred million": ("pledged a hundred million euros", "a hundred million euros", 100_000_000, "EUR", "exact"),
    "mil": ("pledged EUR 12.5 mil.", "EUR 12.5 mil", 12_500_000, "EUR", "exact"),
    "a letter apart": ("pledged £50 m for it", "£50 m", 50_000_000, "GBP", "exact"),
    "Czech crowns before": ("pledged Kč 4 billion", "Kč 4 billion", 4_000_000_000, "CZK", "exact"),
    "just shy of": ("worth just shy of $3 billion", "just shy of $3 billion", 3_000_000_000, "USD", "about"),
    "half a billion": ("pledged half a billion dollars", "half a billion dollars", 500_000_000, "USD", "exact"),
    "decimal comma": ("pledged €2,5 million", "€2,5 million", 2_500_000, "EUR", "exact"),
    "pounds": ("pledged £2.3bn", "£2.3bn", 2_300_000_000, "GBP", "exact"),
    "pounds in words": ("pledged 50 million pounds", "50 million pounds", 50_000_000, "GBP", "exact"),
    "kronor": ("pledged 2.2 billion Swedish kronor", "2.2 billion Swedish kronor", 2_200_000_000, "SEK", "exact"),
    "Danish crowns": ("pledged 8 million Danish crowns", "8 million Danish crowns", 8_000_000, "DKK", "exact"),
    "whose crowns is near": ("Norway pledged 75 million crowns", "75 million crowns", 75_000_000, "NOK", "exact"),
    "kr": ("Denmark pledged 1.5bn kr", "1.5bn kr", 1_500_000_000, "DKK", "exact"),
    "zloty": ("worth 4 billion zł", "4 billion zł", 4_000_000_000, "PLN", "exact"),
    "yen": ("worth 100 billion yen", "100 billion yen", 100_000_000_000, "JPY", "exact"),
    "won": ("worth 130 billion won", "130 billion won", 130_000_000_000, "KRW", "exact"),
    "francs": ("worth 5 million Swiss francs", "5 million Swiss francs", 5_000_000, "CHF", "exact"),
    "up to": ("worth up to $2.6 billion", "up to $2.6 billion", 2_600_000_000, "USD", "up_to"),
    "at least": ("worth at least €5 million", "at least €5 million", 5_000_000, "EUR", "at_least"),
    "more than": ("worth more than $8bn", "more than $8bn", 8_000_000_000, "USD", "at_least"),
    "about": ("worth about £40m", "about £40m", 40_000_000, "GBP", "about"),
    "nearly": ("worth nearly 46 billion hryvnias", "nearly 46 billion hryvnias", 46_000_000_000, "UAH", "about"),
    "range": ("worth $5-6 billion", "$5-6 billion", 5_000_000_000, "USD", "at_least"),
    "between": ("between 26 and 30 million USD", "between 26 and 30 million USD", 26_000_000, "USD", "at_least"),
    "conversion in brackets": (
        "A$8.7 million (US$6 million) for",
        "A$8.7 million (US$6 million)",
        8_700_000,
        "AUD",
        "exact",
    ),
    "two conversions": (
        "Canadian $3 million (€2 million, $2.2 million)",
        "Canadian $3 million (€2 million, $2.2 million)",
        3_000_000,
        "CAD",
        "exact",
    ),
    "conversion with a qualifier": (
        "500 million euros (about $550 million)",
        "500 million euros (about $550 million)",
        500_000_000,
        "EUR",
        "exact",
    ),
    "conversion between dashes": (
        "PLN 400 million — about €85 million — for",
        "PLN 400 million — about €85 million",
        400_000_000,
        "PLN",
        "exact",
    ),
    "conversion after or": (
        "€1 billion, or about $1.1 billion, for",
        "€1 billion, or about $1.1 billion",
        1_000_000_000,
        "EUR",
        "exact",
    ),
}


@pytest.mark.parametrize(("text", "words", "amount", "currency", "qualifier"), SUMS.values(), ids=SUMS)
def test_reads_a_sum(text: str, words: str, amount: int, currency: str, qualifier: str) -> None:
    [found] = sums(text)
    assert (found.text, found.money.amount, found.money.currency, found.money.qualifier) == (
        words,
        Decimal(amount),
        currency,
        qualifier,
    )


NO_SUMS = {
    "billions": "They gave billions of dollars.",
    "several million": "They gave several million euros.",
    "hundreds of millions": "They gave hundreds of millions of dollars.",
    "weight": "a 500-pound bomb and 2,000 pounds of flour",
    "no currency": "They gave 30 million.",
    "lower-case code": "They try 5 times; all 6 did.",
    "a bare sign": "They gave $ and €.",
    "aid in trillions": "trillions in aid",
    "unknown code": "They hold ABC 30 million.",
}


@pytest.mark.parametrize("text", NO_SUMS.values(), ids=NO_SUMS)
def test_reads_no_sum(text: str) -> None:
    assert sums(text) == []


def test_vague_money_is_no_quantity_either() -> None:
    found = find_mentions("They gave billions of dollars.", published=date(2023, 2, 9), gazetteer=GAZETTEER)
    assert found.quantities == ()


def test_the_nation_of_a_currency_is_no_donor() -> None:
    found = find_mentions("It is worth US$5 million.", published=date(2023, 2, 9), gazetteer=GAZETTEER)
    assert found.names == ()


@pytest.mark.parametrize(
    ("text", "per", "additive", "cumulative"),
    [
        ("They give £3 billion a year.", "year", False, False),
        ("They give an additional $1 billion.", None, True, False),
        ("They give another $200 million.", None, True, False),
        ("They gave a total of $9.1 billion.", None, False, True),
        ("They gave $1.5 billion so far.", None, False, True),
        ("This brings the total to $3 billion.", None, False, True),
        ("They gave $69 billion in total commitments.", None, False, False),
    ],
)
def test_reads_rates_increments_and_running_totals(
    text: str, per: str | None, additive: bool, cumulative: bool
) -> None:
    [found] = sums(text)
    assert (found.per, found.additive, found.cumulative) == (per, additive, cumulative)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("They gave 300 million euros this year and another 500 million next year.", [300_000_000, 500_000_000]),
        ("A package of $275 million holds rockets, 155 mm and 105 mm shells.", [275_000_000]),
        ("They gave 300m euros this year, another 500m next year and a trench of 400 m.", [300_000_000, 500_000_000]),
        ("They gave $2 billion, half a billion in aid and the rest in loans.", [2_000_000_000, 500_000_000]),
        ("They gave 300 million euros and 3 million rounds.", [300_000_000]),
        ("They gave 300 million euros to a country of 40 million people.", [300_000_000]),
        ("They gave 300 million euros, and a population of 40 million.", [300_000_000]),
        ("They gave .5 billion euros.", []),
    ],
)
def test_a_sum_may_leave_out_the_currency_named_before(text: str, amounts: list[int]) -> None:
    assert [int(one.money.amount) for one in sums(text)] == amounts


def test_a_sum_may_leave_out_the_currency_of_the_sentence_before() -> None:
    found = find_mentions(
        "Norway added another 40 million in May.", published=None, gazetteer=GAZETTEER, currency="EUR"
    )
    assert [(int(one.money.amount), one.money.currency) for one in found.money] == [(40_000_000, "EUR")]
    people = find_mentions("Some 40 million, most of them citizens, live there.", published=None, gazetteer=GAZETTEER,
                           currency="EUR")  # fmt: skip
    assert not people.money
