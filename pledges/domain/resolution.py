"""Whether a telling may speak of the event that others tell: it must agree with all of them (complete linkage)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pledges.domain.catalogue import Catalogue
from pledges.domain.clusters import Cluster, bounds
from pledges.domain.policy import Policy
from pledges.domain.scopes import apart
from pledges.domain.tellings import Group, Sentence, Telling
from pledges.domain.values import Basis

TIMED = frozenset({Group.DELIVERY, Group.DISPATCH})  # a stated time tells one event of these from another


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore:
    """How likely two tellings speak of one event: 0 never, above 0 possible, 1 certain; each step with its reason."""

    score: float
    reasons: tuple[str, ...]

    @property
    def same(self) -> bool:
        return self.score > 0


def match(telling: Telling, chain: tuple[str, ...], cluster: Cluster, policy: Policy) -> PairScore:
    """Score a telling against all tellings of a cluster at once: system, number, window, time between reports."""
    reasons: list[str] = []
    score = 1.0
    for step in (_systems, _rows, _things, _scopes, _numbers, _windows, _replacing, _times):
        factor, reason = step(telling, chain, cluster, policy)
        reasons.append(reason)
        score *= factor
        if not score:
            break
    return PairScore(score=round(score, 4), reasons=tuple(reasons))


def _systems(telling: Telling, chain: tuple[str, ...], cluster: Cluster, policy: Policy) -> tuple[float, str]:
    del telling, policy
    if not chain or not cluster.chain:
        return 0.8, "one names a type only"
    if chain == cluster.chain:
        return 1.0, "the same system"
    if chain[0] in cluster.chain or cluster.chain[0] in chain:
        return 0.9, "one is a variant of the other"
    return 0.0, "different variants"


def _rows(telling: Telling, chain: tuple[str, ...], cluster: Cluster, policy: Policy) -> tuple[float, str]:
    del chain, policy
    if not telling.registers.isdisjoint(cluster.registers):
        return 0.0, "a register lists each gift once"
    return 1.0, "no register lists both"


def _things(telling: Telling, chain: tuple[str, ...], cluster: Cluster, policy: Policy) -> tuple[float, str]:
    """Vests and helmets of one sentence are two things; elsewhere other words for a type may mean the same."""
    del chain, policy
    if are_two_things(telling, cluster.called):
        return 0.0, "one sentence tells of both"
    if telling.called and cluster.called and not any(telling.called in words for words in cluster.called.values()):
        return 0.98, "other words for it"
    return 1.0, "no other words for it"


def are_two_things(telling: Telling, called: Mapping[Sentence, Collection[str]]) -> bool:
    """Whether one sentence has other words for a thing beside those of the telling."""
    return bool(telling.called) and any(
        sentence in called and telling.called not in called[sentence] for sentence in telling.sentences
    )


def _scopes(telling: Telling, chain: tuple[str, ...], cluster: Cluster, policy: Policy) -> tuple[float, str]:
    del chain, policy
    other = telling.group is Group.OTHER_SCOPE
    if other and any(apart(one.scope) != apart(telling.scope) for one in cluster.tellings):
        return 0.0, "they cover different gifts"
    return 1.0, "the same scope"


def _replacing(telling: Telling, chain: tuple[str, ...], cluster: Cluster, policy: Policy) -> tuple[float, str]:
    """A number and the one it replaced are two; so are two equal ones, told before and after another stood."""
    del chain, policy
    replaced = telling.replaces.number if telling.replaces is not None else None
    if telling.stated in cluster.replaced or (cluster.least == cluster.most == replaced):
        return 0.0, "one replaces the other"
    first = min(cluster.first_plain, cluster.first_added)
    if telling.day < cluster.since or (telling.since is not None and first < telling.since):
        return 0.0, "another number stood in between"
    return 1.0, "neither replaces the other"


def _numbers(telling: Telling, chain: tuple[str, ...], cluster: Cluster, policy: Policy) -> tuple[float, str]:
    del chain
    low, high = bounds(telling, policy)
    if max(low, cluster.low) > min(high, cluster.high):
        return 0.0, "the numbers differ"
    if telling.exact and not telling.approximate and cluster.exact == telling.low:
        return 1.0, "the same number"
    least, most = min(cluster.least, telling.stated), max(cluster.most, telling.stated)
    ratio = least / most if most else 1.0
    firm = 1.0
    if not telling.vague and cluster.firm_most:
        firm = min(cluster.firm_least, telling.stated) / max(cluster.firm_most, telling.stated, 1)
    if ratio < 1 - policy.approximate_within and not telling.articles.isdisjoint(cluster.articles):
        return 0.0, "one article gives both numbers"
    if firm < policy.loose_ratio or ratio < policy.vague_ratio:
        return 0.0, "the numbers overlap, but are far apart"
    return 0.5 + 0.4 * ratio, "the numbers overlap"


def _windows(telling: Telling, chain: tuple[str, ...], cluster: Cluster, policy: Policy) -> tuple[float, str]:
    del chain, policy
    if telling.window is None:
        return 0.95, "no time in one of them"
    start, end = telling.window.start or date.min, telling.window.end or date.max
    if max(start, cluster.start) > min(end, cluster.end):
        return 0.0, "the times do not overlap"
    return 1.0, "the times overlap"


def _times(telling: Telling, chain: tuple[str, ...], cluster: Cluster, policy: Policy) -> tuple[float, str]:
    """Increments are one when told close together; a plain number may recall an older one of the same size."""
    del chain
    day = telling.day
    sure = telling.exact and not telling.approximate and cluster.exact == telling.low
    if telling.basis is Basis.INCREMENT:
        if telling.day_stated and cluster.first_dated <= cluster.last_dated:
            apart = max(cluster.last_dated - day, day - cluster.first_dated)
            if apart > timedelta(days=policy.announced_days):
                return 0.0, "announced on different days"
        if cluster.first_added <= cluster.last_added:
            apart = max(cluster.last_added - day, day - cluster.first_added)
            if apart > timedelta(days=policy.increment_days):
                return 0.0, "additions told too far apart"
        if cluster.first_plain <= cluster.last_plain:
            if day - cluster.first_plain > timedelta(days=policy.increment_lead_days):
                return 0.0, "says that it adds to what was told before"
            if cluster.last_plain - day > timedelta(days=policy.recap_days):
                return 0.0, "told too long after the addition"
        return 1.0, "told within the time of one addition"
    if cluster.first_added <= cluster.last_added:
        if cluster.last_added - day > timedelta(days=policy.increment_lead_days):
            return 0.0, "the other says that it adds to this"
        if day - cluster.first_added > timedelta(days=policy.recap_days):
            return 0.0, "told too long after the addition"
    first, last = min(cluster.first_plain, cluster.first_added), max(cluster.last_plain, cluster.last_added)
    apart = max(last - day, day - first)
    if sure:
        return max(0.5, 1.0 - apart.days / 1000), f"told {apart.days} days apart"
    if apart > timedelta(days=policy.loose_days):
        return 0.0, "overlapping numbers told too far apart"
    return max(0.5, 1.0 - apart.days / 250), f"told {apart.days} days apart"


def compare(left: Telling, right: Telling, *, catalogue: Catalogue, policy: Policy) -> PairScore:
    """The score of one pair, for explaining; 0 for different groups, donors or units."""
    if (left.group, left.donors, left.unit) != (right.group, right.donors, right.unit):
        return PairScore(score=0.0, reasons=("different kind, donors or unit",))
    cluster = Cluster()
    cluster.add(left, chain_of(left, catalogue), policy)
    return match(right, chain_of(right, catalogue), cluster, policy)


def chain_of(telling: Telling, catalogue: Catalogue) -> tuple[str, ...]:
    """The system and what it is a variant of; empty for a type alone."""
    if telling.system is None:
        return ()
    return tuple(catalogue.ancestry(telling.system)) or (telling.system,)
