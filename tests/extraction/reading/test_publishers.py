"""A government's house speaks for its state: its "we" gives."""

from datetime import date

import pytest

from extraction.reading import Document, Reader

TEXT = "We are donating 14 more field ambulances to Ukraine."


@pytest.mark.parametrize(
    ("publisher", "donors"),
    [
        ("Ministry of Defence of Norway", ("NO",)),
        ("Government of the Netherlands", ("NL",)),
        ("The White House", ("US",)),
        ("GOV.UK", ("GB",)),
        ("www.kormany.hu", ()),
        ("The Norway Gazette and Shipping News", ()),
        ("Sample Wire", ()),
    ],
)
def test_reads_who_we_are_from_the_publisher(reader: Reader, publisher: str, donors: tuple[str, ...]) -> None:
    document = Document(article="a", text=TEXT, published=date(2023, 5, 2), publisher=publisher)
    ((claim,),) = reader.read([document])
    assert claim.donors == donors


@pytest.mark.parametrize(
    ("publisher", "text", "amount"),
    [
        ("CBC News", "Ottawa will give Ukraine $500 million in military aid.", "CAD"),
        ("abc.net.au", "Canberra will give Ukraine $500 million in military aid.", "AUD"),
        ("Government of New Zealand", "We will give Ukraine 500 million dollars in military aid.", "NZD"),
        ("CBC News", "The Pentagon will give Ukraine $500 million in military aid.", "USD"),
        ("CBC News", "Ottawa will give Ukraine US$500 million in military aid.", "USD"),
        ("CBC News", "Ottawa will give Ukraine $500 million (US$370 million) in military aid.", "CAD"),
        ("Sample Wire", "Ottawa will give Ukraine $500 million in military aid.", "USD"),
        ("Sample Wire", "Ottawa will give Ukraine C$500 million in military aid.", "CAD"),
    ],
)
def test_counts_in_the_dollar_of_the_publishers_country(reader: Reader, publisher: str, text: str, amount: str) -> None:
    document = Document(article="a", text=text, published=date(2023, 5, 2), publisher=publisher)
    ((claim,),) = reader.read([document])
    assert claim.value is not None
    assert (int(claim.value.amount), claim.value.currency) == (500_000_000, amount)


def test_a_ministry_spelt_as_at_home_is_the_publishers_own(reader: Reader) -> None:
    text = "The Defence Department has sent Ukraine 14 ambulances."
    document = Document(article="a", text=text, published=date(2023, 5, 2), publisher="CBC News")
    ((claim,),) = reader.read([document])
    assert claim.donors == ("CA",)


@pytest.mark.parametrize(
    ("publisher", "text", "amount"),
    [
        ("Reuters", "Denmark will give Ukraine more. The package is worth 3.7 billion kroner.", "3700000000 DKK"),
        ("Reuters", "The 2 billion kroner package for Ukraine was announced by Copenhagen.", "2000000000 DKK"),
        ("Reuters", "Prague repairs tanks. Denmark gives Ukraine aid worth 5 million kroner.", "5000000 DKK"),
        ("Reuters", "Sweden will give Ukraine military aid worth 5 million crowns.", "5000000 SEK"),
        ("Politiken", "The 2 billion kroner package for Ukraine was announced on Thursday.", "2000000000 DKK"),
        ("Aftenposten", "The 2 billion kroner package for Ukraine was announced on Thursday.", "2000000000 NOK"),
    ],
)
def test_counts_bare_crowns_as_those_of_whom_the_text_names(
    reader: Reader, publisher: str, text: str, amount: str
) -> None:
    document = Document(article="a", text=text, published=date(2023, 5, 2), publisher=publisher)
    ((claim,),) = reader.read([document])
    assert claim.value is not None
    assert f"{claim.value.amount} {claim.value.currency}" == amount
