"""Kiel's releases name their columns differently: a table maps each spelling, and a header that it lacks is told.

Case, blanks, underscores and points make no other header: `item_numb_deliv` and "Item numb. deliv" are one. The names
of release 7 stand in its sheet, those of the releases since 2024 in the code of others who read them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pledges.registers.documents import RegisterError
from pledges.registers.sheets import SheetRow, folded

HEADERS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "activity_id", "activity id"),
    "part": ("sub_activity_id", "sub activity id"),
    "donor": ("countries", "country", "donor"),
    "announced": ("announcement date", "announcement_date", "date"),
    "general": ("type of aid general", "aid_type_general"),
    "specific": ("type of aid specific", "aid_type_specific"),
    "currency": ("original currency", "reporting_currency", "reporting currency"),
    "value": ("monetary value as given by source", "source_reported_value", "monetary value as given by the source"),
    "item": ("items", "item", "item_name"),
    "type": ("type of item", "item_type", "item type"),
    "subtype": ("sub-type of item", "subtype of item", "item_subtype", "item_sub_type", "sub_item_type"),
    "units": (
        "no. of units",
        "number of units",
        "item_number",
        "item_numb",
        "number_of_units",
        "no_of_units",
        "item_units",
        "units",
    ),
    "delivered": (
        "no. of units delivered (in-kind military aid)",
        "no. of units delivered",
        "number of units delivered",
        "item_number_deliv",
        "item_numb_deliv",
        "item_number_delivered",
        "number_of_units_delivered",
        "units_delivered",
        "item_units_deliv",
    ),
    "measure": ("measure",),
    "first": ("total_value_dummy (1 is first row in the package)", "total_value_dummy"),
}
# Known by name, and kept as text only: estimates, sources, codings of the tracker's own.
KEPT = frozenset(
    {
        "explanation",
        "soviet origin (1)",
        "unit price in usd",
        "value committed (own estimate, in usd)",
        "value delivered (own estimate, in usd)",
        "total",
        "converted value in eur",
        "total monetary value delivered in eur",
        "official source",
        "source of aid 1",
        "source of aid 2",
        "source of aid 3",
        "source of aid 4",
        "bilateral loan/grant made through imf or wb?",
        "updated/newly added entry",
        "source for delivery",
        "working/debug >>>",
        "value_source_commitments",
        "value_source_deliveries",
        "monthcoding2",
        "month3",
        "beforewar4",
        "ukraine asked for it dummy (=1)",
        "heavy_but_undisclosed_commitments",
        "heavy_but_undisclosed_deliveries",
        "ammunition_dummy(=1)",
        "source of item",
        "items (short version)",
        "relative importance(2=very imporant, 1=important, 0=less important)",
        "item_price_usd",
        "item_value_estimate_usd",
        "item_value_estimate_deliv_usd",
        "tot_activity_value",
        "tot_activity_value_eur",
        "tot_activity_value_constant_currency",
        "tot_sub_activity_value",
        "tot_sub_activity_value_eur",
        "tot_sub_activity_value_constant_currency",
        "tot_sub_activity_value_constant_currency_redistr",
        "tot_sub_activity_value_eur_redistr",
        "tot_sub_activity_value_eur_old",
        "tot_value_deliv_eur",
        "month",
        "month_exists_dummy",
        "earmarked_year",
    }
)
NEEDED = ("id", "donor", "general")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each field stands; `names` are the headers as they are told, `unknown` those that no table has."""

    row: int
    names: tuple[str, ...]
    fields: Mapping[str, int]
    unknown: tuple[str, ...]

    def cell(self, row: SheetRow, field: str) -> str:
        """A cell's text; '.' is how the tracker writes an empty one."""
        at = self.fields.get(field)
        text = row.cells[at] if at is not None and at < len(row.cells) else ""
        return "" if text == "." else text

    def header(self, field: str) -> str:
        at = self.fields.get(field)
        return self.names[at] if at is not None else field


def find_columns(sheets: Iterable[list[SheetRow]]) -> tuple[Columns, list[SheetRow]]:
    """The sheet and row that name the columns, and the rows beneath. Raises RegisterError where there is none."""
    for sheet in sheets:
        for row in sheet[:50]:
            columns = _columns(row)
            if all(field in columns.fields for field in NEEDED):
                return columns, [one for one in sheet if one.number > row.number and any(one.cells)]
    names = ", ".join(" or ".join(HEADERS[field][:2]) for field in NEEDED)
    raise RegisterError(f"no sheet has a line that names the columns {names}")


def _plain(header: str) -> str:
    """A header's letters and digits, with single blanks between its words."""
    return " ".join(re.findall(r"[^\W_]+", folded(header)))


def _columns(row: SheetRow) -> Columns:
    known = {_plain(name): field for field, names in HEADERS.items() for name in names}
    kept = {_plain(name) for name in KEPT}
    headers = [_plain(cell) for cell in row.cells]
    fields: dict[str, int] = {}
    for at, header in enumerate(headers):
        if header in known:
            fields.setdefault(known[header], at)
    nameless = fields.get("type", 0) - 1
    if "item" not in fields and nameless >= 0 and headers[nameless] == "":
        fields["item"] = nameless  # release 7: the column before the type of item holds the item, and has no header
    names = list(row.cells)
    if "item" in fields and not names[fields["item"]]:
        names[fields["item"]] = "(item)"
    taken = set(fields.values())
    unknown = [
        row.cells[at]
        for at, header in enumerate(headers)
        if header and at not in taken and header not in kept and header not in known
    ]
    return Columns(row=row.number, names=tuple(names), fields=fields, unknown=tuple(unknown))
