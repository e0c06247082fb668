"""A row of SIPRI's trade register is one deal: what was ordered is one claim, what was delivered another.

Donor is who stands in the column Supplier, as the register files the deal; who else paid is a party of the claim. The
year of an order is no day of announcement, so none is stated. A '?' makes a number approximate, an empty or '..'
number ordered is unknown, and an empty number delivered means that no delivery is known: no claim.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim, Item
from pledges.domain.designations import resolve_designation
from pledges.domain.values import Kind, Party, Quantity, Role, Terms, Unit, Window
from pledges.registers.documents import (
    Drafter,
    Paper,
    RegisterDocument,
    RegisterError,
    RegisterFile,
    Tally,
    Unread,
)
from pledges.registers.names import Names
from pledges.registers.sheets import SheetRow, decoded, folded, sheets_of

PUBLISHER = "SIPRI Arms Transfers Database"
HEADERS: Mapping[str, tuple[str, ...]] = {
    "recipient": ("recipient",),
    "supplier": ("supplier", "seller"),
    "ordered_in": ("year of order", "year of order/licence", "year(s) of order", "order date"),
    "ordered": ("number ordered", "no. ordered", "no ordered", "numbers ordered"),
    "designation": ("weapon designation", "designation"),
    "description": ("weapon description", "description", "weapon category"),
    "delivered": ("number delivered", "no. delivered", "no. delivered/produced", "numbers delivered"),
    "delivered_in": ("year(s) of delivery", "year(s) of deliveries", "years of delivery", "year of delivery"),
    "status": ("status",),
    "comment": ("comments", "comment"),
}
KEPT = ("sipri tiv per unit", "sipri tiv for total order", "sipri tiv of delivered weapons", "deal id")
NEEDED = ("recipient", "supplier", "ordered", "designation", "delivered")
SYSTEM_COUNTS = frozenset({"SAM system", "ABM/SAM system", "coastal defence system"})  # batteries or more, not items
ROUND_COUNTS = frozenset({"guided shell"})
_GENERATED = re.compile(r"generated:?\s*(\d{1,2} \w+ \d{4})", re.IGNORECASE)
_NUMBER = re.compile(r"\(?(\d{1,3}(?:,\d{3})+|\d+)\)?\s*\??")
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_YEARS = re.compile(r"[\s;,()?–-]|\b(?:19|20)\d\d\b")
_FINANCED = re.compile(r"financed (?:by|with|through)\s+((?:\([^()]*\)|[^;(])+)", re.IGNORECASE)
_AID = re.compile(r"\b(?:aid|gift|donated)\b", re.IGNORECASE)
_AFTER = re.compile(r"\bafter\b.*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where the columns stand; `marks` are the nameless ones that hold the '?' of the column before."""

    row: int
    names: tuple[str, ...]
    fields: Mapping[str, int]
    marks: Mapping[int, int]
    unknown: tuple[str, ...]

    def cell(self, row: SheetRow, field: str) -> str:
        at = self.fields.get(field)
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    def doubted(self, row: SheetRow, field: str) -> bool:
        """Whether a '?' stands behind the cell, or in it, or brackets around it (as in older exports)."""
        at = self.fields.get(field)
        mark = self.marks.get(at) if at is not None else None
        own = self.cell(row, field)
        beside = row.cells[mark] if mark is not None and mark < len(row.cells) else ""
        return "?" in beside or "?" in own or own.startswith("(")

    def header(self, field: str) -> str:
        at = self.fields.get(field)
        return self.names[at] if at is not None else field


def read(data: bytes, *, catalogue: Catalogue) -> RegisterFile:
    """Read a trade register's export. Raises RegisterError where no line holds its columns' names."""
    rows = next(iter(sheets_of(data)), [])
    columns = find_columns(rows)
    deals = [row for row in rows if row.number > columns.row and any(row.cells)]
    keys = _keys(deals, columns)
    reader = _DealReader(columns, catalogue)
    documents = tuple(reader.document(row, key) for row, key in zip(deals, keys, strict=True))
    strange = tuple(
        Unread(row=columns.row, column=name, text="", why="is no column that is known: kept as text")
        for name in columns.unknown
    )
    return RegisterFile(
        documents=documents,
        unread=(*strange, *reader.unread),
        sums=reader.tally.sums(),
        published=generated_on(data),
        rows=len(deals),
    )


def find_columns(rows: Iterable[SheetRow]) -> Columns:
    """The first row that names the columns a deal needs, however long the preamble above it."""
    known = {name: field for field, names in HEADERS.items() for name in names}
    for row in rows:
        headers = [folded(cell) for cell in row.cells]
        fields: dict[str, int] = {}
        for at, header in enumerate(headers):
            if header in known:
                fields.setdefault(known[header], at)
        if not all(field in fields for field in NEEDED):
            continue
        marks = {at - 1: at for at, header in enumerate(headers) if header in ("", "?") and at > 0}
        unknown = [
            row.cells[at]
            for at, one in enumerate(headers)
            if one not in ("", "?") and one not in known and one not in KEPT
        ]
        return Columns(row=row.number, names=row.cells, fields=fields, marks=marks, unknown=tuple(unknown))
    raise RegisterError(f"no line names the columns {', '.join(HEADERS[field][0] for field in NEEDED)}")


def generated_on(data: bytes) -> date | None:
    """The day that the preamble says the file was made on."""
    found = _GENERATED.search(decoded(data[:20000]))
    if found is None:
        return None
    for pattern in ("%d %b %Y", "%d %B %Y"):
        try:
            return datetime.strptime(found[1], pattern).date()
        except ValueError:
            continue
    return None


def _keys(deals: list[SheetRow], columns: Columns) -> list[str]:
    """A deal's key: its parties, year and weapon, and its place among the deals that share these.

    The place goes by content, not by line, so that a file sorted otherwise gives the same keys.
    """
    same: dict[tuple[str, ...], list[SheetRow]] = defaultdict(list)
    for row in deals:
        same[_deal(row, columns)].append(row)
    place = {row.number: n for group in same.values() for n, row in enumerate(sorted(group, key=lambda one: one.cells))}
    keys = []
    for row in deals:
        deal = _deal(row, columns)
        digest = hashlib.sha256("|".join(deal).casefold().encode()).hexdigest()[:16]
        keys.append(f"sipri:{digest}-{place[row.number] + 1}")
    return keys


def _deal(row: SheetRow, columns: Columns) -> tuple[str, ...]:
    return tuple(columns.cell(row, field) for field in ("recipient", "supplier", "ordered_in", "designation"))


def number_of(text: str) -> int | None:
    """A count as registers write it: "1,200", "(25)", "25?"; None for what is none ("", "..")."""
    found = _NUMBER.fullmatch(text)
    return int(found[1].replace(",", "")) if found else None


class _DealReader:
    """Reads deals one by one; keeps what could not be read, and the sums of the columns."""

    def __init__(self, columns: Columns, catalogue: Catalogue) -> None:
        self.columns, self.catalogue = columns, catalogue
        self.names = Names.build(catalogue)
        self.categories = {folded(one): c.slug for c in catalogue.categories.values() for one in c.sipri}
        self.unread: list[Unread] = []
        self.tally = Tally()

    def document(self, row: SheetRow, key: str) -> RegisterDocument:
        """A deal as a document with its claims."""
        paper = Paper()
        written = paper.write(self._cells(row))
        drafter = Drafter(
            article=key,
            register="sipri",
            row=written,
            text=paper.text,
            columns={
                "donors": self.columns.header("supplier"),
                "recipient": self.columns.header("recipient"),
                "item": self.columns.header("designation"),
                "terms": self.columns.header("comment"),
                "parties": self.columns.header("comment"),
            },
        )
        supplier, weapon, year = (self.columns.cell(row, f) for f in ("supplier", "designation", "ordered_in"))
        return RegisterDocument(
            key=key,
            title=f"{supplier} to {self.columns.cell(row, 'recipient')}: {weapon} ({year})",
            text=paper.text,
            claims=tuple(self._claims(row, drafter)),
            rows=(row.number,),
        )

    def _cells(self, row: SheetRow) -> Iterable[tuple[str, str]]:
        """Each named column with its value, and '?' where the register doubts it."""
        for at, name in enumerate(self.columns.names):
            if name in ("", "?") or at >= len(row.cells):
                continue
            mark = self.columns.marks.get(at)
            doubt = row.cells[mark] if mark is not None and mark < len(row.cells) else ""
            yield name, f"{row.cells[at]} {doubt}"

    def _claims(self, row: SheetRow, drafter: Drafter) -> Iterable[Claim]:
        donor = self._state(row, "supplier")
        item = self._item(row)
        comment = self.columns.cell(row, "comment")
        terms = Terms.DONATION if _AID.search(comment) else Terms.SALE
        shared = {
            "donors": (donor,) if donor else (),
            "recipient": self._state(row, "recipient"),
            "terms": terms,
            "parties": self._parties(row, donor, comment),
        }
        ordered, delivered = self._number(row, "ordered"), self._number(row, "delivered")
        self.tally.add(
            (donor, item.name or self.columns.cell(row, "designation")), pledged=ordered, delivered=delivered
        )
        yield drafter.claim(
            kind=self._kind(row),
            ordinal=0,
            item=item,
            quantity=self._quantity(row, "ordered", ordered),
            number=self.columns.header("ordered"),
            **shared,
        )
        if delivered == 0 or not self.columns.cell(row, "delivered"):
            return
        when = {**drafter.columns, "window": self.columns.header("delivered_in")}
        arrived = Drafter(
            article=drafter.article, register=drafter.register, row=drafter.row, text=drafter.text, columns=when
        )
        yield arrived.claim(
            kind=Kind.DELIVERY,
            ordinal=1,
            item=item,
            quantity=self._quantity(row, "delivered", delivered),
            number=self.columns.header("delivered"),
            window=self._window(row),
            **shared,
        )

    def _kind(self, row: SheetRow) -> Kind:
        """What comes from a donor's stock is a pledge, what is new was ordered from industry."""
        return Kind.PLEDGE if self.columns.cell(row, "status").casefold().startswith("second") else Kind.CONTRACT

    def _state(self, row: SheetRow, field: str) -> str:
        """The code of a party; a name that the catalogue lacks stands for itself, and is told."""
        name = self.columns.cell(row, field)
        code = self.names.code(name)
        if code is None:
            self._miss(row, field, "is no name that the catalogue knows: kept as it stands")
        return code or name

    def _item(self, row: SheetRow) -> Item:
        designation, description = self.columns.cell(row, "designation"), self.columns.cell(row, "description")
        system = resolve_designation(designation, self.catalogue)
        if system is not None:
            known = self.catalogue.systems[system]
            return Item(name=known.name, category=known.category)
        self._miss(row, "designation", "names no system of the catalogue: known by its type")
        category = self.categories.get(folded(description))
        if category is None:
            self._miss(row, "description", "is no type that the catalogue knows: kept under 'other'")
        return Item(name=None, category=category or "other")

    def _number(self, row: SheetRow, field: str) -> int | None:
        text = self.columns.cell(row, field)
        number = number_of(text)
        if number is None and text.strip(".?() "):
            self._miss(row, field, "is no number: taken as unknown")
        return number

    def _quantity(self, row: SheetRow, field: str, number: int | None) -> Quantity:
        description = self.columns.cell(row, "description")
        unit = Unit.SYSTEM if description in SYSTEM_COUNTS else Unit.ROUND if description in ROUND_COUNTS else Unit.ITEM
        approximate = number is not None and self.columns.doubted(row, field)
        return Quantity(low=number, high=number, unit=unit, approximate=approximate)

    def _window(self, row: SheetRow) -> Window | None:
        """From the first to the last year named: "2022; 2023", "2022-2023", "(2022)"."""
        text = self.columns.cell(row, "delivered_in")
        years = [int(found[0]) for found in _YEAR.finditer(text)]
        if _YEARS.sub("", text).strip(".") or (text and not years and text.strip(". ")):
            self._miss(row, "delivered_in", "holds more than years")
        if not years:
            return None
        return Window(start=date(min(years), 1, 1), end=date(max(years), 12, 31))

    def _parties(self, row: SheetRow, supplier: str, comment: str) -> tuple[Party, ...]:
        """Who paid, where the comment says so, and who supplied. Private givers are no party of the catalogue."""
        clause = " ".join(_AFTER.sub("", one) for one in _FINANCED.findall(comment))
        if not clause or "private" in clause.casefold():
            return ()
        payers, strange = self.names.within(clause)
        for word in strange:
            self._miss(row, "comment", f"names {word!r} as paying, which the catalogue does not know")
        if not payers or payers == (supplier,):
            return ()
        paying = [Party(who=who, role=Role.FINANCIER) for who in payers]
        return (*paying, Party(who=supplier, role=Role.SUPPLIER))

    def _miss(self, row: SheetRow, field: str, why: str) -> None:
        name = self.columns.header(field)
        self.unread.append(Unread(row=row.number, column=name, text=self.columns.cell(row, field), why=why))
