"""The ledger is a fold: the same claims in any order, told once or twice, give the same lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from pledges.domain.accounts import LedgerClaim, LineKey
from pledges.domain.blocks import blocks_of
from pledges.domain.booking import book
from pledges.domain.books import Books, Direction, Elsewhere, Fulfilment
from pledges.domain.catalogue import Catalogue
from pledges.domain.containment import assert_over_lines
from pledges.domain.entries import Entry, Milestone, Number, fold_cluster
from pledges.domain.events import FOLLOWING, RUNNING, Events
from pledges.domain.figures import Amount, Interval
from pledges.domain.judgements import Link
from pledges.domain.memo import Memo
from pledges.domain.mentions import place_mentions
from pledges.domain.policy import DEFAULT, Policy
from pledges.domain.posting import Posted, post
from pledges.domain.problems import Problem, in_order
from pledges.domain.resolution import Cluster, LinkBook
from pledges.domain.roles import unite_roles
from pledges.domain.schedules import milestones_of, pledge_of_schedule
from pledges.domain.siblings import resolve
from pledges.domain.tellings import Group, Telling, day_of, tellings_of
from pledges.domain.values import Certainty
from pledges.domain.watching import clashes, doubts_of_clusters, scope_doubts

NOTHING = Posted()  # of a line that a group has nothing of; nobody changes it
LISTED = tuple(group for group in Group if group not in {*RUNNING, Group.CANCELLATION})  # kept, never counted


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningTotal:
    """A balance asserted over a line: "14 in total"."""

    group: Group
    number: Number
    day: date
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """All that is known of one exact set of donors x family x unit; entries in order of day and id.

    `transit` holds what has not arrived of each dispatch, `taken` what each cancellation took back, `open` what is
    neither delivered nor on its way of each pledge, all by entry id. `claims` are all claims behind the line.
    """

    key: LineKey
    pledges: tuple[Entry, ...] = ()
    deliveries: tuple[Entry, ...] = ()
    dispatches: tuple[Entry, ...] = ()
    cancellations: tuple[Entry, ...] = ()
    listed: tuple[Entry, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    totals: tuple[RunningTotal, ...] = ()
    fulfilments: tuple[Fulfilment, ...] = ()  # of this line's pledges, and of this line's arrivals
    elsewhere: tuple[Elsewhere, ...] = ()  # those of them whose other side stands on another line
    transit: Mapping[str, Amount]
    taken: Mapping[str, Amount]
    open: Mapping[str, Interval]
    problems: tuple[Problem, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        return (*self.pledges, *self.dispatches, *self.deliveries, *self.cancellations, *self.listed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The lines of one account, in order, at its clocks."""

    lines: tuple[Line, ...]
    as_of: date | None = None
    known_at: date | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, by effect."""
        return in_order(one for line in self.lines for one in line.problems)

    def line(self, key: LineKey) -> Line | None:
        return next((one for one in self.lines if one.key == key), None)


def fold(
    claims: Iterable[LedgerClaim],
    *,
    catalogue: Catalogue,
    links: Iterable[Link] = (),
    as_of: date | None = None,
    known_at: date | None = None,
    policy: Policy = DEFAULT,
    memo: Memo | None = None,
) -> Ledger:
    """Fold the standing claims of one account to its ledger (`design.md`, steps 1 to 8).

    `as_of` hides what had not happened by the end of that day, `known_at` what had not been published by then.
    `memo` has what a fold of this account with the same links, catalogue and policy made before.
    """
    memo = memo or Memo()
    seen = [one for one in claims if visible(one, as_of, known_at)]
    links = list(links)
    book_of_links = LinkBook(links)
    step = _Step(catalogue=catalogue, links=book_of_links, policy=policy, memo=memo)
    blocks = [memo.once("block", block, partial(_block, block, step)) for block in blocks_of(seen, links=links)]
    posted = {
        group: {line: one.copy() for block in blocks for line, one in block.posted[group].items()} for group in Group
    }
    milestones = {line: stones for block in blocks for line, stones in block.milestones.items()}
    for group in RUNNING:
        until = _ends_of_schedules(posted[group], milestones if group is Group.PLEDGE else {})
        assert_over_lines(posted[group], catalogue=catalogue, links=book_of_links, until=until)
    for group in Group:
        mentions = [one for block in blocks for one in block.mentions[group]]
        pledged = posted[Group.PLEDGE] if group in FOLLOWING else {}
        place_mentions(posted[group], mentions, group=group, pledged=pledged, catalogue=catalogue, policy=policy)
    if as_of is not None:
        _soften(posted, as_of)
    books = book(
        _entries(posted, [Group.PLEDGE]),
        _entries(posted, [Group.DISPATCH, Group.DELIVERY, Group.CANCELLATION]),
        totals={line: one.totals for line, one in posted[Group.PLEDGE].items()},
        catalogue=catalogue,
    )
    return Ledger(lines=_lines(posted, milestones, books, memo), as_of=as_of, known_at=known_at)


def visible(claim: LedgerClaim, as_of: date | None, known_at: date | None) -> bool:
    """Whether a claim is seen at all at two clocks, and not disputed by its own article."""
    if claim.claim.certainty is Certainty.DISPUTED:
        return False
    if known_at is not None and claim.published > known_at:
        return False
    return as_of is None or day_of(claim) <= as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What every step of a fold is given."""

    catalogue: Catalogue
    links: LinkBook
    policy: Policy
    memo: Memo


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """What the claims of one block come to by themselves, by group; nobody may change it."""

    posted: Mapping[Group, Mapping[LineKey, Posted]]
    mentions: Mapping[Group, Sequence[Telling]]
    milestones: Mapping[LineKey, list[Telling]]


def _block(claims: Iterable[LedgerClaim], step: _Step) -> _Block:
    """Cluster and post the claims of a block."""
    catalogue, links, policy = step.catalogue, step.links, step.policy
    tellings = tellings_of(claims, catalogue=catalogue, memo=step.memo)
    tellings = unite_roles(tellings, catalogue=catalogue, links=links, policy=policy)
    resolved = resolve(tellings, catalogue=catalogue, links=links, policy=policy, memo=step.memo)
    return _Block(
        posted=_post_all(resolved, step),
        mentions={group: events.mentions for group, events in resolved.items()},
        milestones=resolved[Group.PLEDGE].milestones,
    )


def _post_all(resolved: Mapping[Group, Events], step: _Step) -> dict[Group, dict[LineKey, Posted]]:
    """Post every group; of pledges it matters what was withdrawn, and what a schedule alone promises."""
    posted = {
        group: _post_group(events, group, {}, step) for group, events in resolved.items() if group is not Group.PLEDGE
    }
    events, withdrawn = resolved[Group.PLEDGE], posted[Group.CANCELLATION]
    pledged = _post_group(events, Group.PLEDGE, withdrawn, step)
    for line, stones in events.milestones.items():
        one = pledged.setdefault(line, Posted())
        entry = pledge_of_schedule(stones, one.entries.values(), line=line, catalogue=step.catalogue)
        if entry is not None:
            one.entries[entry.id] = entry
    return {group: pledged if group is Group.PLEDGE else posted[group] for group in resolved}


def _ends_of_schedules(
    posted: Mapping[LineKey, Posted], milestones: Mapping[LineKey, Sequence[Telling]]
) -> dict[str, date]:
    """The last day of each schedule that is all that is known of a pledge, by its entry."""
    ends: dict[str, date] = {}
    for line, stones in milestones.items():
        due = {stone.claim_ids: stone.window.end for stone in stones if stone.window and stone.window.end}
        for entry in posted[line].entries.values() if line in posted else ():
            if entry.implied is not None and entry.claims in due:
                ends[entry.id] = due[entry.claims]
    return ends


def _post_group(
    events: Events, group: Group, withdrawn: Mapping[LineKey, Posted], step: _Step
) -> dict[LineKey, Posted]:
    """Post the clusters and totals of each line; groups that are only listed are not weighed."""
    posted: dict[LineKey, Posted] = {}
    for line in sorted({*events.clusters, *events.totals}, key=lambda one: one.sort_key):
        clusters = events.clusters.get(line, [])
        totals = events.totals.get(line, [])
        gone = [*withdrawn[line].entries.values()] if line in withdrawn else []
        make = partial(_post_line, clusters, totals, gone, line, group, step)
        sizes = (line, group, len(clusters), len(totals))
        posted[line] = step.memo.once("post", (*clusters, *totals, *gone), make, beside=sizes).copy()
    return posted


def _post_line(
    clusters: Sequence[Cluster],
    totals: Sequence[Telling],
    withdrawn: Sequence[Entry],
    line: LineKey,
    group: Group,
    step: _Step,
) -> Posted:
    entries = [
        step.memo.once("entry", [one], partial(fold_cluster, one, line, catalogue=step.catalogue), beside=line)
        for one in clusters
    ]
    if group in RUNNING:
        posted = post(
            entries,
            totals,
            withdrawn=withdrawn,
            line=line,
            catalogue=step.catalogue,
            links=step.links,
            policy=step.policy,
        )
    else:
        posted = Posted(entries={entry.id: entry for entry in entries})
    posted.problems.extend(doubts_of_clusters(clusters))
    return posted


def _soften(posted: Mapping[Group, Mapping[LineKey, Posted]], as_of: date) -> None:
    """A transfer whose time is not over by `as_of` may not have happened yet: nothing to all of it."""
    for group in (Group.DISPATCH, Group.DELIVERY):
        for one in posted[group].values():
            for entry in list(one.entries.values()):
                if entry.counted is not None and entry.day > as_of:
                    amount = Amount(low=0, high=entry.counted.high, stated=entry.counted.stated)
                    one.entries[entry.id] = replace(entry, counted=amount)


def _entries(posted: Mapping[Group, Mapping[LineKey, Posted]], groups: Iterable[Group]) -> list[Entry]:
    return [entry for group in groups for one in posted[group].values() for entry in one.entries.values()]


def _lines(
    posted: Mapping[Group, Mapping[LineKey, Posted]],
    milestones: Mapping[LineKey, Sequence[Telling]],
    books: Books,
    memo: Memo,
) -> tuple[Line, ...]:
    keys = {line for by_line in posted.values() for line in by_line} | set(books.by_line)
    keys |= set(milestones)
    made = _Gathered(posted, milestones, books, memo)
    lines = {key: made.line(key) for key in sorted(keys, key=lambda one: one.sort_key)}
    counted = {key: (*line.pledges, *line.deliveries) for key, line in lines.items()}
    for key, problems in clashes(counted).items():
        lines[key] = replace(lines[key], problems=in_order((*lines[key].problems, *problems), line=key.text))
    return tuple(memo.same("clashing", key, line) for key, line in lines.items())


class _Gathered:
    """What each step made, by line."""

    def __init__(
        self,
        posted: Mapping[Group, Mapping[LineKey, Posted]],
        milestones: Mapping[LineKey, Sequence[Telling]],
        books: Books,
        memo: Memo,
    ) -> None:
        self.posted, self.milestones, self.books, self.memo = posted, milestones, books, memo
        self.events: dict[LineKey, list[Entry]] = {}
        for entry in books.events.values():
            self.events.setdefault(entry.line, []).append(self._known(entry))
        self.fulfilments: dict[LineKey, list[Fulfilment]] = {}
        for one in books.fulfilments:
            for line in {books.pledges[one.pledge].line, books.events[one.arrival].line}:
                self.fulfilments.setdefault(line, []).append(one)

    def _known(self, entry: Entry) -> Entry:
        return self.memo.same("booked", entry.id, entry)

    def line(self, key: LineKey) -> Line:
        """A line, put together again only where something on it is otherwise."""
        books, events = self.books, self.events.get(key, [])
        pledges = [self._known(books.pledges[one]) for one in books.by_line.get(key, ())]
        listed = [self._known(one) for group in LISTED for one in self._posted(group, key).entries.values()]
        stones = self.milestones.get(key, [])
        totals = [one for group in sorted(RUNNING) for one in self._posted(group, key).totals]
        problems = [one for group in Group for one in self._posted(group, key).problems]
        elsewhere = self._elsewhere(key)
        booked = (
            key,
            elsewhere,
            tuple(books.problems.get(key, ())),
            tuple(self.fulfilments.get(key, ())),
            tuple(books.open[one.id] for one in pledges),
            tuple((books.transit.get(one.id), books.taken.get(one.id)) for one in events),
        )
        parts = (*pledges, *events, *listed, *stones, *totals, *problems)
        make = partial(self._line, key, events, pledges, listed, stones, totals, problems, elsewhere)
        return self.memo.once("line", parts, make, beside=booked)

    def _line(
        self,
        key: LineKey,
        events: Sequence[Entry],
        promised: Iterable[Entry],
        others: Iterable[Entry],
        stones: Sequence[Telling],
        told: Iterable[Telling],
        problems: Sequence[Problem],
        elsewhere: tuple[Elsewhere, ...],
    ) -> Line:
        books = self.books
        pledges, listed = _ordered(promised), _ordered(others)
        milestones = milestones_of(stones)
        totals = tuple(_total(one) for one in told)
        dispatches = _ordered(one for one in events if one.group is Group.DISPATCH)
        cancellations = _ordered(one for one in events if one.group is Group.CANCELLATION)
        doubts = [*problems, *books.problems.get(key, []), *scope_doubts(pledges, listed)]
        line = Line(
            key=key,
            pledges=pledges,
            deliveries=_ordered(one for one in events if one.group is Group.DELIVERY),
            dispatches=dispatches,
            cancellations=cancellations,
            listed=listed,
            milestones=milestones,
            totals=totals,
            fulfilments=tuple(
                sorted(self.fulfilments.get(key, ()), key=lambda one: (one.arrival, one.pledge, one.in_transit))
            ),
            transit={one.id: _in_transit(one, books) for one in dispatches if one.counted is not None},
            taken={one.id: books.taken[one.id] for one in cancellations},
            open={one.id: books.open[one.id] for one in pledges},
            problems=in_order(doubts, line=key.text),
            elsewhere=elsewhere,
        )
        return replace(line, claims=_claims(line))

    def _elsewhere(self, key: LineKey) -> tuple[Elsewhere, ...]:
        found = []
        for one in sorted(self.fulfilments.get(key, ()), key=lambda one: (one.arrival, one.pledge)):
            pledge, arrival = self.books.pledges[one.pledge], self.books.events[one.arrival]
            if pledge.line == arrival.line:
                continue
            to = arrival.line == key
            other = pledge if to else arrival
            found.append(
                Elsewhere(
                    key=other.line,
                    entry=other.id,
                    quantity=one.quantity,
                    direction=Direction.TO if to else Direction.FROM,
                    in_transit=one.in_transit,
                    possible=one.possible,
                )
            )
        return tuple(sorted(found, key=lambda one: (one.key.sort_key, one.entry, one.direction, one.in_transit)))

    def _posted(self, group: Group, key: LineKey) -> Posted:
        return self.posted[group].get(key) or NOTHING


def _ordered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda one: one.order))


def _in_transit(entry: Entry, books: Books) -> Amount:
    """What has not arrived of a dispatch, with its stated number."""
    if entry.counted is None or entry.id not in books.transit:
        return Amount()
    left = books.transit[entry.id]
    stated = entry.counted.stated - (entry.counted.low - left.low)
    stated = max(left.low, stated)
    return Amount(low=left.low, high=left.high, stated=stated if left.high is None else min(stated, left.high))


def _total(telling: Telling) -> RunningTotal:
    return RunningTotal(
        group=telling.group,
        number=Number(low=telling.low, high=telling.high, approximate=telling.approximate),
        day=telling.day,
        claims=telling.claim_ids,
    )


def _claims(line: Line) -> tuple[str, ...]:
    ids = {claim for entry in line.entries for claim in (*entry.claims, *entry.mentions)}
    ids.update(claim for stone in line.milestones for claim in stone.claims)
    ids.update(claim for total in line.totals for claim in total.claims)
    return tuple(sorted(ids))
