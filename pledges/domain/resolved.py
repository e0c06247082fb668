"""What the claims of one block come to by themselves: their events, clustered and posted by line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pledges.domain.accounts import LineKey
from pledges.domain.blocks import Pile, PileKey
from pledges.domain.group_events import Step
from pledges.domain.memo import Memo
from pledges.domain.mentions import Words
from pledges.domain.posting import Posted
from pledges.domain.postings import Postings
from pledges.domain.roles import unite_roles
from pledges.domain.siblings import bring_together, resolve
from pledges.domain.tellings import Group, Telling
from pledges.domain.told import Sorted, SortedPile, SortedTellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What the claims of one block come to by themselves, by group; nobody may change it."""

    posted: Mapping[Group, Mapping[LineKey, Posted]]
    mentions: Mapping[Group, Mapping[Words, Sequence[Telling]]]
    milestones: Mapping[LineKey, Sequence[Telling]]


TOGETHER: PileKey = ((), None, "", None)  # in place of all piles


def block_of(piles: Mapping[PileKey, Pile], step: Step, memo: Memo) -> Block:
    """Cluster and post the claims of a block; `memo` has what the block came to before."""
    parts = {key: _tellings(key, pile, step, memo) for key, pile in piles.items()}
    if any(part.bound for part in parts.values()):
        parts = {TOGETHER: _brought_together(parts.values(), step, memo)}
    resolved = resolve(parts, step, memo)
    new = partial(Postings, catalogue=step.catalogue, links=step.links, policy=step.policy)
    return Block(
        posted=memo.kept("postings", new).of(resolved),
        mentions={group: events.mentions for group, events in resolved.items()},
        milestones=resolved[Group.PLEDGE].milestones,
    )


def _tellings(key: PileKey, pile: Pile, step: Step, memo: Memo) -> Sorted:
    new = partial(SortedPile, catalogue=step.catalogue, links=step.links)
    return memo.once("told", [pile], partial(memo.carried("pile", key, new).update, pile))


def _brought_together(parts: Iterable[Sorted], step: Step, memo: Memo) -> Sorted:
    """All that is told, where some of it may change its line for another's sake."""
    told = sorted((one for part in parts for one in part.tellings), key=lambda one: one.order)
    alone = set(map(id, told))
    found = unite_roles(told, catalogue=step.catalogue, links=step.links, policy=step.policy)
    found = bring_together(found, step.links)
    by_place = {(one.group, one.id, one.line): one for one in found}  # what is said of each of two, of both, once
    found = [one if id(one) in alone else memo.same("brought", place, one) for place, one in by_place.items()]
    return memo.carried("together", (), SortedTellings).update(found)
