"""Entries, lines and problems of a folded account, as rows; the same ledger gives the same rows."""

from collections.abc import Iterable

from pledges.domain.catalogue import Catalogue
from pledges.domain.ledger import Line
from pledges.domain.reconciliation import ReconciliationLine, line_to_json
from pledges.domain.served import entry_to_json, givers_of_entry, givers_of_line, line_id
from pledges.models import Account, EntryClaim, LedgerEntry, LedgerLine, LedgerProblem


def entry_rows(lines: Iterable[Line], *, account: Account, standing: str, catalogue: Catalogue) -> list[LedgerEntry]:
    """Every entry of an account."""
    return [
        LedgerEntry(
            standing=standing,
            entry=entry.id,
            line=line_id(entry.line, account.recipient),
            account=account,
            type=entry.group.value,
            donors=list(entry.line.donors),
            system=entry.system,
            family=entry.line.family,
            category=entry.category,
            unit=entry.line.unit,
            announced=entry.day,
            window_from=entry.window.start if entry.window else None,
            window_to=entry.window.end if entry.window else None,
            givers=givers_of_entry(entry),
            body=entry_to_json(entry, line, recipient=account.recipient, catalogue=catalogue),
        )
        for line in lines
        for entry in line.entries
    ]


def support_rows(entries: Iterable[LedgerEntry]) -> list[EntryClaim]:
    """Which claims stand behind which entry; the entries are saved."""
    return [
        EntryClaim(entry=entry, claim_id=claim)
        for entry in entries
        for claim in sorted({*entry.body["claims"], *entry.body["mentions"]})
    ]


def line_rows(
    lines: Iterable[tuple[Line, ReconciliationLine]], *, account: Account, standing: str, catalogue: Catalogue
) -> list[LedgerLine]:
    """Every line of an account."""
    return [
        LedgerLine(
            standing=standing,
            line=line_id(line.key, account.recipient),
            account=account,
            recipient=account.recipient,
            donors=list(line.key.donors),
            family=line.key.family,
            category=line.key.category,
            unit=line.key.unit,
            systems=sorted({entry.system for entry in line.entries if entry.system}),
            givers=givers_of_line(line),
            body=line_to_json(figures, recipient=account.recipient, catalogue=catalogue),
        )
        for line, figures in lines
    ]


def problem_rows(
    lines: Iterable[tuple[Line, ReconciliationLine]], *, account: Account, standing: str
) -> list[LedgerProblem]:
    """Every problem of an account, by line."""
    return [
        LedgerProblem(
            standing=standing,
            problem=problem.id,
            line=line_id(line.key, account.recipient),
            account=account,
            type=problem.type.value,
            sentence=problem.sentence,
            donors=list(line.key.donors),
            family=line.key.family,
            claims=list(problem.claims),
        )
        for line, figures in lines
        for problem in figures.problems
    ]
