"""What the claims of one block come to by themselves: their events, clustered and posted by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pledges.domain.accounts import LineKey
from pledges.domain.blocks import Pile, PileKey
from pledges.domain.changes import Table, as_known, changed
from pledges.domain.group_events import Step
from pledges.domain.mentions import Words
from pledges.domain.posting import Posted
from pledges.domain.postings import Postings
from pledges.domain.roles import unite_roles
from pledges.domain.siblings import EventsOfBlock, bring_together
from pledges.domain.tellings import Group, Telling
from pledges.domain.told import Sorted, SortedPile, SortedTellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What the claims of one block come to by themselves, by group; nobody may change it."""

    posted: Mapping[Group, Mapping[LineKey, Posted]]
    mentions: Mapping[Group, Mapping[Words, Sequence[Telling]]]
    milestones: Mapping[LineKey, Sequence[Telling]]


TOGETHER: PileKey = ((), None, "", None)  # in place of all piles


class BlockFold:
    """What the claims of one block come to, from fold to fold."""

    def __init__(self, step: Step) -> None:
        self._piles = _SortedPiles(step)
        self._events = EventsOfBlock(step)
        self._postings = Postings(catalogue=step.catalogue, links=step.links, policy=step.policy)

    def update(self, piles: Mapping[PileKey, Pile]) -> Block:
        """Cluster and post these claims."""
        resolved = self._events.update(self._piles.update(piles))
        return Block(
            posted=self._postings.of(resolved),
            mentions={group: events.mentions for group, events in resolved.items()},
            milestones=resolved[Group.PLEDGE].milestones,
        )


class _SortedPiles:
    """What the piles of a block tell, by pile; as one, where some of it may change its line for another's sake."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self._piles: Mapping[PileKey, Pile] = {}
        self._sorting: dict[PileKey, SortedPile] = {}
        self._parts: Table[PileKey, Sorted] = Table()
        self._bound: set[PileKey] = set()
        self._together = SortedTellings()
        self._brought: dict[tuple[object, ...], Telling] = {}

    def update(self, piles: Mapping[PileKey, Pile]) -> Table[PileKey, Sorted]:
        otherwise = changed(self._piles, piles)
        for key in otherwise:
            if key not in piles:
                del self._sorting[key]
        come = {key: self._sort(key, piles[key]) for key in otherwise if key in piles}
        self._piles, self._parts = piles, self._parts.then(come, otherwise)
        self._bound -= otherwise
        self._bound.update(key for key, part in come.items() if part.bound)
        return Table({TOGETHER: self._bring_together()}) if self._bound else self._parts

    def _sort(self, key: PileKey, pile: Pile) -> Sorted:
        if key not in self._sorting:
            self._sorting[key] = SortedPile(catalogue=self._step.catalogue, links=self._step.links)
        return self._sorting[key].update(pile)

    def _bring_together(self) -> Sorted:
        """All that is told; what is said of each of two givers, of both, once."""
        step = self._step
        told = sorted((one for part in self._parts.values() for one in part.tellings), key=lambda one: one.order)
        alone = set(map(id, told))
        found = unite_roles(told, catalogue=step.catalogue, links=step.links, policy=step.policy)
        by_place = {(one.group, one.id, one.line): one for one in bring_together(found, step.links)}
        self._brought = as_known(self._brought, {place: one for place, one in by_place.items() if id(one) not in alone})
        return self._together.update((by_place | self._brought).values())
