"""Unknown is not zero: every number is an interval from sentence to total, and what has no number is counted apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor


def _least(a: int | None, b: int | None) -> int | None:
    """The smaller of two upper bounds; None is unbounded."""
    return b if a is None else a if b is None else min(a, b)


def _plus(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b


def _less(a: int | None, b: int) -> int | None:
    return None if a is None else max(0, a - b)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """At least `low`, at most `high`; a `high` of None is unbounded."""

    low: int = 0
    high: int | None = 0

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"interval {self.low}..{self.high} is empty or negative")

    def to_json(self) -> dict[str, int | None]:
        """The shape of `api.md`."""
        return {"low": self.low, "high": self.high}

    @property
    def empty(self) -> bool:
        """Certainly nothing."""
        return self.high == 0

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(low=self.low + other.low, high=_plus(self.high, other.high))

    def less(self, taken: "Interval") -> "Interval":
        """What is left when `taken` is gone, never below nothing."""
        low = 0 if taken.high is None else max(0, self.low - taken.high)
        return Interval(low=low, high=_less(self.high, taken.low))

    def within(self, room: "Interval") -> "Interval":
        """As much of this as `room` can hold at most."""
        low = self.low if room.high is None else min(self.low, room.high)
        return Interval(low=low, high=_least(self.high, room.high))

    def beyond(self, room: "Interval") -> "Interval":
        """What `within` could not place."""
        if room.high is None:
            return Interval()
        return Interval(low=max(0, self.low - room.high), high=_less(self.high, room.high))


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number as it counts: bounds, and `stated`, the number in the words ("at least 24" states 24).

    Always `low <= stated`, and `stated <= high` where `high` is known.
    """

    low: int = 0
    high: int | None = 0
    stated: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.stated or (self.high is not None and self.stated > self.high):
            raise ValueError(f"amount {self.low}..{self.high} cannot state {self.stated}")

    @property
    def interval(self) -> Interval:
        return Interval(low=self.low, high=self.high)

    @property
    def zero(self) -> bool:
        return self.high == 0

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(low=self.low + other.low, high=_plus(self.high, other.high), stated=self.stated + other.stated)

    def excess_over(self, known: "Amount") -> "Amount":
        """What a total asserts beyond what is known: low, stated and high each by themselves.

        The bounds of `known` and of the excess add up to the larger of the two, which is all that the words prove.
        """
        low = max(0, self.low - known.low)
        stated = max(low, self.stated - known.stated)
        held = known.low if known.high is None else known.high  # all that an open end surely holds is its low
        high = None if self.high is None else max(stated, self.high - held)
        return Amount(low=low, high=high, stated=stated)

    def cut(self, surplus: "Amount") -> "Amount":
        """This amount with a surplus taken off each of its numbers, kept in order."""
        low = max(0, self.low - surplus.low)
        high = None if self.high is None else max(low, self.high - (surplus.high or 0))
        stated = max(low, self.stated - surplus.stated)
        return Amount(low=low, high=high, stated=stated if high is None else min(stated, high))

    def less(self, taken: Interval) -> "Amount":
        """What is left when `taken` is gone; the stated number loses what is surely gone, or its upper bound."""
        left = self.interval.less(taken)
        gone = taken.low if taken.high is None else taken.high
        stated = max(left.low, self.stated - gone)
        return Amount(low=left.low, high=left.high, stated=stated if left.high is None else min(stated, left.high))

    def share(self, part: Fraction) -> "Amount":
        """A stated share of it, in whole units: rounded outwards, so that the truth stays inside."""
        low, stated = floor(self.low * part), floor(self.stated * part)
        return Amount(low=low, high=None if self.high is None else ceil(self.high * part), stated=stated)

    def view_of_one(self) -> "Amount":
        """What one of several donors gave of it, where no share is stated: anything from nothing to all."""
        return Amount(low=0, high=self.high, stated=0)


ZERO = Amount()


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum, bound by bound."""
    low, stated, high = 0, 0, 0
    bounded = True
    for amount in amounts:
        low += amount.low
        stated += amount.stated
        if amount.high is None:
            bounded = False
        else:
            high += amount.high
    return Amount(low=low, high=high if bounded else None, stated=stated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as it is served (`api.md`): bounds, stated, how many entries gave none, and how much is reviewed.

    `entries` and `reviewed` count the entries under it, so that figures can be summed with their share right.
    """

    low: int = 0
    high: int | None = 0
    stated: int = 0
    undisclosed: int = 0
    entries: int = 0
    reviewed: int = 0

    @property
    def reviewed_share(self) -> float | None:
        """The share of entries that rest on accepted claims only; None when there are none."""
        return self.reviewed / self.entries if self.entries else None

    @property
    def amount(self) -> Amount:
        return Amount(low=self.low, high=self.high, stated=self.stated)

    def __add__(self, other: "Figure") -> "Figure":
        amount = self.amount + other.amount
        return Figure(
            low=amount.low,
            high=amount.high,
            stated=amount.stated,
            undisclosed=self.undisclosed + other.undisclosed,
            entries=self.entries + other.entries,
            reviewed=self.reviewed + other.reviewed,
        )

    def with_amount(self, amount: Amount) -> "Figure":
        """The same entries, another number."""
        return Figure(
            low=amount.low,
            high=amount.high,
            stated=amount.stated,
            undisclosed=self.undisclosed,
            entries=self.entries,
            reviewed=self.reviewed,
        )

    def to_json(self) -> dict[str, int | float | None]:
        """The shape of `api.md`."""
        return {
            "low": self.low,
            "high": self.high,
            "stated": self.stated,
            "undisclosed": self.undisclosed,
            "reviewed_share": self.reviewed_share,
        }
