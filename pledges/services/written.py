"""What was written of each line in one standing; only what a fold left otherwise is made a row of again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

from pledges.domain.accounts import LineKey, line_id
from pledges.domain.catalogue import Catalogue
from pledges.domain.changes import Table
from pledges.domain.entries import Entry
from pledges.domain.holding import Held
from pledges.domain.judgements import Standing
from pledges.domain.lines import Line
from pledges.domain.problems import Problem
from pledges.domain.reconciliation import ReconciliationLine
from pledges.domain.served import Booked, booked_on
from pledges.models import Account, HeldClaim, LedgerEntry, LedgerLine, LedgerProblem, Rollup
from pledges.services.places import Places
from pledges.services.projections import (
    NO_SUMS,
    Sums,
    agreement_of,
    entry_row,
    held_row,
    line_row,
    problem_row,
    rollup_key,
    rollup_row,
    sums_of,
)

NOTHING_HELD: Table[LineKey, tuple[Held, ...]] = Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """An account as a fold left it: its lines, their figures, and what is held beside them."""

    lines: Table[LineKey, Line]
    figures: Table[LineKey, ReconciliationLine]
    held: Table[LineKey, tuple[Held, ...]]

    def since(self, seen: "Folded") -> frozenset[LineKey]:
        """The lines about which anything is another value."""
        lines, figures = self.lines.since(seen.lines), self.figures.since(seen.figures)
        return lines | figures | self.held.since(seen.held)

    def on(self, key: LineKey) -> "_OnLine":
        """All of this that is about a line."""
        return _OnLine(self.lines[key], self.figures[key], self.held.get(key, ()))


NOTHING = Folded(Table(), Table(), NOTHING_HELD)


@dataclass(frozen=True, slots=True)
class _OnLine:
    """A line as the fold left it, with its figures and what is held beside it."""

    line: Line
    figures: ReconciliationLine
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry as it was written, and what it added to which rollup."""

    entry: Entry
    booked: Booked
    agreement: bytes | None
    sums: Sums


@dataclass(slots=True)
class _Line:
    """What was written of a line."""

    folded: _OnLine
    entries: dict[str, _Entry]
    problems: Mapping[str, Problem]


@dataclass(slots=True)
class Wanted:
    """Rows that should stand."""

    lines: list[LedgerLine] = field(default_factory=list)
    entries: list[LedgerEntry] = field(default_factory=list)
    rollups: list[Rollup] = field(default_factory=list)
    problems: list[LedgerProblem] = field(default_factory=list)
    held: list[HeldClaim] = field(default_factory=list)

    def add(self, other: "Wanted") -> None:
        """Take in the rows of another."""
        for one in fields(Wanted):
            getattr(self, one.name).extend(getattr(other, one.name))


@dataclass(slots=True)
class Change(Wanted):
    """Rows that should stand in one standing, and the places of all rows that stood or should stand there."""

    places: Places = field(default_factory=Places)


class Written:
    """The rows of one account in one standing, as they were written last, and what made them."""

    def __init__(self) -> None:
        self._lines: dict[LineKey, _Line] = {}
        self._sums: dict[bytes, Sums] = {}
        self._seen = NOTHING

    def update(
        self,
        folded: Folded,
        *,
        account: Account,
        standing: Standing,
        catalogue: Catalogue,
        others: Sequence[Places] | None,
    ) -> Change:
        """The rows that are otherwise than they were written, and those in places where `others` wrote since; all of
        them, where it is not known where (None)."""
        if others is None:
            self._lines, self._sums, self._seen = {}, {}, NOTHING
        writing = _Writing(self._lines, self._sums, account=account, standing=standing.value, catalogue=catalogue)
        for key in folded.since(self._seen):
            if key not in folded.lines:
                writing.forget(key)
            else:
                writing.write(folded.on(key))
        self._seen = folded
        if others:
            writing.write_again(folded, others)
        return writing.finish()


class _Writing:
    """One update of what is written."""

    def __init__(
        self,
        lines: dict[LineKey, _Line],
        sums: dict[bytes, Sums],
        *,
        account: Account,
        standing: str,
        catalogue: Catalogue,
    ) -> None:
        self._lines, self._sums = lines, sums
        self._account, self._standing, self._catalogue = account, standing, catalogue
        self._agreements: set[bytes] = set()
        self._change = Change()
        self._places = self._change.places

    def forget(self, key: LineKey) -> None:
        """Nothing is known of a line any more."""
        before, line = self._lines.pop(key), line_id(key, self._account.recipient)
        self._places.lines.add(line)
        self._drop(before.entries)
        self._places.problems.update(before.problems)
        if before.folded.held:
            self._places.held.add(line)

    def write(self, folded: _OnLine) -> None:
        """Make rows of what is otherwise about a line."""
        key, change = folded.line.key, self._change
        line = line_id(key, self._account.recipient)
        before = self._lines.get(key)
        self._places.lines.add(line)
        change.lines.append(
            line_row(folded.line, folded.figures, folded.held, account=self._account, standing=self._standing,
                     catalogue=self._catalogue)
        )  # fmt: skip
        entries = self._entries(folded.line, line, before.entries if before else {})
        problems = self._problems(folded, line, before.problems if before else {})
        if folded.held != (before.folded.held if before else ()):
            self._places.held.add(line)
            change.held += [held_row(one, account=self._account) for one in folded.held]
        self._lines[key] = _Line(folded, entries, problems)

    def write_again(self, folded: Folded, others: Sequence[Places]) -> None:
        """Make all rows of the lines where others wrote, whatever was known of them, and look wherever they wrote."""
        self._places.add(others)
        wrote = {line for one in others for line in one.lines}
        for key in [one for one in self._lines if line_id(one, self._account.recipient) in wrote]:
            self.forget(key)
            self.write(folded.on(key))
        rollups = {rollup for one in others for rollup in one.rollups}
        self._agreements.update(one for one in self._sums if rollup_key(one) in rollups)

    def _entries(self, line: Line, line_id: str, before: dict[str, _Entry]) -> dict[str, _Entry]:
        booked, made = booked_on(line), dict[str, _Entry]()
        for entry in line.entries:
            known, own = before.pop(entry.id, None), booked[entry.id]
            if known is None or known.entry is not entry or known.booked != own:
                if known is not None:
                    self._drop({entry.id: known})
                known = self._write_entry(entry, own, line_id)
            made[entry.id] = known
        self._drop(before)
        return made

    def _write_entry(self, entry: Entry, booked: Booked, line: str) -> _Entry:
        row = entry_row(entry, booked, line=line, account=self._account, standing=self._standing,
                        catalogue=self._catalogue)  # fmt: skip
        self._change.entries.append(row)
        self._places.entries.add(entry.id)
        made = _Entry(entry, booked, agreement_of(row), sums_of(row))
        self._sum(made, sign=1)
        return made

    def _drop(self, entries: Mapping[str, _Entry]) -> None:
        self._places.entries.update(entries)
        for one in entries.values():
            self._sum(one, sign=-1)

    def _sum(self, entry: _Entry, *, sign: int) -> None:
        if entry.agreement is None:
            return
        known = self._sums.get(entry.agreement, NO_SUMS)
        low, high, *others = (before + sign * more for before, more in zip(known, entry.sums, strict=True))
        unbounded, stated, undisclosed, entries, reviewed = others
        self._sums[entry.agreement] = (low, high, unbounded, stated, undisclosed, entries, reviewed)
        self._agreements.add(entry.agreement)

    def _problems(self, folded: _OnLine, line: str, before: Mapping[str, Problem]) -> Mapping[str, Problem]:
        now = {one.id: one for one in folded.figures.problems}
        new = [one for one in now.values() if before.get(one.id) != one]
        self._places.problems.update(before.keys() - now.keys(), (one.id for one in new))
        self._change.problems += [
            problem_row(one, key=folded.line.key, line=line, account=self._account, standing=self._standing)
            for one in new
        ]
        return now

    def finish(self) -> Change:
        """What changed, with the rollups of what came and went."""
        for agreement in self._agreements:
            self._places.rollups.add(rollup_key(agreement))
            sums = self._sums[agreement]
            if sums == NO_SUMS:
                del self._sums[agreement]
            else:
                row = rollup_row(agreement, sums, account=self._account, standing=self._standing)
                self._change.rollups.append(row)
        return self._change
