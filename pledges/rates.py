"""Rates are the European Central Bank's, read from a table that ships with a package: no network, no guessing.

The table has neither the hryvnia nor any rate of the rouble after March 2022: both are then without a rate.
"""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from currency_converter import CurrencyConverter

from pledges.domain.money import Rate

EURO = "EUR"
SIX_FIGURES = Decimal("0.000001")
LONGEST_REACH = 7  # days back from the day asked for to the last rate before it: a long weekend, no more


class EcbRates:
    """The ECB's reference rates, as units of one currency for one unit of another.

    A day without rates (weekend, holiday) takes the last day before that has both; further back than
    `LONGEST_REACH` days there is none, so that a currency whose quotation ended is never valued by its last rate.
    """

    def __init__(self) -> None:
        self._table = CurrencyConverter(decimal=True)

    def rate(self, source: str, target: str, day: date) -> Rate | None:
        """The rate of a day, rounded to six decimals; None for a currency or a day that the table lacks."""
        found, other = self._per_euro(source, day), self._per_euro(target, day)
        if found is None or other is None:
            return None
        if found[1] != other[1] and EURO not in (source, target):
            common = min(found[1], other[1])
            found, other = self._per_euro(source, common), self._per_euro(target, common)
            if found is None or other is None:
                return None
        factor = (other[0] / found[0]).quantize(SIX_FIGURES, rounding=ROUND_HALF_EVEN)
        quoted = other[1] if source == EURO else found[1]
        return Rate(source=source, target=target, factor=factor, day=quoted)

    def _per_euro(self, currency: str, day: date) -> tuple[Decimal, date] | None:
        """Units of a currency for one euro, and the day of that rate."""
        if currency == EURO:
            return Decimal(1), day
        known = self._table._rates.get(currency)
        if known is None:
            return None
        for back in range(LONGEST_REACH + 1):
            asked = date.fromordinal(day.toordinal() - back)
            if (value := known.get(asked)) is not None:
                return Decimal(value), asked
        return None


@lru_cache(maxsize=1)
def ecb_rates() -> EcbRates:
    """The table, read once a process (about half a second)."""
    return EcbRates()
