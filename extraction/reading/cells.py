"""A table's row is a line whose cells are parted by bars; a list within a cell stands below it, line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.mentions.layout import Cut, Layout, put
from extraction.reading.gate import Gate
from extraction.reading.headings import kind_of_list

BAR = "|"
_BELOW = re.compile(r"^(?P<cell>[^|\n]{3,200}?)(?P<bar>[ \t]{0,9}\|)[ \t]*(?=\r?\n\s*[-–•*] \S)", re.MULTILINE)
_WITHIN = re.compile(
    r"^(?P<cell>[^|\n]{3,200}?)(?P<bar>[ \t]{0,9}\|[ \t]{0,9}(?P<sign>[-–•*]) )(?P<list>[^|\n]+)$", re.MULTILINE
)
_GATE = Gate()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell without the blanks around it; `start` and `end` in the text that its row was given with."""

    start: int
    end: int
    text: str


def cells_of(row: str, start: int = 0) -> tuple[Cell, ...]:
    """The cells of a row that stands at `start`, empty ones too."""
    found, place = [], start
    for words in row.split(BAR):
        bare = words.strip()
        first = place + (len(words) - len(words.lstrip()) if bare else 0)
        found.append(Cell(start=first, end=first + len(bare), text=bare))
        place += len(words) + 1
    return tuple(found)


def rows_of(text: str) -> frozenset[int]:
    """Where the rows of tables start: lines with a bar that have another such line right above or below."""
    if text.count(BAR) < 2:
        return frozenset()
    lines, place = list[tuple[int, bool]](), 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            lines.append((place, BAR in line))
        place += len(line)
    barred = [False, *(bar for _, bar in lines), False]
    return frozenset(
        start for number, (start, bar) in enumerate(lines, 1) if bar and (barred[number - 1] or barred[number + 1])
    )


def with_lists(text: str) -> Layout:
    """A cell that says what is given, and the list in the cell beside it, as a line with a colon and lines below it."""
    if BAR not in text:
        return Layout(running=text)
    return put(text, sorted([*_lists_below(text), *_lists_within(text)]))


def _lists_below(text: str) -> Iterator[Cut]:
    for found in _BELOW.finditer(text):
        if _tells(found.group("cell")):
            yield found.start("bar"), found.end("bar"), ":"


def _lists_within(text: str) -> Iterator[Cut]:
    for found in _WITHIN.finditer(text):
        if not _tells(found.group("cell")):
            continue
        sign = found.group("sign")
        yield found.start("bar"), found.end("bar"), f":\n{sign} "
        for item in re.finditer(rf"(?<!\d) {re.escape(sign)} (?=\S)", found.group("list")):
            start = found.start("list") + item.start()
            yield start, start + 3, f"\n{sign} "


def _tells(cell: str) -> bool:
    """Whether a cell says that something is or will be given, by itself or of a donor."""
    return kind_of_list(cell) is not None or (len(cell.split()) > 2 and _GATE.opens(cell))
