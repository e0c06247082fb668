"""The columns of a sheet are found by the table of headers; what the table lacks, or names twice, is told."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pledges.registers.documents import RegisterError, Unread
from pledges.registers.kiel_headers import KEPT, TABLE, Meaning
from pledges.registers.sheets import SheetRow, folded

NEEDED = tuple(one for one in TABLE if one.needed)
WANTED = tuple(one for one in TABLE if one.wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each field stands; `names` are the headers as they are told.

    `unknown` are those that no table has, `again` those that mean what an earlier column means.
    """

    row: int
    names: tuple[str, ...]
    fields: Mapping[str, int]
    unknown: tuple[str, ...]
    again: tuple[str, ...]

    def cell(self, row: SheetRow, field: str) -> str:
        """A cell's text; '.' is how the tracker writes an empty one."""
        at = self.fields.get(field)
        text = row.cells[at] if at is not None and at < len(row.cells) else ""
        return "" if text == "." else text

    def header(self, field: str) -> str:
        at = self.fields.get(field)
        return self.names[at] if at is not None else field

    def strange(self) -> Iterable[Unread]:
        """What of the header could not be read."""
        for name in self.unknown:
            yield Unread(row=self.row, column=name, text="", why="is no column that is known: kept as text")
        for name in self.again:
            yield Unread(row=self.row, column=name, text="", why="means what a column before it means: kept as text")
        for one in WANTED:
            if one.field not in self.fields:
                yield Unread(
                    row=self.row, column=one.field, text="", why="stands under no header that is known: not read"
                )


def find_columns(sheets: Iterable[list[SheetRow]]) -> tuple[Columns, list[SheetRow]]:
    """The sheet and row that name the columns, and the rows beneath. Raises RegisterError where there is none.

    Of a row that names some of the needed columns, the error says which it lacks.
    """
    nearest: tuple[int, str] = (0, "")
    for sheet in sheets:
        for row in sheet[:50]:
            columns = _columns(row)
            lacking = [one for one in NEEDED if one.field not in columns.fields]
            if not lacking:
                return columns, [one for one in sheet if one.number > row.number and any(one.cells)]
            if len(columns.fields) > nearest[0] + 1:
                nearest = (len(columns.fields), f"; row {row.number} lacks {_told(lacking)}")
    raise RegisterError(f"no sheet has a line that names the columns {_told(NEEDED)}{nearest[1]}")


def _told(meanings: Iterable[Meaning]) -> str:
    return ", ".join(" or ".join((one.headers[0], one.headers[-1])) for one in meanings)


def _plain(header: str) -> str:
    """A header's letters and digits, with single blanks between its words."""
    return " ".join(re.findall(r"[^\W_]+", folded(header)))


_KNOWN = {_plain(name): one.field for one in TABLE for name in one.headers}
_KEPT = {_plain(name) for name in KEPT}


def _columns(row: SheetRow) -> Columns:
    headers = [_plain(cell) for cell in row.cells]
    fields: dict[str, int] = {}
    for at, header in enumerate(headers):
        if header in _KNOWN:
            fields.setdefault(_KNOWN[header], at)
    nameless = fields.get("type", 0) - 1
    if "item" not in fields and nameless >= 0 and headers[nameless] == "":
        fields["item"] = nameless  # release 7: the column before the type of item holds the item, and has no header
    names = list(row.cells)
    if "item" in fields and not names[fields["item"]]:
        names[fields["item"]] = "(item)"
    taken = set(fields.values())
    left = [(row.cells[at], header) for at, header in enumerate(headers) if header and at not in taken]
    return Columns(
        row=row.number,
        names=tuple(names),
        fields=fields,
        unknown=tuple(name for name, header in left if header not in _KEPT and header not in _KNOWN),
        again=tuple(name for name, header in left if header in _KNOWN),
    )
