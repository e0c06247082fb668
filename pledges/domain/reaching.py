"""What changes reaches only the later steps that looked at it and may come out otherwise: these are booked again."""

from collections.abc import Iterable
from dataclasses import replace
from heapq import heappop, heappush

from pledges.domain.accounts import LineKey
from pledges.domain.arriving import may_arrive
from pledges.domain.booking import bookable, makes_known, may_be_filled, turn
from pledges.domain.books import Books, Step
from pledges.domain.cancelling import Totals, may_take
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry
from pledges.domain.figures import Amount
from pledges.domain.histories import Turn
from pledges.domain.tellings import Group


class Reach:
    """The steps by event, filed by the lines of which they looked at the pledges; and those that wait to be booked.

    A change costs a glance at each step that looked at its line.
    """

    def __init__(self, books: Books, totals: Totals, catalogue: Catalogue) -> None:
        self.steps: dict[str, Step] = {}
        self._books, self._totals, self._catalogue = books, totals, catalogue
        self._readers: dict[LineKey, set[str]] = {}
        self._queue: list[Turn] = []
        self._waiting: set[Turn] = set()

    def add(self, at: Turn | None) -> None:
        """Let an event wait to be booked, if there is one."""
        if at is not None and at not in self._waiting:
            self._waiting.add(at)
            heappush(self._queue, at)

    def next(self) -> Turn | None:
        """The event that is to be booked first of those that wait."""
        if not self._queue:
            return None
        at = heappop(self._queue)
        self._waiting.discard(at)
        return at

    def put(self, step: Step) -> None:
        """File how an event was booked."""
        self.steps[step.event.id] = step
        for line in step.read:
            self._readers.setdefault(line, set()).add(step.event.id)

    def take(self, event: str) -> Step | None:
        """Take out how an event was booked, if it was."""
        step = self.steps.pop(event, None)
        for line in step.read if step is not None else ():
            self._readers[line].discard(event)
        return step

    def let_read(self, events: Iterable[Entry], line: LineKey) -> None:
        """Let events look at a line that may have come beside theirs: whether it matters is told by its pledges."""
        for event in events:
            step = self.steps.get(event.id)
            if step is not None:
                step.read |= {line}
                self._readers.setdefault(line, set()).add(event.id)

    def pledge(self, old: Entry | None, new: Entry | None) -> None:
        """Reach what hangs on a pledge that came, went or is told otherwise; only once more, if it weighs the same."""
        one = new or old
        assert one is not None
        retold = old is not None and new is not None and _weight(old) == _weight(new)
        for at in self._books.counted.readers(one.id):  # they weighed whether it was told after its withdrawal
            self.add(at)
        for at in self._books.open.readers(one.id):
            step = self.steps.get(at[2])
            if step is not None and step.noted:  # what did not fit names claims
                self.add(at)
        if not retold:
            self._weighed(old, new)
        elif old is not None and new is not None and old.articles != new.articles:
            self._told_beside(old, new)

    def _weighed(self, old: Entry | None, new: Entry | None, *, since: Turn | None = None) -> None:
        for line in {one.line for one in (old, new) if one is not None}:
            before = old if old is not None and old.line == line and may_be_filled(old) else None
            now = new if new is not None and new.line == line and may_be_filled(new) else None
            if before is None and now is None:
                continue
            for step in self._looked_at(line, since):
                if self._may_turn(step, before, now):
                    self.add(step.turn)

    def _may_turn(self, step: Step, before: Entry | None, now: Entry | None) -> bool:
        """Whether a step may come out otherwise with a pledge as it is now."""
        event = step.event
        if event.group is Group.CANCELLATION:
            return any(self._may_take(one, event) for one in (before, now) if one is not None)
        if any(one is not None and bookable(one, event, self._catalogue) for one in (before, now)):
            return True
        if step.implied is None:
            return False
        known = now is not None and makes_known(now, event)
        return known != step.known and known != (before is not None and makes_known(before, event))

    def _may_take(self, pledge: Entry, withdrawal: Entry) -> bool:
        """Whether a withdrawal may take a pledge back, or holds it against what was told in all of its line."""
        return bool(self._totals.get(pledge.line)) or may_take(pledge, withdrawal, self._catalogue)

    def _told_beside(self, old: Entry, new: Entry) -> None:
        """Reach arrivals that a pledge is told beside in one article, if it was not, or no more if it was."""
        other = old.articles ^ new.articles
        for step in self._looked_at(new.line):
            event = step.event
            if not event.articles.isdisjoint(other) and (
                bookable(old, event, self._catalogue) != bookable(new, event, self._catalogue)
            ):
                self.add(step.turn)

    def counted(self, key: str, before: Amount | None, now: Amount | None, since: Turn) -> None:
        """Reach what hangs on how much of a pledge counts from a turn on, after a withdrawal."""
        pledge = self._books.pledges.get(key)
        if pledge is not None and self._looked_at(pledge.line, since):
            old, new = (replace(pledge, counted=pledge.counted if one is None else one) for one in (before, now))
            self._weighed(old, new, since=since)

    def implied(self, before: Entry | None, now: Entry | None, since: Turn) -> None:
        """Reach what hangs on a pledge that a step implies now, or implied before: withdrawals, where they hold it
        against what was told in all."""
        for line in {one.line for one in (before, now) if one is not None}:
            if self._totals.get(line):
                self.withdrawals(line, since=since)

    def withdrawals(self, line: LineKey, *, since: Turn | None = None) -> None:
        """Reach the withdrawals that looked at a line."""
        for step in self._looked_at(line, since):
            if step.event.group is Group.CANCELLATION:
                self.add(step.turn)

    def pauses(self, line: LineKey) -> None:
        """Reach the pauses of a line, which end with any later word of it."""
        for event in self._books.events_on.get(line, ()):
            if event.suspends:
                self.add(turn(event))

    def dispatch(self, old: Entry | None, new: Entry | None) -> None:
        """Reach the deliveries that a dispatch may have left for, if it came, went or is told otherwise."""
        found = [one for one in (old, new) if one is not None and one.group is Group.DISPATCH]
        again = old is not None and new is not None and _leaves(old) == _leaves(new)
        for line in {one.line for one in found}:
            for event in self._books.events_on.get(line, ()):
                may = [one.line == line and may_arrive(one, event) for one in found]
                if event.group is Group.DELIVERY and (any(may) and not (again and all(may))):
                    self.add(turn(event))

    def _looked_at(self, line: LineKey, since: Turn | None = None) -> list[Step]:
        found = (self.steps[one] for one in self._readers.get(line, ()))
        return [one for one in found if one.turn not in self._waiting and (since is None or one.turn > since)]


def _leaves(dispatch: Entry) -> tuple[object, ...]:
    """All of a dispatch that tells in which order the deliveries of its line look at it, and for how much."""
    return (dispatch.line, dispatch.counted, dispatch.day)


def _weight(pledge: Entry) -> tuple[object, ...]:
    """All that is weighed of a pledge when events are booked, but for the days and articles of its tellings."""
    return (
        *(pledge.line, pledge.system, pledge.number, pledge.counted, pledge.implied),
        *(pledge.day, pledge.day_stated, pledge.due, pledge.basis),
    )
