"""What accounts' projections should hold is compared with what is stored; only rows that differ are written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q

from pledges.domain.judgements import Standing
from pledges.models import EntryClaim, HeldClaim, LedgerEntry, LedgerLine, LedgerProblem, Rollup
from pledges.services import rollups
from pledges.services.copying import copy_in, drop, number
from pledges.services.places import Places
from pledges.services.projections import support_rows
from pledges.services.written import Wanted

type Wrote = dict[int, dict[Standing, Places]]  # by account

TELLING = ("account_id", "standing", "line", "entry", "rollup", "problem")  # columns that tell where a row stands


@dataclass(slots=True)
class Rows(Wanted):
    """What some accounts' projections should hold, in the places that are looked at: all of an account, or `places`."""

    whole: list[int] = field(default_factory=list)
    places: list[tuple[int, Standing, Places]] = field(default_factory=list)

    def where(self, key: str, keys: str, *, by_standing: bool = True) -> Q:
        """The stored rows in the places that are looked at, by their `key` and the attribute of places that has it."""
        found = Q(account__in=self.whole)
        for account, standing, places in self.places:
            if wanted := getattr(places, keys):
                place = Q(account=account, **{f"{key}__in": wanted})
                found |= place & Q(standing=standing.value) if by_standing else place
        return found


def forget(accounts: Collection[int], changes: rollups.Changes) -> None:
    """Drop every projection of some accounts."""
    rollups.change_all(changes, accounts, sign=-1)
    entries = list(LedgerEntry.objects.filter(account__in=accounts).values_list("pk", flat=True))
    drop(EntryClaim, "entry_id", entries)
    for model in (HeldClaim, LedgerProblem, LedgerLine, LedgerEntry, Rollup):
        drop(model, "account_id", accounts)


def store_rows(rows: Rows, changes: rollups.Changes) -> Wrote:
    """Bring the stored rows of some accounts to these; the places of those that changed."""
    entries = _compared(LedgerEntry, rows.where("entry", "entries"), rows.entries)
    drop(EntryClaim, "entry_id", entries.gone)
    drop(LedgerEntry, "id", entries.gone)
    number(entries.new)
    copy_in(entries.new)
    copy_in(support_rows(entries.new))
    sums = _compared(Rollup, rows.where("rollup", "rollups"), rows.rollups)
    for rollup in Rollup.objects.filter(pk__in=sums.gone).only("standing", "donors", "unit", "measure", *rollups.SUMS):
        rollups.change(changes, rollup, sign=-1)
    for rollup in sums.new:
        rollups.change(changes, rollup, sign=1)
    lines = _compared(LedgerLine, rows.where("line", "lines"), rows.lines)
    problems = _compared(LedgerProblem, rows.where("problem", "problems"), rows.problems)
    held = _compared(HeldClaim, rows.where("line", "held", by_standing=False), rows.held)
    for model, wanted in ((Rollup, sums), (LedgerLine, lines), (LedgerProblem, problems), (HeldClaim, held)):
        drop(model, "id", wanted.gone)
        copy_in(wanted.new)
    return _places(
        ("entries", "entry", entries.where),
        ("rollups", "rollup", sums.where),
        ("lines", "line", lines.where),
        ("problems", "problem", problems.where),
        ("held", "line", held.where),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared[Row: Model]:
    """The keys of stored rows that should go, the rows that should come, and the columns of both that tell where."""

    gone: Sequence[int]
    new: Sequence[Row]
    where: Sequence[Mapping[str, Any]]


def _compared[Row: (LedgerEntry, LedgerLine, LedgerProblem, Rollup, HeldClaim)](
    model: type[Row], where: Q, rows: Iterable[Row]
) -> _Compared[Row]:
    """A stored row whose digest is among those of `rows` stays."""
    wanted: dict[str, Row] = {row.digest: row for row in rows}
    told = [one.attname for one in model._meta.concrete_fields if one.attname in TELLING]
    stored: list[dict[str, Any]] = list(model._default_manager.filter(where).values("pk", "digest", *told))
    gone: list[dict[str, Any]] = [one for one in stored if wanted.pop(one["digest"], None) is None]
    new: list[Row] = list(wanted.values())
    return _Compared(gone=[one["pk"] for one in gone], new=new, where=[*gone, *(row.__dict__ for row in new)])


def _places(*found: tuple[str, str, Sequence[Mapping[str, Any]]]) -> Wrote:
    """The places of all that goes or comes, by account and standing, with the lines that it stands on: for each kind
    of row its name in `Places`, the column of its key, and where its rows stand."""
    wrote: Wrote = {}
    for name, key, rows in found:
        for row in rows:
            standing = Standing(row.get("standing", Standing.LIVE))
            places = wrote.setdefault(row["account_id"], {}).setdefault(standing, Places())
            getattr(places, name).add(row[key])
            if "line" in row:
                places.lines.add(row["line"])
    return wrote
