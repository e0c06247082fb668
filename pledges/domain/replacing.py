"""What a claim says it replaces stands no more from that day on; it stays in history, counting nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pledges.domain.entries import Entry
from pledges.domain.figures import ZERO, Amount, total
from pledges.domain.policy import Policy
from pledges.domain.tellings import Telling
from pledges.domain.values import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What a claim stands in place of: the entries as they are now, and the one that replaces them."""

    standing: Entry
    gone: tuple[Entry, ...]


def with_since(tellings: Iterable[Telling], known: dict[int, tuple[Telling, Telling]] | None = None) -> list[Telling]:
    """The tellings of one line; one that replaces has a number of its own since that number was last replaced.

    `known` are those that were made the last time, by the telling that they were made of.
    """
    found, known = list(tellings), known if known is not None else {}
    replaced: dict[int, list[date]] = {}
    for one in found:
        if one.replaces is not None and one.replaces.number is not None:
            replaced.setdefault(one.replaces.number, []).append(one.day)
    dated = {id(one): (one, _since(one, replaced, known)) for one in found if one.replaces is not None}
    known.clear()
    known.update(dated)
    return [dated[id(one)][1] if one.replaces is not None else one for one in found]


def _since(
    telling: Telling, replaced: Mapping[int, list[date]], known: Mapping[int, tuple[Telling, Telling]]
) -> Telling:
    since = max((day for day in replaced.get(telling.stated, ()) if day <= telling.day), default=None)
    _, before = known.get(id(telling), (telling, telling))
    return before if before.since == since else replace(telling, since=since)


def replacement(entry: Entry, standing: Iterable[Entry], cuts: Iterable[Entry], *, policy: Policy) -> Replacement:
    """An entry in place of what it says it replaces, of what stands on its line.

    Of a number: the latest entry of that number, else all that stand if they add up to it, and what is told of the
    step ("20 more, from 40 to 60"). Of a correction: the latest number of the same publisher. `cuts` are the
    withdrawals told beside it, which are booked on it: it counts them too. It stands since what it replaces stood.
    """
    gone = _gone(entry, list(standing), policy)
    taken = sum(one.number.amount.stated for one in cuts)
    amount = entry.number.amount
    counted = Amount(
        low=amount.low + taken,
        high=None if amount.high is None else amount.high + taken,
        stated=amount.stated + taken,
    )
    day = min([entry.day, *(one.day for one in gone)])
    return Replacement(
        standing=replace(entry, counted=counted, day=day),
        gone=tuple(replace(one, counted=ZERO, replaced_by=entry.id) for one in gone),
    )


def _gone(entry: Entry, standing: list[Entry], policy: Policy) -> list[Entry]:
    assert entry.replaces is not None
    number = entry.replaces.number
    if number is None:
        told = [one for one in standing if _corrects(entry, one, policy)]
        return [max(told, key=lambda one: one.order)] if told else []
    same = [one for one in standing if is_number(one, number, policy)]
    step = [one for one in standing if _is_step(one, entry, number, policy)]
    if same:
        return [max(same, key=lambda one: one.order), *(one for one in step if one not in same)]
    others = [one for one in standing if one not in step]
    whole = total(one.counted for one in others if one.counted is not None)
    return [*others, *step] if whole.stated == number else step


def is_number(entry: Entry, replaced: int, policy: Policy) -> bool:
    """Whether an entry's number is the one that is said to be replaced; a disputed one is any of its sides."""
    number = entry.number
    if number.said is not None and number.low is not None and number.high is not None:
        return number.low <= replaced <= number.high
    amount = entry.counted if entry.implied is not None and entry.counted is not None else number.amount
    off = abs(amount.stated - replaced)
    return off <= (policy.approximate_within * replaced if number.approximate else 0)


def _is_step(other: Entry, entry: Entry, number: int, policy: Policy) -> bool:
    """The increment that leads from the one number to the other, told at that time."""
    near = abs(other.day - entry.day) <= timedelta(days=policy.announced_days)
    step = entry.number.amount.stated - number
    return other.basis is Basis.INCREMENT and near and other.number.amount.stated == step


def _corrects(entry: Entry, other: Entry, policy: Policy) -> bool:
    """Told by the same publisher not long before, or in the same article, of a time that overlaps."""
    if entry.window is not None and other.window is not None:
        start = max(entry.window.start or date.min, other.window.start or date.min)
        if start > min(entry.window.end or date.max, other.window.end or date.max):
            return False
    if not entry.articles.isdisjoint(other.articles):
        return True
    near = abs(entry.last_published - other.last_published) <= timedelta(days=policy.correction_days)
    return near and not entry.publishers.isdisjoint(other.publishers)
