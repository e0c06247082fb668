"""The tellings of one line find their events in a canonical order; one that comes or goes moves what hangs on it."""

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from pledges.domain.catalogue import Catalogue
from pledges.domain.clusters import Cluster, bounds
from pledges.domain.links import LinkBook
from pledges.domain.policy import Policy
from pledges.domain.resolution import chain_of, match
from pledges.domain.tellings import Telling

type Turn = tuple[int, date, str, tuple[str, ...]]

KEPT_OF_FIRM, KEPT_OF_LOOSE = 1, 6  # how many of the events that a telling fits are kept: a firm one fits many


@dataclass(slots=True, eq=False)
class _Step:
    """The turn of a telling: the event that it went to, and the events that it fitted best by then, the best first.

    `whole` says that it fitted no others; those left out fit it less than the last that is kept.
    """

    telling: Telling
    turn: Turn
    event: "_Event | None" = None
    near: "tuple[_Fit, ...]" = ()
    whole: bool = True


@dataclass(slots=True, eq=False)
class _Event:
    """An event from fold to fold: the step that opened it, and all that went to it, in turn."""

    opened: _Step
    steps: list[_Step]
    cluster: Cluster


class _Fit(NamedTuple):
    score: float
    event: _Event


@dataclass(slots=True)
class _Awake:
    """What is told otherwise than last time: of each such event what it has so far in this run (None: it is no more),
    and what it had."""

    now: dict[_Event, Cluster | None] = field(default_factory=dict)
    before: dict[_Event, tuple[list[_Step], Cluster]] = field(default_factory=dict)


class Clustering:
    """The events of one line (a kind group, donor set, family and unit), from fold to fold.

    Each telling in turn goes to the event that it fits best, or opens one: exact numbers first, which only meet events
    of their number, then approximate ones, then open ones. A run goes through the turns from the first that is
    otherwise: an event is awake in it from where it has other tellings than it had; any other stays as it was, and the
    tellings that did not change are held against the awake ones alone.
    """

    def __init__(self, *, catalogue: Catalogue, links: LinkBook, policy: Policy) -> None:
        self._catalogue, self._links, self._policy = catalogue, links, policy
        self._chains: dict[str | None, tuple[str, ...]] = {}
        self._far = timedelta(
            days=max(policy.loose_days, policy.recap_days, policy.increment_days, policy.increment_lead_days)
        )
        self._forget()

    def _forget(self) -> None:
        self._steps: dict[int, _Step] = {}  # by telling
        self._turns: dict[int | None, list[_Step]] = {}  # by exact number
        self._open: dict[int | None, list[_Event]] = {}  # by the exact number of what opened it
        self._joined: dict[frozenset[str], _Event] = {}  # by what an editor joined
        self._clusters: list[Cluster] = []

    def update(self, tellings: Sequence[Telling]) -> list[Cluster]:
        """The events of these tellings, in canonical order of their founders; nobody may change them."""
        if self._links.joined and any(self._links.group_of(one.claim_ids) for one in tellings):
            self._forget()  # what an editor joins may have several numbers, which meet each other
        now = {id(one): one for one in tellings}
        gone = {self._steps.pop(key) for key in self._steps.keys() - now.keys()}
        come = [_Step(one, _turn(one)) for key, one in now.items() if key not in self._steps]
        self._steps.update((id(one.telling), one) for one in come)
        for step in come:
            insort(self._turns.setdefault(_number(step.telling), []), step, key=attrgetter("turn"))
        first: dict[int | None, Turn] = {}
        for step in (*come, *gone):
            number = _number(step.telling)
            first[number] = min(first.get(number, step.turn), step.turn)
        awake = _Awake()
        self._run(self._firm_turns(first), gone, awake)
        if awake.now or None in first:
            self._run(list(self._turns.get(None, ())), gone, awake)
        for number in {_number(step.telling) for step in gone}:
            self._turns[number] = [one for one in self._turns[number] if one not in gone]
        return self._settle(awake)

    def _firm_turns(self, first: dict[int | None, Turn]) -> list[_Step]:
        """The turns of each exact number, from the first that is otherwise."""
        turns = [
            step
            for number, turn in first.items()
            if number is not None
            for step in self._turns[number]
            if step.turn >= turn
        ]
        return sorted(turns, key=attrgetter("turn"))

    def _run(self, turns: Iterable[_Step], gone: set[_Step], awake: _Awake) -> None:
        """Let each telling in turn choose its event again, as far as its choice may be another."""
        for step in turns:
            if step in gone:
                self._wake(step.event, step, awake)
            elif step.event is None:
                self._choose_first(step, awake)
            elif awake.now:
                self._choose_again(step, awake)

    def _choose_first(self, step: _Step, awake: _Awake) -> None:
        group = self._links.group_of(step.telling.claim_ids) if self._links.joined else None
        if group and group in self._joined:
            self._go(step, self._joined[group], awake)
        else:
            self._note(step, self._fits(step, self._open_to(step), awake), whole=True)
            self._go(step, step.near[0].event if step.near else None, awake)
        if group and step.event is not None:
            self._joined[group] = step.event

    def _choose_again(self, step: _Step, awake: _Awake) -> None:
        """Hold a telling against what is awake; what sleeps fits it as it did."""
        number = _number(step.telling)
        beside = [one for one in awake.now if number is None or _number(one.opened.telling) == number]
        fits = self._fits(step, beside, awake)
        asleep = [one for one in step.near if one.event not in awake.now]
        if fits or len(asleep) < len(step.near):
            fits, whole = [*fits, *asleep], step.whole
            if not whole:  # those that were not kept come after the last that was
                last = _best_first(step.near[-1])
                fits = [one for one in fits if _best_first(one) <= last]
            if not whole and not fits:
                fits, whole = self._fits(step, self._open_to(step), awake), True
            self._note(step, fits, whole=whole)
        self._go(step, step.near[0].event if step.near else None, awake)

    def _note(self, step: _Step, fits: list[_Fit], *, whole: bool) -> None:
        kept = KEPT_OF_LOOSE if step.turn[0] else KEPT_OF_FIRM
        step.near = tuple(sorted(fits, key=_best_first)[:kept])
        step.whole = whole and len(fits) <= kept

    def _go(self, step: _Step, event: _Event | None, awake: _Awake) -> None:
        """Let a telling be one of an event, or open one."""
        before = step.event
        if event is None and before is not None and before.opened is step:
            return
        if before is not None and before is not event:
            self._wake(before, step, awake)
        if event is None:
            cluster = Cluster()
            event = step.event = _Event(step, [step], cluster)
            self._open.setdefault(_number(step.telling), []).append(event)
            awake.now[event] = cluster
        elif event is before and event not in awake.now:
            return
        else:
            self._wake(event, step, awake)
            step.event = event
            event.steps.append(step)
        awake_cluster = awake.now[event]
        assert awake_cluster is not None
        awake_cluster.add(step.telling, self._chain(step.telling), self._policy)

    def _wake(self, event: _Event | None, step: _Step, awake: _Awake) -> None:
        """Let an event have what went to it before a step, and see what goes to it from then on."""
        if event is None or event in awake.now:
            return
        awake.before[event] = (event.steps, event.cluster)
        event.steps = [one for one in event.steps if one.turn < step.turn]
        if event.steps:
            awake.now[event] = self._told_by(event.steps)
        else:
            awake.now[event] = None
            self._open[_number(event.opened.telling)].remove(event)

    def _open_to(self, step: _Step) -> Iterator[_Event]:
        """The events that were opened before a step and may have its number."""
        number = _number(step.telling)
        if number is not None:
            yield from self._open.get(number, ())
        else:
            for events in self._open.values():
                yield from events

    def _fits(self, step: _Step, events: Iterable[_Event], awake: _Awake) -> list[_Fit]:
        """The events among some that a telling may speak of, as they are at its turn."""
        telling, chain, turn = step.telling, self._chain(step.telling), step.turn
        low, high = bounds(telling, self._policy)
        first, last = self._reach(step)
        fits = []
        for event in events:
            opened = event.opened
            if opened.turn >= turn or not first <= opened.turn[1] <= last:
                continue
            least, most = bounds(opened.telling, self._policy) if event not in awake.now else (low, high)
            if least > high or most < low:  # it was never wider
                continue
            cluster = awake.now[event] if event in awake.now else self._asleep(event, turn)
            if cluster is None or cluster.low > high or cluster.high < low:
                continue
            if self._links.parted and self._links.parts(telling.claim_ids, cluster.claim_ids):
                continue
            score = match(telling, chain, cluster, self._policy).score
            if score > 0:
                fits.append(_Fit(score, event))
        return fits

    def _reach(self, step: _Step) -> tuple[date, date]:
        """When an event can have been opened that a telling fits: an exact number recalls one at any time."""
        if step.turn[0] == 0:
            return date.min, date.max
        return step.telling.day - self._far, step.telling.day + self._far

    def _asleep(self, event: _Event, turn: Turn) -> Cluster:
        """What an event that is as it was had before a turn."""
        if event.steps[-1].turn < turn:
            return event.cluster
        return self._told_by(one for one in event.steps if one.turn < turn)

    def _told_by(self, steps: Iterable[_Step]) -> Cluster:
        cluster = Cluster()
        for one in steps:
            cluster.add(one.telling, self._chain(one.telling), self._policy)
        return cluster

    def _chain(self, telling: Telling) -> tuple[str, ...]:
        if telling.system not in self._chains:
            self._chains[telling.system] = chain_of(telling, self._catalogue)
        return self._chains[telling.system]

    def _settle(self, awake: _Awake) -> list[Cluster]:
        """Take over what is awake; an event that came to the very tellings that it had is the cluster that it was."""
        out, come = set[int](), list[Cluster]()
        for event, cluster in awake.now.items():
            steps, was = awake.before.get(event, ((), None))
            if cluster is not None and was is not None and event.steps == steps:
                continue
            if was is not None:
                out.add(id(was))
            if cluster is not None:
                event.cluster = cluster
                come.append(cluster)
        if out or come:
            self._clusters = [one for one in self._clusters if id(one) not in out]
            for cluster in come:
                insort(self._clusters, cluster, key=attrgetter("order"))
        return self._clusters


def _number(telling: Telling) -> int | None:
    """The number of one that states it exactly."""
    return telling.low if telling.exact and not telling.approximate else None


def _turn(telling: Telling) -> Turn:
    """Exact numbers first, then approximate, then open ones: what is loose attaches to what is firm."""
    looseness = 0 if telling.exact and not telling.approximate else 1 if telling.exact else 2
    return (looseness, *telling.order)


def _best_first(fit: _Fit) -> tuple[float, Turn]:
    """By score; the earlier in turn on equal scores."""
    return (-fit.score, fit.event.opened.turn)
