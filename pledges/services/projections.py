"""Entries, lines, problems and rollups of a folded account, as rows; the same ledger gives the same rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import orjson

from pledges.domain.accounts import LineKey, line_id
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry
from pledges.domain.figures import Amount, Figure
from pledges.domain.gated import held_to_json
from pledges.domain.holding import Held
from pledges.domain.lines import Line
from pledges.domain.reconciliation import ReconciliationLine, figure_of
from pledges.domain.served import ROLES, entry_to_json, givers_of_entry, givers_of_line
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsOfLine:
    """What is stored of one line in one standing."""

    line: LedgerLine
    entries: Sequence[LedgerEntry]
    problems: Sequence[LedgerProblem]


def line_with_its_rows(
    line: Line,
    figures: ReconciliationLine,
    held: tuple[Held, ...],
    account: Account,
    standing: str,
    catalogue: Catalogue,
) -> RowsOfLine:
    """The rows of a line, its entries and its problems."""
    (row,) = line_rows(
        [(line, figures)], account=account, standing=standing, catalogue=catalogue, held={line.key: held}
    )
    return RowsOfLine(
        line=row,
        entries=entry_rows([line], account=account, standing=standing, catalogue=catalogue),
        problems=problem_rows([(line, figures)], account=account, standing=standing),
    )


def entry_rows(lines: Iterable[Line], *, account: Account, standing: str, catalogue: Catalogue) -> list[LedgerEntry]:
    """Every entry of an account."""
    rows = []
    for line in lines:
        key = line_id(line.key, account.recipient)
        for entry in line.entries:
            row = LedgerEntry(
                standing=standing,
                entry=entry.id,
                line=key,
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
                body=entry_to_json(entry, line, recipient=account.recipient, catalogue=catalogue),
                **_counted(entry, line),
            )
            rows.append(_digested(row))
    return rows


def _counted(entry: Entry, line: Line) -> dict[str, Any]:
    """What an entry adds to which measure, in the columns of its row; nothing for one that counts nowhere."""
    measure = MEASURE_OF_GROUP.get(entry.group)
    if measure is None:
        return {"measure": ""}
    figure = figure_of([entry], _amounts(line, measure))
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


def _amounts(line: Line, measure: Measure) -> Mapping[str, Amount] | None:
    return {Measure.IN_TRANSIT: line.transit, Measure.CANCELLED: line.taken}.get(measure)


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


def line_rows(
    lines: Iterable[tuple[Line, ReconciliationLine]],
    *,
    account: Account,
    standing: str,
    catalogue: Catalogue,
    held: Mapping[LineKey, tuple[Held, ...]],
) -> list[LedgerLine]:
    """Every line of an account, each with what is held beside it."""
    return [
        _digested(
            LedgerLine(
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
                body=line_to_json(figures, recipient=account.recipient, catalogue=catalogue)
                | {"held": held_to_json(held.get(line.key, ()))},
            )
        )
        for line, figures in lines
    ]


def problem_rows(
    lines: Iterable[tuple[Line, ReconciliationLine]], *, account: Account, standing: str
) -> list[LedgerProblem]:
    """Every problem of an account, by line."""
    return [
        _digested(
            LedgerProblem(
                standing=standing,
                problem=problem.id,
                line=line_id(line.key, account.recipient),
                account_id=account.pk,
                type=problem.type.value,
                sentence=problem.sentence,
                effect=problem.effect,
                donors=list(line.key.donors),
                family=line.key.family,
                claims=list(problem.claims),
            )
        )
        for line, figures in lines
        for problem in figures.problems
    ]


def held_rows(held: Mapping[LineKey, tuple[Held, ...]], *, account: Account) -> list[HeldClaim]:
    """Every claim that an account holds, by line."""
    return [_digested(row_from_held(one, account=account)) for rows in held.values() for one in rows]


SUMMED = ("low", "high", "unbounded", "stated", "undisclosed", "entries", "reviewed")


def sums_by_agreement(entries: Iterable[LedgerEntry]) -> dict[bytes, Rollup]:
    """The sums of some entries of one standing, by all that totals may ask for but the day."""
    found: dict[bytes, list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        if entry.measure:
            found[_agreed(entry)].append(entry)
    return {key: _sums(alike) for key, alike in found.items()}


def _sums(alike: Sequence[LedgerEntry]) -> Rollup:
    first = alike[0]
    return Rollup(
        standing=first.standing,
        account_id=first.account_id,
        donors=first.donors,
        financiers=first.givers["financier"],
        suppliers=first.givers["supplier"],
        family=first.family,
        system=first.system or first.family,
        category=first.category,
        unit=first.unit,
        shared=first.views is not None,
        measure=first.measure,
        low=sum(one.low for one in alike),
        high=sum(one.high or 0 for one in alike),
        unbounded=sum(one.high is None for one in alike),
        stated=sum(one.stated for one in alike),
        undisclosed=sum(one.undisclosed for one in alike),
        entries=len(alike),
        reviewed=sum(one.reviewed for one in alike),
    )


def rollup_of(agreement: bytes, parts: Sequence[Rollup]) -> Rollup:
    """The row of some sums, of entries that agree in all else."""
    if len(parts) == 1:
        parts[0].rollup = rollup_key(agreement)
        return _digested(parts[0])
    row = Rollup(rollup=rollup_key(agreement))
    for one in row._meta.concrete_fields:
        if one.name not in (*KEPT, *SUMMED, "rollup"):
            setattr(row, one.attname, getattr(parts[0], one.attname))
    for name in SUMMED:
        setattr(row, name, sum(getattr(part, name) for part in parts))
    return _digested(row)


def rollup_key(agreement: bytes) -> str:
    """By what the row of some sums is known in its account and standing."""
    return blake2b(agreement, digest_size=16).hexdigest()


def _agreed(entry: LedgerEntry) -> bytes:
    """What entries of one rollup have in common."""
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
