"""A line is all that is known of one exact set of donors, family and unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pledges.domain.accounts import LineKey
from pledges.domain.books import Elsewhere, Fulfilment
from pledges.domain.entries import Entry, Milestone, Number
from pledges.domain.figures import Amount, Interval
from pledges.domain.problems import Problem
from pledges.domain.tellings import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningTotal:
    """A balance asserted over a line: "14 in total"."""

    group: Group
    number: Number
    day: date
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """All that is known of one exact set of donors x family x unit; entries in order of day and id.

    `transit` holds what has not arrived of each dispatch, `taken` what each cancellation took back, `open` what is
    neither delivered nor on its way of each pledge, all by entry id. `claims` are all claims behind the line.
    """

    key: LineKey
    pledges: tuple[Entry, ...] = ()
    deliveries: tuple[Entry, ...] = ()
    dispatches: tuple[Entry, ...] = ()
    cancellations: tuple[Entry, ...] = ()
    listed: tuple[Entry, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    totals: tuple[RunningTotal, ...] = ()
    fulfilments: tuple[Fulfilment, ...] = ()  # of this line's pledges, and of this line's arrivals
    elsewhere: tuple[Elsewhere, ...] = ()  # those of them whose other side stands on another line
    transit: Mapping[str, Amount]
    taken: Mapping[str, Amount]
    open: Mapping[str, Interval]
    problems: tuple[Problem, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        return (*self.pledges, *self.dispatches, *self.deliveries, *self.cancellations, *self.listed)
