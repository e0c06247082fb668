"""Tables of gifts: heads, a status or the caption say what became of things, each row which and how many."""

from datetime import date

import pytest

from extraction.reading import Document, Reader
from extraction.reading.tables.reading import IN_TABLE, NO_GIFTS
from pledges.domain.values import Sharing, Unit, Window
from tests.extraction.reading.conftest import PUBLISHED, Read, told

LIST = "The government in Stockholm published a list of its gifts to Ukraine.\n\n"
TABLES = {
    "heads that say what became of things": (
        f"{LIST}Item | Handed over | Promised\nCV90 vehicles | 51 | 7\nArcher howitzers | 8 | –",
        ["delivery SE 51 CV90", "pledge SE 7 CV90", "delivery SE 8 Archer"],
    ),
    "all kinds of heads": (
        f"{LIST}System | Arrived | In transit | Ordered | To be delivered\nCV90 | 5 | 6 | 7 | 8",
        ["delivery SE 5 CV90", "dispatch SE 6 CV90", "contract SE 7 CV90", "pledge SE 8 CV90"],
    ),
    "what is still to come beside the whole promise": (
        f"{LIST}Item | Pledged | Delivered | Outstanding\nCV90 | 50 | 30 | 20",
        ["pledge SE 50 CV90", "delivery SE 30 CV90"],
    ),
    "bars on both sides": (f"{LIST}| Item | Delivered |\n| CV90 | 51 |", ["delivery SE 51 CV90"]),
    "a donor in each row, once for several": (
        (
            "Tanks for Ukraine\n\nCountry | System | Sent\nSpain | Leopard 2A4 | 10\n | M113 | 20\n"
            "Poland | PT-91 | 60\nTotal | | 90"
        ),
        ["delivery ES 10 Leopard 2A4", "delivery ES 20 M113", "delivery PL 60 PT-91 Twardy"],
    ),
    "several donors in a row": (
        "Tanks for Ukraine\n\nDonors | Item | Pledged\nDenmark and Sweden | Leopard 2A4 | 14",
        ["pledge DK+SE 14 Leopard 2A4"],
    ),
    "a donor in a row of its own": (
        "What Ukraine was given\n\nItem | Delivered\nDenmark | \nCaesar howitzers | 19\nSweden | \nCV90 | 51",
        ["delivery DK 19 CAESAR", "delivery SE 51 CV90"],
    ),
    "a column for each donor": (
        "Delivered to Ukraine\n\nItem | Sweden | Denmark\nM113 carriers | 5 | –\nLeopard 2A4 tanks | 10 | 6",
        ["delivery SE 5 M113", "delivery SE 10 Leopard 2A4", "delivery DK 6 Leopard 2A4"],
    ),
    "a thing in the caption": (
        "Leopard 2A4 tanks handed over to Ukraine by country\n\nCountry | Number\nSpain | 10\nPoland | 14",
        ["delivery ES 10 Leopard 2A4", "delivery PL 14 Leopard 2A4"],
    ),
    "a status in each row": (
        f"{LIST}Item | Quantity | Status\nCV90 | 51 | Delivered\nArcher | 18 | Planned\nM113 | 4 | Requested",
        ["delivery SE 51 CV90", "pledge SE 18 Archer"],
    ),
    "numbers within the things": (
        f"{LIST}Equipment | Status\n51 CV90 vehicles | delivered\n18 Archer howitzers | in transit",
        ["delivery SE 51 CV90", "dispatch SE 18 Archer"],
    ),
    "a caption that says it": (
        "What Sweden has delivered to Ukraine:\n\nItem | Number\nCV90 | 51\nArcher howitzers | about 8",
        ["delivery SE 51 CV90", "delivery SE 8 Archer"],
    ),
    "a caption in the first row": (
        "News.\n\nSwedish gifts to Ukraine | |\nItem | Delivered | Planned\nCV90 | 51 | 7",
        ["delivery SE 51 CV90", "pledge SE 7 CV90"],
    ),
    "a table on its side": (
        f"{LIST} | CV90 vehicles | Archer howitzers\nDelivered | 51 | 8\nPlanned | 7 | –",
        ["delivery SE 51 CV90", "delivery SE 8 Archer", "pledge SE 7 CV90"],
    ),
    "lists in the cells": (
        f"{LIST}Delivered | Planned\n- 51 CV90 vehicles - 8 Archer howitzers | - 7 CV90 vehicles",
        ["delivery SE 51 CV90", "delivery SE 8 Archer", "pledge SE 7 CV90"],
    ),
    "lists below the cells": (
        "Ukraine's helpers\n\nCountry | Delivered\nSpain |\n- 10 Leopard 2A4\n- 20 M113 carriers\nPoland |\n- 60 PT-91",
        ["delivery ES 10 Leopard 2A4", "delivery ES 20 M113", "delivery PL 60 PT-91 Twardy"],
    ),
    "a list in the cell beside a sentence": (
        "Sweden has delivered to Ukraine | - 51 CV90 vehicles - 8 Archer howitzers",
        ["delivery SE 51 CV90", "delivery SE 8 Archer"],
    ),
    "a list below a sentence with an open cell": (
        "Sweden has delivered to Ukraine |\n- 51 CV90 vehicles\n- 8 Archer howitzers",
        ["delivery SE 51 CV90", "delivery SE 8 Archer"],
    ),
    "rows that are numbered": (
        f"{LIST}No. | Item | Status\n1 | 51 CV90 | sent\n2 | 8 Archer | planned\n3 | 4 M113 | sent",
        ["delivery SE 51 CV90", "pledge SE 8 Archer", "delivery SE 4 M113"],
    ),
    "another recipient": (
        "Swedish gifts, to Ukraine and others\n\nRecipient | Item | Delivered\nUkraine | CV90 | 51\nMoldova | M113 | 8",
        ["delivery SE 51 CV90"],
    ),
    "words for numbers that are not told, and for none": (
        f"{LIST}Item | Delivered | Planned\nCV90 | tbd | n/a\nArcher | 0 | several\nM113 | up to 20 | -",
        ["delivery SE ? CV90", "pledge SE ? Archer", "delivery SE ..20 M113"],
    ),
    "rows that begin with a small letter": (
        f"{LIST}Item | Delivered\nsome trucks | 3\nmedical trucks | 4",
        ["delivery SE 3 logistics-vehicle", "delivery SE 4 logistics-vehicle"],
    ),
}  # fmt: skip
NOT_READ = {
    "losses": f"{LIST}Item | Destroyed | Captured\nCV90 | 14 | 10",
    "needs": "Ukraine's list of needs.\n\nItem | Requested\nCV90 | 300",
    "needs by the caption": "Arms that Ukraine needs\n\nItem | Number\nCV90 | 300",
    "prices": "Prices of arms for Ukraine.\n\nItem | Unit price\nCV90 | €14 million",
    "own purchases": "Sweden buys for its own army.\n\nItem | Ordered | Delivered\nCV90 | 54 | 4",
    "the aggressor": "Arms from Iran to Russia\n\nItem | Delivered\nCV90 | 54",
}


@pytest.mark.parametrize(("text", "expected"), TABLES.values(), ids=TABLES)
def test_reads_a_table_of_gifts(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(told(claim) for claim in read(text, title="Arms")) == sorted(expected)


@pytest.mark.parametrize("text", NOT_READ.values(), ids=NOT_READ)
def test_makes_no_claim_of_what_is_no_gift(reader: Reader, text: str) -> None:
    trace = reader.trace(Document(article="a", text=text, published=PUBLISHED, title="Arms for Ukraine"))
    assert trace.claims == ()
    assert set(trace.unread.values()) == {NO_GIFTS}
    assert trace.tables_left == ()


def test_leaves_other_tables_alone(reader: Reader) -> None:
    text = "Team | Played | Points\nLeopards | 14 | 10\nTigers | 22 | 3\n\nSweden sent 5 M113 carriers to Ukraine."
    trace = reader.trace(Document(article="a", text=text, published=PUBLISHED))
    assert [told(claim) for claim in trace.claims] == ["delivery SE 5 M113"]
    assert trace.unread == {}


def test_reads_the_publisher_as_the_donor_where_no_caption_names_one(read: Read) -> None:
    text = "Item | Delivered\nCV90 | 51"
    (claim,) = read(text, publisher="Swedish Ministry of Defence", title="Support for Ukraine")
    assert told(claim) == "delivery SE 51 CV90"


def test_a_claim_is_proved_by_the_cells_that_it_was_read_from(read: Read) -> None:
    text = f"{LIST}| **Item** | Delivered |\n|---|---|\n| [CV90](https://a.org/90) vehicles | **51** |\n"
    (claim,) = read(text, media_type="text/markdown")
    assert [text[span.start : span.end] for span in claim.evidence] == [
        "Stockholm", "Delivered", "CV90](https://a.org/90) vehicles", "51",
    ]  # fmt: skip
    assert {name: claim.words[name].text for name in ("kind", "donors", "item", "quantity")} == {
        "kind": "Delivered", "donors": "Stockholm", "item": "CV90](https://a.org/90) vehicles", "quantity": "51",
    }  # fmt: skip


def test_reads_units_months_worth_and_joint_gifts(read: Read) -> None:
    text = (
        f"{LIST}Month | Donor | Item | Delivered | Value\nMay 2022 | Sweden | Patriot | 2 batteries | $10 million\n"
        "June 2022 | Sweden and Denmark | M113 | 9 |"
    )
    first, second = read(text)
    assert (first.quantity.unit, second.quantity.unit) == (Unit.BATTERY, Unit.ITEM)
    assert first.window == Window(start=date(2022, 5, 1), end=date(2022, 5, 31))
    assert first.value is not None and first.value.amount == 10_000_000
    assert (second.sharing, second.value) == (Sharing.JOINT, None)


def test_takes_the_number_from_its_own_column_where_a_kind_only_says_when(read: Read) -> None:
    text = f"{LIST}Item | Quantity | Delivered\nCV90 | 51 | March 2022\nM113 | 9 | yes\nArcher | 3 | no"
    claims = read(text)
    assert [told(claim) for claim in claims] == ["delivery SE 51 CV90", "delivery SE 9 M113"]
    assert claims[0].window == Window(start=date(2022, 3, 1), end=date(2022, 3, 31))


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("CV90 | 5/7\nM113 | 4", "1 of 2 rows not read, the first since it has a number that can't be told: '5/7'"),
        ("Zylons | 5", "1 of 1 rows not read, the first since it names nothing that the catalogue knows"),
        ("CV90 | –", "no row of it could be read"),
    ],
    ids=["a number that is none", "an unknown thing", "nothing in it"],
)
def test_reports_what_of_a_table_of_gifts_was_not_read(reader: Reader, rows: str, reason: str) -> None:
    trace = reader.trace(Document(article="a", text=f"{LIST}Item | Delivered\n{rows}", published=PUBLISHED))
    assert trace.tables_left == (f"table 'Item | Delivered': {reason}",)
    assert set(trace.unread.values()) == {IN_TABLE}


def test_reports_a_table_whose_giver_nobody_names(reader: Reader) -> None:
    text = "News of the war in Ukraine.\n\nItem | Delivered\nCV90 | 51"
    trace = reader.trace(Document(article="a", text=text, published=PUBLISHED))
    assert trace.claims == ()
    assert trace.tables_left == (
        "table 'Item | Delivered': 1 of 1 rows not read, the first since it says not who gives",
    )
