"""Gold lists every reading that a careful annotator would sign; a prediction is right when it is one of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from extraction.evaluation.corpus import InputError, day
from pledges.domain.values import Basis, Kind, Span

Bounds = tuple[int | None, int | None]
Days = tuple[date | None, date | None]
Sum = tuple[float, str]

# Other ways in which gold or a register writes a donor.
DONOR_SPELLINGS = {
    "UK": "GB",
    "EL": "GR",
    "USA": "US",
    "EPF": "europeanpeacefacility",
    "IFU": "internationalfundforukraine",
    "UDCG": "ukrainedefensecontactgroup",
    "Ukraine Defence Contact Group": "ukrainedefensecontactgroup",
}
LONGEST_CODE = 3  # "US", "EU", "G7"; a longer one is a name ("NATO" compares as a name on both sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """One claim of the gold with its alternatives; any member of a field's tuple is right.

    Empty `names`: the text names no system. Empty `units`: any unit. Empty `values`: the text states no sum.
    `windows` and `bases` None: not judged. An `optional` claim costs nothing when it is missed. `at`: the phrase that
    it was read from, where that is told; then no other phrase of the evidence makes it.
    """

    kinds: tuple[str, ...]
    donors: tuple[frozenset[str], ...]
    names: tuple[str, ...]
    name_optional: bool
    categories: tuple[str, ...]
    quantities: tuple[Bounds, ...]
    units: tuple[str, ...]
    values: tuple[Sum, ...]
    windows: tuple[Days, ...] | None
    bases: tuple[str, ...] | None
    evidence: tuple[Span, ...]
    optional: bool
    text: str
    at: Span | None = field(default=None, repr=False)


def letters(text: str | None) -> str:
    """Lower-case letters and digits alone: "Leopard 2-A6" is leopard2a6."""
    return re.sub(r"[^a-z0-9]", "", (text or "").lower())


def donor_key(donor: str) -> str:
    """What two spellings of one donor share."""
    if donor in DONOR_SPELLINGS:
        return DONOR_SPELLINGS[donor]
    return donor.upper() if len(donor) <= LONGEST_CODE else letters(donor)


def donor_keys(donors: Iterable[str]) -> frozenset[str]:
    return frozenset(donor_key(donor) for donor in donors)


def many(value: Any) -> list[Any]:
    """A field that gold may give once or as a list of alternatives."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def gold_claim(row: Mapping[str, Any], *, where: str) -> GoldClaim:
    """A gold claim from its JSON. Raises InputError, KeyError, TypeError or ValueError on what is malformed."""
    item = row["item"]
    claim = GoldClaim(
        kinds=tuple(Kind(kind).value for kind in many(row["kind"])),
        donors=tuple(donor_keys(option or []) for option in row["donors"]),
        names=tuple(item.get("names") or ()),
        name_optional=bool(item.get("name_optional")),
        categories=tuple(item["categories"]),
        quantities=tuple((low, high) for low, high in row["quantity"]),
        units=tuple(many(row.get("unit"))),
        values=tuple((float(value["amount"]), value["currency"]) for value in many(row.get("value"))),
        windows=tuple(days(window, where=where) for window in many(row["window"]) or [None])
        if "window" in row
        else None,
        bases=tuple(Basis(basis).value for basis in many(row["basis"])) if row.get("basis") else None,
        evidence=tuple(span_of(span) for span in row["evidence"]),
        optional=bool(row.get("optional")),
        text=" / ".join(many(row.get("text"))),
        at=span_of(row["at"]) if row.get("at") else None,
    )
    for name in ("kinds", "donors", "categories", "quantities", "evidence"):
        if not getattr(claim, name):
            raise InputError(f"{where}: no {name}")
    return claim


def span_of(row: Mapping[str, Any]) -> Span:
    """Half-open offsets in code points. Raises KeyError, TypeError or ValueError on what is none."""
    start, end = row["start"], row["end"]
    if not (isinstance(start, int) and isinstance(end, int)):
        raise TypeError(f"offsets are no whole numbers: {start!r}..{end!r}")
    return Span(start=start, end=end)


def days(window: Mapping[str, str | None] | None, *, where: str) -> Days:
    """A window's two ends; null is a window without ends."""
    ends = window or {}
    start, end = ends.get("from"), ends.get("to")
    return day(start, where=where) if start else None, day(end, where=where) if end else None
