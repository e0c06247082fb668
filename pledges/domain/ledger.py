"""The ledger is a fold: the same claims in any order, told once or twice, give the same lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from pledges.domain.accounts import LedgerClaim, LineKey
from pledges.domain.blocks import Pile, Piles, piles_of
from pledges.domain.catalogue import Catalogue
from pledges.domain.changes import Table
from pledges.domain.folding import Folding
from pledges.domain.group_events import Step
from pledges.domain.judgements import Link
from pledges.domain.lines import Line
from pledges.domain.links import LinkBook
from pledges.domain.memo import Memo
from pledges.domain.policy import DEFAULT, Policy
from pledges.domain.problems import Problem, in_order
from pledges.domain.tellings import day_of
from pledges.domain.values import Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The lines of one account at its clocks."""

    by_key: Table[LineKey, Line]
    as_of: date | None = None
    known_at: date | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in order."""
        return tuple(sorted(self.by_key.values(), key=lambda line: line.key.sort_key))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, by effect."""
        return in_order(one for line in self.lines for one in line.problems)

    def line(self, key: LineKey) -> Line | None:
        return self.by_key.get(key)


NO_LINES: Table[LineKey, Any] = Table()


def fold(
    claims: Iterable[LedgerClaim] | Piles,
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
    `memo` has what a fold of this account at the same clocks, with the same links, catalogue and policy made before:
    only what hangs on claims that came or went since is made again.
    """
    memo = memo or Memo()
    seen = seen_of(claims, as_of, known_at, memo)
    return fold_seen(seen, catalogue=catalogue, links=links, as_of=as_of, known_at=known_at, policy=policy, memo=memo)


def fold_seen(
    seen: Piles,
    *,
    catalogue: Catalogue,
    links: Iterable[Link],
    as_of: date | None,
    known_at: date | None,
    policy: Policy,
    memo: Memo,
    shown: Table[LineKey, Any] = NO_LINES,
) -> Ledger:
    """As `fold`, of claims that are seen at the clocks; lines that are `shown` are there, if need be empty."""
    step = Step(catalogue=catalogue, links=LinkBook(links := list(links)), policy=policy)
    lines = memo.kept("ledger", partial(Folding, step, links, as_of=as_of)).update(seen, shown)
    return Ledger(by_key=lines, as_of=as_of, known_at=known_at)


def seen_of(claims: Iterable[LedgerClaim] | Piles, as_of: date | None, known_at: date | None, memo: Memo) -> Piles:
    """The claims of an account that are seen at two clocks, in their piles."""
    return memo.kept("seen", partial(_Seen, as_of, known_at)).of(claims)


class _Seen:
    """What is seen at two clocks, from fold to fold: the same pile is looked through once."""

    def __init__(self, as_of: date | None, known_at: date | None) -> None:
        self._as_of, self._known_at = as_of, known_at
        self._given = Piles()
        self._seen = Piles()

    def of(self, claims: Iterable[LedgerClaim] | Piles) -> Piles:
        piles = claims if isinstance(claims, Piles) else piles_of(claims, before=self._given)
        otherwise = piles.since(self._given)
        come = {key: found for key in otherwise if (found := self._look_through(piles.get(key, ())))}
        self._given, self._seen = piles, self._seen.then(come, otherwise)
        return self._seen

    def _look_through(self, pile: Pile) -> Pile:
        found = tuple(one for one in pile if visible(one, self._as_of, self._known_at))
        return pile if len(found) == len(pile) else found


def visible(claim: LedgerClaim, as_of: date | None, known_at: date | None) -> bool:
    """Whether a claim is seen at all at two clocks, and not disputed by its own article."""
    if claim.claim.certainty is Certainty.DISPUTED:
        return False
    if known_at is not None and claim.published > known_at:
        return False
    return as_of is None or day_of(claim) <= as_of
