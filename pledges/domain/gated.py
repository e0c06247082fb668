"""The gate stands before the fold: what is held is in no figure, and stands beside the line and total it would move."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from pledges.domain.accounts import AccountKey, LedgerClaim, LineKey
from pledges.domain.blocks import blocks_of
from pledges.domain.catalogue import Catalogue
from pledges.domain.holding import Held, hold
from pledges.domain.judgements import Link
from pledges.domain.ledger import Ledger, fold, visible
from pledges.domain.lines import Line
from pledges.domain.memo import Memo
from pledges.domain.policy import DEFAULT, Policy
from pledges.domain.scales import Scales, upwards
from pledges.domain.totals import TotalsFilter
from pledges.domain.values import Role
from pledges.domain.weighing import HOLDING, HoldingPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Gated:
    """An account's ledger, and what is held by line; a line that has nothing else is among the ledger's, empty."""

    ledger: Ledger
    held: Mapping[LineKey, tuple[Held, ...]]


def fold_gated(
    claims: Iterable[LedgerClaim],
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
    links = list(links)
    seen = [one for one in claims if visible(one, as_of, known_at)]
    gates = [
        memo.once("gate", block, partial(hold, block, scales=scales, catalogue=catalogue, policy=holding))
        for block in blocks_of(seen, links=links)
    ]
    counted = [claim for gate in gates for claim in gate.counted]
    ledger = fold(counted, catalogue=catalogue, links=links, as_of=as_of, known_at=known_at, policy=policy, memo=memo)
    held: dict[LineKey, list[Held]] = {}
    for one in sorted((one for gate in gates for one in gate.held), key=lambda one: one.order):
        held.setdefault(one.line, []).append(one)
    return Gated(ledger=_with_lines(ledger, held), held={line: tuple(rows) for line, rows in held.items()})


def _with_lines(ledger: Ledger, keys: Iterable[LineKey]) -> Ledger:
    known = {line.key for line in ledger.lines}
    bare = [Line(key=key, transit={}, taken={}, open={}) for key in keys if key not in known]
    lines = sorted((*ledger.lines, *bare), key=lambda line: line.key.sort_key)
    return replace(ledger, lines=tuple(lines)) if bare else ledger


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
