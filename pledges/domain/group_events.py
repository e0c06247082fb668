"""What one group of a block comes to, from fold to fold: lines that nothing joined or left are not looked at again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from pledges.domain.accounts import LineKey
from pledges.domain.announcements import Announcements
from pledges.domain.blocks import PileKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.changes import Table, changed
from pledges.domain.clustering import Clustering
from pledges.domain.clusters import Cluster
from pledges.domain.events import COUNTED, Events
from pledges.domain.links import LinkBook
from pledges.domain.memo import Memo
from pledges.domain.packages import as_of_totals, cluster_packages
from pledges.domain.policy import Policy
from pledges.domain.replacing import with_since
from pledges.domain.tellings import Group, Telling, is_milestone
from pledges.domain.told import Place, Shelf, Told, merged
from pledges.domain.unnamed import Known, resolve_unnamed


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What every step of a fold is given."""

    catalogue: Catalogue
    links: LinkBook
    policy: Policy


class EventsOfGroup:
    """The events of one group of a block; what it gives is never changed, but another made."""

    def __init__(self, group: Group, step: Step) -> None:
        self._group, self._step = group, step
        self._told = _Together()
        self._named: dict[LineKey, _NamedLine] = {}
        self._clusters: dict[LineKey, list[Cluster]] = {}  # of what is named, and of money
        self._totals: dict[LineKey, list[Telling]] = {}  # of money
        self._types = _ByType(step)
        self._announcements: dict[LineKey, Announcements] = {}
        self._apart: dict[LineKey, list[Cluster]] = {}  # before announcements are united, and then
        self._united: dict[LineKey, list[Cluster]] = {}

    def update(self, parts: Table[PileKey, Told], pledges: Events | None) -> Events:
        """What these parts come to; `pledges` are those that may happen, where it matters."""
        self._find(self._told.update(parts))
        told = self._told.told
        events = Events(
            clusters=dict(self._clusters),
            totals=dict(told[Shelf.TOTALS]),
            milestones=dict(told[Shelf.MILESTONES]),
            mentions=dict(told[Shelf.MENTIONS]),
        )
        by_type, sums = (told[shelf].get(None, ()) for shelf in (Shelf.BY_TYPE, Shelf.SUMS_BY_TYPE))
        if by_type or sums:
            self._types.resolve(by_type, sums, events, pledges)
        if self._group in COUNTED:
            events.clusters = self._unite(events.clusters)
        return events

    def _find(self, touched: Mapping[Shelf, set[Place]]) -> None:
        """Find the events again of lines where something else is told."""
        for line in touched.get(Shelf.NAMED, ()):
            told = self._told.told[Shelf.NAMED].get(line)
            if told is None:
                del self._named[line], self._clusters[line]
                continue
            if line not in self._named:
                self._named[line] = _NamedLine(self._step)
            self._clusters[line] = self._named[line].update(told)
        if Shelf.MONEY in touched or Shelf.SUMS_BY_TYPE in touched:
            self._find_packages(touched.get(Shelf.MONEY, set()))

    def _find_packages(self, touched: set[Place]) -> None:
        """Find the packages again of lines of money where another sum is told, or another total of a time."""
        sums, before = self._told.told[Shelf.MONEY], self._totals
        self._totals = _by_line(one for one in self._told.told[Shelf.SUMS_BY_TYPE].get(None, ()) if one.is_money)
        other = {line for line in sums if self._totals.get(line, []) != before.get(line, [])}
        for line in touched | other:
            if line in sums:
                told = as_of_totals(sums[line], self._totals.get(line, ()), self._step.policy)
                self._clusters[line] = cluster_packages(told, links=self._step.links, policy=self._step.policy)
            else:
                del self._clusters[line]

    def _unite(self, apart: dict[LineKey, list[Cluster]]) -> dict[LineKey, list[Cluster]]:
        """Make one of what tells one announcement, on the lines that have other events than they had."""
        step = self._step
        for line in changed(self._apart, apart):
            if line not in apart:
                del self._announcements[line], self._united[line]
                continue
            if line not in self._announcements:
                new = Announcements(catalogue=step.catalogue, links=step.links, policy=step.policy)
                self._announcements[line] = new
            self._united[line] = self._announcements[line].update(apart[line])
        self._apart = apart
        return dict(self._united)


def _by_line(tellings: Iterable[Telling]) -> dict[LineKey, list[Telling]]:
    lines = defaultdict[LineKey, list[Telling]](list)
    for telling in tellings:
        lines[telling.line].append(telling)
    return dict(lines)


class _NamedLine:
    """The events of one line, from fold to fold."""

    def __init__(self, step: Step) -> None:
        self._clustering = Clustering(catalogue=step.catalogue, links=step.links, policy=step.policy)
        self._dates: dict[int, tuple[Telling, Telling]] = {}

    def update(self, told: Sequence[Telling]) -> list[Cluster]:
        return self._clustering.update(with_since(told, self._dates))


class _ByType:
    """What is told by type alone joins the events and lines that it may speak of, or opens its own."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self._memo = Memo()
        self._rest: dict[LineKey, _NamedLine] = {}

    def resolve(
        self, by_type: Sequence[Telling], sums: Sequence[Telling], events: Events, pledges: Events | None
    ) -> None:
        self._memo = memo = self._memo.next()
        step = self._step
        known = Known(
            events=events, pledges=pledges, catalogue=step.catalogue, links=step.links, policy=step.policy, memo=memo
        )
        rest = resolve_unnamed(by_type, [one for one in sums if not is_milestone(one)], known)
        events.clusters.update(known.grown())
        before, self._rest = self._rest, {}
        for line, told in rest.items():
            self._rest[line] = before.get(line) or _NamedLine(step)
            parts = [self._rest[line].update(told)]
            if line in events.clusters:
                parts.insert(0, events.clusters[line])
            events.clusters[line] = memo.once("with the rest", parts, partial(_joined, parts))
        known.look_again()
        for telling in sums:
            line = known.home_of_total(telling) or telling.line
            known.add_total(known.moved(telling, line), line)
        known.summed()


def _joined(parts: Iterable[Sequence[Cluster]]) -> list[Cluster]:
    return [one for part in parts for one in part]


@dataclass(slots=True)
class _Together:
    """What some parts tell, by shelf and place; a part is looked through again where it is another."""

    told: dict[Shelf, dict[Place, Sequence[Telling]]] = field(default_factory=lambda: {shelf: {} for shelf in Shelf})
    _parts: Table[PileKey, Told] = field(default_factory=Table)
    _lists: dict[tuple[Shelf, Place], dict[PileKey, Sequence[Telling]]] = field(default_factory=dict)

    def update(self, parts: Table[PileKey, Told]) -> dict[Shelf, set[Place]]:
        """Take some parts in; the places where something else is told than before."""
        touched: dict[Shelf, set[Place]] = {}
        for key in parts.since(self._parts):
            before, now = _lists_of(self._parts.get(key, {})), _lists_of(parts.get(key, {}))
            for shelf, place in changed(before, now):
                touched.setdefault(shelf, set()).add(place)
                lists = self._lists.setdefault((shelf, place), {})
                lists.pop(key, None)
                if (shelf, place) in now:
                    lists[key] = now[shelf, place]
        self._parts = parts
        for shelf, places in touched.items():
            for place in places:
                lists = self._lists[shelf, place]
                if lists:
                    self.told[shelf][place] = merged([*lists.values()])
                else:
                    del self._lists[shelf, place], self.told[shelf][place]
        return touched


def _lists_of(told: Told) -> dict[tuple[Shelf, Place], Sequence[Telling]]:
    return {(shelf, place): alike for shelf, places in told.items() for place, alike in places.items()}
