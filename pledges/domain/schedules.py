"""A schedule caps what is due and adds nothing; where it is all that is known, its largest number is the pledge."""

from collections.abc import Iterable
from datetime import date

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry, Milestone, Number
from pledges.domain.figures import total
from pledges.domain.fitting import implied_entry
from pledges.domain.tellings import Telling
from pledges.domain.values import Basis


def latest_by_day(tellings: Iterable[Telling]) -> list[tuple[Telling, tuple[Telling, ...]]]:
    """For each day due the telling that counts, the latest report, beside all that were told of that day."""
    by_day: dict[date, list[Telling]] = {}
    for telling in tellings:
        assert telling.window is not None and telling.window.end is not None
        by_day.setdefault(telling.window.end, []).append(telling)
    return [
        (max(told, key=lambda one: (one.first_published, one.lead)), tuple(told)) for _, told in sorted(by_day.items())
    ]


def milestones_of(tellings: Iterable[Telling]) -> tuple[Milestone, ...]:
    """One milestone for each day due: what the latest report says."""
    made = []
    for best, told in latest_by_day(tellings):
        assert best.window is not None
        same = [one for one in told if (one.low, one.high) == (best.low, best.high)]
        made.append(
            Milestone(
                id=min(same, key=lambda one: one.order).id,
                window=best.window,
                number=Number(low=best.low, high=best.high, approximate=best.approximate),
                day=min(one.day for one in same),
                claims=tuple(sorted(claim_id for one in told for claim_id in one.claim_ids)),
            )
        )
    return tuple(made)


def pledge_of_schedule(
    tellings: Iterable[Telling], entries: Iterable[Entry], *, line: LineKey, catalogue: Catalogue
) -> Entry | None:
    """What a schedule promises in all, beyond what was added by its day; None where another number is known."""
    posted = list(entries)
    if any(one.basis is not Basis.INCREMENT or one.implied is not None for one in posted):
        return None
    counting = (best for best, _ in latest_by_day(tellings))
    largest = max(counting, key=lambda one: (one.stated, one.day, one.lead))
    added = total(one.counted for one in posted if one.counted is not None and one.day <= largest.day)
    rest = largest.amount.excess_over(added)
    return None if rest.zero else implied_entry(largest, rest, line=line, catalogue=catalogue)
