"""An account is folded step by step; each step does again what hangs on values that changed since the last fold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pledges.domain.accounts import LineKey
from pledges.domain.blocks import Blocks, Pile, Piles
from pledges.domain.changes import changed
from pledges.domain.containment import Containment
from pledges.domain.events import FOLLOWING, RUNNING
from pledges.domain.figures import Amount
from pledges.domain.judgements import Link
from pledges.domain.lines import Line, Lines
from pledges.domain.memo import Memo
from pledges.domain.mentions import Mentions, Words
from pledges.domain.neighbours import Neighbours
from pledges.domain.posting import Posted
from pledges.domain.resolved import Block, Step, block_of
from pledges.domain.tellings import Group, Telling
from pledges.domain.turns import Bookings

type Donors = tuple[str, ...]


class Folding:
    """The tables of one account between the steps of its fold, as the last fold left them.

    What a block's claims come to is made again where one of its piles is another; then each step looks at what is
    another value than before, by line, and tells by its own values what follows.
    """

    def __init__(self, step: Step, links: Iterable[Link], *, as_of: date | None) -> None:
        self._step, self._as_of = step, as_of
        self._parting = Blocks(links)
        self._blocks: dict[Donors, tuple[tuple[Pile, ...], Block]] = {}
        self._posted: dict[Group, dict[LineKey, Posted]] = {group: {} for group in Group}
        self._told: dict[Group, dict[Words, Sequence[Telling]]] = {group: {} for group in Group}
        self._milestones: dict[LineKey, Sequence[Telling]] = {}
        self._final: dict[Group, dict[LineKey, Posted]] = {group: {} for group in Group}
        near = Neighbours(catalogue=step.catalogue)
        self._containment = {group: Containment(near, links=step.links) for group in RUNNING}
        self._mentions = {group: Mentions(group, catalogue=step.catalogue, policy=step.policy) for group in Group}
        self._bookings = Bookings(near)
        self._lines = Lines()

    def update(self, piles: Piles, memo: Memo) -> tuple[Line, ...]:
        """The lines of an account whose claims are these now."""
        touched = self._resolve(piles, memo)
        self._net()
        final = self._place()
        touched |= {line for group in Group for line in changed(self._final[group], final[group])}
        self._final = final
        touched |= self._bookings.update(final)
        return self._lines.update(touched, final, self._milestones, self._bookings)

    def _resolve(self, piles: Piles, memo: Memo) -> set[LineKey]:
        """Bring what the blocks come to by themselves up to date; the lines whose milestones are otherwise."""
        parted = self._parting.parted(piles)
        old, self._blocks = self._blocks, {}
        gone, come = [], []
        for name, keys in parted.items():
            own = tuple(piles[key] for key in keys)
            known = old.pop(name, None)
            if (
                known is None
                or len(known[0]) != len(own)
                or any(a is not b for a, b in zip(known[0], own, strict=True))
            ):
                block = block_of({key: piles[key] for key in keys}, self._step, memo.lasting(("block", name)))
                gone += [known[1]] if known is not None else []
                come.append(block)
                known = (own, block)
            self._blocks[name] = known
        gone += [block for _, block in old.values()]
        for block in gone:
            self._drop(block)
        for block in come:
            self._add(block)
        return {line for block in (*gone, *come) for line in block.milestones}

    def _drop(self, block: Block) -> None:
        for group in Group:
            for line in block.posted[group]:
                del self._posted[group][line]
            for words in block.mentions[group]:
                del self._told[group][words]
        for line in block.milestones:
            del self._milestones[line]

    def _add(self, block: Block) -> None:
        for group in Group:
            self._posted[group].update(block.posted[group])
            self._told[group].update(block.mentions[group])
        self._milestones.update(block.milestones)

    def _net(self) -> None:
        """Net wider figures of the groups whose totals are asserted."""
        for group, containment in self._containment.items():
            milestones = self._milestones if group is Group.PLEDGE else {}
            containment.update(self._posted[group], _ends_of_schedules(self._posted[group], milestones))

    def _place(self) -> dict[Group, dict[LineKey, Posted]]:
        """What each line of a group has once its mentions are placed; pledges first."""
        final: dict[Group, dict[LineKey, Posted]] = {}
        pledged: dict[Donors, list[LineKey]] = {}
        for group, mentions in self._mentions.items():
            netted = self._containment[group].netted if group in RUNNING else self._posted[group]
            mentions.update(netted, self._told[group], pledged if group in FOLLOWING else {})
            final[group] = dict(mentions.placed)
            if group is Group.PLEDGE:
                for line in final[group]:
                    pledged.setdefault(line.donors, []).append(line)
        if self._as_of is not None:
            for group in (Group.DISPATCH, Group.DELIVERY):
                final[group] = {line: _softened(one, self._as_of) for line, one in final[group].items()}
        return final


def _ends_of_schedules(
    posted: Mapping[LineKey, Posted], milestones: Mapping[LineKey, Sequence[Telling]]
) -> dict[LineKey, dict[str, date]]:
    """The last day of each schedule that is all that is known of a pledge, by its line and entry."""
    ends: dict[LineKey, dict[str, date]] = {}
    for line, stones in milestones.items():
        due = {stone.claim_ids: stone.window.end for stone in stones if stone.window and stone.window.end}
        for entry in posted[line].entries.values() if line in posted else ():
            if entry.implied is not None and entry.claims in due:
                ends.setdefault(line, {})[entry.id] = due[entry.claims]
    return ends


def _softened(posted: Posted, as_of: date) -> Posted:
    """A transfer whose time is not over by `as_of` may not have happened yet: nothing to all of it."""
    soft = {
        key: replace(entry, counted=Amount(low=0, high=entry.counted.high, stated=entry.counted.stated))
        for key, entry in posted.entries.items()
        if entry.counted is not None and entry.day > as_of
    }
    return replace(posted, entries=posted.entries | soft) if soft else posted
