"""A cell holds a count, a sum of money or a day; what it holds instead is told by kind, and never guessed at.

A count with a fraction is a part of a gift that several states share: the whole numbers that hold it are its bounds,
so that the parts of one gift add up to bounds that hold the gift.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, InvalidOperation
from enum import StrEnum

from pledges.domain.values import Money, Quantity, Unit
from pledges.registers.documents import Bounds

UNDISCLOSED = frozenset({"undisclosed", "unknown", "not given", "unspecified", "n/a", "na", "none", "-", "..", "?"})
MOST_UNITS = 10**12  # no register counts so many of anything
MOST_MONEY = Decimal(10**15)  # nor so much, in the smallest of currencies
PART = "a part of a joint gift"
_NUMBER = re.compile(r"[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:e[-+]?\d{1,4})?", re.IGNORECASE)
_NOISE = Decimal("1e-9")  # what a spreadsheet's arithmetic adds to a whole number
_DAYS: tuple[tuple[re.Pattern[str], tuple[str, str, str]], ...] = (
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)(?:[ T]00:00(?::00)?(?:\.0+)?)?"), ("y", "m", "d")),
    (re.compile(r"(?P<m>\d\d?)/(?P<d>\d\d?)/(?P<y>\d{4})"), ("y", "m", "d")),  # as in "until 6/17/2022": US order
    (re.compile(r"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d{4})"), ("y", "m", "d")),
)


class Unfit(StrEnum):
    """Why a cell does not hold what its column is for, and what becomes of it."""

    NO_NUMBER = "is no number: taken as unknown"
    NEGATIVE = "is a negative number: taken as unknown"
    TOO_MANY = "is more than can be counted: taken as unknown"
    NO_SUM = "is no sum of money: not read"
    NEGATIVE_SUM = "is a negative sum of money: not read"
    TOO_MUCH = "is more money than there is: not read"
    NO_CURRENCY = "is no currency: its sum is not read"
    NO_DAY = "is no single day: kept as text"
    FALSE_DAY = "is a day that no calendar has: kept as text"
    LATER = "is a day still to come: kept as text"
    EARLIER = "is a day before the register begins: kept as text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A whole number, or the two that hold a part."""

    low: int
    high: int

    @property
    def part(self) -> bool:
        return self.low < self.high

    @property
    def bounds(self) -> Bounds:
        return Bounds(low=Decimal(self.low), high=Decimal(self.high))

    def quantity(self, unit: Unit, *, approximate: bool = False) -> Quantity:
        return Quantity(low=self.low, high=self.high, unit=unit, approximate=approximate)


def undisclosed(text: str) -> bool:
    """Whether a cell says that the number is not known."""
    return text.casefold() in UNDISCLOSED


def count_of(text: str) -> Count | Unfit | None:
    """A count: "1,200", "12.0", "5.333" (5..6). None where the cell is empty or says that the number is unknown."""
    if not text or undisclosed(text):
        return None
    number = _decimal(text)
    if number is None:
        return Unfit.NO_NUMBER
    if number < 0:
        return Unfit.NEGATIVE
    if number > MOST_UNITS:
        return Unfit.TOO_MANY
    near = number.to_integral_value(rounding=ROUND_HALF_EVEN)
    if abs(number - near) < _NOISE:
        return Count(low=int(near), high=int(near))
    return Count(
        low=int(number.to_integral_value(rounding=ROUND_FLOOR)),
        high=int(number.to_integral_value(rounding=ROUND_CEILING)),
    )


def money_of(text: str, currency: str) -> Money | Unfit | None:
    """A sum to the cent. None where the cell is empty, says that it is unknown, or holds nothing but zero."""
    if not text or undisclosed(text):
        return None
    number = _decimal(text)
    if number is None:
        return Unfit.NO_SUM
    if number < 0:
        return Unfit.NEGATIVE_SUM
    if number > MOST_MONEY:
        return Unfit.TOO_MUCH
    amount = number.quantize(Decimal("0.01"))
    if amount == 0:
        return None
    if not re.fullmatch(r"[A-Z]{3}", currency):
        return Unfit.NO_CURRENCY
    return Money(amount=amount, currency=currency)


def day_of(text: str, *, earliest: date, latest: date) -> date | Unfit | None:
    """A day as sheets write it, both bounds inclusive. Prose ("until 6/17/2022") is a bound and no day; None: empty."""
    if not text:
        return None
    for pattern, order in _DAYS:
        if found := pattern.fullmatch(text):
            try:
                day = date(*(int(found[part]) for part in order))
            except ValueError:
                return Unfit.FALSE_DAY
            return Unfit.EARLIER if day < earliest else Unfit.LATER if day > latest else day
    return Unfit.NO_DAY


def _decimal(text: str) -> Decimal | None:
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(",", "").replace("−", "-"))
    except InvalidOperation:  # never: the pattern allows what Decimal reads
        return None
