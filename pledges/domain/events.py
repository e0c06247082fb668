"""What the tellings of one group come to in an account, before anything is weighed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pledges.domain.accounts import LineKey
from pledges.domain.clusters import Cluster
from pledges.domain.mentions import Words
from pledges.domain.tellings import Group, Telling, is_milestone

RUNNING = frozenset({Group.PLEDGE, Group.DISPATCH, Group.DELIVERY})  # groups whose totals are asserted
COUNTED = RUNNING | {Group.CANCELLATION}  # groups whose numbers move a total
FOLLOWING = frozenset({Group.DISPATCH, Group.DELIVERY, Group.CANCELLATION})  # what happens to pledged things


@dataclass(slots=True)
class Events:
    """The tellings of one group in a block, sorted by what the fold does with them; once made, nobody changes it."""

    clusters: dict[LineKey, list[Cluster]] = field(default_factory=dict)
    totals: dict[LineKey, Sequence[Telling]] = field(default_factory=dict)
    milestones: dict[LineKey, Sequence[Telling]] = field(default_factory=dict)
    mentions: dict[Words, Sequence[Telling]] = field(default_factory=dict)

    def shelf(self, telling: Telling) -> dict[LineKey, Sequence[Telling]]:
        """Where a running total is kept: with the schedule, or with the sums to date."""
        return self.milestones if is_milestone(telling) else self.totals

    def families(self) -> dict[tuple[tuple[str, ...], str], list[LineKey]]:
        """The named lines with a number, by donors and unit."""
        named: dict[tuple[tuple[str, ...], str], list[LineKey]] = {}
        for line in {**self.clusters, **self.totals, **self.milestones}:
            if line.family is not None:
                named.setdefault((line.donors, line.unit), []).append(line)
        return named


def moved(telling: Telling, line: LineKey) -> Telling:
    """A telling on another line; a system of another family is dropped, the line's stands for it."""
    if telling.line == line:
        return telling
    system = telling.system if telling.family == line.family else None
    return replace(
        telling, donors=line.donors, system=system, family=line.family, category=line.category, unit=line.unit
    )
