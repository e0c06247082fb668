"""SIPRI's exports come in two forms: one row a deal, and, newer, one row a deal and year of delivery with its id.

A '?' in a nameless column, brackets around a number, or a 'Yes' in a column "... is estimate" make a number doubtful.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pledges.registers.documents import RegisterError, Unread
from pledges.registers.sheets import SheetRow, folded

HEADERS: Mapping[str, tuple[str, ...]] = {
    "deal": ("sipri at database id", "deal id"),
    "recipient": ("recipient",),
    "supplier": ("supplier", "seller"),
    "ordered_in": ("year of order", "year of order/licence", "year(s) of order", "order date"),
    "ordered": ("number ordered", "no. ordered", "no ordered", "numbers ordered"),
    "designation": ("weapon designation", "designation"),
    "description": ("weapon description", "description", "weapon category"),
    "delivered": ("number delivered", "no. delivered", "no. delivered/produced", "numbers delivered"),
    "delivered_in": (
        "year(s) of delivery",
        "year(s) of deliveries",
        "years of delivery",
        "year of delivery",
        "delivery year",
    ),
    "status": ("status",),
    "comment": ("comments", "comment"),
    "ordered_doubt": ("number ordered is estimate", "numbers ordered is estimate"),
    "delivered_doubt": ("number delivered is estimate", "numbers delivered is estimate"),
}
KEPT = frozenset(
    {
        "sipri tiv per unit",
        "sipri tiv for total order",
        "sipri tiv of delivered weapons",
        "armament category",
        "order date is estimate",
        "delivery year is estimate",
        "sipri estimate",
        "tiv deal unit",
        "tiv delivery values",
        "local production",
    }
)
NEEDED = ("recipient", "supplier", "designation", "delivered")
FORMS = ("ordered", "deal")  # one of them stands in every export: the older has the number ordered, the newer the id
DOUBTS = frozenset({"yes", "y", "true", "1", "?"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where the columns stand; `marks` are the nameless ones that hold the '?' of the column before."""

    row: int
    names: tuple[str, ...]
    fields: Mapping[str, int]
    marks: Mapping[int, int]
    unknown: tuple[str, ...]

    @property
    def yearly(self) -> bool:
        """Whether a row is a year's delivery of a deal: no number ordered is told."""
        return "ordered" not in self.fields

    def cell(self, row: SheetRow, field: str) -> str:
        at = self.fields.get(field)
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    def doubted(self, row: SheetRow, field: str) -> bool:
        """Whether a '?' stands behind the cell, or in it, or brackets around it, or its column of doubt says so."""
        at = self.fields.get(field)
        mark = self.marks.get(at) if at is not None else None
        own = self.cell(row, field)
        beside = row.cells[mark] if mark is not None and mark < len(row.cells) else ""
        estimated = self.cell(row, f"{field}_doubt").casefold() in DOUBTS
        return estimated or "?" in beside or "?" in own or own.startswith("(")

    def header(self, field: str) -> str:
        at = self.fields.get(field)
        return self.names[at] if at is not None else field

    def strange(self) -> Iterable[Unread]:
        for name in self.unknown:
            yield Unread(row=self.row, column=name, text="", why="is no column that is known: kept as text")


def find_columns(rows: Iterable[SheetRow]) -> Columns:
    """The first row that names the columns a deal needs, however long the preamble above it.

    Raises RegisterError where there is none, and says what the row that comes nearest lacks.
    """
    known = {name: field for field, names in HEADERS.items() for name in names}
    nearest: tuple[int, str] = (1, "")
    for row in rows:
        headers = [folded(cell).rstrip("; ") for cell in row.cells]
        fields: dict[str, int] = {}
        for at, header in enumerate(headers):
            if header in known:
                fields.setdefault(known[header], at)
        lacking = [HEADERS[field][0] for field in NEEDED if field not in fields]
        if not any(field in fields for field in FORMS):
            lacking.append(_either())
        if lacking:
            if len(fields) > nearest[0]:
                nearest = (len(fields), f"; row {row.number} lacks {', '.join(lacking)}")
            continue
        marks = {at - 1: at for at, header in enumerate(headers) if header in ("", "?") and at > 0}
        taken = set(fields.values())
        unknown = [
            row.cells[at]
            for at, one in enumerate(headers)
            if one not in ("", "?") and at not in taken and one not in KEPT
        ]
        return Columns(row=row.number, names=row.cells, fields=fields, marks=marks, unknown=tuple(unknown))
    names = [HEADERS[field][0] for field in NEEDED]
    raise RegisterError(f"no line names the columns {', '.join(names)} and {_either()}{nearest[1]}")


def _either() -> str:
    return " or ".join(HEADERS[field][0] for field in FORMS)
