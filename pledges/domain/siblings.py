"""A claim by type alone speaks of what its donors are known to give before it opens a line of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

from pledges.domain.accounts import LineKey
from pledges.domain.announcements import unite_announcements
from pledges.domain.catalogue import Catalogue
from pledges.domain.memo import Memo
from pledges.domain.neighbours import category_meets
from pledges.domain.packages import cluster_packages
from pledges.domain.policy import Policy
from pledges.domain.replacing import with_since
from pledges.domain.resolution import Cluster, LinkBook, cluster_block, match
from pledges.domain.tellings import Group, Telling, is_milestone
from pledges.domain.values import Basis

RUNNING = frozenset({Group.PLEDGE, Group.DISPATCH, Group.DELIVERY})  # groups whose totals are asserted
COUNTED = RUNNING | {Group.CANCELLATION}  # groups whose numbers move a total
FOLLOWING = frozenset({Group.DISPATCH, Group.DELIVERY, Group.CANCELLATION})  # what happens to pledged things


@dataclass(slots=True)
class Events:
    """The tellings of one group in an account, sorted by what the fold does with them."""

    clusters: dict[LineKey, list[Cluster]] = field(default_factory=dict)
    totals: dict[LineKey, list[Telling]] = field(default_factory=dict)
    milestones: dict[LineKey, list[Telling]] = field(default_factory=dict)
    mentions: list[Telling] = field(default_factory=list)

    def add_to(self, cluster: Cluster, telling: Telling, *, catalogue: Catalogue, policy: Policy) -> None:
        """Let a cluster have one telling more, in a copy: the cluster is kept for the next fold."""
        clusters = self.clusters[telling.line]
        grown = cluster.copy()
        grown.add(telling, (), policy)
        clusters[next(at for at, one in enumerate(clusters) if one is cluster)] = grown

    def families(self) -> dict[tuple[tuple[str, ...], str], list[LineKey]]:
        """The named lines with a number, by donors and unit."""
        named: dict[tuple[tuple[str, ...], str], list[LineKey]] = {}
        for line in sorted({*self.clusters, *self.totals, *self.milestones}, key=lambda one: one.sort_key):
            if line.family is not None:
                named.setdefault((line.donors, line.unit), []).append(line)
        return named


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
    return [_moved(one, anchors[id(one)].line) if id(one) in anchors else one for one in found]


def _moved(telling: Telling, line: LineKey) -> Telling:
    """A telling on another line; a system of another family is dropped, the line's stands for it."""
    system = telling.system if telling.family == line.family else None
    return replace(
        telling, donors=line.donors, system=system, family=line.family, category=line.category, unit=line.unit
    )


def _resolve_group(
    tellings: list[Telling],
    pledges: Events | None,
    *,
    catalogue: Catalogue,
    links: LinkBook,
    policy: Policy,
    memo: Memo,
) -> Events:
    events = Events()
    blocks: dict[LineKey, list[Telling]] = {}
    money: dict[LineKey, list[Telling]] = {}
    unnamed: list[Telling] = []
    running: list[tuple[dict[LineKey, list[Telling]], Telling]] = []
    for telling in tellings:
        if not telling.known:
            events.mentions.append(telling)
        elif is_milestone(telling):
            running.append((events.milestones, telling))
        elif telling.basis is Basis.CUMULATIVE and telling.group in RUNNING:
            running.append((events.totals, telling))
        elif telling.is_money:
            money.setdefault(telling.line, []).append(telling)
        elif telling.family is None:
            unnamed.append(telling)
        else:
            blocks.setdefault(telling.line, []).append(telling)
    for line, block in blocks.items():
        make = partial(_cluster, block, catalogue=catalogue, links=links, policy=policy)
        events.clusters[line] = list(memo.once("cluster", block, make))
    for line, block in money.items():
        made = memo.once("packages", block, partial(cluster_packages, block, links=links, policy=policy))
        events.clusters[line] = list(made)
    for shelf, telling in running:
        if telling.family is not None:
            shelf.setdefault(telling.line, []).append(telling)
    sums = [telling for shelf, telling in running if shelf is events.totals and telling.family is None]
    rest = _resolve_unnamed(events, unnamed, sums, pledges, catalogue=catalogue, links=links, policy=policy)
    for line, block in rest.items():
        events.clusters.setdefault(line, []).extend(_cluster(block, catalogue=catalogue, links=links, policy=policy))
    for shelf, telling in running:
        if telling.family is None:
            line = _home_of_total(telling, events, pledges, catalogue=catalogue, policy=policy) or telling.line
            shelf.setdefault(line, []).append(_moved(telling, line))
    if any(one.group in COUNTED for one in tellings):
        for line, clusters in events.clusters.items():
            make = partial(unite_announcements, clusters, catalogue=catalogue, links=links, policy=policy)
            events.clusters[line] = memo.once("unite", clusters, make)
    return events


def _cluster(block: Iterable[Telling], *, catalogue: Catalogue, links: LinkBook, policy: Policy) -> list[Cluster]:
    return cluster_block(with_since(block), catalogue=catalogue, links=links, policy=policy)


def _resolve_unnamed(
    events: Events,
    unnamed: Iterable[Telling],
    sums: Iterable[Telling],
    pledges: Events | None,
    *,
    catalogue: Catalogue,
    links: LinkBook,
    policy: Policy,
) -> dict[LineKey, list[Telling]]:
    """Add each unnamed telling to the one named event that it fits; return those that fit none, by line.

    "14 more tanks" goes where the "20 tanks in total" of its article goes, one of the unnamed `sums`.
    """
    homes_of_sums = _homes_of_sums(sums, events, pledges, catalogue=catalogue, policy=policy)
    named = events.families()
    pledged = pledges.families() if pledges is not None else {}
    rest: dict[LineKey, list[Telling]] = {}
    for telling in sorted(unnamed, key=lambda one: one.order):
        fits = _fits(telling, events, named, catalogue=catalogue, links=links, policy=policy)
        if fits:
            line = next(iter(fits)) if len(fits) == 1 else None
            if line is not None:
                events.add_to(fits[line], _moved(telling, line), catalogue=catalogue, policy=policy)
            else:
                events.mentions.append(telling)  # one of several: it adds nothing to any
            continue
        homes = [
            line
            for line in pledged.get((telling.donors, telling.unit), ())
            if category_meets(telling.category, line.category, catalogue)
        ]
        renewed = _home_of_replaced(telling, events, named, catalogue=catalogue)
        if renewed is not None:
            rest.setdefault(renewed, []).append(_moved(telling, renewed))
        elif telling.basis is Basis.INCREMENT and (home := _home_of_sum(telling, homes_of_sums)) is not None:
            rest.setdefault(home, []).append(_moved(telling, home))
        elif (
            pledges is not None
            and len(homes) == 1
            and telling.stated <= _most(pledges, homes[0], by=telling.day + timedelta(days=policy.mention_days))
        ):
            moved = _moved(telling, homes[0])
            rest.setdefault(moved.line, []).append(moved)
        else:
            rest.setdefault(telling.line, []).append(telling)
    return rest


HomesOfSums = dict[tuple[LineKey, str], LineKey]  # by the sum's own line and its article


def _homes_of_sums(
    sums: Iterable[Telling], events: Events, pledges: Events | None, *, catalogue: Catalogue, policy: Policy
) -> HomesOfSums:
    homes: HomesOfSums = {}
    for telling in sorted(sums, key=lambda one: one.order):
        home = _home_of_total(telling, events, pledges, catalogue=catalogue, policy=policy)
        if home is not None:
            homes.update({(telling.line, article): home for article in telling.articles})
    return homes


def _home_of_sum(telling: Telling, homes: HomesOfSums) -> LineKey | None:
    found = {home for article in telling.articles if (home := homes.get((telling.line, article))) is not None}
    return found.pop() if len(found) == 1 else None


def _fits(
    telling: Telling,
    events: Events,
    named: Mapping[tuple[tuple[str, ...], str], list[LineKey]],
    *,
    catalogue: Catalogue,
    links: LinkBook,
    policy: Policy,
) -> dict[LineKey, Cluster]:
    """The best fitting event on each named line that may be meant."""
    fits: dict[LineKey, Cluster] = {}
    for line in named.get((telling.donors, telling.unit), ()):
        if not category_meets(telling.category, line.category, catalogue):
            continue
        best = 0.0
        for cluster in events.clusters.get(line, ()):
            if links.parts(telling.claim_ids, cluster.claim_ids):
                continue
            score = match(telling, (), cluster, policy).score
            if score > best:
                fits[line], best = cluster, score
    return fits


def _home_of_replaced(
    telling: Telling,
    events: Events,
    named: Mapping[tuple[tuple[str, ...], str], list[LineKey]],
    *,
    catalogue: Catalogue,
) -> LineKey | None:
    """The one named line that has the number which "raised from 40 to 60 vehicles" replaces."""
    number = telling.replaces.number if telling.replaces is not None else None
    lines = [
        line
        for line in named.get((telling.donors, telling.unit), ())
        if category_meets(telling.category, line.category, catalogue)
        and any(one.least <= number <= one.most for one in events.clusters.get(line, ()) if number is not None)
    ]
    return lines[0] if len(lines) == 1 else None


def _most(events: Events, line: LineKey, *, by: date = date.max) -> int:
    """The largest number known of a line by a day: its clusters' sum, or a total."""
    known = [cluster for cluster in events.clusters.get(line, ()) if min(one.day for one in cluster.tellings) <= by]
    clusters = sum(int(cluster.most) for cluster in known)
    told = [telling for shelf in (events.totals, events.milestones) for telling in shelf.get(line, ())]
    return max([clusters, *(telling.stated for telling in told if telling.day <= by)])


def _home_of_total(
    telling: Telling,
    events: Events,
    pledges: Events | None,
    *,
    catalogue: Catalogue,
    policy: Policy,
) -> LineKey | None:
    """The one named line that "14 tanks in total" sums up: told in the same article, or of a like size."""
    for known in (events, pledges):
        if known is None:
            continue
        lines = [
            line
            for line in known.families().get((telling.donors, telling.unit), ())
            if category_meets(telling.category, line.category, catalogue)
        ]
        if len(lines) == 1:
            line, most = lines[0], _most(known, lines[0])
            told = {
                article
                for cluster in known.clusters.get(line, ())
                for one in cluster.tellings
                for article in one.articles
            }
            like = min(most, telling.stated) >= policy.loose_ratio * max(most, telling.stated)
            return line if like or not told.isdisjoint(telling.articles) else None
        if lines:
            return None
    return None
