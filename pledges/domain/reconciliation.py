"""Pledged less delivered is outstanding, in intervals; no report by the day due is not: no delivery."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from pledges.domain.accounts import LineKey
from pledges.domain.books import Direction, Elsewhere
from pledges.domain.changes import Table, as_known
from pledges.domain.entries import Entry
from pledges.domain.explaining import Explained, explained
from pledges.domain.figures import ZERO, Amount, Figure, Interval, total
from pledges.domain.ledger import Ledger
from pledges.domain.lines import Line
from pledges.domain.memo import Memo
from pledges.domain.policy import DEFAULT, Policy
from pledges.domain.problems import Problem, ProblemType, culprits, in_order, problem, say
from pledges.domain.values import Window


class Status(StrEnum):
    LISTED = "listed"  # intents and requests only
    PLEDGED = "pledged"
    IN_TRANSIT = "in_transit"
    PARTLY_DELIVERED = "partly_delivered"
    DELIVERED = "delivered"
    OVER_DELIVERED = "over_delivered"
    CANCELLED = "cancelled"
    UNCLEAR = "unclear"


NOTHING = Interval()


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What the schedule promises next: by `window`, so many."""

    window: Window
    quantity: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The figures of the same donors and equipment in another unit, on the line `key`."""

    key: LineKey
    pledged: Figure
    in_transit: Figure
    delivered: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationLine:
    """One line as `api.md` serves it. `unmet` is what each of its pledges is open for or waits for on its way, in all;
    `outstanding` is what was pledged less what came, and no more than that: nothing of a pledge that its own arrival
    implies, however much came.
    """

    key: LineKey
    pledged: Figure
    in_transit: Figure
    delivered: Figure
    cancelled: Figure
    unmet: Interval
    outstanding: Interval
    next_due: Due | None
    no_delivery_reported: Interval
    overdue: Interval
    status: Status
    elsewhere: tuple[Elsewhere, ...]
    beside: tuple["Beside", ...] = ()
    explained: tuple[Explained, ...]
    listed: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    pledges: tuple[str, ...]
    deliveries: tuple[str, ...]
    claims: tuple[str, ...]

    @property
    def joint(self) -> bool:
        return len(self.key.donors) > 1


def reconcile(
    ledger: Ledger, *, today: date, policy: Policy = DEFAULT, memo: Memo | None = None
) -> list[ReconciliationLine]:
    """Every line of a ledger, as of its own clock, or of `today` where it has none; `memo` is the fold's."""
    found = figures_of(ledger, today=today, policy=policy, memo=memo)
    return [found[line.key] for line in ledger.lines]


def figures_of(
    ledger: Ledger, *, today: date, policy: Policy = DEFAULT, memo: Memo | None = None
) -> Table[LineKey, ReconciliationLine]:
    """As `reconcile`, by line."""
    memo = memo or Memo()
    return memo.kept("figures", _Figures).of(ledger.by_key, day=ledger.as_of or today, policy=policy)


class _Figures:
    """The figures of some lines from fold to fold: the same line has the same on one day."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._lines: Table[LineKey, Line] = Table()
        self._alone: dict[LineKey, ReconciliationLine] = {}
        self._alike: dict[tuple[object, ...], dict[LineKey, None]] = {}
        self._made: Table[LineKey, ReconciliationLine] = Table()

    def of(self, lines: Table[LineKey, Line], *, day: date, policy: Policy) -> Table[LineKey, ReconciliationLine]:
        gone: Iterable[LineKey] = ()
        if day != self._day:
            self._lines, self._alone, self._alike, self._day = Table(), {}, {}, day
            gone = self._made  # a line that is no more was not looked at on this day
        otherwise = lines.since(self._lines)
        for key in otherwise:
            alike = self._alike.setdefault(_thing(key), {})
            if key in lines:
                self._alone[key], alike[key] = reconcile_line(lines[key], day=day, policy=policy), None
            else:
                del self._alone[key], alike[key]
        shown = [one for thing in {_thing(key) for key in otherwise} for one in self._beside(thing)]
        come = as_known(self._made, {one.key: one for one in shown})
        self._lines, self._made = lines, self._made.then(come, otherwise.union(gone))
        return self._made

    def _beside(self, thing: tuple[object, ...]) -> list[ReconciliationLine]:
        """The lines of one thing beside each other."""
        keys = sorted(self._alike[thing], key=lambda one: one.sort_key)
        return beside_each_other(self._alone[key] for key in keys)


def beside_each_other(lines: Iterable[ReconciliationLine]) -> list[ReconciliationLine]:
    """The lines, each with the figures of its donors and equipment in other units."""
    found = list(lines)
    alike: dict[tuple[object, ...], list[ReconciliationLine]] = {}
    for line in found:
        alike.setdefault(_thing(line.key), []).append(line)
    return [_with_others(line, same) if len(same := alike[_thing(line.key)]) > 1 else line for line in found]


def _with_others(line: ReconciliationLine, same: Iterable[ReconciliationLine]) -> ReconciliationLine:
    return replace(line, beside=tuple(_beside(one) for one in same if one is not line and _counts(one)))


def _thing(key: LineKey) -> tuple[object, ...]:
    return (key.donors, key.family, key.category if key.family is None else None)


def _counts(line: ReconciliationLine) -> bool:
    return bool(line.pledged.entries or line.in_transit.entries or line.delivered.entries)


def _beside(line: ReconciliationLine) -> Beside:
    return Beside(key=line.key, pledged=line.pledged, in_transit=line.in_transit, delivered=line.delivered)


def figure_of(entries: Iterable[Entry], amounts: Mapping[str, Amount] | None = None) -> Figure:
    """The sum of what entries count (or of `amounts` by id), beside the number of those that state none."""
    undisclosed, count, reviewed = 0, 0, 0
    counted: list[Amount] = []
    for entry in entries:
        amount = entry.counted if amounts is None else amounts.get(entry.id, entry.counted)
        if amount is not None and amount.zero:
            continue
        count += 1
        reviewed += entry.reviewed
        if amount is None:
            undisclosed += 1
        else:
            counted.append(amount)
    summed = total(counted)
    return Figure(
        low=summed.low,
        high=summed.high,
        stated=summed.stated,
        undisclosed=undisclosed,
        entries=count,
        reviewed=reviewed,
    )


def reconcile_line(line: Line, *, day: date, policy: Policy = DEFAULT) -> ReconciliationLine:
    """The figures of one line on a day."""
    pledged = figure_of(line.pledges)
    delivered = figure_of(line.deliveries)
    transit = figure_of(line.dispatches, line.transit)
    cancelled = figure_of([one for one in line.cancellations if not line.taken.get(one.id, ZERO).zero], line.taken)
    filled = _filled(line, delivered)
    unfilled = _unfilled(line)
    unmet = _sum(unfilled.values())
    outstanding = pledged.amount.interval.less(filled).within(unmet)
    silent = _silent(line, unfilled, filled, outstanding, day)
    overdue = _sum(unfilled[one.id] for one in line.pledges if one.late).within(silent)
    claims = line.claims
    return ReconciliationLine(
        key=line.key,
        pledged=pledged,
        in_transit=transit,
        delivered=delivered,
        cancelled=cancelled,
        unmet=unmet,
        outstanding=outstanding,
        next_due=_next_due(line, unfilled, filled, outstanding, day),
        no_delivery_reported=silent,
        overdue=overdue,
        status=status_of(pledged, delivered, transit, cancelled, outstanding, line),
        elsewhere=line.elsewhere,
        explained=explained(line.entries),
        listed=line.listed,
        problems=in_order((*line.problems, *_problems(line, silent, overdue, unfilled, day, policy))),
        pledges=tuple(one.id for one in line.pledges),
        deliveries=tuple(one.id for one in line.deliveries),
        claims=claims,
    )


def _sum(parts: Iterable[Interval | None]) -> Interval:
    whole = Interval()
    for part in parts:
        whole = whole + part if part is not None else whole
    return whole


def _filled(line: Line, delivered: Figure) -> Interval:
    """What fills this line's pledges: its deliveries, less those booked elsewhere, and others' booked here.

    What may be of a member's pledge fills the group's line, and nothing of the member's; what may be of a pledge of
    nobody named fills that by 0 to so much.
    """
    arrived = [one for one in line.elsewhere if not one.in_transit and one.quantity is not None]
    away = _sum(one.quantity for one in arrived if one.direction is Direction.TO and not one.possible)
    fills = [one for one in arrived if one.direction is Direction.FROM and not (one.possible and line.key.donors)]
    brought = _sum(one.quantity for one in fills)
    return delivered.amount.interval.less(away) + brought


def _unfilled(line: Line) -> dict[str, Interval]:
    """What of each pledge has not arrived: not booked at all, or on its way."""
    way: dict[str, Interval] = {}
    for one in line.fulfilments:
        if one.in_transit and not one.possible and one.quantity is not None:
            way[one.pledge] = way.get(one.pledge, NOTHING) + one.quantity
    found = {}
    for pledge in line.pledges:
        left = NOTHING
        if pledge.counted is not None:
            left = line.open[pledge.id]
            left = left + way[pledge.id] if pledge.id in way else left
            left = left.within(pledge.counted.interval)
        found[pledge.id] = left
    return found


def _silent(
    line: Line, unfilled: Mapping[str, Interval], filled: Interval, outstanding: Interval, day: date
) -> Interval:
    """What dates now past had promised and no report has filled."""
    due = _sum(unfilled[one.id] for one in line.pledges if _is_past(one, day))
    for milestone in line.milestones:
        if milestone.window.end is not None and milestone.window.end < day:
            missing = milestone.number.amount.interval.less(filled)
            high = None if due.high is None or missing.high is None else max(due.high, missing.high)
            due = Interval(low=max(due.low, missing.low), high=high)
    return due.within(outstanding)


def _is_past(pledge: Entry, day: date) -> bool:
    return pledge.late or (pledge.due is not None and pledge.due < day)


def _next_due(
    line: Line, unfilled: Mapping[str, Interval], filled: Interval, outstanding: Interval, day: date
) -> Due | None:
    """The nearest date to come with something left to fill."""
    found: dict[tuple[date, date], list[Interval]] = {}
    windows: dict[tuple[date, date], Window] = {}
    for pledge in line.pledges:
        if pledge.window is not None and not _is_past(pledge, day):
            key = _window_key(pledge.window)
            found.setdefault(key, []).append(unfilled[pledge.id])
            windows[key] = pledge.window
    for milestone in line.milestones:
        if milestone.window.end is not None and milestone.window.end >= day:
            key = _window_key(milestone.window)
            left = milestone.number.amount.interval.less(filled).within(outstanding)
            found.setdefault(key, [left])
            windows[key] = milestone.window
    for key in sorted(found):
        quantity = _sum(found[key])
        if not quantity.empty:
            return Due(window=windows[key], quantity=quantity)
    return None


def _window_key(window: Window) -> tuple[date, date]:
    return (window.end or date.max, window.start or date.min)


def status_of(
    pledged: Figure, delivered: Figure, transit: Figure, cancelled: Figure, outstanding: Interval, line: Line
) -> Status:
    """How far a line has come, by its stated numbers."""
    if not (pledged.entries or delivered.entries or transit.entries or cancelled.entries):
        return Status.PLEDGED if line.pledges or line.milestones else Status.LISTED
    if not delivered.entries:
        if transit.entries:
            return Status.IN_TRANSIT
        return Status.PLEDGED if pledged.entries else Status.CANCELLED
    if any(one.type is ProblemType.OVER_DELIVERY for one in line.problems):
        return Status.OVER_DELIVERED
    if delivered.undisclosed or pledged.undisclosed:
        return Status.UNCLEAR
    if outstanding.empty:
        return Status.DELIVERED
    if delivered.stated < pledged.stated:
        return Status.PARTLY_DELIVERED
    return Status.UNCLEAR


def _problems(
    line: Line,
    silent: Interval,
    overdue: Interval,
    unfilled: Mapping[str, Interval],
    day: date,
    policy: Policy,
) -> list[Problem]:
    found = []
    if not silent.empty:
        past = [one for one in line.pledges if _is_past(one, day) and not unfilled[one.id].empty]
        past.sort(key=lambda one: (-unfilled[one.id].low, one.order))
        missed = [one for one in line.milestones if one.window.end is not None and one.window.end < day]
        causes = [*(one.id for one in past), *(one.id for one in missed)]
        claims = culprits(*(one.claims for one in past), *(one.claims for one in reversed(missed)))
        sentence = f"{say(silent.low, silent.high)} were due by {day.isoformat()}; no source reports them delivered."
        found.append(problem(ProblemType.NO_DELIVERY_REPORTED, causes, claims, sentence, effect=silent.high))
    if not overdue.empty:
        late = [one for one in line.pledges if one.late]
        claims = culprits(*(one.claims for one in late))
        sentence = f"{say(overdue.low, overdue.high)} are late, as a source says."
        found.append(problem(ProblemType.OVERDUE, [one.id for one in late], claims, sentence, effect=overdue.high))
    return found + _stale(line, unfilled, day, policy)


def _stale(line: Line, unfilled: Mapping[str, Interval], day: date, policy: Policy) -> list[Problem]:
    """Pledges with no date, and dispatches, of which nothing was heard for long."""
    found = []
    booked = {one.pledge for one in line.fulfilments if not one.possible}
    for pledge in line.pledges:
        quiet = (day - pledge.last_published) > timedelta(days=policy.stale_pledge_days)
        if quiet and pledge.window is None and pledge.id not in booked and not unfilled[pledge.id].empty:
            sentence = f"Nothing was heard of this pledge since {pledge.last_published.isoformat()}."
            found.append(problem(ProblemType.STALE, [pledge.id], pledge.claims, sentence))
    for dispatch in line.dispatches:
        quiet = (day - dispatch.last_published) > timedelta(days=policy.stale_transit_days)
        if quiet and not line.transit.get(dispatch.id, ZERO).zero:
            sentence = f"On its way since {dispatch.day.isoformat()}, and never said to have arrived."
            found.append(problem(ProblemType.STALE, [dispatch.id], dispatch.claims, sentence))
    return found
