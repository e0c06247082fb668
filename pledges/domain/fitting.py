"""A running total and what was posted are fitted to each other: the rest is implied, a surplus gives way."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry, Implied, Number, category_of, entry_id
from pledges.domain.figures import ZERO, Amount
from pledges.domain.scopes import last_day
from pledges.domain.tellings import Telling
from pledges.domain.values import Basis, Kind


def recount(entry: Entry, amount: Amount) -> Entry:
    """The entry counting this much."""
    return entry if entry.counted == amount else replace(entry, counted=amount)


def _exact(number: int) -> Amount:
    return Amount(low=number, high=number, stated=number)


def settled(covered: Iterable[Entry]) -> list[Entry]:
    """The entries, each taken at its stated number: a total beyond all of them leaves no doubt of the parts."""
    return [recount(one, _exact(one.counted.stated)) for one in covered if one.counted is not None]


def implied_entry(telling: Telling, rest: Amount, *, line: LineKey, catalogue: Catalogue) -> Entry:
    """The entry that a running total proves without any other claim of it."""
    return Entry(
        id=entry_id("implied", telling.group.value, telling.lead, telling.donors),
        group=telling.group,
        kind=Kind(telling.claims[0].claim.kind),
        line=line,
        system=telling.system,
        category=category_of(telling.system, line, catalogue),
        number=Number(low=rest.low or None if rest.high != rest.low else rest.low, high=rest.high),
        counted=rest,
        day=last_day(telling.scope, telling.day),
        day_stated=False,
        first_published=telling.first_published,
        last_published=telling.first_published,
        last_told=telling.day,
        certainty=telling.claims[0].claim.certainty,
        value=telling.claims[0].claim.value,
        parties=telling.claims[0].claim.parties,
        implied=Implied.TOTAL,
        scope=telling.scope,
        claims=telling.claim_ids,
        articles=telling.articles,
        sources=1,
        reviewed=all(claim.reviewed for claim in telling.claims),
        fields={"quantity": telling.claim_ids},
    )


def beyond(rest: Amount, doubtful: Amount) -> Amount:
    """What a total proves where others may tell of a part of it: all of it at most, and surely what they leave."""
    low = 0 if doubtful.high is None else max(0, rest.low - doubtful.high)
    return Amount(low=low, stated=max(low, rest.stated - doubtful.stated), high=rest.high)


def without_surplus(covered: Iterable[Entry], surplus: int) -> list[Entry]:
    """The entries less a surplus: plain figures give way before increments, the oldest first."""
    left = []
    for one in sorted(covered, key=lambda entry: (entry.basis is Basis.INCREMENT, entry.order)):
        stated = one.counted.stated if one.counted is not None else 0
        taken = min(surplus, stated)
        surplus -= taken
        left.append(recount(one, _exact(stated - taken)))
    return left


def narrowed(covered: Sequence[Entry], known: Amount, asserted: Amount) -> list[Entry]:
    """Both can be right: keep what both allow, entry by entry, the newest giving way first."""
    highs = [high for high in (known.high, asserted.high) if high is not None]
    high = min(highs) if highs else None
    low = max(known.low, asserted.low)
    stated = max(low, known.stated if high is None else min(known.stated, high))
    if (low, high, stated) == (known.low, known.high, known.stated):
        return list(covered)
    numbers = _Tracks(covered)
    numbers.move_stated(stated - known.stated)
    numbers.raise_low(low - known.low)
    if high is not None:
        numbers.bound_high(high)
    return numbers.entries_now()


class _Tracks:
    """The three numbers of several entries, moved so that their sums fit and each stays in order."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = sorted(entries, key=lambda one: one.order, reverse=True)
        counted = [one.counted or ZERO for one in self.entries]
        self.low = [one.low for one in counted]
        self.stated = [one.stated for one in counted]
        self.high = [one.high for one in counted]

    def move_stated(self, by: int) -> None:
        for at, high in enumerate(self.high):
            if by > 0:
                step = by if high is None else min(by, high - self.stated[at])
            else:
                step = -min(-by, self.stated[at] - self.low[at])
            self.stated[at] += step
            by -= step

    def raise_low(self, by: int) -> None:
        for at in range(len(self.low)):
            step = min(by, self.stated[at] - self.low[at])
            self.low[at] += step
            by -= step

    def bound_high(self, to: int) -> None:
        open_ends = [at for at, high in enumerate(self.high) if high is None]
        for at in open_ends:
            self.high[at] = self.stated[at]
        highs = [high or 0 for high in self.high]
        spare = to - sum(highs)
        if spare > 0 and open_ends:
            highs[open_ends[0]] += spare
        for at in range(len(highs)):
            step = min(max(0, -spare), highs[at] - self.stated[at])
            highs[at] -= step
            spare += step
        self.high = list(highs)

    def entries_now(self) -> list[Entry]:
        return [
            recount(entry, Amount(low=low, high=high, stated=stated))
            for entry, low, high, stated in zip(self.entries, self.low, self.high, self.stated, strict=True)
        ]
