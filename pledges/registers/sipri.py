"""A deal of SIPRI's trade register: what was ordered is one claim, what was delivered another, of each year where told.

Donor is who stands in the column Supplier, as the register files the deal; who else paid is a party of the claim. The
year of an order is no day of announcement, so none is stated. A '?' makes a number approximate, an empty or '..'
number ordered is unknown, and an empty number delivered means that no delivery is known: no claim. The newer form has a
row for each year in which a deal's arms arrived, and no number ordered: then nothing is claimed of an order.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim, Item
from pledges.domain.designations import resolve_designation
from pledges.domain.values import Kind, Party, Quantity, Role, Terms, Unit, Window
from pledges.registers.cells import Count, Unfit, count_of
from pledges.registers.documents import (
    Drafter,
    Paper,
    RegisterDocument,
    RegisterFile,
    Sums,
    Tally,
    Thing,
    Unread,
    WrittenRow,
    key_for,
)
from pledges.registers.names import Names
from pledges.registers.sheets import SheetRow, decoded, folded, sheets_of
from pledges.registers.sipri_columns import Columns, find_columns

PUBLISHER = "SIPRI Arms Transfers Database"
SYSTEM_COUNTS = frozenset({"SAM system", "ABM/SAM system", "coastal defence system"})  # batteries or more, not items
ROUND_COUNTS = frozenset({"guided shell"})
OTHER = "other"
BEGINS = 1950  # the register's first year
_GENERATED = re.compile(r"generated:?\s*(\d{1,2} \w+ \d{4})", re.IGNORECASE)
_YEAR = re.compile(r"\b\d{4}\b")
_YEARS = re.compile(r"[\s;,()?–-]|\b\d{4}\b")
_FINANCED = re.compile(r"financed (?:by|with|through)\s+((?:\([^()]*\)|[^;(])+)", re.IGNORECASE)
_AID = re.compile(r"\b(?:aid|gift|donated)\b", re.IGNORECASE)
_AFTER = re.compile(r"\bafter\b.*", re.IGNORECASE | re.DOTALL)


def read(data: bytes, *, catalogue: Catalogue, today: date) -> RegisterFile:
    """Read a trade register's export. Raises RegisterError where no line holds its columns' names."""
    rows = next(iter(sheets_of(data)), [])
    columns = find_columns(rows)
    held = [row for row in rows if row.number > columns.row and any(row.cells)]
    reader = _DealReader(columns, catalogue, today)
    documents = tuple(reader.document(key, deal) for key, deal in reader.deals(held).items())
    return RegisterFile(
        documents=documents,
        unread=(*columns.strange(), *reader.unread),
        sums=reader.own_sums(held),
        published=generated_on(data),
        rows=len(held),
    )


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


def number_of(text: str) -> Count | Unfit | None:
    """A count as registers write it: "1,200", "(25)", "25?"; None for what is none ("", "..")."""
    bare = text.removesuffix("?").strip()
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1].strip()
    return count_of(bare.removesuffix("?").strip())


def _keys(deals: list[SheetRow], columns: Columns) -> list[str]:
    """A deal's key where it has no id: its parties, year and weapon, and its place among the deals that share these.

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


class _DealReader:
    """Reads deals one by one; keeps what could not be read."""

    def __init__(self, columns: Columns, catalogue: Catalogue, today: date) -> None:
        self.columns, self.catalogue, self.today = columns, catalogue, today
        self.names = Names.build(catalogue)
        self.categories = {folded(one): c.slug for c in catalogue.categories.values() for one in c.sipri}
        self._unread: dict[Unread, None] = {}

    @property
    def unread(self) -> tuple[Unread, ...]:
        return tuple(self._unread)

    def deals(self, rows: list[SheetRow]) -> dict[str, list[SheetRow]]:
        """The rows of each deal by its key, in an order that does not hang on the file's."""
        if not self.columns.yearly:
            return {key: [row] for key, row in zip(_keys(rows, self.columns), rows, strict=True)}
        nameless = [row for row in rows if not self.columns.cell(row, "deal")]
        for row in nameless:
            self._miss(row, "deal", "names no deal: the row is one of its own")
        keys = {row.number: key for key, row in zip(_keys(nameless, self.columns), nameless, strict=True)}
        found: dict[str, list[SheetRow]] = defaultdict(list)
        for row in rows:
            found[keys.get(row.number) or key_for("sipri", f"deal-{self.columns.cell(row, 'deal')}")].append(row)
        return {
            key: sorted(deal, key=lambda row: (self.columns.cell(row, "delivered_in"), row.cells))
            for key, deal in found.items()
        }

    def own_sums(self, rows: Iterable[SheetRow]) -> dict[Thing, Sums]:
        """What the columns add up to, with no claim in between."""
        tally = Tally()
        for row in rows:
            item = self._item(row)
            thing = Thing(
                self.names.named(self.columns.cell(row, "supplier"))[0],
                item.name or self.columns.cell(row, "designation"),
                self._unit(row).value,
            )
            numbers = [number_of(self.columns.cell(row, field)) for field in ("ordered", "delivered")]
            ordered, delivered = (one.bounds if isinstance(one, Count) else None for one in numbers)
            tally.add(thing, pledged=ordered, delivered=delivered)
        return tally.sums()

    def document(self, key: str, rows: list[SheetRow]) -> RegisterDocument:
        """A deal as a document with its claims."""
        paper = Paper()
        written = [paper.write(self._cells(row)) for row in rows]
        claims = [
            claim
            for row, place in zip(rows, written, strict=True)
            for claim in self._claims(row, self._drafter(key, place, paper.text))
        ]
        first = rows[0]
        supplier, weapon, year = (self.columns.cell(first, f) for f in ("supplier", "designation", "ordered_in"))
        return RegisterDocument(
            key=key,
            title=f"{supplier} to {self.columns.cell(first, 'recipient')}: {weapon} ({year})",
            text=paper.text,
            claims=tuple(claims),
            rows=tuple(row.number for row in rows),
        )

    def _drafter(self, key: str, place: WrittenRow, text: str) -> Drafter:
        fields = {
            "donors": "supplier",
            "recipient": "recipient",
            "item": "designation",
            "terms": "comment",
            "parties": "comment",
        }
        columns = {name: self.columns.header(field) for name, field in fields.items()}
        beside = {"announced": self.columns.header("ordered_in")}
        return Drafter(article=key, register="sipri", row=place, text=text, columns=columns, beside=beside)

    def _cells(self, row: SheetRow) -> Iterable[tuple[str, str]]:
        """Each named column with its value, and '?' where the register doubts it."""
        if any(cell.strip("; ") for cell in row.cells[len(self.columns.names) :]):
            self._note(
                row, "(row)", " | ".join(row.cells[-3:]), "has more cells than there are columns: the rest is left"
            )
        for at, name in enumerate(self.columns.names):
            if name in ("", "?") or at >= len(row.cells):
                continue
            mark = self.columns.marks.get(at)
            doubt = row.cells[mark] if mark is not None and mark < len(row.cells) else ""
            yield name, f"{row.cells[at]} {doubt}"

    def _claims(self, row: SheetRow, drafter: Drafter) -> Iterable[Claim]:
        donor = self._state(row, "supplier")
        item = self._item(row)
        self._tell_item(row, item)
        comment = self.columns.cell(row, "comment")
        shared: dict[str, Any] = {
            "donors": (donor,) if donor else (),
            "recipient": self._state(row, "recipient"),
            "terms": self._terms(comment),
            "parties": self._parties(row, donor, comment),
        }
        if not self.columns.yearly:
            yield drafter.claim(
                kind=self._kind(row),
                ordinal=0,
                item=item,
                quantity=self._quantity(row, "ordered"),
                number=self.columns.header("ordered"),
                **shared,
            )
        if self._arrived(row):
            yield self._delivery(row, item, drafter, shared)

    def _arrived(self, row: SheetRow) -> bool:
        """Whether the row tells of a delivery, of a known number or not. A yearly row without a number is one too."""
        text = self.columns.cell(row, "delivered")
        count = number_of(text)
        if isinstance(count, Count):
            return count.high > 0
        return bool(text) or (self.columns.yearly and bool(self.columns.cell(row, "delivered_in")))

    def _delivery(self, row: SheetRow, item: Item, drafter: Drafter, shared: Mapping[str, Any]) -> Claim:
        when = {**drafter.columns, "window": self.columns.header("delivered_in")}
        return replace(drafter, columns=when).claim(
            kind=Kind.DELIVERY,
            ordinal=1,
            item=item,
            quantity=self._quantity(row, "delivered"),
            number=self.columns.header("delivered"),
            window=self._window(row),
            **shared,
        )

    def _terms(self, comment: str) -> Terms:
        """A gift where the comment calls it aid, else a sale; an export without comments does not say."""
        gift = "comment" not in self.columns.fields or _AID.search(comment)
        return Terms.DONATION if gift else Terms.SALE

    def _kind(self, row: SheetRow) -> Kind:
        """What comes from a donor's stock is a pledge, what is new was ordered from industry."""
        return Kind.PLEDGE if self.columns.cell(row, "status").casefold().startswith("second") else Kind.CONTRACT

    def _state(self, row: SheetRow, field: str) -> str:
        """The code of a party; a name that the catalogue lacks stands for itself, and is told."""
        name, why = self.names.named(self.columns.cell(row, field))
        if why:
            self._miss(row, field, why)
        return name

    def _item(self, row: SheetRow) -> Item:
        system = resolve_designation(self.columns.cell(row, "designation"), self.catalogue)
        if system is not None:
            known = self.catalogue.systems[system]
            return Item(name=known.name, category=known.category)
        category = self.categories.get(folded(self.columns.cell(row, "description")))
        return Item(name=None, category=category or OTHER)

    def _tell_item(self, row: SheetRow, item: Item) -> None:
        if item.name is None:
            self._miss(row, "designation", "names no system of the catalogue: known by its type")
            if folded(self.columns.cell(row, "description")) not in self.categories:
                self._miss(row, "description", "is no type that the catalogue knows: kept under 'other'")

    def _unit(self, row: SheetRow) -> Unit:
        description = self.columns.cell(row, "description")
        return Unit.SYSTEM if description in SYSTEM_COUNTS else Unit.ROUND if description in ROUND_COUNTS else Unit.ITEM

    def _quantity(self, row: SheetRow, field: str) -> Quantity:
        unit = self._unit(row)
        count = number_of(self.columns.cell(row, field))
        if isinstance(count, Count):
            return count.quantity(unit, approximate=self.columns.doubted(row, field))
        if count is not None:
            self._miss(row, field, count)
        return Quantity(unit=unit)

    def _window(self, row: SheetRow) -> Window | None:
        """From the first to the last year named: "2022; 2023", "2022-2023", "(2022)"."""
        text = self.columns.cell(row, "delivered_in")
        years = [int(found[0]) for found in _YEAR.finditer(text)]
        if _YEARS.sub("", text).strip(".") or (text and not years and text.strip(". ")):
            self._miss(row, "delivered_in", "holds more than years")
        fit = [year for year in years if BEGINS <= year <= self.today.year]
        if fit != years:
            self._miss(row, "delivered_in", f"names a year before {BEGINS} or still to come: left out")
        if not fit:
            return None
        return Window(start=date(min(fit), 1, 1), end=date(max(fit), 12, 31))

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
        self._note(row, self.columns.header(field), self.columns.cell(row, field), why)

    def _note(self, row: SheetRow, column: str, text: str, why: str) -> None:
        self._unread[Unread(row=row.number, column=column, text=text, why=str(why))] = None
