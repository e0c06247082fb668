"""Each line and group of a block is posted by itself; where nothing of it is otherwise, it stays as it was posted."""

from collections.abc import Iterable, Mapping, Sequence

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.changes import are_same
from pledges.domain.clusters import Cluster
from pledges.domain.counting import Counting
from pledges.domain.entries import Entry, fold_cluster
from pledges.domain.events import RUNNING, Events
from pledges.domain.links import LinkBook
from pledges.domain.policy import Policy
from pledges.domain.posting import Posted, Posting, same_posted
from pledges.domain.problems import Problem
from pledges.domain.schedules import pledge_of_schedule
from pledges.domain.tellings import Group, Telling
from pledges.domain.watching import doubts_of_clusters

type ByLine = dict[LineKey, Posted]


class Postings:
    """What is posted of a block from fold to fold, by group and line."""

    def __init__(self, *, catalogue: Catalogue, links: LinkBook, policy: Policy) -> None:
        self._catalogue, self._links, self._policy = catalogue, links, policy
        self._lines: dict[Group, dict[LineKey, _Line]] = {}
        self._posted: dict[Group, ByLine] = {}
        self._given: dict[Group, tuple[Events, ByLine]] = {}
        self._scheduled: dict[LineKey, _Scheduled] = {}
        self._pledged: ByLine = {}

    def of(self, resolved: Mapping[Group, Events]) -> dict[Group, ByLine]:
        """Post every group; of pledges it matters what was withdrawn, and what a schedule alone promises."""
        posted = {group: self._known(group, one, {}) for group, one in resolved.items() if group is not Group.PLEDGE}
        events = resolved[Group.PLEDGE]
        pledged = self._schedule(self._known(Group.PLEDGE, events, posted[Group.CANCELLATION]), events.milestones)
        return {group: pledged if group is Group.PLEDGE else posted[group] for group in resolved}

    def _known(self, group: Group, events: Events, withdrawn: ByLine) -> ByLine:
        """What was posted of these very events, or is now."""
        given = self._given.get(group)
        if given is None or given[0] is not events or (given[1] is not withdrawn and (given[1] or withdrawn)):
            self._given[group] = (events, withdrawn)
            return self._post(group, events, withdrawn)
        return self._posted[group]

    def _post(self, group: Group, events: Events, withdrawn: ByLine) -> ByLine:
        """Post the clusters and totals of each line; groups that are only listed are not weighed. While no line is
        otherwise, it is the very table that it was."""
        lines, totals = self._lines.setdefault(group, {}), events.totals
        told = events.clusters
        if totals:
            told = told | {line: [] for line in totals if line not in told}
        posted = []
        for line, clusters in told.items():
            one = lines.get(line)
            if one is None:
                one = lines[line] = self._line(group, line)
            sums, gone = totals.get(line, []) if totals else [], withdrawn.get(line) if withdrawn else None
            posted.append(one.post(clusters, sums, gone))
        for line in lines.keys() - told.keys() if len(lines) > len(told) else ():
            del lines[line]
        before = self._posted.get(group, {})
        if not are_same([*before.values()], posted):
            self._posted[group] = dict(zip(told, posted, strict=True))
        return self._posted.setdefault(group, {})

    def _line(self, group: Group, line: LineKey) -> "_Line":
        counting = Counting(line=line, catalogue=self._catalogue, links=self._links, policy=self._policy)
        return _Line(counting, weighed=group in RUNNING)

    def _schedule(self, posted: ByLine, milestones: Mapping[LineKey, Sequence[Telling]]) -> ByLine:
        """The pledges with what schedules alone promise; the very table that it was while no line is otherwise."""
        before, self._scheduled = self._scheduled, {}
        pledged = dict(posted)
        for line, stones in milestones.items():
            one = self._scheduled[line] = before.get(line) or _Scheduled(line, self._catalogue)
            pledged[line] = one.post(posted.get(line), stones)
        if not are_same([*pledged.values()], [*self._pledged.values()]):
            self._pledged = pledged
        return self._pledged


class _Line:
    """One line of a group from fold to fold."""

    def __init__(self, counting: Counting, *, weighed: bool) -> None:
        self._line, self._catalogue = counting.line, counting.catalogue
        self._posting = Posting(counting) if weighed else None
        self._clusters: list[Cluster] = []
        self._totals: list[Telling] = []
        self._gone: Posted | None = None
        self._made: list[tuple[Entry, tuple[Problem, ...]]] = []  # of each cluster
        self._posted: Posted | None = None

    def post(self, clusters: Sequence[Cluster], totals: Sequence[Telling], gone: Posted | None) -> Posted:
        """What is posted of these; `gone` is what was withdrawn of it."""
        told = clusters == self._clusters and totals == self._totals  # the very same ones are not looked into
        if self._posted is None or gone is not self._gone or not told:
            known = dict(zip(map(id, self._clusters), self._made, strict=True))
            made = [known.get(id(one)) or self._make(one) for one in clusters]
            self._clusters, self._totals, self._gone, self._made = list(clusters), list(totals), gone, made
            self._posted = self._post([one for one, _ in made])
        return self._posted

    def _make(self, cluster: Cluster) -> tuple[Entry, tuple[Problem, ...]]:
        return fold_cluster(cluster, self._line, catalogue=self._catalogue), tuple(doubts_of_clusters([cluster]))

    def _post(self, entries: Iterable[Entry]) -> Posted:
        if self._posting is None:
            posted = Posted(entries={one.id: one for one in entries})
        else:
            withdrawn = list(self._gone.entries.values()) if self._gone is not None else []
            posted = self._posting.post(entries, self._totals, withdrawn)
        doubts = [one for _, found in self._made for one in found]
        if doubts:
            posted = posted.copy()
            posted.problems.extend(doubts)
        return same_posted(self._posted, posted)


class _Scheduled:
    """A line's pledges from fold to fold, with what its schedule alone promises."""

    def __init__(self, line: LineKey, catalogue: Catalogue) -> None:
        self._line, self._catalogue = line, catalogue
        self._known: Posted | None = None
        self._stones: Sequence[Telling] = ()
        self._posted: Posted | None = None

    def post(self, known: Posted | None, stones: Sequence[Telling]) -> Posted:
        """What is pledged, beside what was posted of it without these milestones."""
        if self._posted is None or known is not self._known or not are_same(stones, self._stones):
            self._known, self._stones = known, list(stones)
            now = known.copy() if known is not None else Posted()
            entry = pledge_of_schedule(stones, now.entries.values(), line=self._line, catalogue=self._catalogue)
            if entry is not None:
                old = self._posted.entries.get(entry.id) if self._posted is not None else None
                now.entries[entry.id] = old if old == entry and old is not None else entry
            self._posted = self._posted if now == self._posted and self._posted is not None else now
        return self._posted
