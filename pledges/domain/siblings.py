"""A claim by type alone speaks of what its donors are known to give before it opens a line of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from pledges.domain.accounts import LineKey
from pledges.domain.announcements import unite_announcements
from pledges.domain.catalogue import Catalogue
from pledges.domain.clusters import Cluster
from pledges.domain.events import COUNTED, FOLLOWING, RUNNING, Events, moved
from pledges.domain.links import LinkBook
from pledges.domain.memo import Memo
from pledges.domain.packages import cluster_packages
from pledges.domain.policy import Policy
from pledges.domain.replacing import with_since
from pledges.domain.resolution import cluster_block
from pledges.domain.tellings import Group, Telling, is_milestone
from pledges.domain.unnamed import Known, resolve_unnamed
from pledges.domain.values import Basis


def resolve(
    tellings: Iterable[Telling], *, catalogue: Catalogue, links: LinkBook, policy: Policy, memo: Memo
) -> dict[Group, Events]:
    """Cluster all tellings of an account by group and line; unnamed ones are resolved against named siblings."""
    by_group: dict[Group, list[Telling]] = {group: [] for group in Group}
    for telling in bring_together(tellings, links):
        by_group[telling.group].append(telling)
    resolved: dict[Group, Events] = {}
    for group in Group:  # pledges come first: what arrives is resolved against what was pledged
        pledges = resolved.get(Group.PLEDGE) if group in FOLLOWING else None
        resolved[group] = _resolve_group(
            by_group[group], pledges, catalogue=catalogue, links=links, policy=policy, memo=memo
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
    tellings: list[Telling],
    pledges: Events | None,
    *,
    catalogue: Catalogue,
    links: LinkBook,
    policy: Policy,
    memo: Memo,
) -> Events:
    told = _told(tellings)
    events = Events(mentions=told.mentions)
    for line, block in told.named.items():
        make = partial(_cluster, block, catalogue=catalogue, links=links, policy=policy)
        events.clusters[line] = list(memo.once("cluster", block, make))
    for line, block in told.money.items():
        made = memo.once("packages", block, partial(cluster_packages, block, links=links, policy=policy))
        events.clusters[line] = list(made)
    for telling in told.running:
        if telling.family is not None:
            events.shelf(telling).setdefault(telling.line, []).append(telling)
    sums = [one for one in told.running if one.family is None and not is_milestone(one)]
    known = Known(events=events, pledges=pledges, catalogue=catalogue, links=links, policy=policy)
    rest = resolve_unnamed(told.unnamed, sums, known)
    for line, block in rest.items():
        events.clusters.setdefault(line, []).extend(_cluster(block, catalogue=catalogue, links=links, policy=policy))
    for telling in told.running:
        if telling.family is None:
            line = known.home_of_total(telling) or telling.line
            events.shelf(telling).setdefault(line, []).append(moved(telling, line))
    if any(one.group in COUNTED for one in tellings):
        for line, clusters in events.clusters.items():
            make = partial(unite_announcements, clusters, catalogue=catalogue, links=links, policy=policy)
            events.clusters[line] = memo.once("unite", clusters, make)
    return events


@dataclass(slots=True)
class _Told:
    """The tellings of one group by what the fold does with them: those with no number, running totals, money, by name,
    by type alone."""

    mentions: list[Telling] = field(default_factory=list)
    running: list[Telling] = field(default_factory=list)
    money: dict[LineKey, list[Telling]] = field(default_factory=dict)
    named: dict[LineKey, list[Telling]] = field(default_factory=dict)
    unnamed: list[Telling] = field(default_factory=list)


def _told(tellings: Iterable[Telling]) -> _Told:
    told = _Told()
    for telling in tellings:
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
    return told


def _cluster(block: Iterable[Telling], *, catalogue: Catalogue, links: LinkBook, policy: Policy) -> list[Cluster]:
    return cluster_block(with_since(block), catalogue=catalogue, links=links, policy=policy)
