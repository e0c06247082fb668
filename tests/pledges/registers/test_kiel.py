"""A package is read once for its worth and row by row for its items; undisclosed is not zero."""

import re
from datetime import date, datetime
from decimal import Decimal

import pytest

from pledges.domain.claims import Claim
from pledges.domain.values import Kind, Money, Unit
from pledges.registers import READERS, RegisterError, RegisterFile
from pledges.registers.documents import Bounds, Thing
from pledges.registers.kiel_headers import KEPT, TABLE
from pledges.seed_files import load_catalogue
from tests.pledges.registers.files import KIEL_HEADER, gift, kiel_csv, kiel_xlsx

CATALOGUE = load_catalogue()
TODAY = date(2026, 3, 1)


def read(*rows: list[str], header: list[str] | None = None) -> RegisterFile:
    return READERS["kiel"](kiel_csv(*rows, header=header), catalogue=CATALOGUE, today=TODAY)


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
        gift(item=".", units=".", value="50000000", first="0"),
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
    book = READERS["kiel"](kiel_xlsx(row), catalogue=CATALOGUE, today=TODAY)
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
    assert [one.quantity.low for one in claims(gift(units="8.0000000000000002"))] == [8]


def test_a_part_of_a_joint_gift_is_told_by_the_numbers_that_hold_it() -> None:
    rows = [gift("DKM1", units="6.666666666666667"), gift("NOM1", "Norway", units="6.67"), gift("DKM3", units="6.6667")]
    file = read(*rows, gift("DKM4", units="0.333"))
    told = [one.quantity for document in file.documents for one in document.claims]
    assert [(one.low, one.high) for one in told] == [(6, 7), (6, 7), (6, 7), (0, 1)]
    assert {one.why for one in file.unread} == {"is a part of a joint gift: told by the whole numbers that hold it"}
    words = file.documents[0].claims[0].words["quantity"]
    assert words.text == "6.666666666666667" and words.rule.endswith("a part of a joint gift")
    whole = [file.sums[Thing(donor, "Leopard 1A5", "item")].pledged for donor in ("DK", "NO")]
    assert [str(one) for one in whole] == ["12..15", "6..7"]


MEASURED = [*KIEL_HEADER, "Type of donation"]


def test_an_allocation_and_its_commitment_count_once() -> None:
    file = read([*gift(units="10"), "Allocation"], [*gift(units="10"), "Commitment"], header=MEASURED)
    assert pledged(file) == Bounds.exactly(10)
    assert [one.row for one in file.unread] == [3]


@pytest.mark.parametrize(
    ("allocated", "committed", "counted"),
    [("4", "10", 10), ("12", "10", 12), ("undisclosed", "10", 10), ("4", "undisclosed", 4)],
)
def test_of_an_item_told_by_both_measures_the_larger_side_counts(allocated: str, committed: str, counted: int) -> None:
    rows = [[*gift(units=allocated, delivered="3"), "Allocation"], [*gift(units=committed), "Commitment"]]
    file = read(*rows, header=MEASURED)
    assert pledged(file) == Bounds.exactly(counted)
    told = [(one.kind, one.quantity.low) for one in file.documents[0].claims]
    assert sorted(told) == [(Kind.DELIVERY, 3), (Kind.PLEDGE, counted)]


def pledged(file: RegisterFile) -> Bounds | None:
    return file.sums[Thing("DK", "Leopard 1A5", "item")].pledged


def worths(file: RegisterFile) -> list[tuple[int, str]]:
    return [
        (int(one.value.amount), one.announced.isoformat() if one.announced else "")
        for document in file.documents
        for one in document.claims
        if one.value
    ]


def test_each_worth_that_is_marked_as_first_counts() -> None:
    rows = [
        gift(value="900", day="2023-03-01"),
        gift(item="M113", value="900", day="2023-03-01", first="0"),
        gift(item=".", units=".", value="300", day="2023-09-01"),
        gift(item=".", units=".", value="900", day="2023-10-01"),
    ]
    file = read(*rows)
    assert worths(file) == [(900, "2023-03-01"), (300, "2023-09-01"), (900, "2023-10-01")]
    assert file.sums[Thing("DK", "funding", "EUR")].pledged == Bounds.exactly(2100)


def test_an_allocation_of_what_was_committed_adds_nothing() -> None:
    rows = [
        [*gift(item=".", units=".", value="900"), "Commitment"],
        [*gift(value="400", first="0"), "Allocation"],
        [*gift(item="M113", value="200"), "Allocation"],
    ]
    file = read(*rows, header=MEASURED)
    assert worths(file) == [(900, "2023-02-07")]
    assert {(one.row, one.why) for one in file.unread} == {
        (row, "is an allocation of what the package commits: adds nothing") for row in (3, 4)
    }


def test_an_allocation_of_no_commitment_counts() -> None:
    file = read([*gift(value="400"), "Allocation"], [*gift("DKM2", value="100"), "Commitment"], header=MEASURED)
    assert worths(file) == [(400, "2023-02-07"), (100, "2023-02-07")]


def test_without_a_mark_each_different_sum_and_day_counts_once() -> None:
    told = [("900", "2023-03-01"), ("900", "2023-03-01"), ("900", "2023-04-01"), ("300", "2023-04-01")]
    rows = [gift(value=value, day=day, first="0") for value, day in told]
    assert worths(read(*rows)) == [(900, "2023-03-01"), (900, "2023-04-01"), (300, "2023-04-01")]


@pytest.mark.parametrize(
    ("words", "kind", "name", "category", "unit"),
    [
        ("Gepard ammunition round", ".", None, "ammunition", Unit.ROUND),
        ("ammunition round Gepard", ".", None, "ammunition", Unit.ROUND),
        ("35mm ammunition (Gepard)", ".", None, "ammunition", Unit.ITEM),
        ("Gepard", "Ammunition for heavy weapon", None, "ammunition", Unit.ITEM),
        ("Gepard", "Heavy weapon", "Gepard", "air-defence-system", Unit.ITEM),
        ("Gepard incl. 6,000 rounds of ammunition", "Heavy weapon", "Gepard", "air-defence-system", Unit.ITEM),
        ("PzH 2000 ammunition", ".", None, "artillery-ammunition", Unit.ITEM),
        ("ammunition round for M777", ".", None, "artillery-ammunition", Unit.ROUND),
        ("HIMARS rockets", ".", None, "artillery-ammunition", Unit.ITEM),
        ("rockets for HIMARS", ".", None, "artillery-ammunition", Unit.ITEM),
        ("Patriot missiles", ".", None, "missile", Unit.ITEM),
        ("Patriot missile launcher", ".", "MIM-104 Patriot", "air-defence-system", Unit.ITEM),
        ("Stinger missiles", "Ammunition for portable defence system", "FIM-92 Stinger", "manpads", Unit.ITEM),
        ("GMLRS rocket", "Ammunition for heavy weapon", "GMLRS", "artillery-ammunition", Unit.ITEM),
        ("Leopard 2 spare parts", ".", None, "maintenance", Unit.ITEM),
        ("Leopard 2 training simulator", ".", None, "training", Unit.ITEM),
        ("mine clearing vehicle Keiler", ".", "Keiler", "engineering-vehicle", Unit.ITEM),
        ("Wisent mine roller", ".", "Wisent 1", "engineering-vehicle", Unit.ITEM),
        ("M992 ammunition carrier", ".", "M992 FAASV", "armoured-vehicle", Unit.ITEM),
    ],
)
def test_the_head_of_the_words_says_what_is_given(
    words: str, kind: str, name: str | None, category: str, unit: Unit
) -> None:
    pledge = claims(gift(item=words, kind=kind))[0]
    assert (pledge.item.name, pledge.item.category, pledge.quantity.unit) == (name, category, unit)


BAD = {
    "units that are a word": (gift(units="a few"), "No. of Units", "a few", "is no number"),
    "units below zero": (gift(units="-4"), "No. of Units", "-4", "is a negative number"),
    "units beyond counting": (gift(units="9" * 40), "No. of Units", "9" * 40, "is more than can be counted"),
    "units beyond counting, as a power": (gift(units="1e999"), "No. of Units", "1e999", "is more than can be counted"),
    "an arrival below zero": (
        gift(delivered="-1"),
        "No. of Units delivered (in-kind military aid)",
        "-1",
        "is a negative number",
    ),
    "a worth in words": (gift(value="two bn"), "Monetary Value as Given by Source", "two bn", "is no sum of money"),
    "a worth below zero": (gift(value="-5"), "Monetary Value as Given by Source", "-5", "is a negative sum"),
    "a worth beyond all money": (
        gift(value="1" + "0" * 30),
        "Monetary Value as Given by Source",
        "1" + "0" * 30,
        "is more money than there is",
    ),
    "a worth of no currency": (gift(value="5", currency="shells"), "Original Currency", "shells", "is no currency"),
    "prose for a day": (gift(day="by the summer"), "Announcement Date", "by the summer", "is no single day"),
    "a day of no calendar": (gift(day="2023-02-30"), "Announcement Date", "2023-02-30", "no calendar has"),
    "a day to come": (gift(day="2203-02-01"), "Announcement Date", "2203-02-01", "still to come"),
    "a day long before": (gift(day="1923-02-01"), "Announcement Date", "1923-02-01", "before the register begins"),
    "no package": (gift(package=""), "ID", "", "names no package"),
    "no donor": (gift(donor="."), "countries", "", "is no name"),
    "a donor that is a text": (gift(donor="told " * 40), "countries", "told told", "is too long to be a name"),
    "no kind of aid": (gift(general="Spiritual"), "Type of Aid General", "Spiritual", "is no kind of aid"),
    "a number of nothing": (gift(item="."), "(item)", "", "names nothing"),
    "a cell too many": ([*gift(), "stray"], "(row)", "1 | stray", "has more cells"),
}


@pytest.mark.parametrize(("row", "column", "text", "why"), BAD.values(), ids=BAD)
def test_what_can_not_be_read_is_told_by_row_and_column(row: list[str], column: str, text: str, why: str) -> None:
    file = read(gift("DKM0", item="M113"), row)
    told = [one for one in file.unread if one.column == column]
    assert [one.row for one in told] == [3]
    assert text in told[0].text and why in told[0].why
    assert file.sums[Thing("DK", "M113", "item")].pledged == Bounds.exactly(10)


def test_a_quotation_mark_that_is_never_closed_is_told_and_loses_nothing_silently() -> None:
    data = kiel_csv(gift(), gift("DKM2", item="M113")).replace(b"Told by", b'"Told by', 1)
    with pytest.raises(RegisterError, match="row 2 opens a quotation mark"):
        READERS["kiel"](data, catalogue=CATALOGUE, today=TODAY)


def test_a_cell_without_end_is_told() -> None:
    with pytest.raises(RegisterError, match="row 2 can't be read"):
        read(gift(item="x" * 200_000))


def test_a_row_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    file = read(gift()[:4])
    assert (file.rows, len(file.documents)) == (1, 1)


@pytest.mark.parametrize(
    ("header", "field"),
    [("Announcement Date", "announced"), ("Original Currency", "currency"), ("No. of Units", "units")],
)
def test_a_column_that_is_missing_is_told(header: str, field: str) -> None:
    names = [f"{name} of old" if name == header else name for name in KIEL_HEADER]
    told = {(one.column, one.why.split(":")[0]) for one in read(gift(), header=names).unread}
    assert {(field, "stands under no header that is known"), (f"{header} of old", "is no column that is known")} <= told


def test_a_header_that_means_what_another_means_is_told() -> None:
    file = read([*gift(), "9"], header=[*KIEL_HEADER, "item_numb"])
    assert [(one.column, one.why.split(":")[0]) for one in file.unread] == [
        ("item_numb", "means what a column before it means")
    ]


def test_a_file_without_a_needed_column_is_told_which() -> None:
    with pytest.raises(RegisterError, match="row 1 lacks countries or donor"):
        read(gift(), header=["Giver" if name == "countries" else name for name in KIEL_HEADER])


def test_each_header_has_one_meaning() -> None:
    names = [" ".join(re.findall(r"[^\W_]+", name.casefold())) for one in TABLE for name in one.headers]
    assert len(names) == len(set(names)) and not set(names) & set(KEPT)


def test_unknown_headers_are_told_and_never_guessed() -> None:
    header = [name.replace("No. of Units", "How many there may be") for name in KIEL_HEADER]
    file = read(gift(), header=header)
    assert {one.column for one in file.unread} >= {"How many there may be", "units"}
    assert file.documents[0].claims[0].quantity.low is None


def test_another_file_is_refused() -> None:
    with pytest.raises(RegisterError, match="no sheet"):
        read(["x"], header=["a", "b"])
    with pytest.raises(RegisterError, match="can't be opened"):
        READERS["kiel"](b"PK\x03\x04 no workbook", catalogue=CATALOGUE, today=TODAY)
