"""Different figures for one announcement are one event: what all of them allow, and a conflict; never their sum."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter

from pledges.domain.catalogue import Catalogue
from pledges.domain.clusters import Cluster
from pledges.domain.links import LinkBook
from pledges.domain.policy import Policy
from pledges.domain.resolution import chain_of
from pledges.domain.tellings import is_official


class Announcements:
    """The clusters of one line, from fold to fold, with those that tell one announcement in different numbers made one.

    A ministry's figure that is told after the papers' stands in place of theirs. Only what is near in time can be one:
    the clusters between two pauses that are too long for that are looked at again where one of them is another.
    """

    def __init__(self, *, catalogue: Catalogue, links: LinkBook, policy: Policy) -> None:
        self._catalogue, self._links, self._policy = catalogue, links, policy
        self._pause = timedelta(days=max(policy.announced_days, policy.official_days))
        self._made: dict[tuple[int, ...], tuple[list[Cluster], list[Cluster]]] = {}

    def update(self, clusters: Iterable[Cluster]) -> list[Cluster]:
        """What these clusters come to, in canonical order of their founders."""
        told = list(clusters)
        in_time = sorted(told, key=attrgetter("day"))
        known, self._made = self._made, {}
        for near in _between_pauses(in_time, self._pause):
            if len(near) > 1:
                key = tuple(map(id, near))
                self._made[key] = known.get(key) or (near, self._united(near))
        stand = {id(one): [one] for one in told}
        for near, made in self._made.values():
            stand.update((id(one), []) for one in near)
            firsts = {id(one.founder): one for one in near}
            for one in made:
                stand[id(firsts[id(one.founder)])].append(one)
        return [one for cluster in sorted(told, key=attrgetter("order")) for one in stand[id(cluster)]]

    def _united(self, near: Iterable[Cluster]) -> list[Cluster]:
        groups: list[list[Cluster]] = []
        for cluster in sorted(near, key=attrgetter("order")):
            fitting = (one for one in groups if _fits(cluster, one, links=self._links, policy=self._policy))
            home = next(fitting, None)
            if home is None:
                groups.append([cluster])
            else:
                home.append(cluster)
        return [one for group in groups for one in _settled(group, catalogue=self._catalogue, policy=self._policy)]


def _between_pauses(in_time: Iterable[Cluster], pause: timedelta) -> list[list[Cluster]]:
    """Clusters in order of their days, parted where the next comes later than a pause allows."""
    found: list[list[Cluster]] = []
    for cluster in in_time:
        if found and cluster.day - found[-1][-1].day <= pause:
            found[-1].append(cluster)
        else:
            found.append([cluster])
    return found


def _fits(cluster: Cluster, group: Iterable[Cluster], *, links: LinkBook, policy: Policy) -> bool:
    return all(_one_announcement(cluster, other, links=links, policy=policy) for other in group)


def _one_announcement(left: Cluster, right: Cluster, *, links: LinkBook, policy: Policy) -> bool:
    """Told of one day by different texts, both adding or neither, none replacing; of packages also of like size."""
    if not (_plain(left, right) or _adds(left, right)) or not left.articles.isdisjoint(right.articles):
        return False
    if not left.registers.isdisjoint(right.registers):
        return False
    if not _same_day(left, right, policy) or not _same_thing(left, right) or _replaces(left, right):
        return False
    if links.parts(left.claim_ids, right.claim_ids):
        return False
    least, most = min(left.least, right.least), max(left.most, right.most)
    return not left.package or least >= policy.loose_ratio * most


def _plain(left: Cluster, right: Cluster) -> bool:
    return all(one.first_added > one.last_added and one.part_of is None for one in (left, right))


def _adds(left: Cluster, right: Cluster) -> bool:
    """ "18 more" and "20 more" of different publishers; one that tells both means both, and so do two of money."""
    only = all(one.first_plain > one.last_plain and one.part_of is None and not one.package for one in (left, right))
    return only and _publishers(left).isdisjoint(_publishers(right))


def _publishers(cluster: Cluster) -> set[str]:
    return {publisher for telling in cluster.tellings for publisher in telling.publishers}


def _same_day(left: Cluster, right: Cluster, policy: Policy) -> bool:
    apart = abs(left.day - right.day)
    if apart <= timedelta(days=policy.announced_days):
        return True
    first, later = sorted((left, right), key=lambda one: one.day)
    stated = first.dated and later.dated
    return not stated and _is_later_word(later, first) and apart <= timedelta(days=policy.official_days)


def _same_thing(left: Cluster, right: Cluster) -> bool:
    if left.chain and right.chain and left.chain[0] not in right.chain and right.chain[0] not in left.chain:
        return False
    if max(left.start, right.start) > min(left.end, right.end):
        return False
    heads = [_heads(left), _heads(right)]
    return not all(heads) or not heads[0].isdisjoint(heads[1])


def _heads(cluster: Cluster) -> set[str]:
    """The nouns for the thing: "vests" of "bullet-proof vests"."""
    return {words.split()[-1] for found in cluster.called.values() for words in found}


def _replaces(left: Cluster, right: Cluster) -> bool:
    """Whether one stands in place of the other, by its number or by a publisher's correction."""
    for one, other in ((left, right), (right, left)):
        if any(other.low <= number <= other.high for number in one.replaced):
            return True
        corrections = [telling for telling in one.tellings if telling.replaces is not None and not one.replaced]
        if any(not telling.publishers.isdisjoint(_publishers(other)) for telling in corrections):
            return True
    return False


def _settled(group: list[Cluster], *, catalogue: Catalogue, policy: Policy) -> list[Cluster]:
    """One cluster of all figures, or the official one and those that it stands in place of."""
    papers = [one for one in group if not _official(one)]
    ministry = [one for one in group if _official(one)]
    if ministry and papers and all(_is_later_word(one, paper) for one in ministry for paper in papers):
        (standing,) = _settled(ministry, catalogue=catalogue, policy=policy)
        return [standing, *(replace(paper, replaced_by=standing) for paper in papers)]
    if len(group) == 1:
        return group
    whole = Cluster(package=group[0].package)
    for side in group:
        for telling in side.tellings:
            whole.add(telling, chain_of(telling, catalogue), policy)
    if whole.low > whole.high:  # "at least 24" and 72 can both be right, 14 and 18 cannot
        whole.sides = tuple(group)
    return [whole]


def _official(cluster: Cluster) -> list[date]:
    """When an official source told it."""
    return [one.first_published for one in cluster.tellings if is_official(one)]


def _is_later_word(ministry: Cluster, paper: Cluster) -> bool:
    """Whether an official figure came after one that no official source tells."""
    told = _official(ministry)
    return bool(told) and not _official(paper) and min(told) > min(one.first_published for one in paper.tellings)
