"""A figure for a wider set of donors, or for a type alone, asserts over the lines inside it and never adds to them."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial
from heapq import heapify, heappop, heappush

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.links import LinkBook
from pledges.domain.neighbours import Neighbours
from pledges.domain.netting import Inside, Netting
from pledges.domain.posting import Posted, same_posted


class Containment:
    """The lines of one group from fold to fold, each wider one netted by what was told inside it by then.

    A line is netted again where it, or a line that may be inside of it, is posted otherwise; narrow lines first.
    """

    def __init__(self, near: Neighbours, *, links: LinkBook) -> None:
        self.near, self.links = near, links
        self._known = 0  # of the neighbours' news
        self._posted: Mapping[LineKey, Posted] = {}
        self._until: Mapping[LineKey, Mapping[str, date]] = {}
        self._nettings: dict[LineKey, Netting] = {}
        self._by_day: dict[LineKey, Inside] = {}
        self.netted: dict[LineKey, Posted] = {}

    def update(
        self,
        posted: Mapping[LineKey, Posted],
        touched: Collection[LineKey],
        until: Mapping[LineKey, Mapping[str, date]],
        late: Collection[LineKey],
    ) -> set[LineKey]:
        """Reduce each wider line's entries to what they prove beyond what was told inside it by then.

        `touched` are the lines that are posted otherwise than before; returned are those that come out otherwise.
        `until` has, by line and entry, the last day of a schedule: what is promised by then holds all told by then.
        It is otherwise for the lines that are `late`.
        """
        for line in touched:
            self.near.add(line)
        news = set(self.near.news[self._known :])
        self._posted, self._known = posted, len(self.near.news)
        todo = {*touched, *late}
        todo |= {line for line in news if line in posted}
        todo |= {wide for line in touched for wide in self.near.all_wider(line)}
        self._until = until
        waiting = [(self.near.breadth[line], line) for line in todo]
        heapify(waiting)
        found: set[LineKey] = set()
        while waiting:
            _, line = heappop(waiting)
            if self._net(line):
                found.add(line)
                for wide in self.near.all_wider(line):
                    if wide not in todo and self.near.breadth[wide] > self.near.breadth[line]:
                        todo.add(wide)
                        heappush(waiting, (self.near.breadth[wide], wide))
        return found

    def _net(self, line: LineKey) -> bool:
        """Net a line; whether it comes out otherwise than before."""
        before = self.netted.get(line)
        own = self._posted.get(line)
        if own is None:
            for table in (self.netted, self._nettings, self._by_day):
                table.pop(line, None)
            return before is not None
        catalogue = self.near.catalogue
        if _may_hold_others(line, catalogue) and any(one.counted is not None for one in own.entries.values()):
            netting = self._nettings.get(line)
            if netting is None:
                netting = self._nettings[line] = Netting(line, catalogue=catalogue, links=self.links)
            inside, on = self._inside(line), partial(self.near.inside, line)
            own = same_posted(before, netting.net(own, inside, on, self._until.get(line, {})))
        else:
            self._nettings.pop(line, None)
        self.netted[line] = own
        return own is not before

    def _inside(self, line: LineKey) -> dict[LineKey, Inside]:
        """The lines that may be inside of a line on some day: as netted where they are narrower, else as posted."""
        breadth, found = self.near.breadth, {}
        for one in self.near.all_inside(line):
            if one in self._posted:
                posted = (self.netted if breadth[one] < breadth[line] else self._posted)[one]
                known = self._by_day.get(one)
                if known is None or known.posted is not posted:
                    known = self._by_day[one] = Inside(posted)
                found[one] = known
        return found


def _may_hold_others(line: LineKey, catalogue: Catalogue) -> bool:
    if line.family is None or len(line.donors) != 1:
        return True
    donor = catalogue.donors.get(line.donors[0])
    return donor is not None and donor.counts_members
