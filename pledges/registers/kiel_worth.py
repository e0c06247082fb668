"""Every worth of a package counts once: each row marked as the first of its worth, and no allocation of a commitment.

Rows of a package repeat its worth. Where the sheet marks none of those that tell one, each different sum of a part and
a day counts once. An item that is told as a commitment and as an allocation counts by the larger of the two.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pledges.domain.values import Money
from pledges.registers.documents import Thing
from pledges.registers.kiel_columns import Columns
from pledges.registers.sheets import SheetRow

COMMITMENT, ALLOCATION = "commitment", "allocation"
MARKED = frozenset({"1", "1.0", "true", "yes"})


class Repeats(StrEnum):
    """Why a number of a row is not counted."""

    ALLOCATED = "is an allocation of what the package commits: adds nothing"
    DIFFERS = "differs from each worth that a row marked first tells: not counted"
    TOLD = "is told as an allocation and as a commitment: counted once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a row says that its package is worth; with `repeats`, why it adds nothing."""

    row: SheetRow
    money: Money
    repeats: Repeats | None = None


def worths(told: Sequence[tuple[SheetRow, Money]], columns: Columns) -> list[Worth]:
    """The worths of a package, of the rows that tell one: what counts, and what differs and does not count."""
    commits = any(measure_of(row, columns) == COMMITMENT for row, _ in told)
    own = [one for one in told if not (commits and measure_of(one[0], columns) == ALLOCATION)]
    counted = [(row, money) for row, money in own if is_first(row, columns)] or list(_different(own, columns))
    sums = [money for _, money in counted]
    counting = {id(row) for row, _ in counted}
    rows = {id(row) for row, _ in own}
    found = []
    for row, money in told:
        if id(row) in counting:
            found.append(Worth(row=row, money=money))
        elif id(row) not in rows:
            found.append(Worth(row=row, money=money, repeats=Repeats.ALLOCATED))
        elif money not in sums:
            found.append(Worth(row=row, money=money, repeats=Repeats.DIFFERS))
    return found


def _different(told: Iterable[tuple[SheetRow, Money]], columns: Columns) -> Iterator[tuple[SheetRow, Money]]:
    """The first row of each sum, by the part of the package and the day that it names."""
    seen = set()
    for row, money in told:
        worth = (columns.cell(row, "part"), columns.cell(row, "announced"), money)
        if worth not in seen:
            yield row, money
        seen.add(worth)


def uncounted(
    rows: Sequence[tuple[SheetRow, Thing]], columns: Columns, *, number: Callable[[SheetRow], int]
) -> frozenset[int]:
    """The rows (by their numbers) whose thing the other measure tells too, as much of it or more.

    `number` gives a row's count, 0 where it states none.
    """
    things: dict[Thing, dict[str, list[SheetRow]]] = {}
    for row, thing in rows:
        measure = measure_of(row, columns)
        if measure in (COMMITMENT, ALLOCATION) and thing.item:
            things.setdefault(thing, {}).setdefault(measure, []).append(row)
    left: set[int] = set()
    for sides in things.values():
        if len(sides) == 2:
            many = {name: sum(number(row) for row in side) for name, side in sides.items()}
            less = COMMITMENT if many[ALLOCATION] >= many[COMMITMENT] else ALLOCATION
            left |= {row.number for row in sides[less]}
    return frozenset(left)


def measure_of(row: SheetRow, columns: Columns) -> str:
    """Commitment or allocation, as the row says; else nothing."""
    return columns.cell(row, "measure").casefold()


def is_first(row: SheetRow, columns: Columns) -> bool:
    """Whether the row is marked as the first of its worth."""
    return columns.cell(row, "first").casefold() in MARKED
