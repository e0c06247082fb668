"""A table's row is a line whose cells are parted by bars, beside another such line."""

import re
from dataclasses import dataclass

BAR = "|"
_BULLET = re.compile(r"\s*[-–•*] [^|]*$")
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell without the blanks around it: half-open in the readable text; `line` is the ordinal of its row there."""

    start: int
    end: int
    text: str
    line: int


def cells_of(row: str, *, start: int, line: int) -> tuple[Cell, ...]:
    """The cells of a row that stands at `start`, empty ones too; bars on both sides of a row are its frame."""
    found, place = list[Cell](), start
    for words in row.split(BAR):
        bare = words.strip()
        first = place + (len(words) - len(words.lstrip()) if bare else 0)
        found.append(Cell(start=first, end=first + len(bare), text=bare, line=line))
        place += len(words) + 1
    framed = len(found) > 2 and not found[0].text and not found[-1].text
    return tuple(found[1:-1] if framed else found)


def rows_of(text: str) -> frozenset[int]:
    """Where the rows of tables start: lines with a bar, beside another such line but for a list, or open at the end."""
    written = _LINE.finditer(text) if text.count(BAR) > 1 else ()
    lines = [found for found in written if found.group().strip() and not _BULLET.match(found.group())]
    barred = [False, *(BAR in line.group() for line in lines), False]
    return frozenset(
        line.start()
        for number, line in enumerate(lines, 1)
        if barred[number] and (barred[number - 1] or barred[number + 1] or line.group().rstrip().endswith(BAR))
    )
