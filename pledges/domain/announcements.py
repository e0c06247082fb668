"""Different figures for one announcement are one event: what all of them allow, and a conflict; never their sum."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from pledges.domain.catalogue import Catalogue
from pledges.domain.clusters import Cluster
from pledges.domain.links import LinkBook
from pledges.domain.policy import Policy
from pledges.domain.resolution import chain_of
from pledges.domain.tellings import is_official


def unite_announcements(
    clusters: Iterable[Cluster], *, catalogue: Catalogue, links: LinkBook, policy: Policy
) -> list[Cluster]:
    """The clusters of one line, with those that tell one announcement in different numbers made one.

    A ministry's figure that is told after the papers' stands in place of theirs.
    """
    groups: list[list[Cluster]] = []
    for cluster in sorted(clusters, key=lambda one: one.founder.order):
        home = next((group for group in groups if _fits(cluster, group, links=links, policy=policy)), None)
        if home is None:
            groups.append([cluster])
        else:
            home.append(cluster)
    made = [one for group in groups for one in _settled(group, catalogue=catalogue, policy=policy)]
    return sorted(made, key=lambda one: one.founder.order)


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
