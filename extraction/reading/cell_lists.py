"""A list in a cell is a list below its line, where the cell beside it says what became of its things."""

import re
from collections.abc import Iterator

from extraction.mentions.layout import Cut, Layout, put
from extraction.reading.cells import BAR
from extraction.reading.gate import Gate
from extraction.reading.headings import kind_of_list

_BELOW = re.compile(r"^(?P<cell>[^|\n]{3,200}?)(?P<bar>[ \t]{0,9}\|)[ \t]*(?=\r?\n\s*[-–•*] \S)", re.MULTILINE)
_WITHIN = re.compile(
    r"^(?P<cell>[^|\n]{3,200}?)(?P<bar>[ \t]{0,9}\|[ \t]{0,9}(?P<sign>[-–•*]) )(?P<list>[^|\n]+)$", re.MULTILINE
)
_GATE = Gate()


def with_lists(text: str) -> Layout:
    """A cell that says what is given, and the list in the cell beside it, as a line with a colon and lines below it."""
    return put(text, sorted([*_lists_below(text), *_lists_within(text)]) if BAR in text else ())


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
