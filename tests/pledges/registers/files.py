"""Register files of our own making: states, weapons and numbers are invented."""

import csv
import io
import random

import openpyxl

SIPRI_HEADER = [
    "Recipient",
    "Supplier",
    "Year of order",
    " ",
    "Number ordered",
    " ",
    "Weapon designation",
    "Weapon description",
    "Number delivered",
    " ",
    "Year(s) of delivery",
    "status",
    "Comments",
    "SIPRI TIV per unit",
]
YEARLY_HEADER = [
    "SIPRI AT Database ID",
    "Supplier",
    "Recipient",
    "Designation",
    "Description",
    "Armament category",
    "Order date",
    "Order date is estimate",
    "Numbers delivered",
    "Numbers delivered is estimate",
    "Delivery year",
    "Delivery year is estimate",
    "Status",
    "SIPRI estimate",
    "TIV deal unit",
    "TIV delivery values",
    "Local production",
]
PREAMBLE = "Transfers of arms, made up for a test.\nA '?' says that nobody knows, well: not quite.\n\n"
GENERATED = "Data generated: 5 Feb 2024 1:02:03 PM\n"

KIEL_HEADER = [
    "ID",
    "countries",
    "Announcement Date",
    "Type of Aid General",
    "Type of Aid Specific",
    "Explanation",
    "Original Currency",
    "Monetary Value as Given by Source",
    "",
    "Type of item",
    "Sub-type of item",
    "No. of Units",
    "No. of Units delivered (in-kind military aid)",
    "Total_value_dummy (1 is first row in the package)",
]


def deal(
    supplier: str = "Denmark",
    weapon: str = "Leopard-1A5",
    kind: str = "tank",
    *,
    ordered: str = "10",
    delivered: str = "4",
    doubt: str = "",
    years: str = "2023",
    status: str = "Second hand",
    comment: str = "Second-hand; aid after the invasion",
    year: str = "2023",
) -> list[str]:
    """One row of SIPRI's columns; `doubt` stands behind both numbers."""
    return ["Ukraine", supplier, year, "", ordered, doubt, weapon, kind, delivered, doubt, years, status, comment, "1"]


def sipri(*rows: list[str], preamble: str = PREAMBLE + GENERATED, encoding: str = "utf-8") -> bytes:
    """An export with these rows."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows([SIPRI_HEADER, *rows])
    return (preamble + sheet.getvalue()).encode(encoding)


def arrival(
    deal_id: str = "71001",
    supplier: str = "Denmark",
    weapon: str = "Leopard-1A5",
    kind: str = "tank",
    *,
    delivered: str = "10",
    doubt: str = "No",
    year: str = "2023",
) -> list[str]:
    """One row of SIPRI's newer columns: what of a deal arrived in a year."""
    told = [delivered, doubt, year, "No", "Second hand", "0.5", "0.2", "2", "No"]
    return [deal_id, supplier, "Ukraine", weapon, kind, "Armoured vehicles", "2022", "No", *told]


def sipri_yearly(*rows: list[str], preamble: str = PREAMBLE + GENERATED) -> bytes:
    """An export of the newer form with these rows."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows([YEARLY_HEADER, *rows])
    return (preamble + sheet.getvalue()).encode()


def gift(
    package: str = "DKM1",
    donor: str = "Denmark",
    day: str = "2023-02-07",
    *,
    item: str = "Leopard 1A5 tanks",
    units: str = "10",
    delivered: str = ".",
    value: str = "Not given",
    currency: str = "EUR",
    general: str = "Military",
    kind: str = "Heavy weapon",
    subtype: str = ".",
    first: str = "1",
) -> list[str]:
    """One row of Kiel's columns."""
    told = "Told by a made-up minister."
    return [
        package,
        donor,
        day,
        general,
        "Weapons",
        told,
        currency,
        value,
        item,
        kind,
        subtype,
        units,
        delivered,
        first,
    ]


def kiel_csv(*rows: list[str], header: list[str] | None = None) -> bytes:
    """A main-data sheet as CSV."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows([header or KIEL_HEADER, *rows])
    return sheet.getvalue().encode()


def kiel_xlsx(*rows: list[object]) -> bytes:
    """A main-data sheet as a workbook, behind a sheet that is something else."""
    book = openpyxl.Workbook()
    book.active.append(["Read me first"])
    sheet = book.create_sheet("MAIN DATA")
    sheet.append([name or None for name in KIEL_HEADER])
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


SUPPLIERS = ("Denmark", "Poland", "Germany", "United States", "Czechia", "Atlantis")
WEAPONS = (
    ("Leopard-1A5", "tank"),
    ("Leopard-2A4", "tank"),
    ("CAESAR 155mm", "self-propelled gun"),
    ("M-113", "armoured personnel carrier"),
    ("FGM-148 Javelin", "anti-tank missile"),
    ("Zeppelin-9", "airship"),
)


def many_deals(count: int, *, seed: int = 7) -> list[list[str]]:
    """Deals of every sort, with doubts, gaps, zeros, numbers that are none, and rows that are equal."""
    dice = random.Random(seed)
    rows = []
    for _ in range(count):
        weapon, kind = dice.choice(WEAPONS)
        rows.append(
            deal(
                dice.choice(SUPPLIERS),
                weapon,
                kind,
                ordered=dice.choice(["", "..", "many", *(str(dice.randrange(200)) for _ in range(20)), "1,250"]),
                delivered=dice.choice(["", "0", "..", *(str(dice.randrange(200)) for _ in range(20))]),
                doubt=dice.choice(["", "", "?"]),
                years=dice.choice(["2022", "2022; 2023", "2022-2024", "soon"]),
                status=dice.choice(["New", "Second hand", "Second hand but modernized"]),
                comment=dice.choice(["", "Aid", "Financed by Germany as aid", "Financed by aid from Ruritania"]),
                year=str(dice.randrange(2014, 2025)),
            )
        )
    return rows
