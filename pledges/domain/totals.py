"""Joint gifts conserve units: under every grouping, filter and role the parts add up to the whole, once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pledges.domain.accounts import AccountKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry
from pledges.domain.figures import ZERO, Amount, Figure
from pledges.domain.ledger import Ledger
from pledges.domain.lines import Line
from pledges.domain.reconciliation import figure_of
from pledges.domain.values import Role

MEASURES = ("pledged", "in_transit", "delivered", "cancelled")
GROUPS = ("donor", "system", "category", "recipient", "unit", "month", "quarter", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsFilter:
    """What to sum. `donor` sees what that donor gave; `system` takes its variants in; days bound the entry's day."""

    donor: str | None = None
    system: str | None = None
    category: str | None = None
    unit: str | None = None
    role: Role | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsRow:
    """One group. `key` holds a value for each of `group_by`: a joint gift's donors are one key, joined by `+`."""

    key: tuple[str, ...]
    pledged: Figure
    in_transit: Figure
    delivered: Figure
    cancelled: Figure


def totals(
    ledgers: Iterable[tuple[AccountKey, Ledger]],
    *,
    catalogue: Catalogue,
    group_by: tuple[str, ...] = (),
    only: TotalsFilter | None = None,
) -> list[TotalsRow]:
    """Sum entries by group, keys in order. Units are never summed across: without `unit` in `group_by` it is added.

    Grouped by donor, a joint gift is a row of its own, so that the rows add up to the whole; asked for one donor, it
    is the share stated, or 0 to all of it.
    """
    unknown = set(group_by) - set(GROUPS)
    if unknown:
        raise ValueError(f"cannot group by {', '.join(sorted(unknown))}; known are {', '.join(GROUPS)}")
    keys = group_by if "unit" in group_by else (*group_by, "unit")
    wanted = only or TotalsFilter()
    sums: dict[tuple[str, ...], dict[str, Figure]] = {}
    for account, ledger in ledgers:
        for line in ledger.lines:
            for measure, entry, figure in _figures(line, wanted, catalogue):
                key = tuple(_KEYS[name](account, line, entry, wanted.role) for name in keys)
                row = sums.setdefault(key, dict.fromkeys(MEASURES, Figure()))
                row[measure] = row[measure] + figure
    return [TotalsRow(key=key, **row) for key, row in sorted(sums.items())]


def _figures(line: Line, wanted: TotalsFilter, catalogue: Catalogue) -> Iterable[tuple[str, Entry, Figure]]:
    """Each entry's part of each measure, filtered, as the donor asked for sees it."""
    if wanted.unit is not None and line.key.unit != wanted.unit:
        return
    parts: tuple[tuple[str, tuple[Entry, ...], Mapping[str, Amount] | None], ...] = (
        ("pledged", line.pledges, None),
        ("in_transit", line.dispatches, line.transit),
        ("delivered", line.deliveries, None),
        ("cancelled", line.cancellations, line.taken),
    )
    for measure, entries, amounts in parts:
        for entry in entries:
            if not _is_wanted(entry, wanted, catalogue):
                continue
            figure = figure_of([entry], amounts)
            if measure == "cancelled" and figure.amount.zero:
                continue
            if figure.entries == 0:
                continue
            if wanted.donor is None:
                yield measure, entry, figure
            elif (seen := view_of(figure, entry, wanted.donor, wanted.role)) is not None:
                yield measure, entry, seen


def _is_wanted(entry: Entry, wanted: TotalsFilter, catalogue: Catalogue) -> bool:
    if wanted.system is not None:
        system = entry.system or entry.line.family
        if system is None or wanted.system not in (system, *catalogue.ancestry(system)):
            return False
    if wanted.category is not None and not _is_within(entry.category, wanted.category, catalogue):
        return False
    after = wanted.start is None or entry.day >= wanted.start
    return after and (wanted.end is None or entry.day <= wanted.end)


def _is_within(category: str, wanted: str, catalogue: Catalogue) -> bool:
    current: str | None = category
    while current is not None:
        if current == wanted:
            return True
        known = catalogue.categories.get(current)
        current = known.parent if known is not None else None
    return False


def givers_by(entry: Entry, role: Role | None) -> tuple[str, ...]:
    """Who gave an entry in a role: the parties that the text names for it, else its donors."""
    if role is None:
        return entry.line.donors
    named = tuple(sorted({party.who for party in entry.parties if party.role is role}))
    return named or entry.line.donors


def shares_of(entry: Entry, role: Role | None) -> Mapping[str, Fraction]:
    """The shares that are stated for givers in a role; none is used where together they are more than the whole."""
    givers = givers_by(entry, role)
    roles = (role,) if role is not None else (Role.FINANCIER, Role.SUPPLIER)
    for one in roles:
        stated = {party.who: party.share for party in entry.parties if party.role is one and party.share is not None}
        whole = sum(stated.values())
        if stated and set(givers).issuperset(stated) and (whole == 1 if len(stated) == len(givers) else whole < 1):
            return stated
    return {}


def view_of(figure: Figure, entry: Entry, donor: str, role: Role | None) -> Figure | None:
    """What one donor gave of an entry: all, a stated share, or 0 to all of the rest; None where it is no giver."""
    givers = givers_by(entry, role)
    if donor not in givers:
        return None
    if len(givers) == 1 or figure.undisclosed:
        return figure
    shares = shares_of(entry, role)
    if donor in shares:
        return figure.with_amount(figure.amount.share(shares[donor]))
    rest = figure.amount.share(1 - sum(shares.values(), Fraction(0))) if shares else figure.amount
    return figure.with_amount(rest.view_of_one())


KeyOf = Callable[[AccountKey, Line, Entry, Role | None], str]
_KEYS: Mapping[str, KeyOf] = {
    "donor": lambda account, line, entry, role: "+".join(givers_by(entry, role)),
    "system": lambda account, line, entry, role: line.key.family or "",
    "category": lambda account, line, entry, role: entry.category,
    "recipient": lambda account, line, entry, role: account.recipient,
    "unit": lambda account, line, entry, role: line.key.unit,
    "month": lambda account, line, entry, role: f"{entry.day:%Y-%m}",
    "quarter": lambda account, line, entry, role: f"{entry.day.year}-Q{(entry.day.month + 2) // 3}",
    "year": lambda account, line, entry, role: f"{entry.day.year}",
}


def timeline(lines: Iterable[Line]) -> list[tuple[str, Amount, Amount]]:
    """Pledged and delivered up to the end of each month that has an entry, cumulative, for plotting."""
    pledged: dict[str, Amount] = {}
    delivered: dict[str, Amount] = {}
    for line in lines:
        for months, entries in ((pledged, line.pledges), (delivered, line.deliveries)):
            for entry in entries:
                month = f"{entry.day:%Y-%m}"
                months[month] = months.get(month, ZERO) + (entry.counted or ZERO)
    rows, so_far = [], (ZERO, ZERO)
    for month in sorted({*pledged, *delivered}):
        so_far = (so_far[0] + pledged.get(month, ZERO), so_far[1] + delivered.get(month, ZERO))
        rows.append((month, *so_far))
    return rows


def view_of_donor(line: Line, donor: str, *, role: Role | None = None) -> Figure:
    """What one donor pledged on a line."""
    figures = [view_of(figure_of([one]), one, donor, role) for one in line.pledges]
    summed = Figure()
    for figure in figures:
        summed = summed + figure if figure is not None else summed
    return summed
