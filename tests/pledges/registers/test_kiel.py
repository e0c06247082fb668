"""A package is read once for its worth and row by row for its items; undisclosed is not zero."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from pledges.domain.claims import Claim
from pledges.domain.values import Kind, Money, Unit
from pledges.registers import READERS, RegisterError, RegisterFile
from pledges.seed_files import load_catalogue
from tests.pledges.registers.files import KIEL_HEADER, gift, kiel_csv, kiel_xlsx

CATALOGUE = load_catalogue()


def read(*rows: list[str], header: list[str] | None = None) -> RegisterFile:
    return READERS["kiel"](kiel_csv(*rows, header=header), catalogue=CATALOGUE)


def claims(*rows: list[str]) -> list[Claim]:
    return [claim for document in read(*rows).documents for claim in document.claims]


def test_a_row_is_a_pledge_and_what_arrived_of_it() -> None:
    pledge, delivery = claims(gift(units="10", delivered="4"))
    assert (pledge.kind, pledge.donors, pledge.item.name, pledge.quantity.low) == (
        Kind.PLEDGE,
        ("DK",),
        "Leopard 1A5",
        10,
    )
    assert (delivery.kind, delivery.quantity.low) == (Kind.DELIVERY, 4)
    assert pledge.announced == date(2023, 2, 7)


@pytest.mark.parametrize(
    ("units", "delivered", "expected"),
    [
        pytest.param("undisclosed", ".", [None], id="undisclosed is unknown"),
        pytest.param("undisclosed", "undisclosed", [None, None], id="an undisclosed delivery is a delivery"),
        pytest.param("6", "undisclosed", [6, None], id="known and undisclosed"),
        pytest.param(".", ".", [None], id="an item with no number"),
        pytest.param("6", "0", [6], id="none delivered is no delivery"),
    ],
)
def test_undisclosed_is_unknown_and_never_zero(units: str, delivered: str, expected: list[int | None]) -> None:
    assert [one.quantity.low for one in claims(gift(units=units, delivered=delivered))] == expected


def test_a_packages_worth_is_one_claim_however_many_rows_repeat_it() -> None:
    rows = [
        gift(value="50000000"),
        gift(item="M113", value="50000000", first="0"),
        gift(item=".", units=".", value="50000000"),
    ]
    found = claims(*rows)
    worth = [one for one in found if one.item.category == "funding"]
    assert [one.value for one in worth] == [Money(amount=Decimal(50000000), currency="EUR")]
    assert len(found) == 3


def test_rows_that_differ_on_the_worth_are_told() -> None:
    file = read(gift(value="5", first="0"), gift(item="M113", value="7"))
    assert [one.value.amount for d in file.documents for one in d.claims if one.value] == [7]
    assert [(one.row, one.text) for one in file.unread] == [(2, "5")]


def test_civil_aid_is_counted_and_no_claim() -> None:
    file = read(gift(), gift("DKH1", general="Humanitarian", item="blankets"), gift("DKF1", general="Financial"))
    assert (file.rows, file.civil, len(file.documents)) == (3, 2, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-02-07", date(2023, 2, 7)),
        ("2/7/2023", date(2023, 2, 7)),
        ("07.02.2023", date(2023, 2, 7)),
        ("until 6/17/2022", None),
        ("unclear, 04/22", None),
        ("unspecified", None),
    ],
)
def test_a_day_is_a_day_and_prose_is_told(text: str, day: date | None) -> None:
    file = read(gift(day=text))
    assert file.documents[0].claims[0].announced == day
    assert [one.text for one in file.unread] == ([] if day else [text])
    assert text in file.documents[0].text


@pytest.mark.parametrize(
    ("item", "subtype", "category", "unit"),
    [
        ("ton of fuel", ".", "fuel", Unit.TONNE),
        ("round of ammunition for 155mm howitzer", "155mm howitzer ammunition", "artillery-ammunition", Unit.ROUND),
        ("cartridge, brass", "Small Arms and Light Weapons (SALW) ammunition", "ammunition", Unit.ROUND),
        ("fragmentation vest", ".", "protective-equipment", Unit.ITEM),
        ("spare barrels for M777 howitzer", ".", "maintenance", Unit.ITEM),
        ("thingamajig", ".", "other", Unit.ITEM),
    ],
)
def test_reads_types_and_units_by_the_words(item: str, subtype: str, category: str, unit: Unit) -> None:
    pledge = claims(gift(item=item, subtype=subtype))[0]
    assert (pledge.item.name, pledge.item.category, pledge.quantity.unit) == (None, category, unit)


def test_reads_a_workbook_as_it_reads_csv() -> None:
    row: list[object] = list(gift(units="10", delivered="4", value="3"))
    row[2], row[7], row[11], row[12], row[13] = datetime(2023, 2, 7), 3, 10.0, 4, 1
    book = READERS["kiel"](kiel_xlsx(row), catalogue=CATALOGUE)
    sheet = read(gift(units="10", delivered="4", value="3"))
    assert [d.text for d in book.documents] == [d.text for d in sheet.documents]
    assert [d.claims for d in book.documents] == [d.claims for d in sheet.documents]


LATER = {
    "ID": "activity_id",
    "countries": "donor",
    "Announcement Date": "announcement_date",
    "Type of Aid General": "aid_type_general",
    "Type of Aid Specific": "aid_type_specific",
    "Explanation": "explanation",
    "Original Currency": "reporting_currency",
    "Monetary Value as Given by Source": "source_reported_value",
    "": "item",
    "Type of item": "item_type",
    "No. of Units": "item_number",
}


SHORT = LATER | {
    "No. of Units": "item_numb",
    "No. of Units delivered (in-kind military aid)": "item_numb_deliv",
    "Sub-type of item": "item_sub_type",
    "Total_value_dummy (1 is first row in the package)": "total_value_dummy",
}
SPELLINGS = {
    "Items": {"countries": "Countries", "": "Items"},
    "snake case": LATER,
    "short snake case": SHORT,
    "with blanks and capitals": {name: spelt.replace("_", " ").title() for name, spelt in SHORT.items()},
    "without points": {"No. of Units": "No of units", "Sub-type of item": "Sub type of item", "": " Item "},
}


@pytest.mark.parametrize("names", SPELLINGS.values(), ids=SPELLINGS)
def test_reads_the_headers_of_later_releases(names: dict[str, str]) -> None:
    header = [names.get(name, name) for name in KIEL_HEADER]
    file, plain = read(gift(delivered="4", value="9"), header=header), read(gift(delivered="4", value="9"))
    assert file.sums == plain.sums
    assert [one.quantity for one in file.documents[0].claims] == [one.quantity for one in plain.documents[0].claims]
    assert not file.unread


def test_a_count_that_a_program_wrote_with_a_point_is_a_count() -> None:
    assert [one.quantity.low for one in claims(gift(units="12.0", delivered="1,200.00"))] == [12, 1200]
    assert [one.quantity.low for one in claims(gift(units="12.5"))] == [None]


def test_an_allocation_and_its_commitment_count_once() -> None:
    header = [*KIEL_HEADER, "measure"]
    file = read([*gift(units="10"), "Allocation"], [*gift(units="10"), "Commitment"], header=header)
    assert file.sums[("DK", "Leopard 1A5")].pledged == 10
    assert [one.text for one in file.unread] == ["Commitment"]


def test_unknown_headers_are_told_and_never_guessed() -> None:
    header = [name.replace("No. of Units", "How many there may be") for name in KIEL_HEADER]
    file = read(gift(), header=header)
    assert {one.column for one in file.unread} >= {"How many there may be", "units"}
    assert file.documents[0].claims[0].quantity.low is None


def test_another_file_is_refused() -> None:
    with pytest.raises(RegisterError, match="no sheet"):
        read(["x"], header=["a", "b"])
    with pytest.raises(RegisterError, match="can't be opened"):
        READERS["kiel"](b"PK\x03\x04 no workbook", catalogue=CATALOGUE)
