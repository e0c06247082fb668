"""Totals for now are sums of stored rows: nothing is folded, and a joint gift still counts once."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from pledges.domain.catalogue import Catalogue
from pledges.domain.figures import Figure
from pledges.domain.totals import MEASURES, TotalsRow
from pledges.domain.values import Role
from pledges.models import DonorTotal, LedgerEntry, Rollup
from pledges.queries.catalogue import current_catalogue
from pledges.queries.selection import Selection

PERIODS = ("month", "quarter", "year")
SUMS = ("low", "high", "unbounded", "stated", "undisclosed", "entries", "reviewed")
ROLES = (None, Role.FINANCIER, Role.SUPPLIER)
OF_ROLLUPS = {f"sum_{name}": Sum(name) for name in SUMS}
OF_ENTRIES = {
    "sum_low": Sum("low"),
    "sum_high": Sum("high"),
    "sum_unbounded": Count("pk", filter=Q(high=None)),
    "sum_stated": Sum("stated"),
    "sum_undisclosed": Count("pk", filter=Q(undisclosed=True)),
    "sum_entries": Count("pk"),
    "sum_reviewed": Count("pk", filter=Q(reviewed=True)),
}
GIVERS_OF_ROLLUP = {None: "donors", Role.FINANCIER: "financiers", Role.SUPPLIER: "suppliers"}
GIVERS_OF_ENTRY = {None: "donors", Role.FINANCIER: "givers__financier", Role.SUPPLIER: "givers__supplier"}
DONOR_TOTALS = f"SELECT string_agg(figures, ',') FROM {DonorTotal._meta.db_table} WHERE standing = %s AND figures <> ''"

type Sums = Mapping[str, Figure]  # by measure


def is_summed(selection: Selection) -> bool:
    """Whether stored sums can answer: no clock is set, and the role is one that they keep."""
    return selection.is_of_now and selection.role in ROLES


def totals_now(selection: Selection, *, keys: tuple[str, ...]) -> list[TotalsRow]:
    """The rows that `pledges.domain.totals.totals` makes of the folded ledgers; `keys` has `unit` in it.

    By donor alone one small table answers, else the accounts' rollups; where days matter, the entries.
    """
    groups: dict[tuple[str, ...], dict[str, Figure]] = {}
    for key, figures in _parts(selection, keys):
        row = groups.setdefault(key, dict.fromkeys(MEASURES, Figure()))
        for measure, figure in figures.items():
            row[measure] = row[measure] + figure
    return [TotalsRow(key=key, **row) for key, row in sorted(groups.items())]


def _parts(selection: Selection, keys: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], Sums]]:
    """Sums of some rows each, with the group that they belong to."""
    whole = selection == Selection(standing=selection.standing)
    if whole and set(keys) <= {"donor", "unit"}:
        return _of_donors(selection, keys)
    dated = selection.start or selection.end or set(keys) & set(PERIODS)
    rows = _entries(selection) if dated else _rollups(selection)
    parts = _summed(rows, selection, keys, dated=bool(dated))
    return [*parts, *_shared(selection, keys)] if selection.donor is not None else parts


def read_donor_totals(standing: str) -> str:
    """All rows of the donors' totals, in no order, as one JSON text: [donors joined by +, figures] each."""
    with connection.cursor() as cursor:
        cursor.execute(DONOR_TOTALS, [standing])
        (rows,) = cursor.fetchone() or ("",)
    return f"[{rows or ''}]"


def _of_donors(selection: Selection, keys: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], Sums]]:
    for donors, units in orjson.loads(read_donor_totals(selection.standing.value)):
        for unit, measures in units.items():
            values = {"donor": donors, "unit": unit}
            yield tuple(values[name] for name in keys), {name: _figure(*sums) for name, sums in measures.items()}


def _rollups(selection: Selection) -> QuerySet[Rollup]:
    rows = Rollup.objects.filter(_condition(selection, GIVERS_OF_ROLLUP), standing=selection.standing.value)
    if selection.system is not None:
        rows = rows.filter(system__in=_systems(selection, current_catalogue()))
    return rows if selection.donor is None else rows.filter(shared=False)


def _entries(selection: Selection) -> QuerySet[LedgerEntry]:
    rows = _counted(selection)
    return rows if selection.donor is None else rows.filter(views__isnull=True)


def _counted(selection: Selection) -> QuerySet[LedgerEntry]:
    """The entries that count, of a selection."""
    rows = LedgerEntry.objects.filter(_condition(selection, GIVERS_OF_ENTRY), standing=selection.standing.value)
    rows = rows.exclude(measure="")
    if selection.system is not None:
        systems = _systems(selection, current_catalogue())
        rows = rows.filter(Q(system__in=systems) | Q(system=None, family__in=systems))
    if selection.start is not None:
        rows = rows.filter(announced__gte=selection.start)
    return rows.filter(announced__lte=selection.end) if selection.end is not None else rows


def _condition(selection: Selection, givers: Mapping[Role | None, str]) -> Q:
    """Donor, category and recipient, which rollups and entries name alike."""
    condition = Q()
    if selection.recipient is not None:
        condition &= Q(account__recipient=selection.recipient)
    if selection.donor is not None:
        condition &= Q(**{f"{givers[selection.role]}__contains": [selection.donor]})
    if selection.category is not None:
        condition &= Q(category__in=selection.categories(current_catalogue()) or ())
    return condition


def _systems(selection: Selection, catalogue: Catalogue) -> set[str]:
    """The system asked for, in the catalogue or not, and its variants."""
    return {str(selection.system), *(selection.systems(catalogue) or ())}


def _summed(
    rows: QuerySet[Any, Any], selection: Selection, keys: tuple[str, ...], *, dated: bool
) -> Iterable[tuple[tuple[str, ...], Sums]]:
    """The database sums by what the groups need; of a joint gift one donor gave nothing to all."""
    sums, givers = (OF_ENTRIES, GIVERS_OF_ENTRY) if dated else (OF_ROLLUPS, GIVERS_OF_ROLLUP)
    named: dict[str, Any] = {}
    if selection.donor is not None or "donor" in keys:
        named["by_givers"] = F(givers[selection.role])
    if "recipient" in keys:
        named["by_recipient"] = F("account__recipient")
    if set(keys) & set(PERIODS):
        named["by_month"] = TruncMonth("announced")
    plain = {"system": "family", "category": "category", "unit": "unit"}
    columns = [plain[name] for name in keys if name in plain]
    for row in rows.order_by().values(*columns, "measure", **named).annotate(**sums):
        figure = _figure(*(row[f"sum_{name}"] or 0 for name in SUMS))
        if selection.donor is not None and len(row["by_givers"]) > 1:
            figure = figure.with_amount(figure.amount.view_of_one())
        yield _key(row, keys), {row["measure"]: figure}


def _shared(selection: Selection, keys: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], Sums]]:
    """Gifts with stated shares, one by one: each share is rounded by itself."""
    role, donor = selection.role.value if selection.role else "", str(selection.donor)
    for entry in _counted(selection).filter(views__isnull=False).select_related("account").defer("body"):
        givers = entry.givers[role] if role else entry.donors
        low, high, stated = entry.low, entry.high, entry.stated
        views = (entry.views or {}).get(role, {})
        if donor in views:
            low, high, stated = views[donor]
        elif len(givers) > 1:
            low, stated = 0, 0
        figure = Figure(
            low=low,
            high=high,
            stated=stated,
            undisclosed=int(entry.undisclosed),
            entries=1,
            reviewed=int(entry.reviewed),
        )
        row = {name: getattr(entry, name) for name in ("family", "category", "unit")}
        row |= {"by_givers": givers, "by_recipient": entry.account.recipient, "by_month": entry.announced}
        yield _key(row, keys), {entry.measure: figure}


def _key(row: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_VALUES[name](row) for name in keys)


_VALUES: Mapping[str, Any] = {
    "donor": lambda row: "+".join(row["by_givers"]),
    "system": lambda row: row["family"] or "",
    "category": lambda row: row["category"],
    "recipient": lambda row: row["by_recipient"],
    "unit": lambda row: row["unit"],
    "month": lambda row: f"{row['by_month']:%Y-%m}",
    "quarter": lambda row: f"{row['by_month'].year}-Q{(row['by_month'].month + 2) // 3}",
    "year": lambda row: f"{row['by_month'].year}",
}


def _figure(low: int, high: int, unbounded: int, stated: int, undisclosed: int, entries: int, reviewed: int) -> Figure:
    return Figure(
        low=int(low),
        high=None if unbounded else int(high),
        stated=int(stated),
        undisclosed=undisclosed,
        entries=entries,
        reviewed=reviewed,
    )
