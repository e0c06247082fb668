"""Money that buys no named item is an event: a donor, a day and a worth, told in round numbers, in parts and again."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pledges.domain.clusters import Cluster
from pledges.domain.links import LinkBook
from pledges.domain.policy import Policy
from pledges.domain.scopes import spans_time
from pledges.domain.tellings import Telling, is_official
from pledges.domain.values import Basis, Extent


def grain(number: int) -> int:
    """The place of the last digit that a number states: of 1,850,000,000 ten millions."""
    place = 1
    while number and number % (place * 10) == 0:
        place *= 10
    return place


def rounding_of_total(number: int) -> int:
    """How far a running total may be off: half its last digit, of which it states two ("40 billion" is no 37)."""
    return min(grain(number), int(10 ** max(0, len(str(number)) - 2))) // 2


def cluster_packages(tellings: Iterable[Telling], *, links: LinkBook, policy: Policy) -> list[Cluster]:
    """The packages of one line, in order of their founders, each with what retells it; parts belong to a whole.

    What states its day comes first; what does not is the last package of its worth before it, or one of its own.
    """
    found: list[Cluster] = []
    joined: dict[frozenset[str], Cluster] = {}
    for telling in sorted(tellings, key=lambda one: (not _dated(one), one.day, grain(one.stated), one.order)):
        group = links.group_of(telling.claim_ids)
        package = joined.get(group) if group else None
        if package is None:
            package = _retold(telling, found, links=links, policy=policy)
        if package is None:
            package = Cluster(package=True)
            found.append(package)
        package.add(telling, (), policy)
        if group:
            joined[group] = package
    found.sort(key=lambda one: one.founder.order)
    _mark_parts(found, policy)
    _mark_retellings(found, policy)
    return found


def as_of_totals(tellings: Iterable[Telling], totals: Sequence[Telling], policy: Policy) -> list[Telling]:
    """Sums that tell again what a time was promised stand on its day, so that the total covers them.

    "will contribute 220 million this year", next day "its contribution of 220 million": one, while that time runs.
    """
    spanning = [one for one in totals if spans_time(one.scope)]
    return [_as_of(telling, spanning, policy) for telling in tellings] if spanning else list(tellings)


def _as_of(telling: Telling, totals: Iterable[Telling], policy: Policy) -> Telling:
    if telling.day_stated or telling.basis is not Basis.UNSTATED or _says_part(telling) or telling.registers:
        return telling
    days = [one.day for one in totals if _is_total_again(telling, one, policy)]
    return replace(telling, day=max(days)) if days else telling


def _is_total_again(telling: Telling, total: Telling, policy: Policy) -> bool:
    assert total.scope is not None
    runs = (total.scope.start or date.min) <= telling.day <= (total.scope.end or date.max)
    soon = timedelta(0) < telling.day - total.day <= timedelta(days=policy.package_recap_days)
    return runs and soon and agree(telling, total, policy) and total.articles.isdisjoint(telling.articles)


def _dated(telling: Telling) -> bool:
    """Whether its day is the package's: said, or one that "another" or "a new" package was first told on."""
    return telling.day_stated or telling.basis is Basis.INCREMENT


def _retold(telling: Telling, found: Iterable[Cluster], *, links: LinkBook, policy: Policy) -> Cluster | None:
    """The package nearest in time that a telling may speak of."""
    fitting = [
        one
        for one in found
        if telling.registers.isdisjoint(one.registers)
        and _same_worth(telling, one, policy)
        and _same_day(telling, one, policy)
        and not _is_part(telling, one)
        and not links.parts(telling.claim_ids, one.claim_ids)
    ]
    return min(fitting, key=lambda one: (abs(one.day - telling.day), one.founder.order), default=None)


def _is_part(telling: Telling, package: Cluster) -> bool:
    """Whether the package is told beside the telling, and one of both is said to be a part."""
    parts = {_says_part(one) for one in package.tellings if not one.articles.isdisjoint(telling.articles)}
    return bool(parts) and parts != {_says_part(telling)}


def _says_part(telling: Telling) -> bool:
    return telling.scope is not None and telling.scope.of is Extent.PART


def _same_worth(telling: Telling, package: Cluster, policy: Policy) -> bool:
    return all(agree(telling, one, policy) for one in package.tellings)


def agree(left: Telling, right: Telling, policy: Policy) -> bool:
    """Whether two sums may be one that is rounded: 1.8 and 1.85 billion; nearly 2 and 1.85; more than 60 and 62.

    An exact sum is right to half of its last digit, and to a tenth; an approximate one to a tenth.
    """
    if not (left.exact and right.exact):
        return _overlap(left, right, policy)
    fine, coarse = sorted((left.stated, right.stated), key=lambda number: (grain(number), number))
    off = abs(fine - coarse)
    if left.approximate or right.approximate:
        return off <= policy.approximate_within * max(fine, coarse)
    if grain(fine) == grain(coarse):
        return not off
    return off <= min(grain(coarse) / 2, policy.approximate_within * coarse)


def _overlap(left: Telling, right: Telling, policy: Policy) -> bool:
    """An open end ("up to", "more than") holds what is not far beyond it."""
    low = max(left.low or 0, right.low or 0)
    highs = [high for high in (left.high, right.high) if high is not None]
    near = min(left.stated, right.stated) >= policy.loose_ratio * max(left.stated, right.stated)
    return near and (not highs or low <= min(highs))


def _same_day(telling: Telling, package: Cluster, policy: Policy) -> bool:
    """Days that are told agree within some days; no day told: not long after the package, or told just before it."""
    days = [one.day for one in package.tellings if _dated(one)]
    if _dated(telling) and days:
        return all(abs(day - telling.day) <= timedelta(days=policy.package_days) for day in days)
    after = telling.day - package.day
    return -timedelta(days=policy.package_days) <= after <= timedelta(days=policy.package_recap_days)


def _mark_parts(packages: Iterable[Cluster], policy: Policy) -> None:
    """A smaller sum that is called a part, or that one text tells beside a larger of that day, adds nothing to it."""
    largest_first = sorted(packages, key=lambda one: (-one.most, one.founder.order))
    for at, part in enumerate(largest_first):
        wholes = [
            one
            for one in largest_first[:at]
            if one.most > part.most
            and one.part_of is None
            and not one.articles.isdisjoint(part.articles)
            and (_called_part(part, one) or _beside(part, one, policy))
        ]
        part.part_of = min(wholes, key=lambda one: (abs(one.day - part.day), one.founder.order), default=None)


def _mark_retellings(packages: Sequence[Cluster], policy: Policy) -> None:
    """What papers tell as "another" with no day, days after a package of that worth, may be that package again."""
    for package in packages:
        if package.dated or package.registers or package.part_of is not None or any(map(is_official, package.tellings)):
            continue
        earlier = [
            one
            for one in packages
            if timedelta(0) < package.day - one.day <= timedelta(days=policy.package_doubt_days)
            and one.part_of is None
            and one.articles.isdisjoint(package.articles)
            and all(_same_worth(telling, one, policy) for telling in package.tellings)
        ]
        package.retells = max(earlier, key=lambda one: (one.day, one.founder.order), default=None)


def _called_part(part: Cluster, whole: Cluster) -> bool:
    return any(_says_part(one) and not one.articles.isdisjoint(whole.articles) for one in part.tellings)


def _beside(part: Cluster, whole: Cluster, policy: Policy) -> bool:
    """Not said to add, and of the same day."""
    adds = any(one.basis is Basis.INCREMENT for one in part.tellings)
    adds = adds or not part.registers.isdisjoint(whole.registers)
    return not adds and abs(part.day - whole.day) <= timedelta(days=policy.announced_days)
