"""What the lines inside a wider one told is taken off its figures, and fills its entries newest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from pledges.domain.entries import Entry
from pledges.domain.figures import ZERO, Amount, total


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldInside:
    """What the lines inside a wider one told by a day, beyond what earlier figures were netted by, bound by bound."""

    low: int = 0
    stated: int = 0
    high: int = 0

    @classmethod
    def of(cls, amount: Amount) -> "ToldInside":
        """All that an open end surely holds is its low."""
        return cls(low=amount.low, stated=amount.stated, high=amount.low if amount.high is None else amount.high)

    def less(self, spent: "ToldInside") -> "ToldInside":
        return ToldInside(
            low=max(0, self.low - spent.low),
            stated=max(0, self.stated - spent.stated),
            high=max(0, self.high - spent.high),
        )

    def plus(self, other: "ToldInside") -> "ToldInside":
        return ToldInside(low=self.low + other.low, stated=self.stated + other.stated, high=self.high + other.high)

    def within(self, asserted: Amount) -> "ToldInside":
        """As much of it as a figure may speak of."""
        high = self.high if asserted.high is None else min(self.high, asserted.high)
        return ToldInside(low=min(self.low, asserted.low), stated=min(self.stated, asserted.stated), high=high)

    def excess(self, asserted: Amount) -> Amount:
        """What a figure proves beyond it."""
        low = max(0, asserted.low - self.low)
        stated = max(low, asserted.stated - self.stated)
        high = None if asserted.high is None else max(stated, asserted.high - self.high)
        return Amount(low=low, high=high, stated=stated)

    def equals(self, asserted: Amount) -> bool:
        """Whether both are one exact number."""
        return (self.low, self.stated, self.high) == (asserted.low, asserted.stated, asserted.high) and (
            self.low == self.high
        )


def summed(entries: Iterable[Entry]) -> Amount:
    return total(one.counted for one in entries if one.counted is not None)


def reduced_to(entries: Iterable[Entry], excess: Amount) -> list[tuple[Entry, Amount]]:
    """The entries filled with the excess, newest first: its low, then what is stated beyond, then what may be."""
    low, beyond = excess.low, excess.stated - excess.low
    spare = None if excess.high is None else excess.high - excess.stated
    reduced = []
    for one in sorted(entries, key=lambda entry: entry.order, reverse=True):
        counted = one.counted or ZERO
        own_low = min(counted.low, low)
        own_stated = own_low + min(counted.stated - own_low, beyond)
        own_high = counted.high
        if spare is not None:
            room = spare if counted.high is None else min(counted.high - own_stated, spare)
            own_high, spare = own_stated + room, spare - room
        low, beyond = low - own_low, beyond - (own_stated - own_low)
        reduced.append((one, Amount(low=own_low, stated=own_stated, high=own_high)))
    return reduced
