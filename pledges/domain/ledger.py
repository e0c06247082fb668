"""The ledger is a fold: the same claims in any order, told once or twice, give the same lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from pledges.domain.accounts import LedgerClaim, LineKey
from pledges.domain.blocks import blocks_of
from pledges.domain.booking import book
from pledges.domain.catalogue import Catalogue
from pledges.domain.clusters import Cluster
from pledges.domain.containment import assert_over_lines
from pledges.domain.entries import Entry, fold_cluster
from pledges.domain.events import FOLLOWING, RUNNING, Events
from pledges.domain.figures import Amount
from pledges.domain.judgements import Link
from pledges.domain.lines import Line, lines_of
from pledges.domain.links import LinkBook
from pledges.domain.memo import Memo
from pledges.domain.mentions import place_mentions
from pledges.domain.policy import DEFAULT, Policy
from pledges.domain.posting import Posted, post
from pledges.domain.problems import Problem, in_order
from pledges.domain.roles import unite_roles
from pledges.domain.schedules import pledge_of_schedule
from pledges.domain.siblings import resolve
from pledges.domain.tellings import Group, Telling, day_of, tellings_of
from pledges.domain.values import Certainty
from pledges.domain.watching import doubts_of_clusters


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
    return Ledger(lines=lines_of(posted, milestones, books, memo), as_of=as_of, known_at=known_at)


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
