"""A row of Kiel's main data is one item of a package: what is pledged is one claim, what is delivered another.

A package is one document. Its stated worth is one `funding` claim, once, however many rows repeat it. Kiel's own
estimates are kept as text and claimed by nobody. Civil aid (humanitarian, financial) is no claim, and is counted.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim, Item
from pledges.domain.values import Kind, Money, Quantity, Terms
from pledges.registers.documents import Drafter, Paper, RegisterDocument, RegisterFile, Tally, Unread, WrittenRow
from pledges.registers.kiel_columns import Columns, find_columns
from pledges.registers.kiel_items import OTHER, Types, unit_of
from pledges.registers.names import Names
from pledges.registers.sheets import SheetRow, sheets_of

PUBLISHER = "Kiel Ukraine Support Tracker"
RECIPIENT = "UA"
UNDISCLOSED = frozenset({"undisclosed", "unknown", "not given", "unspecified", "n/a"})
COMMITMENT, ALLOCATION = "commitment", "allocation"
_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?")  # "12.0" where a program wrote the sheet
_DAYS: tuple[tuple[re.Pattern[str], tuple[str, str, str]], ...] = (
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)(?:[ T]00:00(?::00)?)?"), ("y", "m", "d")),
    (re.compile(r"(?P<m>\d\d?)/(?P<d>\d\d?)/(?P<y>\d{4})"), ("y", "m", "d")),  # as in "until 6/17/2022": US order
    (re.compile(r"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d{4})"), ("y", "m", "d")),
)


def read(data: bytes, *, catalogue: Catalogue) -> RegisterFile:
    """Read a main-data sheet, CSV or XLSX. Raises RegisterError where no sheet names its columns."""
    columns, rows = find_columns(sheets_of(data))
    reader = _PackageReader(columns, catalogue)
    packages: dict[str, list[SheetRow]] = {}
    civil = 0
    for row in rows:
        if "milit" not in columns.cell(row, "general").casefold():
            civil += 1
            continue
        packages.setdefault(columns.cell(row, "id") or f"row {row.number}", []).append(row)
    documents = tuple(reader.document(package, held) for package, held in packages.items())
    return RegisterFile(
        documents=documents,
        unread=(*_strange(columns), *reader.unread),
        sums=reader.tally.sums(),
        published=max((day for row in rows if (day := day_of(columns.cell(row, "announced")))), default=None),
        rows=len(rows),
        civil=civil,
    )


def _strange(columns: Columns) -> Iterable[Unread]:
    for name in columns.unknown:
        yield Unread(row=columns.row, column=name, text="", why="is no column that is known: kept as text")
    for field in ("item", "units", "delivered", "value"):
        if field not in columns.fields:
            yield Unread(row=columns.row, column=field, text="", why="stands under no header that is known: not read")


def day_of(text: str) -> date | None:
    """A day as the sheet writes it; None for prose ("until 6/17/2022" is a bound, no day) and for no date."""
    for pattern, order in _DAYS:
        if found := pattern.fullmatch(text):
            try:
                return date(*(int(found[part]) for part in order))
            except ValueError:
                return None
    return None


class _PackageReader:
    """Reads packages one by one; keeps what could not be read, and the sums of the columns."""

    def __init__(self, columns: Columns, catalogue: Catalogue) -> None:
        self.columns, self.types = columns, Types.build(catalogue)
        self.names = Names.build(catalogue)
        self.unread: list[Unread] = []
        self.tally = Tally()

    def document(self, package: str, rows: list[SheetRow]) -> RegisterDocument:
        """A package as a document: its rows one beneath the other, and their claims."""
        key = f"kiel:{package}"
        paper = Paper()
        written = [paper.write(self._cells(row)) for row in rows]
        claims: list[Claim] = []
        allocated = {self._thing(row) for row in rows if self._measure(row) == ALLOCATION}
        for row, place in zip(rows, written, strict=True):
            drafter = self._drafter(key, place, paper.text)
            if self._measure(row) == COMMITMENT and self._thing(row) in allocated:
                self._miss(row, "measure", "is told as an allocation too: counted once")
            else:
                claims += self._item_claims(row, drafter)
        if (worth := self._worth(rows)) is not None:
            row, money = worth
            claims.append(self._funding(row, money, self._drafter(key, written[rows.index(row)], paper.text)))
        donor = self.columns.cell(rows[0], "donor")
        return RegisterDocument(
            key=key,
            title=f"{donor}: package {package}",
            text=paper.text,
            claims=tuple(claims),
            rows=tuple(row.number for row in rows),
        )

    def _cells(self, row: SheetRow) -> Iterable[tuple[str, str]]:
        for at, name in enumerate(self.columns.names):
            if name.strip() and at < len(row.cells) and row.cells[at] != ".":
                yield name, row.cells[at]

    def _drafter(self, key: str, place: WrittenRow, text: str) -> Drafter:
        fields = {"donors": "donor", "item": "item", "announced": "announced", "terms": "specific"}
        columns = {name: self.columns.header(field) for name, field in fields.items()}
        return Drafter(article=key, register="kiel", row=place, text=text, columns=columns)

    def _measure(self, row: SheetRow) -> str:
        return self.columns.cell(row, "measure").casefold()

    def _thing(self, row: SheetRow) -> tuple[str, str]:
        return (self.columns.cell(row, "item").casefold(), self.columns.cell(row, "donor"))

    def _shared(self, row: SheetRow) -> Mapping[str, Any]:
        """What all claims of a row say alike."""
        name = self.columns.cell(row, "donor")
        code = self.names.code(name)
        if code is None:
            self._miss(row, "donor", "is no name that the catalogue knows: kept as it stands")
        loan = "loan" in self.columns.cell(row, "specific").casefold()
        return {
            "donors": (code or name,) if code or name else (),
            "recipient": RECIPIENT,
            "announced": self._announced(row),
            "terms": Terms.LOAN if loan else Terms.DONATION,
        }

    def _announced(self, row: SheetRow) -> date | None:
        text = self.columns.cell(row, "announced")
        day = day_of(text)
        if day is None and text:
            self._miss(row, "announced", "is no single day: kept as text")
        return day

    def _item_claims(self, row: SheetRow, drafter: Drafter) -> list[Claim]:
        """What a row pledges, and what it says has arrived."""
        words = self.columns.cell(row, "item")
        pledged, delivered = self._number(row, "units"), self._number(row, "delivered")
        if not words and pledged is None and delivered is None:
            return []
        item = self._item(row, words)
        shared = self._shared(row)
        donor = (*shared["donors"], "")[0]
        self.tally.add((donor, item.name or words), pledged=pledged, delivered=delivered)
        unit = unit_of(words, item.category)
        claims = [
            drafter.claim(
                kind=Kind.PLEDGE,
                ordinal=0,
                item=item,
                quantity=Quantity(low=pledged, high=pledged, unit=unit),
                number=self.columns.header("units"),
                **shared,
            )
        ]
        if delivered or self.columns.cell(row, "delivered").casefold() in UNDISCLOSED:
            claims.append(
                drafter.claim(
                    kind=Kind.DELIVERY,
                    ordinal=1,
                    item=item,
                    quantity=Quantity(low=delivered, high=delivered, unit=unit),
                    number=self.columns.header("delivered"),
                    **shared,
                )
            )
        return claims

    def _item(self, row: SheetRow, words: str) -> Item:
        item = self.types.item(
            words=words, subtype=self.columns.cell(row, "subtype"), kind=self.columns.cell(row, "type")
        )
        if item.name is None and item.category == OTHER:
            self._miss(row, "item", "names no system and no type: kept under 'other'")
        return item

    def _number(self, row: SheetRow, field: str) -> int | None:
        """A count; "undisclosed" and '.' are unknown, what else is no count is told."""
        text = self.columns.cell(row, field)
        if found := _COUNT.fullmatch(text):
            return int(found[1].replace(",", ""))
        if text and text.casefold() not in UNDISCLOSED:
            self._miss(row, field, "is no number: taken as unknown")
        return None

    def _worth(self, rows: list[SheetRow]) -> tuple[SheetRow, Money] | None:
        """What the source says the package is worth: told by its first row, or the first that tells it."""
        told = [(row, money) for row in rows if (money := self._money(row)) is not None]
        if not told:
            return None
        first = next(((row, money) for row, money in told if self.columns.cell(row, "first") == "1"), told[0])
        for row, money in told:
            if money != first[1]:
                self._miss(row, "value", "differs from the package's worth in its first row: not counted")
        return first

    def _money(self, row: SheetRow) -> Money | None:
        text, currency = self.columns.cell(row, "value"), self.columns.cell(row, "currency")
        if not text or text.casefold() in UNDISCLOSED:
            return None
        try:
            amount = Decimal(text.replace(",", "")).quantize(Decimal("0.01"))
        except InvalidOperation:
            self._miss(row, "value", "is no sum: not read")
            return None
        if not re.fullmatch(r"[A-Z]{3}", currency):
            self._miss(row, "currency", "is no currency: its sum is not read")
            return None
        return Money(amount=amount, currency=currency) if amount > 0 else None

    def _funding(self, row: SheetRow, money: Money, drafter: Drafter) -> Claim:
        return drafter.claim(
            kind=Kind.PLEDGE,
            ordinal=2,
            item=Item(name=None, category="funding"),
            quantity=Quantity(),
            number=self.columns.header("value"),
            value=money,
            **self._shared(row),
        )

    def _miss(self, row: SheetRow, field: str, why: str) -> None:
        missed = Unread(row=row.number, column=self.columns.header(field), text=self.columns.cell(row, field), why=why)
        if missed not in self.unread:
            self.unread.append(missed)
