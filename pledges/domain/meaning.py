"""A mention speaks of the numbered entry of its equipment that is told nearest in time."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry
from pledges.domain.neighbours import chain_meets
from pledges.domain.policy import Policy
from pledges.domain.posting import Posted
from pledges.domain.tellings import Group, Telling
from pledges.domain.values import Basis


def meant_by(
    posted: Mapping[LineKey, Posted],
    lines: Iterable[LineKey],
    telling: Telling,
    catalogue: Catalogue,
    policy: Policy,
) -> Entry | None:
    """The numbered entry told nearest in time that the mention may speak of."""
    best: Entry | None = None
    for line in lines:
        for entry in posted[line].entries.values():
            if entry.counted is None or not may_mean(entry, telling, catalogue, policy):
                continue
            if best is None or distance(entry, telling) < distance(best, telling):
                best = entry
        if best is not None:
            return best
    return best


def placed_by(entry: Entry | None) -> tuple[object, ...] | None:
    """What of an entry decides which mentions speak of it; nothing where none can, since it has no number."""
    if entry is None or entry.counted is None:
        return None
    return (entry.day, entry.system, entry.basis, entry.window)


def distance(entry: Entry, telling: Telling) -> tuple[bool, int, str]:
    return (entry.day > telling.day, abs((entry.day - telling.day).days), entry.id)


def may_mean(entry: Entry, telling: Telling, catalogue: Catalogue, policy: Policy) -> bool:
    if not chain_meets(entry.system, telling.system, catalogue):
        return False
    if telling.basis is Basis.INCREMENT:
        near = abs(entry.day - telling.day) <= timedelta(days=policy.mention_days)
        return entry.basis is Basis.INCREMENT and near
    if entry.window is not None and telling.window is not None and entry.group in (Group.DELIVERY, Group.DISPATCH):
        start = max(entry.window.start or date.min, telling.window.start or date.min)
        return start <= min(entry.window.end or date.max, telling.window.end or date.max)
    return True
