"""A table is a run of rows: lines with bars, one under another, and the lists that stand below an open last cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from extraction.reading.cells import BAR, Cell, cells_of
from extraction.reading.segments import Sentence
from extraction.reading.tables.words import KINDS, head_says

type Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The rows of a table, those of its heads first; `lines` are the ordinals of its sentences."""

    rows: tuple[Row, ...]
    lines: tuple[int, ...]

    def on_its_side(self) -> "Grid":
        """The table with its columns as rows."""
        last = self.rows[-1][-1]
        void = Cell(start=last.end, end=last.end, text="", line=last.line)
        return replace(self, rows=tuple(zip_longest(*self.rows, fillvalue=void)))

    @property
    def lies(self) -> bool:
        """Whether what became of things stands in the first column, and the things in the first row."""
        first = [head_says(row[0].text) in KINDS for row in self.rows[1:]]
        return bool(first) and all(first) and not any(cell.text and head_says(cell.text) for cell in self.rows[0][1:])


def grids(pieces: Sequence[Sentence]) -> Iterator[Grid]:
    """The tables of a text, of two rows at least."""
    rows: list[Row] = []
    lines: list[int] = []
    for piece in pieces:
        if piece.block.row and (not lines or _follows(pieces, lines[-1], piece)):
            rows.append(cells_of(piece.text, start=piece.start, line=piece.ordinal))
            lines.append(piece.ordinal)
            continue
        if rows and piece.block.kind == "bullet" and _open(pieces[lines[-1]], piece) and not piece.block.row:
            rows[-1] = (*rows[-1], _listed(piece))
            lines.append(piece.ordinal)
            continue
        if rows and piece.block.row and piece.block is pieces[lines[-1]].block:
            rows[-1] = (*rows[-1], *cells_of(piece.text, start=piece.start, line=piece.ordinal))
            lines.append(piece.ordinal)
            continue  # a row too long for one sentence
        yield from _whole(rows, lines)
        rows, lines = [], []
        if piece.block.row:
            rows, lines = [cells_of(piece.text, start=piece.start, line=piece.ordinal)], [piece.ordinal]
    yield from _whole(rows, lines)


def _follows(pieces: Sequence[Sentence], line: int, piece: Sentence) -> bool:
    return piece.block.ordinal - pieces[line].block.ordinal == 1


def _open(above: Sentence, piece: Sentence) -> bool:
    """Whether a bullet stands in the last cell of the row above it, which is left open, or goes on with its list."""
    return above.text.rstrip().endswith(BAR) if above.block.row else piece.block.ordinal - above.block.ordinal == 1


def _listed(piece: Sentence) -> Cell:
    return Cell(start=piece.start, end=piece.end, text=piece.text, line=piece.ordinal)


def _whole(rows: list[Row], lines: list[int]) -> Iterator[Grid]:
    if len(rows) > 1:
        grid = Grid(rows=tuple(rows), lines=tuple(lines))
        yield grid.on_its_side() if grid.lies else grid
