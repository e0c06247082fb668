"""A deal is read as it stands: what it orders, what arrived, who paid, and what nobody knows."""

from datetime import date

import pytest

from pledges.domain.claims import Claim
from pledges.domain.values import Kind, Party, Role, Terms, Unit, Window
from pledges.registers import READERS, RegisterError, RegisterFile
from pledges.registers.documents import Bounds, Sums, Thing
from pledges.seed_files import load_catalogue
from tests.pledges.registers.files import GENERATED, PREAMBLE, arrival, deal, sipri, sipri_yearly

CATALOGUE = load_catalogue()
TODAY = date(2026, 3, 1)


def read(*rows: list[str], **values: str) -> RegisterFile:
    return READERS["sipri"](sipri(*rows, **values), catalogue=CATALOGUE, today=TODAY)


def claims(*rows: list[str]) -> list[Claim]:
    return [claim for document in read(*rows).documents for claim in document.claims]


def test_a_deal_is_a_pledge_and_a_delivery() -> None:
    pledge, delivery = claims(deal(ordered="10", delivered="4", years="2023; 2024"))
    assert (pledge.kind, pledge.donors, pledge.recipient, pledge.item.name) == (
        Kind.PLEDGE,
        ("DK",),
        "UA",
        "Leopard 1A5",
    )
    assert (pledge.quantity.low, pledge.quantity.high, pledge.window) == (10, 10, None)
    assert (delivery.kind, delivery.quantity.low) == (Kind.DELIVERY, 4)
    assert delivery.window == Window(start=date(2023, 1, 1), end=date(2024, 12, 31))


def test_the_row_is_the_evidence_and_each_field_has_its_cell() -> None:
    document = read(deal(ordered="10")).documents[0]
    pledge = document.claims[0]
    quoted = [document.text[span.start : span.end] for span in pledge.evidence]
    assert "Number ordered: 10\nWeapon designation: Leopard-1A5" in quoted
    words = pledge.words["quantity"]
    assert words.span is not None
    assert document.text[words.span.start : words.span.end] == words.text == "10"


@pytest.mark.parametrize("preamble", ["", GENERATED, PREAMBLE + GENERATED, "a, line, of, many, cells\n" * 30])
def test_finds_the_columns_under_any_preamble(preamble: str) -> None:
    assert read(deal(), preamble=preamble).rows == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
def test_reads_each_encoding(encoding: str) -> None:
    document = read(deal(comment="Aid; café version"), encoding=encoding).documents[0]
    assert "café" in document.text


@pytest.mark.parametrize(
    ("text", "doubt", "low", "approximate"),
    [
        pytest.param("60", "", 60, False, id="a number"),
        pytest.param("60", "?", 60, True, id="doubted in the nameless column"),
        pytest.param("60?", "", 60, True, id="doubted in the cell"),
        pytest.param("(60)", "", 60, True, id="in brackets, as older exports doubt"),
        pytest.param("1,200", "", 1200, False, id="thousands parted"),
        pytest.param("", "", None, False, id="empty is unknown"),
        pytest.param("..", "", None, False, id="two dots are unknown"),
        pytest.param("", "?", None, False, id="unknown and doubted is unknown"),
    ],
)
def test_reads_a_number_ordered(text: str, doubt: str, low: int | None, approximate: bool) -> None:
    pledge = claims(deal(ordered=text, doubt=doubt, delivered=""))[0]
    assert (pledge.quantity.low, pledge.quantity.high, pledge.quantity.approximate) == (low, low, approximate)


@pytest.mark.parametrize(("delivered", "count"), [("", 1), ("0", 1), ("..", 2), ("3", 2)])
def test_no_delivery_is_no_claim_and_an_unknown_one_is(delivered: str, count: int) -> None:
    assert len(claims(deal(delivered=delivered))) == count


@pytest.mark.parametrize(
    ("comment", "terms"),
    [("Aid after 2002 invasion", Terms.DONATION), ("", Terms.SALE), ("Paid in cash", Terms.SALE)],
)
def test_a_deal_is_a_gift_where_the_comment_calls_it_aid(comment: str, terms: Terms) -> None:
    assert claims(deal(comment=comment))[0].terms is terms


def test_what_is_new_was_ordered_and_what_is_used_was_promised() -> None:
    assert [claims(deal(status=one))[0].kind for one in ("New", "Second hand")] == [Kind.CONTRACT, Kind.PLEDGE]


def test_who_paid_is_a_party_beside_who_supplied() -> None:
    pledge = claims(deal("Czechia", comment="Financed by aid from Germany; Denmark and Luxemburg after 2022"))[0]
    other = claims(deal("Czechia", comment="Financed by aid from others (incl Denmark; Luxemburg) after 2022"))[0]
    supplier = Party(who="CZ", role=Role.SUPPLIER)
    assert pledge.parties == (Party(who="DE", role=Role.FINANCIER), supplier)
    assert other.parties == (Party(who="DK", role=Role.FINANCIER), Party(who="LU", role=Role.FINANCIER), supplier)
    assert claims(deal(comment="Financed with private donations from Lithuania"))[0].parties == ()


@pytest.mark.parametrize(
    ("kind", "unit"), [("SAM system", Unit.SYSTEM), ("mobile SAM system", Unit.ITEM), ("guided shell", Unit.ROUND)]
)
def test_counts_in_the_registers_unit(kind: str, unit: Unit) -> None:
    assert claims(deal(weapon="I-HAWK", kind=kind))[0].quantity.unit is unit


def test_what_can_not_be_read_is_told_by_row_and_column_and_kept() -> None:
    file = read(deal(), deal("Atlantis", "Zeppelin-9", "airship", ordered="many", years="soon", delivered="3"))
    row = {(one.row, one.column, one.text) for one in file.unread}
    at = PREAMBLE.count("\n") + GENERATED.count("\n") + 3
    assert row == {
        (at, "Supplier", "Atlantis"),
        (at, "Weapon designation", "Zeppelin-9"),
        (at, "Weapon description", "airship"),
        (at, "Number ordered", "many"),
        (at, "Year(s) of delivery", "soon"),
    }
    assert file.sums[Thing("Atlantis", "Zeppelin-9", "item")].delivered == Bounds.exactly(3)
    assert file.documents[1].claims[0].donors == ("Atlantis",)


def test_an_unknown_column_is_told_and_kept_as_text() -> None:
    data = sipri(deal()).replace(b"Comments", b"Remarks of the house")
    file = READERS["sipri"](data, catalogue=CATALOGUE, today=TODAY)
    assert [one.column for one in file.unread] == ["Remarks of the house"]
    assert "Remarks of the house: Second-hand" in file.documents[0].text


def test_keys_do_not_hang_on_the_order_of_lines() -> None:
    rows = [deal(ordered="8"), deal(ordered="16"), deal("Poland")]
    there = {one.key: one.text for one in read(*rows).documents}
    back = {one.key: one.text for one in read(*reversed(rows)).documents}
    assert there == back
    assert len(there) == 3


def test_the_preamble_gives_the_day() -> None:
    assert read(deal()).published == date(2024, 2, 5)
    assert read(deal(), preamble="").published is None


def yearly(*rows: list[str]) -> RegisterFile:
    return READERS["sipri"](sipri_yearly(*rows), catalogue=CATALOGUE, today=TODAY)


def test_the_rows_of_one_deal_are_its_years_and_order_nothing() -> None:
    file = yearly(
        arrival("71001", delivered="9", year="2024", doubt="Yes"),
        arrival("71002", "Poland", "Leopard-2A4", delivered="3", year="2023"),
        arrival("71001", delivered="5", year="2022"),
    )
    assert [(one.key, one.rows) for one in file.documents] == [
        ("sipri:deal-71001", (8, 6)),
        ("sipri:deal-71002", (7,)),
    ]
    told = [(one.kind, one.quantity.low, one.quantity.approximate) for one in file.documents[0].claims]
    assert told == [(Kind.DELIVERY, 5, False), (Kind.DELIVERY, 9, True)]
    assert [one.window for one in file.documents[0].claims] == [
        Window(start=date(year, 1, 1), end=date(year, 12, 31)) for year in (2022, 2024)
    ]
    assert file.sums[Thing("DK", "Leopard 1A5", "item")] == Sums(pledged=None, delivered=Bounds.exactly(14))
    assert {one.terms for document in file.documents for one in document.claims} == {Terms.DONATION}
    assert not file.unread and file.published == date(2024, 2, 5)


def test_the_order_of_yearly_rows_changes_no_document() -> None:
    rows = [arrival("1", year="2023"), arrival("1", year="2022"), arrival("2"), arrival("1", year="2022")]
    there, back = yearly(*rows), yearly(*reversed(rows))
    assert {one.key: (one.text, one.claims) for one in there.documents} == {
        one.key: (one.text, one.claims) for one in back.documents
    }


BAD = {
    "no number": (arrival(delivered="lots"), "Numbers delivered", "lots", "is no number"),
    "below zero": (arrival(delivered="-3"), "Numbers delivered", "-3", "is a negative number"),
    "beyond counting": (arrival(delivered="7" * 30), "Numbers delivered", "7" * 30, "is more than can be counted"),
    "no year": (arrival(year="soon"), "Delivery year", "soon", "holds more than years"),
    "a year to come": (arrival(year="2093"), "Delivery year", "2093", "still to come"),
    "a year long before": (arrival(year="1823"), "Delivery year", "1823", "before 1950"),
    "no deal": (arrival(""), "SIPRI AT Database ID", "", "names no deal"),
    "no supplier": (arrival(supplier=""), "Supplier", "", "is no name"),
    "no weapon": (arrival(weapon=""), "Designation", "", "names no system"),
    "a cell too many": ([*arrival(), "stray"], "(row)", "No | stray", "has more cells"),
}


@pytest.mark.parametrize(("row", "column", "text", "why"), BAD.values(), ids=BAD)
def test_a_yearly_row_that_can_not_be_read_is_told(row: list[str], column: str, text: str, why: str) -> None:
    file = yearly(arrival("71002", "Poland"), row)
    told = [one for one in file.unread if one.column == column]
    assert [one.row for one in told] == [7]
    assert text in told[0].text and why in told[0].why
    assert file.sums[Thing("PL", "Leopard 1A5", "item")].delivered == Bounds.exactly(10)


def test_a_yearly_row_without_a_number_is_a_delivery_of_an_unknown_one() -> None:
    claim = yearly(arrival(delivered="")).documents[0].claims[0]
    assert (claim.kind, claim.quantity.known) == (Kind.DELIVERY, False)


def test_a_file_without_a_needed_column_is_told_which() -> None:
    data = sipri_yearly(arrival()).replace(b"Numbers delivered,", b"How many,")
    with pytest.raises(RegisterError, match=r"row 5 lacks number delivered$"):
        READERS["sipri"](data, catalogue=CATALOGUE, today=TODAY)


def test_another_file_is_refused() -> None:
    with pytest.raises(RegisterError, match="no line names the columns"):
        READERS["sipri"](b"a,b,c\n1,2,3\n", catalogue=CATALOGUE, today=TODAY)
