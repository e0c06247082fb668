"""The heads of a table give each column its part: what became of things, which, how many, from whom, when."""

from collections.abc import Iterator
from dataclasses import dataclass

from extraction.reading.cells import Cell
from extraction.reading.tables.grid import Grid, Row
from extraction.reading.tables.words import KINDS, cell_says, head_says
from pledges.domain.values import Kind

_HEAD_ROWS = 2  # a table's first row may be a caption in one cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column and its head. `says` is a word of `tables.yml`, or "" for one that it does not know."""

    number: int
    head: Cell
    says: str

    @property
    def kind(self) -> Kind | None:
        return KINDS.get(self.says)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table, and its rows below the heads."""

    all: tuple[Column, ...]
    caption: Row
    rows: tuple[Row, ...]

    def of(self, says: str) -> Column | None:
        """The first column that says so."""
        return next((column for column in self.all if column.says == says), None)

    @property
    def kinds(self) -> tuple[Column, ...]:
        """Those that count what became of things; what is still to come only where none counts the whole promise."""
        found = tuple(column for column in self.all if column.kind is not None)
        whole = any(column.says == "pledge" for column in found)
        return tuple(column for column in found if column.says != "rest" or not whole)

    @property
    def item(self) -> Column | None:
        """The column of things: the one that says so, else the first whose head says nothing known."""
        return self.of("item") or next((column for column in self.all if not column.says), None)


def columns_of(grid: Grid) -> Columns | None:
    """The columns of a table; None where no row at its top is one of heads."""
    for place, row in enumerate(grid.rows[:_HEAD_ROWS]):
        alone = len(row) > 1 and not any(cell.text for cell in row[1:])
        below = grid.rows[place + 1 :]
        found = tuple(_columns(row, below))
        if any(column.says for column in found) and not alone and not any(_counts(cell) for cell in row):
            return Columns(all=found, caption=grid.rows[0] if place else (), rows=below)
    return None


def _columns(row: Row, below: tuple[Row, ...]) -> Iterator[Column]:
    for number, cell in enumerate(row):
        says = (head_says(cell.text) or "") if cell.text else ""
        if says == "number" and _numbers_rows(number, below):
            says = "other"
        yield Column(number=number, head=cell, says=says)


def _numbers_rows(column: int, below: tuple[Row, ...]) -> bool:
    """Whether a column only numbers the rows: 1, 2, 3."""
    cells = [row[column].text.rstrip(".") for row in below if column < len(row)]
    return len(cells) > 2 and cells == [str(number) for number in range(1, len(cells) + 1)]


def _counts(cell: Cell) -> bool:
    """Whether a cell is a bare number, which no head is."""
    bare = cell.text.replace(",", "").replace(" ", "")
    return bare.isdigit() and not (len(bare) == 4 and bare.startswith("20")) and cell_says(cell.text) is None
