"""A claim by type alone speaks of what its donors are known to give before it opens a line of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from pledges.domain.accounts import LineKey
from pledges.domain.announcements import Announcements
from pledges.domain.catalogue import Catalogue
from pledges.domain.clustering import Clustering
from pledges.domain.clusters import Cluster
from pledges.domain.events import COUNTED, FOLLOWING, Events, moved
from pledges.domain.links import LinkBook
from pledges.domain.memo import Memo
from pledges.domain.packages import cluster_packages
from pledges.domain.policy import Policy
from pledges.domain.replacing import with_since
from pledges.domain.tellings import Group, Telling, is_milestone
from pledges.domain.told import Place, Shelf, Sorted, Told, merged
from pledges.domain.unnamed import Known, resolve_unnamed

BY_TYPE = frozenset({Shelf.BY_TYPE, Shelf.SUMS_BY_TYPE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What every step of a fold is given."""

    catalogue: Catalogue
    links: LinkBook
    policy: Policy


def resolve(parts: Iterable[Sorted], step: Step, memo: Memo) -> dict[Group, Events]:
    """Cluster what a block tells by group and line; unnamed tellings are resolved against named siblings.

    It comes in parts; a group of which no part is another is not looked at again.
    """
    told = [one.told for one in parts]
    resolved: dict[Group, Events] = {}
    for group in Group:  # pledges come first: what arrives is resolved against what was pledged
        own = [one[group] for one in told if group in one]
        follows = group in FOLLOWING and any(shelf in one for one in own for shelf in BY_TYPE)
        pledges = resolved[Group.PLEDGE] if follows else None
        make = partial(_resolve_again, group, own, pledges, step, memo)
        resolved[group] = memo.once("resolved", [*own, pledges], make, beside=group)
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


def _resolve_again(group: Group, parts: Sequence[Told], pledges: Events | None, step: Step, memo: Memo) -> Events:
    """The events of a group; the memo of a group stays as the last time left it."""
    memo, catalogue, links, policy = memo.lasting(("resolved", group)), step.catalogue, step.links, step.policy
    events = Events(
        totals=_merged(parts, Shelf.TOTALS, memo),
        milestones=_merged(parts, Shelf.MILESTONES, memo),
        mentions=_merged(parts, Shelf.MENTIONS, memo),
    )
    for line, told in _merged(parts, Shelf.NAMED, memo).items():
        events.clusters[line] = _clustered(told, line, Shelf.NAMED, step, memo)
    for line, told in _merged(parts, Shelf.MONEY, memo).items():
        packages = partial(cluster_packages, told, links=links, policy=policy)
        events.clusters[line] = memo.once("packages", [told], packages)
    by_type, sums = (_merged(parts, shelf, memo).get(None, ()) for shelf in (Shelf.BY_TYPE, Shelf.SUMS_BY_TYPE))
    if by_type or sums:
        known = Known(events=events, pledges=pledges, catalogue=catalogue, links=links, policy=policy, memo=memo)
        _resolve_types(by_type, sums, known, step)
    if group in COUNTED:
        for line, clusters in events.clusters.items():
            new = partial(Announcements, catalogue=catalogue, links=links, policy=policy)
            unite = partial(memo.carried("announcements", line, new).update, clusters)
            events.clusters[line] = memo.once("unite", [clusters], unite)
    return events


def _resolve_types(by_type: Sequence[Telling], sums: Sequence[Telling], known: Known, step: Step) -> None:
    """Let what is told by type alone join the events and lines that it may speak of, or open its own."""
    events, memo = known.events, known.memo
    rest = resolve_unnamed(by_type, [one for one in sums if not is_milestone(one)], known)
    events.clusters.update(known.grown())
    for line, found in rest.items():
        told = memo.once("rest", found, partial(list, found), beside=line)
        parts = [
            *([events.clusters[line]] if line in events.clusters else []),
            _clustered(told, line, None, step, memo),
        ]
        events.clusters[line] = memo.once("with the rest", parts, partial(_joined, parts))
    known.look_again()
    for telling in sums:
        line = known.home_of_total(telling) or telling.line
        known.add_total(known.moved(telling, line), line)
    known.summed()


def _joined(parts: Iterable[Sequence[Cluster]]) -> list[Cluster]:
    return [one for part in parts for one in part]


def _clustered(told: Sequence[Telling], line: LineKey, shelf: Shelf | None, step: Step, memo: Memo) -> list[Cluster]:
    """The events of a line; they are found again where its tellings are others."""
    new = partial(Clustering, catalogue=step.catalogue, links=step.links, policy=step.policy)
    clustering = memo.carried("clustering", (line, shelf), new)
    dates = memo.carried("dates", (line, shelf), dict[int, tuple[Telling, Telling]])
    return memo.once("cluster", [told], lambda: clustering.update(with_since(told, dates)))


def _merged(parts: Sequence[Told], shelf: Shelf, memo: Memo) -> dict[Place, Sequence[Telling]]:
    """What is told on a shelf by place; the same lists are put together but once."""
    found: dict[Place, list[Sequence[Telling]]] = {}
    for part in parts:
        for place, told in part.get(shelf, {}).items():
            found.setdefault(place, []).append(told)
    return {
        place: told[0] if len(told) == 1 else memo.once("merged", told, partial(merged, told))
        for place, told in found.items()
    }
