"""An account is folded step by step; each step does again what hangs on values that changed since the last fold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pledges.domain.accounts import LineKey
from pledges.domain.blocks import Blocks, Piles
from pledges.domain.changes import Table, changed
from pledges.domain.containment import Containment
from pledges.domain.events import FOLLOWING, RUNNING
from pledges.domain.figures import Amount
from pledges.domain.group_events import Step
from pledges.domain.judgements import Link
from pledges.domain.lines import Line
from pledges.domain.mentions import Mentions, Words
from pledges.domain.neighbours import Neighbours
from pledges.domain.posting import Posted
from pledges.domain.resolved import Block, BlockFold
from pledges.domain.shelving import Lines
from pledges.domain.tellings import Group, Telling
from pledges.domain.turns import Bookings

type Donors = tuple[str, ...]

NOTHING = Block(posted={group: {} for group in Group}, mentions={group: {} for group in Group}, milestones={})


class Folding:
    """The tables of one account between the steps of its fold, as the last fold left them.

    What a block's claims come to is made again where one of its piles is another; then each step looks at what is
    another value than before, by line, and tells by its own values what follows.
    """

    def __init__(self, step: Step, links: Iterable[Link], *, as_of: date | None) -> None:
        self._step, self._as_of = step, as_of
        self._parting = Blocks(links)
        self._folds: dict[Donors, BlockFold] = {}
        self._blocks: dict[Donors, Block] = {}
        self._posted: dict[Group, dict[LineKey, Posted]] = {group: {} for group in Group}
        self._told: dict[Group, dict[Words, Sequence[Telling]]] = {group: {} for group in Group}
        self._milestones: dict[LineKey, Sequence[Telling]] = {}
        self._ends: dict[LineKey, dict[str, date]] = {}
        self._final: dict[Group, dict[LineKey, Posted]] = {group: {} for group in Group}
        self._pledged: dict[Donors, list[LineKey]] = {}
        near = Neighbours(catalogue=step.catalogue)
        self._containment = {group: Containment(near, links=step.links) for group in RUNNING}
        self._mentions = {group: Mentions(group, catalogue=step.catalogue, policy=step.policy) for group in Group}
        self._bookings = Bookings(near)
        self._lines = Lines()

    def update(self, piles: Piles, shown: Table[LineKey, Any]) -> Table[LineKey, Line]:
        """The lines of an account whose claims are these now; those `shown` are there, if need be empty."""
        news = self._resolve(piles)
        self._net(news)
        self._place(news)
        touched = news.milestones.union(*news.lines.values())
        touched |= self._bookings.update(self._final, news.lines)
        self._lines.update(touched, shown, self._final, self._milestones, self._bookings)
        return self._lines.by_key

    def _resolve(self, piles: Piles) -> "_News":
        """Bring what the blocks come to by themselves up to date."""
        parted = self._parting.parted(piles)
        news: list[tuple[Block | None, Block | None]] = []
        for name in sorted(self._parting.touched):
            if name not in self._folds:
                self._folds[name] = BlockFold(self._step)
            block = self._folds[name].update({key: piles[key] for key in parted[name]})
            news.append((self._blocks.get(name), block))
            self._blocks[name] = block
        for name in sorted(self._blocks.keys() - parted.keys()):
            news.append((self._blocks.pop(name), None))
            del self._folds[name]
        return self._exchange(news)

    def _exchange(self, blocks: Sequence[tuple[Block | None, Block | None]]) -> "_News":
        """Let some blocks stand in place of others; by group what is another value than before."""
        gone = [old or NOTHING for old, _ in blocks]
        come = [new or NOTHING for _, new in blocks]
        milestones = _exchange(self._milestones, [one.milestones for one in gone], [one.milestones for one in come])
        news = _News(milestones=milestones)
        for group in Group:
            news.lines[group] = _exchange(
                self._posted[group], [one.posted[group] for one in gone], [one.posted[group] for one in come]
            )
            news.words[group] = _exchange(
                self._told[group], [one.mentions[group] for one in gone], [one.mentions[group] for one in come]
            )
        return news

    def _net(self, news: "_News") -> None:
        """Net wider figures of the groups whose totals are asserted."""
        moved = self._end_schedules(news.milestones | news.lines[Group.PLEDGE])
        for group, containment in self._containment.items():
            until, late = (self._ends, moved) if group is Group.PLEDGE else ({}, set[LineKey]())
            news.lines[group] = containment.update(self._posted[group], news.lines[group], until, late)

    def _end_schedules(self, lines: Iterable[LineKey]) -> set[LineKey]:
        """Find the last day of each schedule on some lines anew; the lines where one is another."""
        found = set()
        pledged = self._posted[Group.PLEDGE]
        for line in lines:
            ends = _ends_of_schedules(pledged[line], self._milestones.get(line, ())) if line in pledged else {}
            if ends != self._ends.pop(line, {}):
                found.add(line)
            if ends:
                self._ends[line] = ends
        return found

    def _place(self, news: "_News") -> None:
        """Place the mentions of each line, of pledges first."""
        for group, mentions in self._mentions.items():
            netted = self._containment[group].netted if group in RUNNING else self._posted[group]
            pledged = self._pledged if group in FOLLOWING else {}
            touched = mentions.update(netted, news.lines[group], self._told[group], news.words[group], pledged)
            self._take_over(group, touched)
            news.lines[group] = touched

    def _take_over(self, group: Group, touched: Iterable[LineKey]) -> None:
        """What some lines of a group have once their mentions are placed."""
        placed, final = self._mentions[group].placed, self._final[group]
        came_or_went = {line.donors for line in touched if (line in placed) != (line in final)}
        for line in touched:
            if line not in placed:
                final.pop(line, None)
            else:
                final[line] = self._seen_by_then(group, placed[line])
        if group is Group.PLEDGE:
            for donors in came_or_went:
                self._pledged.pop(donors, None)
            for line in final if came_or_went else ():
                if line.donors in came_or_went:
                    self._pledged.setdefault(line.donors, []).append(line)

    def _seen_by_then(self, group: Group, posted: Posted) -> Posted:
        soft = self._as_of is not None and group in (Group.DISPATCH, Group.DELIVERY)
        return _softened(posted, self._as_of) if soft and self._as_of is not None else posted


@dataclass(slots=True)
class _News:
    """What is another value than in the last fold: lines and words by group, as far as the steps have come."""

    milestones: set[LineKey]
    lines: dict[Group, set[LineKey]] = field(default_factory=dict)
    words: dict[Group, set[Words]] = field(default_factory=dict)


def _exchange[Key, Value](
    table: dict[Key, Value], gone: Iterable[Mapping[Key, Value]], come: Iterable[Mapping[Key, Value]]
) -> set[Key]:
    """Let some parts of a table stand in place of others, each of one; the keys whose value is another now."""
    other = [(old, new) for old, new in zip(gone, come, strict=True) if old is not new]
    before = {key: value for old, _ in other for key, value in old.items()}
    now = {key: value for _, new in other for key, value in new.items()}
    for key in before:
        del table[key]
    table.update(now)
    return changed(before, now)


def _ends_of_schedules(posted: Posted, stones: Iterable[Telling]) -> dict[str, date]:
    """The last day of each schedule that is all that is known of a pledge of a line, by its entry."""
    due = {stone.claim_ids: stone.window.end for stone in stones if stone.window and stone.window.end}
    implied = (one for one in posted.entries.values() if one.implied is not None) if due else ()
    return {entry.id: due[entry.claims] for entry in implied if entry.claims in due}


def _softened(posted: Posted, as_of: date) -> Posted:
    """A transfer whose time is not over by `as_of` may not have happened yet: nothing to all of it."""
    soft = {
        key: replace(entry, counted=Amount(low=0, high=entry.counted.high, stated=entry.counted.stated))
        for key, entry in posted.entries.items()
        if entry.counted is not None and entry.day > as_of
    }
    return replace(posted, entries=posted.entries | soft) if soft else posted
