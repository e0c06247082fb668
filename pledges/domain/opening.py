"""What speaks of no entry with a number is an entry of an undisclosed number by its line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.clusters import Cluster
from pledges.domain.entries import Entry, fold_cluster
from pledges.domain.neighbours import category_meets
from pledges.domain.policy import Policy
from pledges.domain.resolution import chain_of
from pledges.domain.tellings import Group, Telling
from pledges.domain.values import Basis

type Tellings = tuple[int, ...]  # by their identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What some tellings opened, by line and entry; and by the tellings of each."""

    entries: Mapping[LineKey, Mapping[str, Entry]] = field(default_factory=dict)
    by_tellings: Mapping[tuple[LineKey, Tellings], tuple[Cluster, Entry]] = field(default_factory=dict)


def open_entries(
    left: Iterable[Telling],
    before: Opened,
    *,
    group: Group,
    pledged: Iterable[LineKey],
    catalogue: Catalogue,
    policy: Policy,
) -> Opened:
    """One entry of no number for each line and variant; "more" opens another when told long after.

    What is equal to an entry of `before` is that one.
    """
    clusters: dict[tuple[LineKey, bool], list[Cluster]] = {}
    homes: list[LineKey] = []
    for telling in left:
        line = telling.line
        if telling.family is None:
            line = _home(telling, homes, pledged, catalogue)
        else:
            homes.append(line)
        alike = clusters.setdefault((line, telling.basis is Basis.INCREMENT), [])
        chain = chain_of(telling, catalogue)
        cluster = next((one for one in alike if _one_event(one, telling, chain, policy)), None)
        if cluster is None:
            cluster = Cluster()
            alike.append(cluster)
        cluster.add(telling, chain, policy)
    entries: dict[LineKey, dict[str, Entry]] = {}
    by_tellings: dict[tuple[LineKey, Tellings], tuple[Cluster, Entry]] = {}
    for (line, _), alike in clusters.items():
        for cluster in alike:
            tellings = (line, tuple(map(id, cluster.tellings)))
            made = before.by_tellings.get(tellings)
            if made is None:
                entry = fold_cluster(cluster, line, catalogue=catalogue)
                entry = replace(entry, group=group, counted=None)
                old = before.entries.get(line, {}).get(entry.id)
                made = (cluster, old if old is not None and old == entry else entry)
            by_tellings[tellings] = made
            entries.setdefault(line, {})[made[1].id] = made[1]
    return Opened(entries=entries, by_tellings=by_tellings)


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
