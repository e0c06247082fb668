"""A claim with no number makes an entry only if no numbered entry may be what it speaks of."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.clusters import Cluster
from pledges.domain.entries import Entry, fold_cluster, with_mentions
from pledges.domain.neighbours import category_meets, chain_meets, covers
from pledges.domain.policy import Policy
from pledges.domain.posting import Posted
from pledges.domain.resolution import chain_of
from pledges.domain.tellings import Group, Telling
from pledges.domain.values import Basis


def place_mentions(
    posted: dict[LineKey, Posted],
    mentions: Iterable[Telling],
    *,
    group: Group,
    pledged: Iterable[LineKey] = (),
    catalogue: Catalogue,
    policy: Policy,
) -> None:
    """Attach each mention to a numbered entry, or let those of one line be one entry of an undisclosed number.

    `pledged` are the lines of pledges that what happens to a type alone ("the tanks arrived") may happen to.
    """
    index: dict[tuple[str, ...], list[LineKey]] = {}
    for line in sorted(posted, key=lambda one: one.sort_key):
        index.setdefault(line.donors, []).append(line)
    left: list[Telling] = []
    spoken: dict[tuple[LineKey, str], list[Telling]] = {}
    for telling in sorted(mentions, key=lambda one: (one.family is None, one.order)):
        meant = _meant(posted, _lines(index, telling, catalogue), telling, catalogue, policy)
        if meant is not None:
            spoken.setdefault((meant.line, meant.id), []).append(telling)
        else:
            left.append(telling)
    for (line, entry_id), tellings in spoken.items():
        posted[line].entries[entry_id] = with_mentions(posted[line].entries[entry_id], tellings)
    _open(posted, left, group=group, pledged=pledged, catalogue=catalogue, policy=policy)


def _lines(index: dict[tuple[str, ...], list[LineKey]], telling: Telling, catalogue: Catalogue) -> Iterable[LineKey]:
    """The lines that a mention may speak of, its own donors' first; no donor named may be any."""
    own = index.get(telling.donors, [])
    yield from (line for line in own if _same_equipment(line, telling, catalogue))
    for donors, lines in index.items():
        if donors != telling.donors and covers(telling.donors, donors, day=telling.day, catalogue=catalogue):
            yield from (line for line in lines if _same_equipment(line, telling, catalogue))


def _same_equipment(line: LineKey, telling: Telling, catalogue: Catalogue) -> bool:
    if telling.family is not None and line.family is not None:
        return telling.family == line.family
    return category_meets(telling.category, line.category, catalogue)


def _meant(
    posted: dict[LineKey, Posted],
    lines: Iterable[LineKey],
    telling: Telling,
    catalogue: Catalogue,
    policy: Policy,
) -> Entry | None:
    """The numbered entry told nearest in time that the mention may speak of."""
    best: Entry | None = None
    for line in lines:
        for entry in posted[line].entries.values():
            if entry.counted is None or not _may_mean(entry, telling, catalogue, policy):
                continue
            if best is None or _distance(entry, telling) < _distance(best, telling):
                best = entry
        if best is not None:
            return best
    return best


def _distance(entry: Entry, telling: Telling) -> tuple[bool, int, str]:
    return (entry.day > telling.day, abs((entry.day - telling.day).days), entry.id)


def _may_mean(entry: Entry, telling: Telling, catalogue: Catalogue, policy: Policy) -> bool:
    if not chain_meets(entry.system, telling.system, catalogue):
        return False
    if telling.basis is Basis.INCREMENT:
        near = abs(entry.day - telling.day) <= timedelta(days=policy.mention_days)
        return entry.basis is Basis.INCREMENT and near
    if entry.window is not None and telling.window is not None and entry.group in (Group.DELIVERY, Group.DISPATCH):
        start = max(entry.window.start or date.min, telling.window.start or date.min)
        return start <= min(entry.window.end or date.max, telling.window.end or date.max)
    return True


def _open(
    posted: dict[LineKey, Posted],
    left: Iterable[Telling],
    *,
    group: Group,
    pledged: Iterable[LineKey],
    catalogue: Catalogue,
    policy: Policy,
) -> None:
    """One entry of no number for each line and variant; "more" opens another when told long after."""
    opened: dict[tuple[LineKey, bool], list[Cluster]] = {}
    homes: dict[tuple[str, ...], list[LineKey]] = {}
    promised: dict[tuple[str, ...], list[LineKey]] = {}
    for line in pledged:
        promised.setdefault(line.donors, []).append(line)
    for telling in left:
        line = telling.line
        if telling.family is None:
            known, meant = homes.get(telling.donors, ()), promised.get(telling.donors, ())
            line = _home(telling, known, meant, catalogue)
        else:
            homes.setdefault(telling.donors, []).append(line)
        clusters = opened.setdefault((line, telling.basis is Basis.INCREMENT), [])
        chain = chain_of(telling, catalogue)
        cluster = next((one for one in clusters if _one_event(one, telling, chain, policy)), None)
        if cluster is None:
            cluster = Cluster()
            clusters.append(cluster)
        cluster.add(telling, chain, policy)
    for (line, _), clusters in opened.items():
        for cluster in clusters:
            entry = fold_cluster(cluster, line, catalogue=catalogue)
            entry = replace(entry, group=group, counted=None)
            posted.setdefault(line, Posted()).entries[entry.id] = entry


def _home(telling: Telling, known: Iterable[LineKey], promised: Iterable[LineKey], catalogue: Catalogue) -> LineKey:
    """The named line that a type alone speaks of: one with such words of its own, else the only one pledged."""
    own = [one for one in known if category_meets(one.category, telling.category, catalogue)]
    if own:
        return own[0]
    pledged = [
        one
        for one in promised
        if one.unit == telling.unit
        and one.family is not None
        and category_meets(one.category, telling.category, catalogue)
    ]
    return pledged[0] if len(pledged) == 1 else telling.line


def _one_event(cluster: Cluster, telling: Telling, chain: tuple[str, ...], policy: Policy) -> bool:
    if chain and cluster.chain and chain[0] not in cluster.chain and cluster.chain[0] not in chain:
        return False
    if telling.basis is not Basis.INCREMENT:
        return True
    return abs(telling.day - cluster.last_added) <= timedelta(days=policy.mention_days)
