"""Rising numbers with later and later days due are the milestones of one schedule: each covers those before it."""

from collections.abc import Sequence
from itertools import pairwise

from extraction.reading.drafts import Draft
from pledges.domain.values import Basis, Kind

_FITS = frozenset({Basis.UNSTATED, Basis.CUMULATIVE})
RULE = "basis.milestone"


def with_milestones(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts of a sentence, the numbers of a schedule cumulative.

    "18 by the end of June and a total of 54 by the end of the year", "ten this summer, 30 by the end of 2023"; not
    "eight by June and eight by July", nor "ten in May and another 20 by July".
    """
    told = list(drafts)
    for schedule in _schedules(told):
        last = schedule[-1]
        words = last.words["basis"] if "basis" in last.words else last.words["window"]
        stones = {id(one) for one in schedule if one.basis is Basis.UNSTATED}
        told = [one.by_words("basis", words, basis=Basis.CUMULATIVE) if id(one) in stones else one for one in told]
    return tuple(told)


def _schedules(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """The promises of one thing by one giver whose numbers and days due rise together, two at least."""
    alike: dict[tuple[object, ...], list[Draft]] = {}
    for one in drafts:
        if one.kind is Kind.PLEDGE and one.category != "funding" and one.window is not None:
            alike.setdefault((one.slug, one.category, one.donors, one.recipient), []).append(one)
    return [several for several in alike.values() if len(several) > 1 and _is_schedule(several)]


def _is_schedule(drafts: Sequence[Draft]) -> bool:
    """Whether each number is larger and due later than the one before, and the last one says "by" or "in total"."""
    rising = all(_rises(before, after) for before, after in pairwise(drafts))
    window, basis = drafts[-1].window, drafts[-1].basis
    by_then = window is not None and window.start is None
    return rising and (by_then or basis is Basis.CUMULATIVE) and all(one.basis in _FITS for one in drafts)


def _rises(before: Draft, after: Draft) -> bool:
    less, more = before.quantity.low or before.quantity.high, after.quantity.low or after.quantity.high
    early, late = (one.window and one.window.end for one in (before, after))
    if less and more and early and late:
        return less < more and early < late
    return False
