"""The gate stands before the fold: what is held is in no figure, and stands beside the line and total it would move."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from pledges.domain.accounts import AccountKey, LedgerClaim, LineKey
from pledges.domain.blocks import Blocks, Pile, PileKey, Piles
from pledges.domain.catalogue import Catalogue
from pledges.domain.changes import Table
from pledges.domain.holding import GateOfBlock, Held
from pledges.domain.judgements import Link
from pledges.domain.ledger import Ledger, fold_seen, seen_of
from pledges.domain.memo import Memo
from pledges.domain.policy import DEFAULT, Policy
from pledges.domain.scales import Scales, upwards
from pledges.domain.totals import TotalsFilter
from pledges.domain.values import Role
from pledges.domain.weighing import HOLDING, HoldingPolicy, Weights

type Donors = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gated:
    """An account's ledger, and what is held by line; a line that has nothing else is among the ledger's, empty."""

    ledger: Ledger
    held: Table[LineKey, tuple[Held, ...]]


def fold_gated(
    claims: Iterable[LedgerClaim] | Piles,
    *,
    scales: Scales,
    catalogue: Catalogue,
    links: Iterable[Link] = (),
    as_of: date | None = None,
    known_at: date | None = None,
    policy: Policy = DEFAULT,
    holding: HoldingPolicy = HOLDING,
    memo: Memo | None = None,
) -> Gated:
    """Hold, then fold the rest: both see the claims that are visible at the clocks, and no others.

    What is held of some donors hangs on what is told of them, so each block is held by itself.
    """
    memo = memo or Memo()
    weights = Weights(scales=scales, catalogue=catalogue, policy=holding)
    gates = memo.kept("gates", partial(_Gates, weights, links := list(links)))
    gates.update(seen_of(claims, as_of, known_at, memo))
    ledger = fold_seen(
        gates.counted,
        catalogue=catalogue,
        links=links,
        as_of=as_of,
        known_at=known_at,
        policy=policy,
        memo=memo,
        shown=gates.held,
    )
    return Gated(ledger=ledger, held=gates.held)


class _Gates:
    """What was held of each block by the last fold: another that has the same claims is not weighed again."""

    def __init__(self, weights: Weights, links: Iterable[Link]) -> None:
        self._weights, self._parting = weights, Blocks(links)
        self._gates: dict[Donors, GateOfBlock] = {}
        self.counted = Piles()
        self.held: Table[LineKey, tuple[Held, ...]] = Table()

    def update(self, seen: Piles) -> None:
        """Part the claims anew into those that count and those that are held, by line."""
        blocks = self._parting.parted(seen)
        gone = [self._gates.pop(name) for name in self._gates.keys() - blocks.keys()]
        piles = [key for gate in gone for key in gate.counted]
        lines = [key for gate in gone for key in gate.held]
        come: dict[PileKey, Pile] = {}
        held: dict[LineKey, tuple[Held, ...]] = {}
        for name in self._parting.touched:
            gate = self._gates.setdefault(name, GateOfBlock(self._weights))
            piles += gate.counted
            lines += gate.held
            gate.update({key: seen[key] for key in blocks[name]})
            come |= gate.counted
            held |= gate.held
        self.counted = self.counted.then({key: pile for key, pile in come.items() if pile}, piles)
        self.held = self.held.then(held, lines)


def held_to_json(held: Sequence[Held]) -> dict[str, Any]:
    """What stands beside a figure: how many claims, by how much they would raise it, which, and why.

    Copies of one text raise it once.
    """
    numbers = {(one.line, one.told): one.number for one in held}
    return {
        "count": len({one.claim_id for one in held}),
        "high": sum(numbers.values()),
        "claims": list(dict.fromkeys(one.claim_id for one in held)),
        "reasons": list(dict.fromkeys(one.sentence for one in held)),
    }


NOTHING_HELD = held_to_json(())


def held_by_group(
    held: Iterable[tuple[str, Held]], *, keys: tuple[str, ...], only: TotalsFilter, catalogue: Catalogue
) -> dict[tuple[str, ...], list[Held]]:
    """What is held, each with its recipient, by the groups of totals (`pledges.domain.totals`), filtered as they."""
    groups: dict[tuple[str, ...], list[Held]] = {}
    for recipient, one in held:
        if _is_wanted(one, only, catalogue):
            key = tuple(_KEYS[name](recipient, one, only.role) for name in keys)
            groups.setdefault(key, []).append(one)
    return {key: sorted(rows, key=lambda one: one.order) for key, rows in groups.items()}


def held_of(gated: Iterable[tuple[AccountKey, Gated]]) -> list[tuple[str, Held]]:
    """All that is held in some accounts, each with its recipient."""
    return [(key.recipient, one) for key, account in gated for rows in account.held.values() for one in rows]


def _givers(one: Held, role: Role | None) -> tuple[str, ...]:
    named = tuple(sorted({party.who for party in one.parties if party.role is role}))
    return named or one.line.donors


def _is_wanted(one: Held, only: TotalsFilter, catalogue: Catalogue) -> bool:
    system, line = one.system or one.line.family, one.line
    return (
        (only.unit is None or line.unit == only.unit)
        and (only.donor is None or only.donor in _givers(one, only.role))
        and (only.system is None or (system is not None and only.system in (system, *catalogue.ancestry(system))))
        and (only.category is None or only.category in upwards(line.category, catalogue))
        and (only.start is None or one.day >= only.start)
        and (only.end is None or one.day <= only.end)
    )


_KEYS: Mapping[str, Callable[[str, Held, Role | None], str]] = {
    "donor": lambda recipient, one, role: "+".join(_givers(one, role)),
    "system": lambda recipient, one, role: one.line.family or "",
    "category": lambda recipient, one, role: one.line.category,
    "recipient": lambda recipient, one, role: recipient,
    "unit": lambda recipient, one, role: one.line.unit,
    "month": lambda recipient, one, role: f"{one.day:%Y-%m}",
    "quarter": lambda recipient, one, role: f"{one.day.year}-Q{(one.day.month + 2) // 3}",
    "year": lambda recipient, one, role: f"{one.day.year}",
}
