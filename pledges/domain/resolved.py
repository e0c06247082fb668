"""What the claims of one block come to by themselves: their events, clustered and posted by line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pledges.domain.accounts import LineKey
from pledges.domain.blocks import Pile, PileKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.links import LinkBook
from pledges.domain.memo import Memo
from pledges.domain.mentions import Words, words_of
from pledges.domain.policy import Policy
from pledges.domain.posting import Posted
from pledges.domain.postings import Postings
from pledges.domain.roles import is_told_by_side, unite_roles
from pledges.domain.siblings import bring_together, resolve
from pledges.domain.tellings import Group, Telling, tellings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What every step of a fold is given."""

    catalogue: Catalogue
    links: LinkBook
    policy: Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What the claims of one block come to by themselves, by group; nobody may change it."""

    posted: Mapping[Group, Mapping[LineKey, Posted]]
    mentions: Mapping[Group, Mapping[Words, Sequence[Telling]]]
    milestones: Mapping[LineKey, Sequence[Telling]]


def block_of(piles: Mapping[PileKey, Pile], step: Step, memo: Memo) -> Block:
    """Cluster and post the claims of a block; `memo` has what the block came to before."""
    catalogue, links, policy = step.catalogue, step.links, step.policy
    parts = [_tellings(key, pile, step, memo) for key, pile in piles.items()]
    if any(memo.once("bound", [part], partial(_are_bound, part, links)) for part in parts):
        found = sorted((one for part in parts for one in part), key=lambda one: one.order)
        found = unite_roles(found, catalogue=catalogue, links=links, policy=policy)
        parts = [memo.same("united", (), bring_together(found, links))]
    resolved = resolve(parts, catalogue=catalogue, links=links, policy=policy, memo=memo)
    postings = memo.kept("postings", partial(Postings, catalogue=catalogue, links=links, policy=policy))
    return Block(
        posted=postings.of(resolved),
        mentions={group: _by_words(group, events.mentions, memo) for group, events in resolved.items()},
        milestones={
            line: memo.same("milestones", line, stones) for line, stones in resolved[Group.PLEDGE].milestones.items()
        },
    )


def _tellings(key: PileKey, pile: Pile, step: Step, memo: Memo) -> list[Telling]:
    def make() -> list[Telling]:
        return tellings_of(pile, catalogue=step.catalogue, memo=memo.lasting(key))

    return memo.once("tellings of", [pile], make)


def _are_bound(tellings: Iterable[Telling], links: LinkBook) -> bool:
    """Whether one of them may change its line for another's sake: a gift of several sides, or an editor's link."""
    return any(is_told_by_side(one) or links.judges(one.claim_ids) for one in tellings)


def _by_words(group: Group, mentions: Iterable[Telling], memo: Memo) -> dict[Words, Sequence[Telling]]:
    """Mentions in order, by what they may speak of."""
    found: dict[Words, list[Telling]] = {}
    for one in sorted(mentions, key=lambda one: one.order):
        found.setdefault(words_of(one), []).append(one)
    return {words: memo.same("mentions", (group, words), told) for words, told in found.items()}
