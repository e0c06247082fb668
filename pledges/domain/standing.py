"""What stands on a line while it is posted, with the way back: steps can be taken back, the last one first."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date

from pledges.domain.doubts import Doubt
from pledges.domain.entries import Entry
from pledges.domain.figures import Amount
from pledges.domain.links import LinkBook
from pledges.domain.tellings import Telling

type Counting = tuple[Amount | None, str | None, str | None, date]  # what a step may change of an entry
type Mark = tuple[int, ...]

TOLD = frozenset(
    {
        "first_published",
        "last_published",
        "last_told",
        "publishers",
        "claims",
        "articles",
        "sources",
        "reviewed",
        "fields",
    }
)  # what an entry has of its tellings, and no step weighs but a correction's
WEIGHED = tuple(one.name for one in fields(Entry) if one.name not in TOLD)


def weighs_as(entry: Entry, other: Entry) -> bool:
    """Whether two entries differ in nothing but by whom, where and how often they are told."""
    return entry is other or all(getattr(entry, name) == getattr(other, name) for name in WEIGHED)


def is_told_again(old: Entry, new: Entry, links: LinkBook) -> bool:
    """Whether an entry weighs what it did: its claims are others at most, of which no editor told any apart."""
    if old is new:
        return True
    parted = links.parted
    if parted and any(claim in parted for claim in {*old.claims}.symmetric_difference(new.claims)):
        return False
    return weighs_as(old, new)


def counting(entry: Entry) -> Counting:
    return (entry.counted, entry.replaced_by, entry.part_of, entry.day)


def counting_as(entry: Entry, how: Counting) -> Entry:
    """An entry counting like that."""
    if counting(entry) == how:
        return entry
    counted, replaced_by, part_of, day = how
    return replace(entry, counted=counted, replaced_by=replaced_by, part_of=part_of, day=day)


@dataclass(slots=True)
class Standing:
    """A line's entries of one group as far as they are posted, in order, with what was asserted over them.

    All but the entries only grow; of these `_before` has how each counted when it was last put there. So a mark of how
    far all have grown is enough to come back to it.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    totals: list[Telling] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    past: dict[int, None] = field(default_factory=dict)  # exact totals that the line has had
    remains: dict[int, None] = field(default_factory=dict)  # exact totals that it has had less what was withdrawn
    gone: list[tuple[str | None, int]] = field(default_factory=list)  # what was withdrawn of which system
    replaced: list[tuple[int, str, str | None]] = field(default_factory=list)  # by which entry, of which system
    _before: list[tuple[str, Counting | None]] = field(default_factory=list)
    _low: int = 0
    _high: int = 0
    _open: int = 0  # entries without an upper bound

    def put(self, entry: Entry) -> None:
        """Let an entry stand like this."""
        old = self.entries.get(entry.id)
        self._before.append((entry.id, counting(old) if old is not None else None))
        self._set(entry)

    def _set(self, entry: Entry) -> None:
        if (old := self.entries.get(entry.id)) is not None:
            self._sum(old.counted, -1)
        self._sum(entry.counted, 1)
        self.entries[entry.id] = entry

    def _sum(self, counted: Amount | None, times: int) -> None:
        if counted is not None:
            self._low += times * counted.low
            self._high += times * (counted.high or 0)
            self._open += times * (counted.high is None)

    @property
    def least(self) -> int:
        """What all that stands comes to at least."""
        return self._low

    @property
    def withdrawn(self) -> int:
        return sum(number for _, number in self.gone)

    def remember(self) -> None:
        """Note what the line comes to, where that is one exact number."""
        if self._low and not self._open and self._low == self._high:
            self.past[self._low] = None
            if gone := self.withdrawn:
                self.remains[self._low - gone] = None

    def mark(self) -> Mark:
        """How far everything has grown."""
        lists = (self._before, self.totals, self.doubts, self.gone, self.replaced)
        return (*(len(one) for one in lists), len(self.past), len(self.remains))

    def back_to(self, mark: Mark) -> set[str]:
        """Take back all that came after a mark; the entries that it touched."""
        entries, totals, doubts, gone, replaced, past, remains = mark
        touched = self.touched_since(mark)
        while len(self._before) > entries:
            entry, before = self._before.pop()
            if before is None:
                self._sum(self.entries.pop(entry).counted, -1)
            else:
                self._set(counting_as(self.entries[entry], before))
        del self.totals[totals:], self.doubts[doubts:], self.gone[gone:], self.replaced[replaced:]
        while len(self.past) > past:
            self.past.popitem()
        while len(self.remains) > remains:
            self.remains.popitem()
        return touched

    def touched_since(self, mark: Mark) -> set[str]:
        """The entries that were put since a mark."""
        return {entry for entry, _ in self._before[mark[0] :]}

    def tell_again(self, entries: Sequence[Entry]) -> bool:
        """Let entries that weigh what they did be told by others as well, and the doubts about them name those. False
        where a doubt has to be made anew for that."""
        for one in entries:
            if one.id in self.entries:
                self.entries[one.id] = counting_as(one, counting(self.entries[one.id]))
        ids = {one.id for one in entries}
        for at, doubt in enumerate(self.doubts if ids else ()):
            if doubt.rests_on(ids):
                if (now := doubt.of_now(self.entries)) is None:
                    return False
                self.doubts[at] = now
        return True
