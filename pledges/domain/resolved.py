"""What the claims of one block come to by themselves: their events, clustered and posted by line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pledges.domain.accounts import LineKey
from pledges.domain.blocks import Pile, PileKey
from pledges.domain.clusters import Cluster
from pledges.domain.entries import Entry, fold_cluster
from pledges.domain.events import RUNNING, Events
from pledges.domain.group_events import Step
from pledges.domain.memo import Memo
from pledges.domain.mentions import Words
from pledges.domain.posting import Posted, post
from pledges.domain.roles import unite_roles
from pledges.domain.schedules import pledge_of_schedule
from pledges.domain.siblings import bring_together, resolve
from pledges.domain.tellings import Group, Telling
from pledges.domain.told import Sorted, SortedPile, SortedTellings
from pledges.domain.watching import doubts_of_clusters


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
    return Block(
        posted=_post_all(resolved, step, memo),
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
    found = [one if id(one) in alone else memo.same("brought", (one.group, one.id), one) for one in found]
    return memo.carried("together", (), SortedTellings).update(found)


def _post_all(resolved: Mapping[Group, Events], step: Step, memo: Memo) -> dict[Group, dict[LineKey, Posted]]:
    """Post every group; of pledges it matters what was withdrawn, and what a schedule alone promises."""
    posted = {
        group: _post_group(events, group, {}, step, memo)
        for group, events in resolved.items()
        if group is not Group.PLEDGE
    }
    events, withdrawn = resolved[Group.PLEDGE], posted[Group.CANCELLATION]
    pledged = _post_group(events, Group.PLEDGE, withdrawn, step, memo)
    for line, stones in events.milestones.items():
        known = [pledged[line]] if line in pledged else []
        make = partial(_with_schedule, known, stones, line, step)
        pledged[line] = memo.once("scheduled", (*known, *stones), make, beside=line)
    return {group: pledged if group is Group.PLEDGE else posted[group] for group in resolved}


def _with_schedule(known: Sequence[Posted], stones: Sequence[Telling], line: LineKey, step: Step) -> Posted:
    one = known[0].copy() if known else Posted()
    entry = pledge_of_schedule(stones, one.entries.values(), line=line, catalogue=step.catalogue)
    if entry is not None:
        one.entries[entry.id] = entry
    return one


def _post_group(
    events: Events, group: Group, withdrawn: Mapping[LineKey, Posted], step: Step, memo: Memo
) -> dict[LineKey, Posted]:
    """Post the clusters and totals of each line; groups that are only listed are not weighed."""
    posted: dict[LineKey, Posted] = {}
    for line in {**events.clusters, **events.totals}:
        clusters = events.clusters.get(line, [])
        totals = events.totals.get(line, [])
        gone = [*withdrawn[line].entries.values()] if line in withdrawn else []
        make = partial(_post_line, clusters, totals, gone, line, group, step, memo)
        sizes = (line, group, len(clusters), len(totals))
        posted[line] = memo.once("post", (*clusters, *totals, *gone), make, beside=sizes)
    return posted


def _post_line(
    clusters: Sequence[Cluster],
    totals: Sequence[Telling],
    withdrawn: Sequence[Entry],
    line: LineKey,
    group: Group,
    step: Step,
    memo: Memo,
) -> Posted:
    made = memo.lasting((group, line))
    entries = [
        made.once("entry", [one], partial(fold_cluster, one, line, catalogue=step.catalogue), beside=line)
        for one in clusters
    ]
    if group in RUNNING:
        posted = post(
            entries,
            totals,
            withdrawn=withdrawn,
            line=line,
            catalogue=step.catalogue,
            links=step.links,
            policy=step.policy,
        )
    else:
        posted = Posted(entries={entry.id: entry for entry in entries})
    posted.problems.extend(doubts_of_clusters(clusters))
    return posted
