"""What the tellings of one group come to in an account, before anything is weighed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pledges.domain.accounts import LineKey
from pledges.domain.clusters import Cluster
from pledges.domain.policy import Policy
from pledges.domain.tellings import Group, Telling, is_milestone

RUNNING = frozenset({Group.PLEDGE, Group.DISPATCH, Group.DELIVERY})  # groups whose totals are asserted
COUNTED = RUNNING | {Group.CANCELLATION}  # groups whose numbers move a total
FOLLOWING = frozenset({Group.DISPATCH, Group.DELIVERY, Group.CANCELLATION})  # what happens to pledged things


@dataclass(slots=True)
class Events:
    """The tellings of one group in an account, sorted by what the fold does with them."""

    clusters: dict[LineKey, list[Cluster]] = field(default_factory=dict)
    totals: dict[LineKey, list[Telling]] = field(default_factory=dict)
    milestones: dict[LineKey, list[Telling]] = field(default_factory=dict)
    mentions: list[Telling] = field(default_factory=list)

    def add_to(self, cluster: Cluster, tellings: Iterable[Telling], *, line: LineKey, policy: Policy) -> None:
        """Let a cluster of a line have some tellings more, in a copy: the cluster is kept for the next fold."""
        clusters = self.clusters[line]
        grown = cluster.copy()
        for telling in tellings:
            grown.add(telling, (), policy)
        clusters[next(at for at, one in enumerate(clusters) if one is cluster)] = grown

    def shelf(self, telling: Telling) -> dict[LineKey, list[Telling]]:
        """Where a running total is kept: with the schedule, or with the sums to date."""
        return self.milestones if is_milestone(telling) else self.totals

    def families(self) -> dict[tuple[tuple[str, ...], str], list[LineKey]]:
        """The named lines with a number, by donors and unit."""
        named: dict[tuple[tuple[str, ...], str], list[LineKey]] = {}
        for line in sorted({*self.clusters, *self.totals, *self.milestones}, key=lambda one: one.sort_key):
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
