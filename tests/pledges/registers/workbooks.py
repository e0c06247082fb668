"""Whole registers of our own making: thousands of rows under the real headers of each release, and what they add up to.

States, packages and numbers come from dice. The sums are kept as the rows are made, by the names that the makers of the
rows know, so that no code of the reader has a part in them.
"""

import csv
import io
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil, floor

import openpyxl

from tests.pledges.registers.files import GENERATED, PREAMBLE, SIPRI_HEADER, YEARLY_HEADER

Key = tuple[str, str, str]  # donor's code, item, unit or currency
Row = dict[str, str]
DONORS = {
    "Denmark": "DK",
    "Poland": "PL",
    "Germany": "DE",
    "United States": "US",
    "Czech Republic": "CZ",
    "Norway": "NO",
    "Luxemburg": "LU",
}
CURRENCIES = {
    "Denmark": "DKK",
    "Poland": "PLN",
    "Germany": "EUR",
    "United States": "USD",
    "Czech Republic": "CZK",
    "Norway": "NOK",
    "Luxemburg": "EUR",
}
# The words, Kiel's type and sub-type, the item that they are, and its unit.
ITEMS = (
    ("Leopard 1A5", "Heavy weapon", "Main Battle Tank (MBT)", "Leopard 1A5", "item"),
    ("Leopard 1A5 tanks", "Heavy weapon", "Main Battle Tank (MBT)", "Leopard 1A5", "item"),
    ("M113 armored personnel carrier", "Heavy weapon", "Armoured Personnel Carrier (APC)", "M113", "item"),
    ("Gepard", "Heavy weapon", "Self-propelled anti-aircraft gun", "Gepard", "item"),
    ("Gepard ammunition round", "Ammunition for heavy weapon", ".", "Gepard ammunition round", "round"),
    ("round of ammunition for Gepard", "Ammunition", ".", "round of ammunition for Gepard", "round"),
    ("FIM-92 Stinger missile", "Portable defence system", "MANPADS", "FIM-92 Stinger", "item"),
    ("ton of fuel", "Military equipment", ".", "ton of fuel", "tonne"),
    ("helmet", "Military equipment", ".", "helmet", "item"),
    ("thingamajig", "Military equipment", ".", "thingamajig", "item"),
)

KIEL_7 = (
    *("ID", "countries", "Announcement Date", "Type of Aid General", "Type of Aid Specific", "Explanation"),
    *("Original Currency", "Monetary Value as Given by Source", "", "Type of item", "Sub-type of item"),
    *("Soviet origin (1)", "No. of Units", "No. of Units delivered (in-kind military aid)", "Unit Price in USD"),
    *("Value committed (own estimate, in USD)", "Value delivered (own estimate, in USD)", "Total "),
    *("Converted Value in EUR", "Total monetary value delivered in EUR", "Official Source", "Source of Aid 1"),
    *("Source of Aid 2", "Source of Aid 3", "Source of Aid 4", "Bilateral loan/grant made through IMF or WB?"),
    *("Updated/newly added entry", "Source for Delivery", "Working/debug >>>"),
    *("Total_value_dummy (1 is first row in the package)", "value_source_commitments", "value_source_deliveries"),
    *("MonthCoding2", "Month3", "BeforeWar4", "Ukraine Asked for it dummy (=1)"),
)
KIEL_2023 = (
    *("ID", "Countries", "Announcement Date", "Type of Aid General", "Type of Aid Specific", "Explanation"),
    *("Original Currency", "Type of donation", "Monetary Value as Given by Source", "Items", "Type of Item"),
    *("Sub-type of item", "No. of Units", "No. of Units Delivered (in-kind military aid)", "Allocation ID"),
    *("Total_value_dummy (1 is first row in the package)", "Official Source"),
)
KIEL_2024 = (
    *("activity_id", "sub_activity_id", "donor", "announcement_date", "month", "month_exists_dummy"),
    *("aid_type_general", "aid_type_specific", "measure", "explanation", "source_reported_value"),
    *("reporting_currency", "tot_activity_value_EUR", "tot_sub_activity_value_EUR", "item", "item_type"),
    *("item_sub_type", "item_numb", "item_numb_deliv", "item_price_USD", "item_value_estimate_USD"),
    *("tot_value_deliv_EUR", "total_value_dummy"),
)
# Where the makers of rows put what, in the words of each release.
COLUMNS = {
    "id": ("ID", "activity_id"),
    "part": ("Allocation ID", "sub_activity_id"),
    "donor": ("countries", "Countries", "donor"),
    "day": ("Announcement Date", "announcement_date"),
    "general": ("Type of Aid General", "aid_type_general"),
    "told": ("Explanation", "explanation"),
    "measure": ("Type of donation", "measure"),
    "currency": ("Original Currency", "reporting_currency"),
    "value": ("Monetary Value as Given by Source", "source_reported_value"),
    "item": ("", "Items", "item"),
    "type": ("Type of item", "Type of Item", "item_type"),
    "subtype": ("Sub-type of item", "item_sub_type"),
    "units": ("No. of Units", "item_numb"),
    "delivered": (
        "No. of Units delivered (in-kind military aid)",
        "No. of Units Delivered (in-kind military aid)",
        "item_numb_deliv",
    ),
    "first": ("Total_value_dummy (1 is first row in the package)", "total_value_dummy"),
}
RELEASES = {"release 7": KIEL_7, "2023": KIEL_2023, "since 2024": KIEL_2024}


@dataclass(slots=True)
class Truth:
    """What a file adds up to: lowest and highest pledged and delivered, by donor, item and unit."""

    pledged: dict[Key, list[Decimal]] = field(default_factory=lambda: defaultdict(lambda: [Decimal(0), Decimal(0)]))
    delivered: dict[Key, list[Decimal]] = field(default_factory=lambda: defaultdict(lambda: [Decimal(0), Decimal(0)]))

    def give(self, key: Key, number: Decimal | int | float) -> None:
        _add(self.pledged[key], number)

    def bring(self, key: Key, number: Decimal | int | float) -> None:
        _add(self.delivered[key], number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file, how many rows it has, and what they add up to."""

    data: bytes
    rows: int
    truth: Truth


def _add(bounds: list[Decimal], number: Decimal | int | float) -> None:
    whole = isinstance(number, Decimal)
    bounds[0] += Decimal(number) if whole else floor(number)
    bounds[1] += Decimal(number) if whole else ceil(number)


class KielMaker:
    """Makes packages of every sort."""

    def __init__(self, *, seed: int, measures: bool) -> None:
        self.dice, self.measures = random.Random(seed), measures
        self.truth = Truth()
        self.made = 0

    def packages(self) -> Iterator[list[Row]]:
        """Packages without end."""
        kinds: tuple[Callable[[], list[Row]], ...] = (self.plain, self.plain, self.worths, self.joint, self.civil)
        if self.measures:
            kinds = (*kinds, self.fund, self.both)
        while True:
            yield self.dice.choice(kinds)()

    def plain(self) -> list[Row]:
        """Several items and one worth, which every row repeats; or none that is given."""
        head = self._head()
        worth = self.dice.choice(["Not given", ".", str(self._worth())])
        rows = [self._item(head | {"value": worth}) for _ in range(self.dice.randint(1, 6))]
        rows[0]["first"] = "1"
        if worth.isdigit():
            self._give_money(rows[0])
        return rows

    def worths(self) -> list[Row]:
        """A package that grew: each worth has a row that is marked, and rows that repeat it."""
        head = self._head()
        rows = []
        for year in (2022, 2023, 2024)[: self.dice.randint(2, 3)]:
            own = head | {"day": f"{year}-0{self.dice.randint(1, 9)}-11", "value": f"{self._worth():,}"}
            held = [self._item(own) for _ in range(self.dice.randint(1, 3))]
            held[0]["first"] = "1"
            self._give_money(held[0])
            rows += held
        return rows

    def joint(self) -> list[Row]:
        """A part of a gift of three states: a fraction."""
        row = self._head() | {"item": "Zuzana-2 howitzer", "type": "Heavy weapon", "subtype": "155mm howitzer"}
        number = self.dice.choice([16, 20, 22]) / 3
        row |= {"units": repr(number), "delivered": self.dice.choice([".", "undisclosed", "2"]), "first": "1"}
        key = (DONORS[row["donor"]], "Zuzana 2", "item")
        self.truth.give(key, number)
        if row["delivered"] == "2":
            self.truth.bring(key, 2)
        return [row]

    def civil(self) -> list[Row]:
        """Civil aid, with a worth that no sum may hold."""
        row = self._head() | {"general": self.dice.choice(["Humanitarian", "Financial"]), "item": "blankets"}
        return [row | {"units": "5000", "value": "77", "first": "1"}]

    def fund(self) -> list[Row]:
        """Commitments to a fund, and the arms allocated of it, whose money adds nothing; marked or not."""
        head = self._head() | {"measure": "Commitment"}
        commitments = [head | {"value": str(self._worth()), "first": "1"} for _ in range(self.dice.randint(1, 2))]
        for row in commitments:
            self._give_money(row)
        marks = self.dice.choice(["0", "1"])
        own = head | {"measure": "Allocation", "value": str(self._worth()), "first": marks}
        return [*commitments, *(self._item(own) for _ in range(self.dice.randint(1, 4)))]

    def both(self) -> list[Row]:
        """An item that is committed and in part allocated: it is given once."""
        head = self._head()
        words, kind, subtype, item, unit = self.dice.choice(ITEMS)
        own = head | {"item": words, "type": kind, "subtype": subtype, "part": f"{head['id']}_1"}
        committed, allocated = self.dice.randrange(1, 90), self.dice.randrange(1, 90)
        key = (DONORS[head["donor"]], item, unit)
        self.truth.give(key, max(committed, allocated))
        self.truth.bring(key, 1)
        return [
            own | {"measure": "Commitment", "units": str(committed)},
            own | {"measure": "Allocation", "units": str(allocated), "delivered": "1"},
        ]

    def _head(self) -> Row:
        self.made += 1
        donor = self.dice.choice(list(DONORS))
        day = self.dice.choice(["2022-04-05", "2023-01-31", "5/17/2023", "until 6/17/2022", "."])
        told = {"id": f"{DONORS[donor]}M{self.made}", "donor": donor, "day": day, "general": "Military"}
        return told | {"currency": CURRENCIES[donor], "value": "Not given", "first": "0", "told": "Made up."}

    def _worth(self) -> int:
        return self.dice.randrange(10**5, 4 * 10**9)

    def _item(self, head: Row) -> Row:
        """A row with an item; a package that both measures tell never has the same item twice."""
        words, kind, subtype, item, unit = self.dice.choice(ITEMS)
        units = self.dice.choice(["undisclosed", ".", *(str(self.dice.randrange(1, 400)) for _ in range(8)), "1,250"])
        delivered = self.dice.choice([".", "undisclosed", "0", str(self.dice.randrange(1, 90))])
        key = (DONORS[head["donor"]], item, unit)
        for text, add in ((units, self.truth.give), (delivered, self.truth.bring)):
            if (plain := text.replace(",", "")).isdigit():
                add(key, int(plain))
        return head | {"item": words, "type": kind, "subtype": subtype, "units": units, "delivered": delivered}

    def _give_money(self, row: Row) -> None:
        amount = Decimal(row["value"].replace(",", ""))
        self.truth.give((DONORS[row["donor"]], "funding", row["currency"]), amount)


def kiel_sheet(rows: int, *, header: tuple[str, ...], seed: int = 5) -> Made:
    """A main-data sheet of at least so many rows, as CSV."""
    maker = KielMaker(seed=seed, measures=bool(set(header) & set(COLUMNS["measure"])))
    lines = _lines(maker, rows, header)
    sheet = io.StringIO()
    csv.writer(sheet).writerows([header, *lines])
    return Made(data=sheet.getvalue().encode(), rows=len(lines), truth=maker.truth)


def kiel_workbook(rows: int, *, header: tuple[str, ...], seed: int = 5) -> Made:
    """The same as a workbook, whose numbers are numbers."""
    maker = KielMaker(seed=seed, measures=bool(set(header) & set(COLUMNS["measure"])))
    lines = _lines(maker, rows, header)
    book = openpyxl.Workbook(write_only=True)
    book.create_sheet("Read me").append(["Read me first"])
    sheet = book.create_sheet("Bilateral assistance, MAIN DATA")
    sheet.append([name or None for name in header])
    for line in lines:
        sheet.append([_value(cell) for cell in line])
    file = io.BytesIO()
    book.save(file)
    return Made(data=file.getvalue(), rows=len(lines), truth=maker.truth)


def _lines(maker: KielMaker, rows: int, header: tuple[str, ...]) -> list[list[str]]:
    held: list[Row] = []
    for package in maker.packages():
        held += package
        if len(held) >= rows:
            break
    fields = {name: field for field, names in COLUMNS.items() for name in names}
    return [[row.get(fields[name], ".") if name in fields else "." for name in header] for row in held]


def _value(cell: str) -> object:
    plain = cell.replace(",", "")
    return int(plain) if plain.isdigit() else float(plain) if plain.replace(".", "", 1).isdigit() else cell


WEAPONS = (
    ("Leopard-1A5", "tank", "Leopard 1A5", "item"),
    ("M-113", "armoured personnel carrier", "M113", "item"),
    ("CAESAR 155mm", "self-propelled gun", "CAESAR", "item"),
    ("Zeppelin-9", "airship", "Zeppelin-9", "item"),
)
SUPPLIERS = {"Denmark": "DK", "Poland": "PL", "Germany": "DE", "United States": "US", "Czechia": "CZ", "Atlantis": ""}


def sipri_older(rows: int, *, seed: int = 5) -> Made:
    """A trade register of one row a deal."""
    dice, truth = random.Random(seed), Truth()
    lines: list[list[str]] = []
    for _ in range(rows):
        (supplier, code), (weapon, kind, item, unit) = dice.choice(list(SUPPLIERS.items())), dice.choice(WEAPONS)
        numbers = [
            dice.choice(["", "..", "(12)", "1,250", *(str(dice.randrange(200)) for _ in range(20))]) for _ in "ab"
        ]
        key = (code or supplier, item, unit)
        for text, add in zip(numbers, (truth.give, truth.bring), strict=True):
            if (plain := text.strip("()").replace(",", "")).isdigit():
                add(key, int(plain))
        doubt, year = dice.choice(["", "?"]), str(dice.randrange(2014, 2025))
        told = [weapon, kind, numbers[1], doubt, "2022; 2023", dice.choice(["New", "Second hand"]), "Aid", "1"]
        lines.append(["Ukraine", supplier, year, "", numbers[0], doubt, *told])
    return _export(SIPRI_HEADER, lines, truth)


def sipri_newer(rows: int, *, seed: int = 5) -> Made:
    """A trade register of one row a deal and year of delivery."""
    dice, truth = random.Random(seed), Truth()
    lines: list[list[str]] = []
    while len(lines) < rows:
        (supplier, code), (weapon, kind, item, unit) = dice.choice(list(SUPPLIERS.items())), dice.choice(WEAPONS)
        deal = str(60_000 + len(lines))
        for year in range(2022, 2022 + dice.randint(1, 4)):
            number, doubt = dice.randrange(1, 300), dice.choice(["Yes", "No"])
            truth.bring((code or supplier, item, unit), number)
            told = [str(number), doubt, str(year), "No", "Second hand", "1", "1", "1", "No"]
            lines.append([deal, supplier, "Ukraine", weapon, kind, "Made up", "2022", "No", *told])
    dice.shuffle(lines)
    return _export(YEARLY_HEADER, lines, truth)


def _export(header: list[str], lines: list[list[str]], truth: Truth) -> Made:
    sheet = io.StringIO()
    csv.writer(sheet).writerows([header, *lines])
    return Made(data=(PREAMBLE + GENERATED + sheet.getvalue()).encode(), rows=len(lines), truth=truth)
