"""What was written of each line in one standing; only lines that a fold left otherwise are made rows of again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.holding import Held
from pledges.domain.judgements import Standing
from pledges.domain.lines import Line
from pledges.domain.reconciliation import ReconciliationLine
from pledges.models import Account, LedgerEntry, LedgerLine, LedgerProblem, Rollup
from pledges.services.projections import line_with_its_rows, rollup_key, rollup_of, sums_by_agreement

type Folded = tuple[Line, ReconciliationLine, tuple[Held, ...]]


@dataclass(frozen=True, slots=True)
class _OfLine:
    """The keys of a line's rows, and its part of each rollup."""

    line: str
    entries: tuple[str, ...]
    sums: Mapping[bytes, Rollup]


@dataclass(slots=True)
class Change:
    """Rows that should stand in one standing, and the keys of all rows that stood or should stand in their places."""

    entries: list[LedgerEntry] = field(default_factory=list)
    lines: list[LedgerLine] = field(default_factory=list)
    problems: list[LedgerProblem] = field(default_factory=list)
    rollups: list[Rollup] = field(default_factory=list)
    entry_keys: set[str] = field(default_factory=set)
    line_keys: set[str] = field(default_factory=set)
    rollup_keys: set[str] = field(default_factory=set)


class Written:
    """The rows of one account in one standing, as they were written last: their keys and sums, and what made them."""

    def __init__(self) -> None:
        self._folded: dict[LineKey, Folded] = {}
        self._lines: dict[LineKey, _OfLine] = {}
        self._sums: dict[bytes, dict[LineKey, Rollup]] = {}

    def update(
        self, folded: Sequence[Folded], *, account: Account, standing: Standing, catalogue: Catalogue, anew: bool
    ) -> Change:
        """The rows of the lines that are otherwise than they were written; of all, where it is `anew`."""
        before = {} if anew else self._folded
        same = {one[0].key: one for one in folded}
        touched = {
            key for key, one in same.items() if not _are_same(before.get(key), one)
        } | before.keys() - same.keys()
        if anew:
            self._lines, self._sums = {}, {}
        change, sums = Change(), set[bytes]()
        for key in touched:
            self._forget(key, change, sums)
            if key in same:
                self._make(same[key], account, standing, catalogue, change, sums)
        for agreement in sums:
            rollup = rollup_of(agreement, list(self._sums[agreement].values())) if self._sums[agreement] else None
            change.rollup_keys.add(rollup_key(agreement))
            if rollup is None:
                del self._sums[agreement]
            else:
                change.rollups.append(rollup)
        self._folded = dict(same)
        return change

    def _forget(self, key: LineKey, change: Change, sums: set[bytes]) -> None:
        known = self._lines.pop(key, None)
        if known is None:
            return
        change.line_keys.add(known.line)
        change.entry_keys.update(known.entries)
        for agreement in known.sums:
            del self._sums[agreement][key]
            sums.add(agreement)

    def _make(
        self,
        folded: Folded,
        account: Account,
        standing: Standing,
        catalogue: Catalogue,
        change: Change,
        sums: set[bytes],
    ) -> None:
        line, figures, held = folded
        made = line_with_its_rows(line, figures, held, account, standing.value, catalogue)
        own = _OfLine(made.line.line, tuple(one.entry for one in made.entries), sums_by_agreement(made.entries))
        self._lines[line.key] = own
        for agreement, rollup in own.sums.items():
            self._sums.setdefault(agreement, {})[line.key] = rollup
            sums.add(agreement)
        change.line_keys.add(own.line)
        change.entry_keys.update(own.entries)
        change.entries += made.entries
        change.lines.append(made.line)
        change.problems += made.problems


def _are_same(before: Folded | None, now: Folded) -> bool:
    if before is None:
        return False
    line, figures, held = before
    return line is now[0] and figures is now[1] and held == now[2]
