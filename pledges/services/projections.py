"""Entries, lines, problems and rollups of a folded account, as rows; the same ledger gives the same rows."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

import orjson

from pledges.domain.accounts import LineKey, line_id
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry
from pledges.domain.figures import Figure
from pledges.domain.gated import held_to_json
from pledges.domain.holding import Held
from pledges.domain.lines import Line
from pledges.domain.problems import Problem
from pledges.domain.reconciliation import ReconciliationLine, figure_of
from pledges.domain.served import ROLES, Booked, entry_to_json, givers_of_entry, givers_of_line
from pledges.domain.served_lines import line_to_json
from pledges.domain.tellings import Group
from pledges.domain.totals import givers_by, shares_of, view_of
from pledges.models import Account, EntryClaim, HeldClaim, LedgerEntry, LedgerLine, LedgerProblem, Measure, Rollup
from pledges.models.held_rows import row_from_held

MEASURE_OF_GROUP = {
    Group.PLEDGE: Measure.PLEDGED,
    Group.DISPATCH: Measure.IN_TRANSIT,
    Group.DELIVERY: Measure.DELIVERED,
    Group.CANCELLATION: Measure.CANCELLED,
}
KEPT = ("id", "digest")  # columns that say nothing of the content


def entry_row(
    entry: Entry, booked: Booked, *, line: str, account: Account, standing: str, catalogue: Catalogue
) -> LedgerEntry:
    """The row of an entry, as it is booked on the line of an id."""
    row = LedgerEntry(
        standing=standing,
        entry=entry.id,
        line=line,
        account_id=account.pk,
        type=entry.group.value,
        donors=list(entry.line.donors),
        system=entry.system,
        family=entry.line.family,
        category=entry.category,
        unit=entry.line.unit,
        announced=entry.day,
        window_from=entry.window.start if entry.window else None,
        window_to=entry.window.end if entry.window else None,
        last_published=entry.last_published,
        givers=givers_of_entry(entry),
        body=entry_to_json(entry, booked, recipient=account.recipient, catalogue=catalogue),
        **_counted(entry, booked),
    )
    return _digested(row)


def _counted(entry: Entry, booked: Booked) -> dict[str, Any]:
    """What an entry adds to which measure, in the columns of its row; nothing for one that counts nowhere."""
    measure = MEASURE_OF_GROUP.get(entry.group)
    if measure is None:
        return {"measure": ""}
    amount = {Measure.IN_TRANSIT: booked.transit, Measure.CANCELLED: booked.taken}.get(measure)
    figure = figure_of([entry], {entry.id: amount} if amount is not None else None)
    if figure.entries == 0:
        return {"measure": ""}
    return {
        "measure": measure.value,
        "low": figure.low,
        "high": figure.high,
        "stated": figure.stated,
        "undisclosed": bool(figure.undisclosed),
        "reviewed": bool(figure.reviewed),
        "views": _views(figure, entry),
    }


def _views(figure: Figure, entry: Entry) -> dict[str, dict[str, list[int | None]]] | None:
    """What each giver gave where shares are stated, by role; None where none are."""
    views: dict[str, dict[str, list[int | None]]] = {}
    for role in (None, *ROLES):
        givers = givers_by(entry, role)
        if len(givers) > 1 and shares_of(entry, role):
            seen = {giver: view_of(figure, entry, giver, role) for giver in givers}
            name = role.value if role else ""
            views[name] = {giver: [one.low, one.high, one.stated] for giver, one in seen.items() if one}
    return views or None


def support_rows(entries: Iterable[LedgerEntry]) -> list[EntryClaim]:
    """Which claims stand behind which entry; the entries are saved."""
    return [
        EntryClaim(entry=entry, claim_id=claim)
        for entry in entries
        for claim in sorted({*entry.body["claims"], *entry.body["mentions"]})
    ]


def line_row(
    line: Line,
    figures: ReconciliationLine,
    held: Sequence[Held],
    *,
    account: Account,
    standing: str,
    catalogue: Catalogue,
) -> LedgerLine:
    """The row of a line, with what is held beside it."""
    row = LedgerLine(
        standing=standing,
        line=line_id(line.key, account.recipient),
        account_id=account.pk,
        recipient=account.recipient,
        donors=list(line.key.donors),
        family=line.key.family,
        category=line.key.category,
        unit=line.key.unit,
        systems=sorted({entry.system for entry in line.entries if entry.system}),
        givers=givers_of_line(line),
        body=line_to_json(figures, recipient=account.recipient, catalogue=catalogue) | {"held": held_to_json(held)},
    )
    return _digested(row)


def problem_row(problem: Problem, *, key: LineKey, line: str, account: Account, standing: str) -> LedgerProblem:
    """The row of a problem of a line."""
    row = LedgerProblem(
        standing=standing,
        problem=problem.id,
        line=line,
        account_id=account.pk,
        type=problem.type.value,
        sentence=problem.sentence,
        effect=problem.effect,
        donors=list(key.donors),
        family=key.family,
        claims=list(problem.claims),
    )
    return _digested(row)


def held_row(held: Held, *, account: Account) -> HeldClaim:
    """The row of a claim that is held."""
    return _digested(row_from_held(held, account=account))


type Sums = tuple[int, int, int, int, int, int, int]
NO_SUMS: Sums = (0, 0, 0, 0, 0, 0, 0)


def sums_of(entry: LedgerEntry) -> Sums:
    """What an entry adds to its rollup, in the order of `rollups.SUMS`; `high` is of the bounded."""
    unbounded = entry.high is None
    return (entry.low, entry.high or 0, unbounded, entry.stated, entry.undisclosed, 1, entry.reviewed)


def rollup_row(agreement: bytes, sums: Sums, *, account: Account, standing: str) -> Rollup:
    """The row of the sums of entries that agree in this."""
    donors, financiers, suppliers, family, system, category, unit, shared, measure = orjson.loads(agreement)
    low, high, unbounded, stated, undisclosed, entries, reviewed = sums
    row = Rollup(
        standing=standing,
        account_id=account.pk,
        rollup=rollup_key(agreement),
        donors=donors,
        financiers=financiers,
        suppliers=suppliers,
        family=family,
        system=system,
        category=category,
        unit=unit,
        shared=shared,
        measure=measure,
        low=low,
        high=high,
        unbounded=unbounded,
        stated=stated,
        undisclosed=undisclosed,
        entries=entries,
        reviewed=reviewed,
    )
    return _digested(row)


def rollup_key(agreement: bytes) -> str:
    """By what the row of some sums is known in its account and standing."""
    return blake2b(agreement, digest_size=16).hexdigest()


def agreement_of(entry: LedgerEntry) -> bytes | None:
    """What entries of one rollup have in common: all that totals may ask for but the day; None for what counts not."""
    if not entry.measure:
        return None
    shared = [
        *(entry.donors, entry.givers["financier"], entry.givers["supplier"]),
        *(entry.family, entry.system or entry.family, entry.category, entry.unit),
        *(entry.views is not None, entry.measure),
    ]
    return orjson.dumps(shared)


def _digested[Row: (LedgerEntry, LedgerLine, LedgerProblem, Rollup, HeldClaim)](row: Row) -> Row:
    """The row with the digest of its content."""
    fields = [one for one in row._meta.concrete_fields if one.name not in KEPT]
    content = orjson.dumps([getattr(row, one.attname) for one in fields], option=orjson.OPT_SORT_KEYS)
    row.digest = blake2b(content, digest_size=16).hexdigest()
    return row
