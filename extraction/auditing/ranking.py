"""The lines that a reader of totals would look at first: the largest of money, of things and of what is used up."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from extraction.auditing.folding import Audited
from pledges.domain.money import Rates
from pledges.domain.reconciliation import ReconciliationLine
from pledges.domain.tellings import UNITS_OF_EQUIPMENT
from pledges.domain.values import Unit

COMMON = "USD"


def largest(lines: Iterable[Audited], *, count: int, day: date, rates: Rates) -> list[Audited]:
    """So many lines: the largest of each kind in turn, since rounds, tanks and dollars have no common measure."""
    shelves: dict[str, list[tuple[Decimal, Audited]]] = {}
    for one in lines:
        kind, size = _size(one.line, day, rates)
        if size:
            shelves.setdefault(kind, []).append((size, one))
    ranked: Sequence[list[Audited]] = [
        [one for _, one in sorted(shelf, key=lambda pair: (-pair[0], pair[1].line.key.sort_key))]
        for _, shelf in sorted(shelves.items())
    ]
    in_turn = [one for turn in zip_longest(*ranked) for one in turn if one is not None]
    return in_turn[:count]


def _size(line: ReconciliationLine, day: date, rates: Rates) -> tuple[str, Decimal]:
    """What kind of line it is, and the largest number that it states, money in dollars of one day."""
    unit = line.key.unit
    stated = Decimal(max(figure.stated for figure in (line.pledged, line.delivered, line.in_transit)))
    if unit in UNITS_OF_EQUIPMENT:
        return "equipment", stated
    if unit in _USED_UP:
        return "used up", stated
    if unit == COMMON:
        return "money", stated
    rate = rates.rate(unit, COMMON, day)
    return "money", stated * rate.factor if rate else Decimal(0)


_USED_UP: Mapping[str, Unit] = {unit.value: unit for unit in Unit if unit.value not in UNITS_OF_EQUIPMENT}
