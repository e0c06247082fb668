"""A claim by type alone speaks of what its donors are known to give before it opens a line of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from pledges.domain.accounts import LineKey
from pledges.domain.announcements import unite_announcements
from pledges.domain.catalogue import Catalogue
from pledges.domain.clustering import Clustering
from pledges.domain.clusters import Cluster
from pledges.domain.events import COUNTED, FOLLOWING, RUNNING, Events, moved
from pledges.domain.links import LinkBook
from pledges.domain.memo import Memo
from pledges.domain.packages import cluster_packages
from pledges.domain.policy import Policy
from pledges.domain.replacing import with_since
from pledges.domain.tellings import Group, Telling, is_milestone
from pledges.domain.unnamed import Known, resolve_unnamed
from pledges.domain.values import Basis


def resolve(
    tellings: Sequence[Sequence[Telling]], *, catalogue: Catalogue, links: LinkBook, policy: Policy, memo: Memo
) -> dict[Group, Events]:
    """Cluster the tellings of a block by group and line; unnamed ones are resolved against named siblings.

    They come in parts, each in order; a part that was given before is not looked through again.
    """
    sorted_out = [memo.once("sorted", [part], partial(_sort_out, part)) for part in tellings]
    resolved: dict[Group, Events] = {}
    for group in Group:  # pledges come first: what arrives is resolved against what was pledged
        pledges = resolved.get(Group.PLEDGE) if group in FOLLOWING else None
        told = [one[group] for one in sorted_out if group in one]
        resolved[group] = _resolve_group(
            group, told, pledges, catalogue=catalogue, links=links, policy=policy, memo=memo
        )
    return resolved


def bring_together(tellings: Iterable[Telling], links: LinkBook) -> list[Telling]:
    """Tellings that an editor joined share the line of the first that names a system, or of the first."""
    found = list(tellings)
    joined: dict[tuple[Group, frozenset[str]], list[Telling]] = {}
    for telling in found:
        group = links.group_of(telling.claim_ids)
        if group:
            joined.setdefault((telling.group, group), []).append(telling)
    anchors: dict[int, Telling] = {}
    for members in joined.values():
        anchor = min(members, key=lambda one: (one.family is None, not one.known, one.order))
        anchors.update({id(one): anchor for one in members})
    return [moved(one, anchors[id(one)].line) if id(one) in anchors else one for one in found]


def _resolve_group(
    group: Group,
    parts: Sequence["_Told"],
    pledges: Events | None,
    *,
    catalogue: Catalogue,
    links: LinkBook,
    policy: Policy,
    memo: Memo,
) -> Events:
    if not parts:
        return Events()
    running = _merged([one.running for one in parts])
    events = Events(mentions=_merged([one.mentions for one in parts]))
    for line, block in _by_line([one.named for one in parts], memo).items():
        new = partial(Clustering, catalogue=catalogue, links=links, policy=policy)
        make = partial(_cluster, memo.carried("clustering", (group, line), new), block)
        events.clusters[line] = list(memo.once("cluster", [block], make))
    for line, block in _by_line([one.money for one in parts], memo).items():
        make = partial(cluster_packages, block, links=links, policy=policy)
        events.clusters[line] = list(memo.once("packages", [block], make))
    clustered = {id(one) for clusters in events.clusters.values() for one in clusters}
    for telling in running:
        if telling.family is not None:
            events.shelf(telling).setdefault(telling.line, []).append(telling)
    sums = [one for one in running if one.family is None and not is_milestone(one)]
    known = Known(events=events, pledges=pledges, catalogue=catalogue, links=links, policy=policy)
    rest = resolve_unnamed(_merged([one.unnamed for one in parts]), sums, known)
    for line, clusters in events.clusters.items():  # those that took in more are the same while they take in the same
        for at, one in enumerate(clusters):
            if id(one) not in clustered:
                clusters[at] = memo.same("grown", (group, line, one.founder.order), one)
    for line, found in rest.items():
        block = memo.same("rest", (group, line), found)
        new = partial(Clustering, catalogue=catalogue, links=links, policy=policy)
        make = partial(_cluster, memo.carried("clustering of the rest", (group, line), new), block)
        events.clusters.setdefault(line, []).extend(memo.once("cluster", [block], make))
    for telling in running:
        if telling.family is None:
            line = known.home_of_total(telling) or telling.line
            told = memo.same("summed", (group, line, telling.order), moved(telling, line))
            events.shelf(telling).setdefault(line, []).append(told)
    if group in COUNTED:
        for line, clusters in events.clusters.items():
            make = partial(unite_announcements, clusters, catalogue=catalogue, links=links, policy=policy)
            events.clusters[line] = memo.once("unite", clusters, make)
    return events


def _merged(parts: Sequence[Sequence[Telling]]) -> list[Telling]:
    """The tellings of some parts, in order."""
    told = [part for part in parts if part]
    if len(told) == 1:
        return list(told[0])
    return sorted((one for part in told for one in part), key=lambda one: one.order)


def _by_line(parts: Sequence[Mapping[LineKey, list[Telling]]], memo: Memo) -> dict[LineKey, list[Telling]]:
    """The tellings of each line; the same lists are put together but once."""
    found: dict[LineKey, list[list[Telling]]] = {}
    for part in parts:
        for line, told in part.items():
            found.setdefault(line, []).append(told)
    return {
        line: told[0] if len(told) == 1 else memo.once("merged", told, partial(_merged, told))
        for line, told in found.items()
    }


@dataclass(slots=True)
class _Told:
    """The tellings of one group by what the fold does with them: those with no number, running totals, money, by name,
    by type alone."""

    mentions: list[Telling] = field(default_factory=list)
    running: list[Telling] = field(default_factory=list)
    money: dict[LineKey, list[Telling]] = field(default_factory=dict)
    named: dict[LineKey, list[Telling]] = field(default_factory=dict)
    unnamed: list[Telling] = field(default_factory=list)


def _sort_out(tellings: Iterable[Telling]) -> dict[Group, _Told]:
    """Tellings by group."""
    found: dict[Group, _Told] = {}
    for telling in tellings:
        told = found.setdefault(telling.group, _Told())
        if not telling.known:
            told.mentions.append(telling)
        elif is_milestone(telling) or (telling.basis is Basis.CUMULATIVE and telling.group in RUNNING):
            told.running.append(telling)
        elif telling.is_money:
            told.money.setdefault(telling.line, []).append(telling)
        elif telling.family is None:
            told.unnamed.append(telling)
        else:
            told.named.setdefault(telling.line, []).append(telling)
    return found


def _cluster(clustering: Clustering, block: Iterable[Telling]) -> list[Cluster]:
    return clustering.update(with_since(block))
