"""Cases of several sources on one gift, a row each, with the verdict that their collector gave.

Figures are read off the cells; remarks in brackets, and what the explanation says of single deals ("12 (supplier X",
"54 sold"), give the parties and terms that a register's own row would carry.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pledges.domain.comparison import Deal, Told, Verdict
from pledges.domain.values import Terms, Unit

# Sources by the day that they tell of, earliest first, each with its columns: promised, delivered.
SOURCES: tuple[tuple[str, date, str, str | None], ...] = (
    ("kiel r7", date(2022, 10, 3), "kiel_r07_committed", "kiel_r07_delivered"),
    ("oryx", date(2023, 11, 30), "oryx_2023_11", None),
    ("sipri", date(2024, 12, 31), "sipri_ordered", "sipri_delivered"),
    ("kiel r29", date(2025, 12, 31), "kiel_r29_allocated", None),
)
BY_SUPPLIER = frozenset({"sipri", "oryx"})  # these file a gift under who handed it over
_REMARK = re.compile(r"\(([^()]*)\)")
_FIGURE = re.compile(r"(?P<open>(?:at least|over|more than|>=?)\s*)?(?P<n>\d+)(?P<about>\?)?\s*(?P<unit>[\w -]*)")
_PLUS = re.compile(r"(\d+)\s*\+\s*$")  # "40+": at least so many
_UNDISCLOSED = frozenset({"undisclosed", "unknown", "?", "."})
_WITHIN = re.compile(r"\bin \w+ (\d+)")
_SUPPLIED = re.compile(r"(\d+) \(supplier\b")
_SOLD = re.compile(r"(\d+) sold\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    told: tuple[Told, ...]
    expected: Verdict


def read_cases(text: str) -> Iterator[Case]:
    """The cases of a CSV with the columns of SOURCES, `case`, `donor`, `unit`, `agreement` and `explanation`."""
    for row in csv.DictReader(io.StringIO(text)):
        told = [_told(row, *source) for source in SOURCES]
        yield Case(
            name=row["case"],
            told=tuple(one for one in told if one is not None),
            expected=Verdict(row["agreement"].strip()),
        )


def _told(row: dict[str, str], source: str, day: date, promised: str, arrived: str | None) -> Told | None:
    unit = Unit(row["unit"]) if row["unit"] in set(Unit) else Unit.ITEM
    pledged = [_known_of(deal, source, row) for deal in deals_of(row[promised], unit)]
    if not pledged:
        return None
    delivered = deals_of(row[arrived], unit) if arrived and row[arrived].strip() else None
    return Told(
        source=source, day=day, pledged=tuple(pledged), delivered=tuple(delivered) if delivered is not None else None
    )


def deals_of(cell: str, unit: Unit) -> list[Deal]:
    """The figures of a cell.

    "8", "6?", "14+12+18", "40+", "over 40", "8 systems + 22 launchers", "undisclosed", "0 (units '.')", "(in X 60)".
    """
    remarks = " ".join(_REMARK.findall(cell))
    plain = _REMARK.sub("", cell).strip()
    if not plain:
        within = _WITHIN.search(remarks)
        return [Deal(low=0, high=int(within[1]), unit=unit, elsewhere=True)] if within else []
    if "units '.'" in remarks or plain.casefold() in _UNDISCLOSED:
        return [Deal(unit=unit)]
    parts = [part.strip() for part in _PLUS.sub(r"over \1", plain).split("+")]
    found = [(part, _FIGURE.fullmatch(part)) for part in parts]
    deals = []
    for part, figure in found:
        if figure is None:
            raise ValueError(f"{cell!r} holds no figure in {part!r}")
        number = int(figure["n"])
        deals.append(
            Deal(
                low=number,
                high=None if figure["open"] else number,
                approximate=bool(figure["about"]),
                unit=_unit(figure["unit"], unit),
                elsewhere="supplier" in remarks,
            )
        )
    return deals


def _unit(words: str, unit: Unit) -> Unit:
    """What the last word counts, in the plural too; the row's unit where it names none."""
    last = (words.casefold().split() or [""])[-1]
    singular = last.removesuffix("ies") + "y" if last.endswith("ies") else last.removesuffix("s")
    return Unit(singular) if singular in set(Unit) else unit


def _known_of(deal: Deal, source: str, row: dict[str, str]) -> Deal:
    """The deal with what is known of its parties and terms."""
    donor, facts = row["donor"], row["explanation"]
    by_supplier = source in BY_SUPPLIER and "financier" in donor and "supplier" in donor
    supplied = source in BY_SUPPLIER and str(deal.low) in _SUPPLIED.findall(facts)
    sold = "sale" in " ".join(_REMARK.findall(donor)) or str(deal.low) in _SOLD.findall(facts)
    return replace(
        deal,
        elsewhere=deal.elsewhere or by_supplier or supplied,
        terms=Terms.SALE if sold else deal.terms,
    )
