"""A row of Kiel's main data is one item of a package: what is pledged is one claim, what is delivered another.

A package is one document, and each of its worths one `funding` claim, however many rows repeat it. Kiel's own estimates
are kept as text and claimed by nobody. Civil aid (humanitarian, financial) is no claim, and is counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim, Item
from pledges.domain.values import Kind, Money, Quantity, Terms
from pledges.registers.cells import PART, Count, Unfit, count_of, day_of, money_of, undisclosed
from pledges.registers.documents import (
    FUNDING,
    Drafter,
    Paper,
    RegisterDocument,
    RegisterFile,
    Thing,
    Unread,
    WrittenRow,
    key_for,
)
from pledges.registers.kiel_columns import Columns, find_columns
from pledges.registers.kiel_items import OTHER, Types, unit_of
from pledges.registers.kiel_sums import own_sums
from pledges.registers.kiel_worth import Repeats, uncounted, worths
from pledges.registers.names import Names
from pledges.registers.sheets import SheetRow, sheets_of

PUBLISHER = "Kiel Ukraine Support Tracker"
RECIPIENT = "UA"
BEGINS = date(2014, 1, 1)  # no gift of the register is older
CIVIL = ("humanit", "financ")


def read(data: bytes, *, catalogue: Catalogue, today: date) -> RegisterFile:
    """Read a main-data sheet, CSV or XLSX. Raises RegisterError where no sheet names its columns."""
    columns, rows = find_columns(sheets_of(data))
    reader = _PackageReader(columns, catalogue, today)
    packages: dict[str, list[SheetRow]] = {}
    civil = 0
    for row in rows:
        if not reader.military(row):
            civil += reader.civil(row)
            continue
        packages.setdefault(reader.package(row), []).append(row)
    documents = tuple(reader.document(package, held) for package, held in packages.items())
    days = (day_of(columns.cell(row, "announced"), earliest=BEGINS, latest=today) for row in rows)
    return RegisterFile(
        documents=documents,
        unread=(*columns.strange(), *reader.unread),
        sums=own_sums(packages.values(), columns, reader.thing),
        published=max((day for day in days if isinstance(day, date)), default=None),
        rows=len(rows),
        civil=civil,
    )


class _PackageReader:
    """Reads packages one by one; keeps what could not be read."""

    def __init__(self, columns: Columns, catalogue: Catalogue, today: date) -> None:
        self.columns, self.types, self.today = columns, Types.build(catalogue), today
        self.names = Names.build(catalogue)
        self._unread: dict[Unread, None] = {}
        self._items: dict[tuple[str, str, str], Item] = {}

    @property
    def unread(self) -> tuple[Unread, ...]:
        return tuple(self._unread)

    def military(self, row: SheetRow) -> bool:
        return "milit" in self.columns.cell(row, "general").casefold()

    def civil(self, row: SheetRow) -> bool:
        """Whether a row that is not military is civil aid; what is neither is told."""
        general = self.columns.cell(row, "general").casefold()
        known = any(word in general for word in CIVIL)
        if not known:
            self._miss(row, "general", "is no kind of aid that is known: the row is not read")
        return known

    def package(self, row: SheetRow) -> str:
        """The package's id; a row without one is a package of its own."""
        name = self.columns.cell(row, "id")
        if not name:
            self._miss(row, "id", "names no package: the row is one of its own")
        return name or f"row {row.number}"

    def thing(self, row: SheetRow) -> Thing:
        """What the row's numbers are summed by."""
        words = self.columns.cell(row, "item")
        item = self._item(row)
        donor, _ = self.names.named(self.columns.cell(row, "donor"))
        return Thing(donor, item.name or words, unit_of(words, item).value)

    def document(self, package: str, rows: list[SheetRow]) -> RegisterDocument:
        """A package as a document: its rows one beneath the other, and their claims."""
        key = key_for("kiel", package)
        paper = Paper()
        written = [paper.write(self._cells(row)) for row in rows]
        drafters = {row.number: self._drafter(key, place, paper.text) for row, place in zip(rows, written, strict=True)}
        claims = [*self._item_claims(rows, drafters), *self._worth_claims(rows, drafters)]
        donor = self.columns.cell(rows[0], "donor")
        return RegisterDocument(
            key=key,
            title=f"{donor}: package {package}",
            text=paper.text,
            claims=tuple(claims),
            rows=tuple(row.number for row in rows),
        )

    def _cells(self, row: SheetRow) -> Iterable[tuple[str, str]]:
        if any(row.cells[len(self.columns.names) :]):
            self._note(
                row, "(row)", " | ".join(row.cells[-3:]), "has more cells than there are columns: the rest is left"
            )
        for at, name in enumerate(self.columns.names):
            if name.strip() and at < len(row.cells) and row.cells[at] != ".":
                yield name, row.cells[at]

    def _drafter(self, key: str, place: WrittenRow, text: str) -> Drafter:
        fields = {"donors": "donor", "item": "item", "announced": "announced", "terms": "specific"}
        columns = {name: self.columns.header(field) for name, field in fields.items()}
        return Drafter(article=key, register="kiel", row=place, text=text, columns=columns)

    def _shared(self, row: SheetRow) -> Mapping[str, Any]:
        """What all claims of a row say alike."""
        donor, why = self.names.named(self.columns.cell(row, "donor"))
        if why:
            self._miss(row, "donor", why)
        loan = "loan" in self.columns.cell(row, "specific").casefold()
        return {
            "donors": (donor,) if donor else (),
            "recipient": RECIPIENT,
            "announced": self._announced(row),
            "terms": Terms.LOAN if loan else Terms.DONATION,
        }

    def _announced(self, row: SheetRow) -> date | None:
        day = day_of(self.columns.cell(row, "announced"), earliest=BEGINS, latest=self.today)
        if isinstance(day, Unfit):
            self._miss(row, "announced", day)
            return None
        return day

    def _item_claims(self, rows: Sequence[SheetRow], drafters: Mapping[int, Drafter]) -> Iterable[Claim]:
        """What each row pledges, and what it says has arrived; what both measures tell counts once."""
        things = [(row, self.thing(row)) for row in rows]
        skipped = {
            field: uncounted(things, self.columns, number=partial(self._most, field))
            for field in ("units", "delivered")
        }
        for row in rows:
            words = self.columns.cell(row, "item")
            pledged, delivered = self._count(row, "units"), self._count(row, "delivered")
            if not words and pledged is None and delivered is None:
                continue
            if not words:
                self._miss(row, "item", "names nothing, and is counted: kept under 'other'")
            told = [Kind.PLEDGE] if row.number not in skipped["units"] else []
            arrived = delivered is not None and delivered.high > 0
            if arrived or undisclosed(self.columns.cell(row, "delivered")):
                told += [Kind.DELIVERY] if row.number not in skipped["delivered"] else []
            for field in ("units", "delivered"):
                if row.number in skipped[field] and self._count(row, field) is not None:
                    self._miss(row, field, Repeats.TOLD)
            for kind in told:
                yield self._item_claim(row, kind, pledged if kind is Kind.PLEDGE else delivered, drafters[row.number])

    def _item_claim(self, row: SheetRow, kind: Kind, count: Count | None, drafter: Drafter) -> Claim:
        words = self.columns.cell(row, "item")
        item = self._item(row)
        if words and item.name is None and item.category == OTHER:
            self._miss(row, "item", "names no system and no type: kept under 'other'")
        unit = unit_of(words, item)
        return drafter.claim(
            kind=kind,
            ordinal=0 if kind is Kind.PLEDGE else 1,
            item=item,
            quantity=count.quantity(unit) if count else Quantity(unit=unit),
            number=self.columns.header("units" if kind is Kind.PLEDGE else "delivered"),
            remark=PART if count and count.part else "",
            **self._shared(row),
        )

    def _item(self, row: SheetRow) -> Item:
        key = (self.columns.cell(row, "item"), self.columns.cell(row, "subtype"), self.columns.cell(row, "type"))
        if key not in self._items:
            self._items[key] = self.types.item(words=key[0], subtype=key[1], kind=key[2])
        return self._items[key]

    def _count(self, row: SheetRow, field: str) -> Count | None:
        """A count; what else stands there is told, and so is a part of a joint gift."""
        count = count_of(self.columns.cell(row, field))
        if isinstance(count, Unfit):
            self._miss(row, field, count)
            return None
        if count is not None and count.part:
            self._miss(row, field, f"is {PART}: told by the whole numbers that hold it")
        return count

    def _most(self, field: str, row: SheetRow) -> int:
        count = count_of(self.columns.cell(row, field))
        return count.high if isinstance(count, Count) else 0

    def _worth_claims(self, rows: Sequence[SheetRow], drafters: Mapping[int, Drafter]) -> Iterable[Claim]:
        told = [(row, money) for row in rows if (money := self._money(row)) is not None]
        for worth in worths(told, self.columns):
            if worth.repeats is None:
                yield self._funding(worth.row, worth.money, drafters[worth.row.number])
            else:
                self._miss(worth.row, "value", worth.repeats)

    def _money(self, row: SheetRow) -> Money | None:
        money = money_of(self.columns.cell(row, "value"), self.columns.cell(row, "currency"))
        if isinstance(money, Unfit):
            self._miss(row, "currency" if money is Unfit.NO_CURRENCY else "value", money)
            return None
        return money

    def _funding(self, row: SheetRow, money: Money, drafter: Drafter) -> Claim:
        return drafter.claim(
            kind=Kind.PLEDGE,
            ordinal=2,
            item=Item(name=None, category=FUNDING),
            quantity=Quantity(),
            number=self.columns.header("value"),
            value=money,
            **self._shared(row),
        )

    def _miss(self, row: SheetRow, field: str, why: str) -> None:
        self._note(row, self.columns.header(field), self.columns.cell(row, field), why)

    def _note(self, row: SheetRow, column: str, text: str, why: str) -> None:
        self._unread[Unread(row=row.number, column=column, text=text, why=str(why))] = None
