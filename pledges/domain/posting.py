"""An increment adds; a running total checks, it does not add; what cannot be told apart is an interval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pledges.domain.accounts import LineKey
from pledges.domain.asserting import assert_over, largest_first
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry, Implied
from pledges.domain.figures import ZERO, Amount, total
from pledges.domain.links import LinkBook
from pledges.domain.neighbours import chain_meets
from pledges.domain.parts import are_two_things, mark_parts
from pledges.domain.policy import Policy
from pledges.domain.problems import Problem, ProblemType, culprits, problem, say
from pledges.domain.replacing import replacement
from pledges.domain.resolution import TIMED
from pledges.domain.scopes import apart, last_day
from pledges.domain.spans import shares_time, within
from pledges.domain.tellings import Group, Telling
from pledges.domain.values import Basis

CONFLICT_DAYS = 7  # running totals told within a week are of one time
WITHDRAWN, PLAIN, ADDED, REPLACING, CUT, TOTAL = range(6)  # the order of steps on one day


@dataclass(slots=True)
class Posted:
    """A line's entries of one group after posting, in order, with what was asserted over them."""

    entries: dict[str, Entry] = field(default_factory=dict)
    totals: list[Telling] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    past: set[int] = field(default_factory=set)  # exact totals that the line has had
    gone: list[tuple[str | None, int]] = field(default_factory=list)  # what was withdrawn of which system
    remains: set[int] = field(default_factory=set)  # exact totals that the line has had less what was withdrawn
    replaced: dict[int, Entry] = field(default_factory=dict)  # by the number that it says it replaces

    def copy(self) -> "Posted":
        """One whose entries and problems may change."""
        return replace(self, entries=dict(self.entries), problems=list(self.problems))


def same_posted(before: Posted | None, now: Posted) -> Posted:
    """What is posted now, by the values that were known before where they are equal: what follows knows by identity."""
    if before is None:
        return now
    known = before.entries
    now.entries = {key: old if (old := known.get(key)) == one else one for key, one in now.entries.items()}
    return before if now == before else now


def post(
    entries: Iterable[Entry],
    totals: Iterable[Telling],
    *,
    withdrawn: Iterable[Entry] = (),
    line: LineKey,
    catalogue: Catalogue,
    links: LinkBook,
    policy: Policy,
) -> Posted:
    """Post numbered entries and assert running totals over them, oldest first.

    On one day: what is withdrawn, so that what remains is known again, plain figures, then increments, then what
    replaces any of these, with the cut that it tells of, then totals, which so cover the increments of their own
    article. A total of a time that is over is told of its last day.
    """
    posted = Posted()
    numbered = mark_parts(list(entries), catalogue)
    cuts = _cuts(numbered, withdrawn)
    beside = {one.id for told in cuts.values() for one in told}
    steps: list[tuple[tuple[object, ...], Entry | Telling]] = [((one.day, _turn(one), one.id), one) for one in numbered]
    steps += [((last_day(one.scope, one.day), TOTAL, one.lead), one) for one in totals]
    steps += [((one.day, CUT if one.id in beside else WITHDRAWN, one.id), one) for one in withdrawn]
    for _, step in sorted(steps, key=lambda pair: pair[0]):
        if isinstance(step, Entry) and step.group is Group.CANCELLATION:
            _withdraw(posted, step)
        elif isinstance(step, Telling):
            _assert_total(posted, step, line=line, catalogue=catalogue, policy=policy)
        elif step.part_of is not None or step.replaced_by is not None or step.counted is None:
            posted.entries[step.id] = step
        elif step.replaces is not None:
            _replace(posted, step, cuts.get(step.id, ()), catalogue=catalogue, links=links, policy=policy)
        elif step.basis is Basis.INCREMENT:
            posted.entries[step.id] = step
        else:
            _post_plain(posted, step, catalogue=catalogue, links=links)
        _remember(posted)
    return posted


def _turn(entry: Entry) -> int:
    if entry.replaces is not None:
        return REPLACING
    return ADDED if entry.basis is Basis.INCREMENT else PLAIN


def _cuts(entries: Iterable[Entry], withdrawn: Iterable[Entry]) -> dict[str, list[Entry]]:
    """For what replaces a larger number, the withdrawals of the difference in its articles: "cut from 8 to 4"."""
    found: dict[str, list[Entry]] = {}
    taken = list(withdrawn)
    for entry in entries:
        if entry.replaces is None or entry.replaces.number is None:
            continue
        less = entry.replaces.number - entry.number.amount.stated
        told = [one for one in taken if one.number.known and not one.articles.isdisjoint(entry.articles)]
        found[entry.id] = [one for one in told if one.number.amount.stated == less][:1]
    return found


def _replace(
    posted: Posted, entry: Entry, cuts: Sequence[Entry], *, catalogue: Catalogue, links: LinkBook, policy: Policy
) -> None:
    """Let an entry stand in place of what it replaces; what it finds nothing to replace is a plain figure."""
    standing = [
        one
        for one in posted.entries.values()
        if one.counted is not None
        and one.part_of is None
        and one.replaced_by is None
        and chain_meets(entry.system, one.system, catalogue)
        and not links.parts(entry.claims, frozenset(one.claims))
    ]
    made = replacement(entry, standing, cuts, policy=policy)
    posted.entries.update((one.id, one) for one in made.gone)
    if made.gone or cuts:
        posted.entries[entry.id] = made.standing
    elif entry.basis is Basis.INCREMENT:
        posted.entries[entry.id] = entry
    else:
        _post_plain(posted, entry, catalogue=catalogue, links=links)
    if entry.replaces is not None and entry.replaces.number is not None:
        posted.replaced[entry.replaces.number] = entry


def _withdraw(posted: Posted, entry: Entry) -> None:
    """Remember what is gone, so that what remains is not taken for news. It is taken back when it is booked."""
    number = entry.number
    if not entry.suspends and number.low is not None and number.low == number.high:
        known = total(one.counted for one in posted.entries.values() if one.counted is not None)
        posted.gone.append((entry.system, min(number.low, max(0, known.low - _gone(posted)))))


def _gone(posted: Posted) -> int:
    return sum(number for _, number in posted.gone)


def _remember(posted: Posted) -> None:
    now = total(one.counted for one in posted.entries.values() if one.counted is not None)
    if now.low == now.high and now.low:
        posted.past.add(now.low)
        if _gone(posted):
            posted.remains.add(now.low - _gone(posted))


def _post_plain(posted: Posted, entry: Entry, *, catalogue: Catalogue, links: LinkBook) -> None:
    """A figure that neither adds nor totals: the larger of it and what it may restate, up to the sum of both."""
    amount = entry.number.amount
    replaced_by = posted.replaced.get(amount.stated) if amount.low == amount.high else None
    if replaced_by is not None and not entry.day_stated and chain_meets(entry.system, replaced_by.system, catalogue):
        posted.entries[entry.id] = replace(entry, counted=ZERO, replaced_by=replaced_by.id)
        return
    rivals = [one for one in posted.entries.values() if may_restate(entry, one, catalogue=catalogue, links=links)]
    if not rivals:
        posted.entries[entry.id] = entry
        return
    known = total(one.counted for one in rivals if one.counted is not None)
    restated = posted.remains | (posted.past if len(rivals) > 1 else set())
    if amount.low == amount.high and amount.low in restated:
        posted.entries[entry.id] = replace(entry, counted=ZERO)
        return
    low = max(0, amount.low - known.low)
    stated = max(low, amount.stated - known.stated)
    posted.entries[entry.id] = replace(entry, counted=Amount(low=low, high=amount.high, stated=stated))
    others = ", ".join(say(one.number.low, one.number.high) for one in rivals)
    posted.problems.append(
        problem(
            ProblemType.POSSIBLE_DOUBLE,
            [entry.id, *(one.id for one in rivals)],
            culprits(entry.claims, *(one.claims for one in sorted(rivals, key=largest_first))),
            f"{say(entry.number.low, entry.number.high)} may restate or add to {others}: no source says which.",
            effect=amount.stated - stated,
        )
    )


def may_restate(entry: Entry, other: Entry, *, catalogue: Catalogue, links: LinkBook) -> bool:
    """Whether nothing tells two figures of a line apart: no variant, words, editor, or stated time of a transfer."""
    if other.counted is None or other.part_of is not None or other.replaced_by is not None:
        return False
    if are_two_things(entry, other) or not chain_meets(entry.system, other.system, catalogue):
        return False
    if links.parts(entry.claims, frozenset(other.claims)):
        return False
    return not (entry.group in TIMED and _disjoint(entry, other))


def _disjoint(left: Entry, right: Entry) -> bool:
    if left.window is None or right.window is None:
        return False
    start = max(left.window.start or date.min, right.window.start or date.min)
    return start > min(left.window.end or date.max, right.window.end or date.max)


def _assert_total(posted: Posted, telling: Telling, *, line: LineKey, catalogue: Catalogue, policy: Policy) -> None:
    """Check a running total against what was posted by its day and in its time, and fit the one to the other."""
    _note_conflict(posted, telling, catalogue)
    posted.totals.append(telling)
    covered = [
        one
        for one in posted.entries.values()
        if one.counted is not None
        and one.replaced_by is None
        and chain_meets(telling.system, one.system, catalogue)
        and within(one, telling.scope)
    ]
    doubtful = total(_partly_within(posted, telling, covered, catalogue)) if telling.scope is not None else ZERO
    gone = sum(number for system, number in posted.gone if chain_meets(telling.system, system, catalogue))
    made = assert_over(covered, telling, doubtful=doubtful, gone=gone, line=line, catalogue=catalogue, policy=policy)
    posted.entries.update((one.id, one) for one in made.entries)
    posted.problems.extend(made.doubts)


def _partly_within(
    posted: Posted, telling: Telling, covered: Iterable[Entry], catalogue: Catalogue
) -> Iterable[Amount]:
    """What other totals imply of a time that this one shares in part: it may be the same units."""
    known = {one.id for one in covered}
    for one in posted.entries.values():
        other = one.id not in known and one.implied is Implied.TOTAL and shares_time(one, telling.scope)
        if other and one.counted is not None and chain_meets(telling.system, one.system, catalogue):
            yield one.counted


def _note_conflict(posted: Posted, telling: Telling, catalogue: Catalogue) -> None:
    """Running totals of one week that exclude each other, with nothing posted in between."""
    posted_on = max((one.day for one in posted.entries.values() if one.implied is None), default=date.min)
    for other in reversed(posted.totals):
        if telling.day - other.day > timedelta(days=CONFLICT_DAYS) or other.day < posted_on:
            return
        if apart(telling.scope) != apart(other.scope):
            continue
        highs = [high for high in (telling.high, other.high) if high is not None]
        excluded = bool(highs) and max(telling.low or 0, other.low or 0) > min(highs)
        rough = telling.approximate or other.approximate
        if not excluded or rough or not chain_meets(telling.system, other.system, catalogue):
            continue
        posted.problems.append(
            problem(
                ProblemType.CONFLICT,
                [telling.id, other.id],
                culprits(telling.claim_ids, other.claim_ids),
                f"One source says {say(telling.low, telling.high)} in total, another "
                f"{say(other.low, other.high)}, at the same time.",
                effect=abs(telling.stated - other.stated),
            )
        )
