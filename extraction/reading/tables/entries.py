"""A row says one thing of each count in it: an entry is an item with its number, under a head, from a donor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extraction.mentions import Gazetteer, find_mentions
from extraction.reading.cells import Cell
from extraction.reading.donors.giver import RECIPIENT
from extraction.reading.headings import kind_of_list
from extraction.reading.tables.captions import Caption
from extraction.reading.tables.columns import Column, Columns
from extraction.reading.tables.grid import Row
from extraction.reading.tables.words import KINDS, cell_says, head_says
from pledges.domain.values import Kind

NO_NUMBER = "has a number that can't be told"
NO_ITEM = "names no thing"
_FOOTNOTE = re.compile(r"\s*(?:[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\w{1,3}\])")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SIGNS = (
    (re.compile(r"^(?:~|≈|∼|ca?\.) ?(?=\d)", re.IGNORECASE), "about "),
    (re.compile(r"^(?:>|>=|≥) ?(?=\d)"), "at least "),
    (re.compile(r"^(?:<|<=|≤) ?(?=\d)"), "up to "),
    (re.compile(r"^\+ ?(?=\d)"), ""),
    (re.compile(r"^(\d[\d, ]*)\+$"), r"at least \1"),
)
_ALONE = re.compile(r"\d+|one", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[;\n•]|(?<!\d)\s[-–]\s|,\s(?=\d))\s*|^[-–]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a row says under one head. `text` is its number and item as running words; `cells` are what proves it.

    `number` and `item` are the cells that hold them, the same where one cell holds both.
    """

    kind: Kind
    text: str
    item: Cell
    number: Cell | None
    head: Cell | None
    donor: Cell | None
    when: Cell | None
    value: Cell | None
    known: bool = True  # the number is told

    @property
    def line(self) -> int:
        return (self.number or self.item).line


@dataclass(frozen=True, slots=True)
class Section:
    """What holds for the rows below: a row with one cell ("Denmark", "Delivered"), or the donor of a row above."""

    kind: Kind | None = None
    donor: Cell | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A row, or a part of it, that could not be read, and why."""

    line: int
    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Reads the rows of one table in their order; its caption may say what holds for all of them."""

    columns: Columns
    caption: Caption
    gazetteer: Gazetteer
    section: Section = field(default_factory=Section)

    def entries(self) -> Iterator[Entry | Unread]:
        """What the rows say, and what of them could not be read."""
        rows = self
        for row in self.columns.rows:
            if row[0].text and not any(cell.text for cell in row[1:]):
                rows = replace(rows, section=rows._section_of(row[0]))
            elif not rows._adds_up(row) and not rows._goes_elsewhere(row):
                donor = rows._cell(row, "donor")
                if donor is not None and donor.text:
                    rows = replace(rows, section=replace(rows.section, donor=donor))
                yield from rows._row(row)

    def _row(self, row: Row) -> Iterator[Entry | Unread]:
        if self.columns.kinds:
            for column in self.columns.kinds:
                assert column.kind is not None
                for cell in self._cells(row, column):
                    yield from self._counted(row, column.kind, cell, column.head)
            return
        status = self._cell(row, "status")
        said = KINDS.get(head_says(status.text) or "") if status is not None else None
        kind = said if status is not None else self.section.kind or self.caption.kind
        head = status if status is not None else self.caption.said
        if kind is not None:
            yield from self._told(row, kind, head)
        elif status is None or head_says(status.text) != "bar":
            yield self._unread(row, "says not what became of it")

    def _told(self, row: Row, kind: Kind, head: Cell | None) -> Iterator[Entry | Unread]:
        """The entries of a row whose kind its status or the caption says: counted for all, by donor, or in the item."""
        number, item = self.columns.of("number"), self._item(row)
        if number is not None:
            for cell in self._cells(row, number):
                yield from self._counted(row, kind, cell, head)
        elif by_donor := [column for column in self.columns.all if not column.says and self._donors(column.head)]:
            for column in by_donor:
                for cell in self._cells(row, column):
                    yield from self._counted(row, kind, cell, column.head)
        elif item is not None and item.text:
            yield self._entry(row, kind, self._by_itself(item), item, None, head=head)

    def _counted(self, row: Row, kind: Kind, cell: Cell, head: Cell | None) -> Iterator[Entry | Unread]:
        """The entries of a cell that counts: a number, a word for an unknown one, or things with their own numbers."""
        item, number = self._item(row), self._cell(row, "number")
        if number is not None and number is not cell and self._only_dates(cell):
            cell = number
        says = cell_says(cell.text)
        if says == "nothing":
            return
        if says is None and self._names_things(cell):
            for part in parts_of(cell):
                yield self._entry(row, kind, part.text, part, part, head=head)
        elif item is None or not item.text:
            yield self._unread(row, NO_ITEM)
        elif says in ("unknown", "done"):
            yield self._entry(row, kind, self._by_itself(item), item, cell, head=head, known=False)
        elif (count := number_in(cell.text, self.gazetteer)) is not None:
            yield self._entry(row, kind, self._counting(count, item), item, cell, head=head)
        else:
            yield self._unread(row, f"{NO_NUMBER}: {cell.text!r}")

    def _entry(
        self, row: Row, kind: Kind, text: str, item: Cell, number: Cell | None, *, head: Cell | None, known: bool = True
    ) -> Entry:
        return Entry(
            kind=kind,
            text=_bare(text),
            item=item,
            number=number,
            head=head,
            donor=self.section.donor,
            when=self._cell(row, "when") or self._dated(row),
            value=self._cell(row, "value") if len(self.columns.kinds) < 2 else None,
            known=known,
        )

    def _section_of(self, cell: Cell) -> Section:
        """What holds below a row of but one cell."""
        donor = cell if self._donors(cell) else self.section.donor
        return Section(kind=kind_of_list(cell.text) or self.section.kind, donor=donor)

    def _adds_up(self, row: Row) -> bool:
        item, first = self._item(row), row[0]
        return any(cell is not None and cell.text and cell_says(cell.text) == "sum" for cell in (item, first))

    def _goes_elsewhere(self, row: Row) -> bool:
        """Whether a column of recipients names another one than Ukraine."""
        cell = self._cell(row, "recipient")
        named = self._donors(cell) if cell is not None else set[str]()
        return bool(named) and RECIPIENT not in named

    def _donors(self, cell: Cell) -> set[str]:
        return {name.ref for name in self.gazetteer.find(cell.text) if name.kind == "donor"}

    def _only_dates(self, cell: Cell) -> bool:
        """Whether a cell under "Delivered" says when or that it was, and leaves the number to its own column."""
        if cell_says(cell.text) == "done":
            return True
        found = find_mentions(cell.text, published=None, gazetteer=self.gazetteer)
        return bool(found.times) and not found.quantities

    def _dated(self, row: Row) -> Cell | None:
        """The cell that says when under a head that says what became of things."""
        cells = (self._cell(row, column.says) for column in self.columns.kinds[:1])
        return next((cell for cell in cells if cell is not None and self._only_dates(cell)), None)

    def _names_things(self, cell: Cell) -> bool:
        """Whether a cell that counts names what it counts: a system, or a type beside no column of items."""
        found = {name.kind for name in self.gazetteer.find(cell.text)}
        return "system" in found or ("category" in found and self.columns.item is None)

    def _counting(self, number: str, item: Cell) -> str:
        """ "9 M109"; with a sign between where both would be one name: nine M113 are no 9M113."""
        thing = _bare(item.text)
        together = f"{number} {thing}"
        one = any(name.start <= len(number) - 1 for name in self.gazetteer.find(together))
        return f"{number} x {thing}" if one else together

    def _by_itself(self, item: Cell) -> str:
        """A thing with the number in its own cell, else with none that is told."""
        found = find_mentions(item.text, published=None, gazetteer=self.gazetteer)
        return item.text if found.quantities else f"several {item.text}"

    def _cells(self, row: Row, column: Column) -> Iterator[Cell]:
        """The cell under a head, and under the last head the lines of a list that stands in it."""
        yield from row[column.number : column.number + 1]
        if column.number == len(self.columns.all) - 1:
            yield from row[column.number + 1 :]

    def _cell(self, row: Row, says: str) -> Cell | None:
        column = self.columns.of(says)
        return row[column.number] if column is not None and column.number < len(row) else None

    def _item(self, row: Row) -> Cell | None:
        """The cell of the thing; what the caption speaks of where no column holds things."""
        column = self.columns.item
        if column is None or self._donors(column.head):
            return self.caption.thing
        return row[column.number] if column.number < len(row) else None

    def _unread(self, row: Row, reason: str) -> Unread:
        return Unread(line=row[0].line, words=" | ".join(cell.text for cell in row), reason=reason)


def parts_of(cell: Cell) -> Iterator[Cell]:
    """The things of a cell: parted by bullets, semicolons, or commas before a number."""
    place = 0
    for mark in [*_PARTS.finditer(cell.text), None]:
        end = mark.start() if mark is not None else len(cell.text)
        if words := cell.text[place:end].strip():
            start = cell.start + cell.text.index(words, place)
            yield Cell(start=start, end=start + len(words), text=words, line=cell.line)
        place = mark.end() if mark is not None else end


def number_in(text: str, gazetteer: Gazetteer) -> str | None:
    """The number of a cell in running words ("~20" is "about 20"); None where it holds none, or several."""
    bare = _BRACKETS.sub("", _bare(text)).strip()
    for sign, words in _SIGNS:
        bare = sign.sub(words, bare)
    if _ALONE.fullmatch(bare):
        return bare
    found = find_mentions(bare, published=None, gazetteer=gazetteer)
    if len(found.quantities) != 1 or found.money:
        return None
    number = found.quantities[0]
    words = bare[number.start : number.end]
    return f"{words} {number.unit_text} of" if number.unit_text and number.unit_text not in words else words


def _bare(text: str) -> str:
    return " ".join(_FOOTNOTE.sub("", text).split())
