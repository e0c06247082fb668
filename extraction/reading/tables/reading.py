"""Tables of gifts become drafts, cell by cell; one that seems to tell of gifts and can't be read is reported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extraction.mentions import Gazetteer
from extraction.reading.composing.thread import Thread
from extraction.reading.exclusions import speaks_of_ukraine
from extraction.reading.segments import Sentence
from extraction.reading.tables.captions import Caption, caption_of
from extraction.reading.tables.columns import Columns, columns_of
from extraction.reading.tables.entries import Entry, Rows, Unread
from extraction.reading.tables.grid import Grid, grids
from pledges.domain.values import Kind

NO_GIFTS = "a row of a table that tells of no gifts"
IN_TABLE = "read as a row of a table"
_SHOWN = 80  # characters of a table's heads in its report


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """A table that is read: its caption, what its rows say, and what of them could not be read."""

    grid: Grid
    caption: Caption
    columns: Columns
    entries: tuple[Entry, ...]
    unread: tuple[Unread, ...]

    @property
    def title(self) -> str:
        """The heads, as a person knows the table by."""
        return " | ".join(column.head.text for column in self.columns.all)[:_SHOWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The tables of a text: those that are read, and the reason for each line that is not read as running text."""

    read: tuple[TableRead, ...] = ()
    lines: dict[int, str] = field(default_factory=dict)


def read_tables(pieces: Sequence[Sentence], thread: Thread, gazetteer: Gazetteer) -> Tables:
    """The tables among the sentences of a text; one whose heads say nothing of giving is left to be read as lines."""
    read: list[TableRead] = []
    lines: dict[int, str] = {}
    for grid in grids(pieces):
        columns = columns_of(grid)
        if columns is None:
            continue
        caption = caption_of(grid, pieces, thread, gazetteer)
        if caption.elsewhere or _bars(columns, caption):
            lines |= dict.fromkeys(grid.lines, NO_GIFTS)
        elif _tells(columns, caption) and _concerns(grid, columns, caption, pieces, thread):
            read.append(_read(grid, columns, caption, gazetteer))
            lines |= dict.fromkeys(grid.lines, IN_TABLE)
    return Tables(read=tuple(read), lines=lines)


def _read(grid: Grid, columns: Columns, caption: Caption, gazetteer: Gazetteer) -> TableRead:
    said = list(Rows(columns=columns, caption=caption, gazetteer=gazetteer).entries())
    return TableRead(
        grid=grid,
        caption=caption,
        columns=columns,
        entries=tuple(one for one in said if isinstance(one, Entry)),
        unread=tuple(one for one in said if isinstance(one, Unread)),
    )


def _bars(columns: Columns, caption: Caption) -> bool:
    """Whether what the table counts is losses, needs, stocks or own purchases, and nothing else."""
    gives = columns.kinds or columns.of("status") is not None
    return not gives and (caption.bars or columns.of("bar") is not None)


def _tells(columns: Columns, caption: Caption) -> bool:
    """Whether heads, the cells of a status or the caption say what became of the things in the rows."""
    if columns.kinds or columns.of("status") is not None:
        return True
    return caption.kind is not None and any(columns.of(says) is not None for says in ("number", "item"))


def _concerns(grid: Grid, columns: Columns, caption: Caption, pieces: Sequence[Sentence], thread: Thread) -> bool:
    """Whether a table is of gifts to Ukraine: the text is, or its own words; orders alone only by its own words."""
    first = grid.lines[0]
    words = [cell.text for row in grid.rows[:2] for cell in row]
    words += [piece.text for piece in pieces[max(0, first - 2) : first]]
    if any(speaks_of_ukraine(one) for one in words):
        return True
    kinds = {column.kind for column in columns.kinds} or {caption.kind}
    return thread.about_ukraine and kinds != {Kind.CONTRACT}


def reports(tables: Tables, failed: dict[int, str]) -> Iterator[str]:
    """One sentence for each table of gifts of which something could not be read. `failed` maps lines to reasons."""
    for table in tables.read:
        reasons = {one.line: one.reason for one in table.unread}
        reasons |= {line: why for line, why in failed.items() if line in table.grid.lines}
        counted = len({entry.line for entry in table.entries} | reasons.keys())
        if reasons:
            why = reasons[min(reasons)]
            yield f"table {table.title!r}: {len(reasons)} of {counted} rows not read, the first since it {why}"
        elif not table.entries:
            yield f"table {table.title!r}: no row of it could be read"
