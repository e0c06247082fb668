"""What each set of donors gave over all accounts follows the rollups by their differences, row by row."""

from collections.abc import Collection, Iterable
from itertools import groupby
from operator import itemgetter

import orjson
from django.db import connection
from django.db.models import Q, Sum

from pledges.models import DonorTotal, Rollup
from pledges.services.transactions import in_one_transaction

SUMS = ("low", "high", "unbounded", "stated", "undisclosed", "entries", "reviewed")

type Key = tuple[str, tuple[str, ...]]  # standing, donors
type Figures = dict[str, dict[str, list[int]]]  # unit, measure, sums
type Changes = dict[Key, Figures]


def change(changes: Changes, rollup: Rollup, *, sign: int) -> None:
    """Note that a rollup came (`sign` 1) or went (-1)."""
    sums = _sums(changes, rollup.standing, tuple(rollup.donors), rollup.unit, rollup.measure)
    for place, name in enumerate(SUMS):
        sums[place] += sign * getattr(rollup, name)


def change_all(changes: Changes, accounts: Collection[int], *, sign: int) -> None:
    """As `change` for every rollup of some accounts, summed by the database."""
    rows = Rollup.objects.filter(account__in=accounts).values_list("standing", "donors", "unit", "measure")
    for standing, donors, unit, measure, *summed in rows.annotate(*(Sum(name) for name in SUMS)).order_by():
        sums = _sums(changes, standing, tuple(donors), unit, measure)
        for place, value in enumerate(summed):
            sums[place] += sign * int(value)


def _sums(changes: Changes, standing: str, donors: tuple[str, ...], unit: str, measure: str) -> list[int]:
    figures = changes.setdefault((standing, donors), {})
    return figures.setdefault(unit, {}).setdefault(measure, [0] * len(SUMS))


def apply(changes: Changes) -> None:
    """Bring the donors' totals up to date: their rows are locked in one order for all, until the commit."""
    wanted = {key: figures for key, figures in changes.items() if _without_zeros(figures)}
    if not wanted:
        return
    rows = _locked(wanted)
    if len(rows) < len(wanted):
        new = [DonorTotal(standing=standing, donors=list(donors)) for standing, donors in sorted(wanted)]
        DonorTotal.objects.bulk_create(new, ignore_conflicts=True)
        rows = _locked(wanted)
    for row in rows:
        known: Figures = orjson.loads(row.figures)[1] if row.figures else {}
        row.figures = _text(row.donors, _added(known, wanted[row.standing, tuple(row.donors)]))
    DonorTotal.objects.bulk_update(rows, ["figures"])


def _locked(keys: Iterable[Key]) -> list[DonorTotal]:
    condition = Q()
    for standing, sets in groupby(sorted(keys), key=itemgetter(0)):
        condition |= Q(standing=standing, donors__in=[list(donors) for _, donors in sets])
    return list(DonorTotal.objects.select_for_update().filter(condition).order_by("standing", "donors"))


@in_one_transaction
def sum_again() -> None:
    """The donors' totals from the rollups alone, while no account moves."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {DonorTotal._meta.db_table} IN EXCLUSIVE MODE")
    changes: Changes = {}
    for rollup in Rollup.objects.defer("financiers", "suppliers").iterator(chunk_size=2000):
        change(changes, rollup, sign=1)
    DonorTotal.objects.all().delete()
    DonorTotal.objects.bulk_create(
        [
            DonorTotal(
                standing=standing,
                donors=list(donors),
                figures=_text(donors, _without_zeros(figures)),
            )
            for (standing, donors), figures in sorted(changes.items())
        ]
    )


def _text(donors: Iterable[str], figures: Figures) -> str:
    return orjson.dumps(["+".join(donors), figures], option=orjson.OPT_SORT_KEYS).decode() if figures else ""


def _added(figures: Figures, more: Figures) -> Figures:
    for unit, measures in more.items():
        for measure, sums in measures.items():
            known = figures.setdefault(unit, {}).get(measure, [0] * len(SUMS))
            figures[unit][measure] = [a + b for a, b in zip(known, sums, strict=True)]
    return _without_zeros(figures)


def _without_zeros(figures: Figures) -> Figures:
    kept: Iterable[tuple[str, dict[str, list[int]]]] = (
        (unit, {measure: sums for measure, sums in measures.items() if any(sums)}) for unit, measures in figures.items()
    )
    return {unit: measures for unit, measures in kept if measures}
