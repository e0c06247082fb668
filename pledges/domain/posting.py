"""An increment adds; a running total checks, it does not add; what cannot be told apart is an interval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry, Implied, Number, category_of, entry_id
from pledges.domain.figures import ZERO, Amount, total
from pledges.domain.problems import Problem, ProblemType, problem, say
from pledges.domain.resolution import TIMED, LinkBook
from pledges.domain.tellings import Telling
from pledges.domain.values import Basis, Kind

CONFLICT_DAYS = 7  # running totals told within a week are of one time


@dataclass(slots=True)
class Posted:
    """A line's entries of one group after posting, in order, with what was asserted over them."""

    entries: dict[str, Entry] = field(default_factory=dict)
    totals: list[Telling] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    past: set[int] = field(default_factory=set)  # exact totals that the line has had


def chain_meets(left: str | None, right: str | None, catalogue: Catalogue) -> bool:
    """Whether one is the other or a variant of it; a type alone may be anything."""
    if left is None or right is None or left == right:
        return True
    return left in catalogue.ancestry(right) or right in catalogue.ancestry(left)


def post(
    entries: Iterable[Entry],
    totals: Iterable[Telling],
    *,
    line: LineKey,
    catalogue: Catalogue,
    links: LinkBook,
    tolerance: float = 0.1,
) -> Posted:
    """Post numbered entries and assert running totals over them, oldest first.

    On one day: plain figures, then increments, then totals, which so cover the increments of their own article.
    """
    posted = Posted()
    numbered = mark_parts(list(entries), catalogue)
    steps: list[tuple[tuple[object, ...], Entry | Telling]] = [
        ((one.day, 1 if one.basis is Basis.INCREMENT else 0, one.id), one) for one in numbered
    ]
    steps += [((one.day, 2, one.claim_ids[0]), one) for one in totals]
    for _, step in sorted(steps, key=lambda pair: pair[0]):
        if isinstance(step, Telling):
            _assert_total(posted, step, line=line, catalogue=catalogue, tolerance=tolerance)
        elif step.part_of is not None or step.counted is None or step.basis is Basis.INCREMENT:
            posted.entries[step.id] = step
        else:
            _post_plain(posted, step, catalogue=catalogue, links=links)
        _remember(posted)
    return posted


def _remember(posted: Posted) -> None:
    now = total(one.counted for one in posted.entries.values() if one.counted is not None)
    if now.low == now.high and now.low:
        posted.past.add(now.low)


def _post_plain(posted: Posted, entry: Entry, *, catalogue: Catalogue, links: LinkBook) -> None:
    """A figure that neither adds nor totals: the larger of it and what it may restate, up to the sum of both."""
    rivals = [one for one in posted.entries.values() if may_restate(entry, one, catalogue=catalogue, links=links)]
    amount = entry.number.amount
    if not rivals:
        posted.entries[entry.id] = entry
        return
    known = total(one.counted for one in rivals if one.counted is not None)
    if len(rivals) > 1 and amount.low == amount.high and amount.low in posted.past:
        posted.entries[entry.id] = replace(entry, counted=ZERO)
        return
    low = max(0, amount.low - known.low)
    stated = max(low, amount.stated - known.stated)
    posted.entries[entry.id] = replace(entry, counted=Amount(low=low, high=amount.high, stated=stated))
    others = ", ".join(say(one.number.low, one.number.high) for one in rivals)
    posted.problems.append(
        problem(
            ProblemType.POSSIBLE_DOUBLE,
            [*entry.claims, *(claim for one in rivals for claim in one.claims)],
            f"{say(entry.number.low, entry.number.high)} may restate or add to {others}: no source says which.",
        )
    )


def may_restate(entry: Entry, other: Entry, *, catalogue: Catalogue, links: LinkBook) -> bool:
    """Whether nothing tells two figures of a line apart: no variant, editor, or stated time of a transfer."""
    if other.counted is None or other.part_of is not None or not chain_meets(entry.system, other.system, catalogue):
        return False
    if links.parts(entry.claims, frozenset(other.claims)):
        return False
    return not (entry.group in TIMED and _disjoint(entry, other))


def _disjoint(left: Entry, right: Entry) -> bool:
    if left.window is None or right.window is None:
        return False
    start = max(left.window.start or date.min, right.window.start or date.min)
    return start > min(left.window.end or date.max, right.window.end or date.max)


def mark_parts(entries: list[Entry], catalogue: Catalogue) -> list[Entry]:
    """A sum and its stated parts in one article: the parts belong to the sum and add nothing."""
    by_article: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.basis is not Basis.INCREMENT and entry.counted is not None:
            for article in entry.articles:
                by_article.setdefault(article, []).append(entry)
    part_of: dict[str, str] = {}
    for article in sorted(by_article):
        found = sorted(by_article[article], key=lambda one: (-one.number.amount.stated, one.id))
        for whole in found if 3 <= len(found) <= 10 else ():
            for part in _parts_of(whole, found, part_of, catalogue):
                part_of[part.id] = whole.id
    return [replace(one, counted=ZERO, part_of=part_of[one.id]) if one.id in part_of else one for one in entries]


def _parts_of(whole: Entry, found: Sequence[Entry], part_of: dict[str, str], catalogue: Catalogue) -> Sequence[Entry]:
    """The two to four smaller figures that add up to the whole, if any do."""
    if whole.id in part_of:
        return ()
    smaller = [
        one
        for one in found
        if 0 < one.number.amount.stated < whole.number.amount.stated
        and one.id not in part_of
        and chain_meets(whole.system, one.system, catalogue)
    ]
    for size in (2, 3, 4):
        for parts in combinations(smaller, size):
            if sum(one.number.amount.stated for one in parts) == whole.number.amount.stated:
                return parts
    return ()


def _assert_total(posted: Posted, telling: Telling, *, line: LineKey, catalogue: Catalogue, tolerance: float) -> None:
    """Check a running total against what was posted by its day, and fit the one to the other."""
    _note_conflict(posted, telling, catalogue)
    posted.totals.append(telling)
    covered = [
        one
        for one in posted.entries.values()
        if one.counted is not None and chain_meets(telling.system, one.system, catalogue)
    ]
    known = total(one.counted for one in covered if one.counted is not None)
    asserted = telling.amount
    if telling.approximate and known.stated and abs(asserted.stated - known.stated) <= tolerance * asserted.stated:
        return
    if known.high is not None and known.high < asserted.stated:
        _imply_rest(posted, telling, covered, known, line=line, catalogue=catalogue)
    elif asserted.high is not None and known.low > asserted.high:
        _take_surplus(posted, telling, covered)
    else:
        _narrow(posted, covered, known, asserted)


def _imply_rest(
    posted: Posted,
    telling: Telling,
    covered: list[Entry],
    known: Amount,
    *,
    line: LineKey,
    catalogue: Catalogue,
) -> None:
    """More is asserted than was posted: the rest is an implied entry, older than the increments of the article."""
    if telling.amount.low >= known.stated:
        for one in covered:
            assert one.counted is not None
            stated = one.counted.stated
            posted.entries[one.id] = replace(one, counted=Amount(low=stated, high=stated, stated=stated))
        known = Amount(low=known.stated, high=known.stated, stated=known.stated)
    rest = telling.amount.excess_over(known)
    implied = implied_entry(telling, rest, line=line, catalogue=catalogue)
    posted.entries[implied.id] = implied


def implied_entry(telling: Telling, rest: Amount, *, line: LineKey, catalogue: Catalogue) -> Entry:
    """The entry that a running total proves without any other claim of it."""
    return Entry(
        id=entry_id("implied", telling.group.value, telling.claim_ids[0], telling.donors),
        group=telling.group,
        kind=Kind(telling.claims[0].claim.kind),
        line=line,
        system=telling.system,
        category=category_of(telling.system, line, catalogue),
        number=Number(low=rest.low or None if rest.high != rest.low else rest.low, high=rest.high),
        counted=rest,
        day=telling.day,
        day_stated=False,
        first_published=telling.first_published,
        last_published=telling.last_published,
        certainty=telling.claims[0].claim.certainty,
        value=telling.claims[0].claim.value,
        parties=telling.claims[0].claim.parties,
        implied=Implied.TOTAL,
        claims=telling.claim_ids,
        articles=telling.articles,
        sources=1,
        reviewed=all(claim.reviewed for claim in telling.claims),
        fields={"quantity": telling.claim_ids},
    )


def _take_surplus(posted: Posted, telling: Telling, covered: list[Entry]) -> None:
    """Less is asserted than was posted: the total is the figure, and the oldest entries give way to it."""
    ordered = sorted(covered, key=lambda one: (one.basis is Basis.INCREMENT, one.day, one.id))
    surplus = sum(one.counted.stated for one in ordered if one.counted) - telling.amount.stated
    posted.problems.append(
        problem(
            ProblemType.POSSIBLE_DOUBLE,
            [*telling.claim_ids, *(claim for one in ordered for claim in one.claims)],
            f"{surplus + telling.amount.stated} were posted, but a source says "
            f"{say(telling.low, telling.high)} in total: {surplus} may be counted twice.",
        )
    )
    for one in ordered:
        assert one.counted is not None
        taken = min(surplus, one.counted.stated)
        surplus -= taken
        left = one.counted.stated - taken
        posted.entries[one.id] = replace(one, counted=Amount(low=left, high=left, stated=left))


def _narrow(posted: Posted, covered: list[Entry], known: Amount, asserted: Amount) -> None:
    """Both can be right: keep what both allow, entry by entry, the newest giving way first."""
    high = (
        known.high if asserted.high is None else asserted.high if known.high is None else min(known.high, asserted.high)
    )
    low = max(known.low, asserted.low)
    stated = max(low, known.stated if high is None else min(known.stated, high))
    numbers = _Tracks(covered)
    numbers.move_stated(stated - known.stated)
    numbers.raise_low(low - known.low)
    if high is not None:
        numbers.bound_high(high)
    for one, amount in zip(numbers.entries, numbers.amounts(), strict=True):
        posted.entries[one.id] = replace(one, counted=amount)


class _Tracks:
    """The three numbers of several entries, moved so that their sums fit and each stays in order."""

    def __init__(self, entries: list[Entry]) -> None:
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

    def amounts(self) -> list[Amount]:
        return [
            Amount(low=low, high=high, stated=stated)
            for low, high, stated in zip(self.low, self.high, self.stated, strict=True)
        ]


def _note_conflict(posted: Posted, telling: Telling, catalogue: Catalogue) -> None:
    """Running totals of one week that exclude each other, with nothing posted in between."""
    for other in posted.totals:
        near = telling.day - other.day <= timedelta(days=CONFLICT_DAYS)
        between = any(other.day < one.day <= telling.day and one.implied is None for one in posted.entries.values())
        if not near or between or not chain_meets(telling.system, other.system, catalogue):
            continue
        lows, highs = (telling.low or 0, other.low or 0), (telling.high, other.high)
        least_high = min((high for high in highs if high is not None), default=None)
        if least_high is None or max(lows) <= least_high or telling.approximate or other.approximate:
            continue
        posted.problems.append(
            problem(
                ProblemType.CONFLICT,
                [*telling.claim_ids, *other.claim_ids],
                f"One source says {say(telling.low, telling.high)} in total, another "
                f"{say(other.low, other.high)}, at the same time.",
            )
        )
