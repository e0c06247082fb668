"""What a Kiel sheet's own cells add up to, by donor, item, unit and currency: what its stored claims are held against.

It is added up by columns and with no claim in between, so that a claim that is lost or told twice makes a difference.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pledges.domain.values import Money
from pledges.registers.cells import Count, count_of, money_of
from pledges.registers.documents import FUNDING, Bounds, Sums, Tally, Thing
from pledges.registers.kiel_columns import Columns
from pledges.registers.sheets import SheetRow

MEASURES = ("commitment", "allocation")


class _Cells(NamedTuple):
    """The cells of a row that are summed."""

    thing: Thing
    measure: str
    first: bool
    part: tuple[str, str]
    money: Money | None
    units: Count | None
    delivered: Count | None


def own_sums(
    packages: Iterable[Sequence[SheetRow]], columns: Columns, thing: Callable[[SheetRow], Thing]
) -> dict[Thing, Sums]:
    """Sums of military packages. `thing` says what the numbers of a row are summed by."""
    tally = Tally()
    for rows in packages:
        cells = [_cells(row, columns, thing(row)) for row in rows]
        for one, money in _moneys(cells):
            tally.add(Thing(one.thing.donor, FUNDING, money.currency), pledged=Bounds.exactly(money.amount))
        alike: dict[Thing, list[_Cells]] = defaultdict(list)
        for one in cells:
            alike[one.thing].append(one)
        for of, group in alike.items():
            for count in _once([(one.measure, one.units) for one in group], named=bool(of.item)):
                tally.add(of, pledged=count.bounds)
            for count in _once([(one.measure, one.delivered) for one in group], named=bool(of.item)):
                tally.add(of, delivered=count.bounds)
    return tally.sums()


def _moneys(cells: Sequence[_Cells]) -> Iterator[tuple[_Cells, Money]]:
    """The sums of money that count: those marked; where none is, each different one of a part and day."""
    told = [one for one in cells if one.money is not None]
    if any(one.measure == "commitment" for one in told):
        told = [one for one in told if one.measure != "allocation"]
    marked = [one for one in told if one.first]
    different = {(one.part, one.money): one for one in reversed(told)}
    for one in marked or different.values():
        if one.money is not None:
            yield one, one.money


def _once(told: Sequence[tuple[str, Count | None]], *, named: bool) -> list[Count]:
    """The counts of one thing: of those that both measures tell, the larger side."""
    counts = {name: [one for measure, one in told if one and measure == name] for name, _ in told}
    if named and all(measure in counts for measure in MEASURES):
        commitment, allocation = (sum(one.high for one in counts[measure]) for measure in MEASURES)
        del counts["commitment" if allocation >= commitment else "allocation"]
    return [one for side in counts.values() for one in side]


def _cells(row: SheetRow, columns: Columns, thing: Thing) -> _Cells:
    money = money_of(columns.cell(row, "value"), columns.cell(row, "currency"))
    units, delivered = (count_of(columns.cell(row, field)) for field in ("units", "delivered"))
    return _Cells(
        thing=thing,
        measure=columns.cell(row, "measure").casefold(),
        first=columns.cell(row, "first").casefold() in ("1", "1.0", "true", "yes"),
        part=(columns.cell(row, "part"), columns.cell(row, "announced")),
        money=money if isinstance(money, Money) else None,
        units=units if isinstance(units, Count) else None,
        delivered=delivered if isinstance(delivered, Count) else None,
    )
