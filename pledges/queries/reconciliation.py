"""Figures for a selection: now from the stored lines, at any other clock from the claims themselves, by one fold."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from pledges.domain.accounts import AccountKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry
from pledges.domain.figures import Figure
from pledges.domain.gated import Gated, fold_gated, held_by_group, held_of, held_to_json
from pledges.domain.holding import Held
from pledges.domain.judgements import standing_links
from pledges.domain.ledger import Ledger
from pledges.domain.lines import Line
from pledges.domain.reconciliation import reconcile
from pledges.domain.served import booked_on, entry_to_json, givers_of_entry, givers_of_line
from pledges.domain.served_lines import line_to_json
from pledges.domain.totals import TotalsFilter, TotalsRow
from pledges.domain.totals import totals as domain_totals
from pledges.models import Account, LedgerEntry, LedgerLine
from pledges.queries.catalogue import catalogue_mark, current_catalogue
from pledges.queries.conversions import with_conversions
from pledges.queries.held import held_now
from pledges.queries.selection import Selection, accounts_of
from pledges.queries.standing_claims import standing_now, standing_then
from pledges.queries.totals import is_summed, totals_now
from pledges.queries.truth import links_among
from pledges.scale_files import seeded_scales


def lines(selection: Selection) -> list[dict[str, Any]]:
    """Reconciliation lines as `api.md` has them, in order of recipient, donors, category, family and unit.

    `donor` keeps the lines whose donors contain it (with `role`, whose givers in that role do); the figures of a
    line stay whole. `start` and `end` keep lines with an entry in that time.
    """
    catalogue = current_catalogue()
    if selection.is_of_now:
        return [row.body for row in _stored_lines(selection, catalogue)]
    found = []
    for key, gated in ledgers(selection, catalogue):
        for line, figures in zip(gated.ledger.lines, reconcile(gated.ledger, today=_today()), strict=True):
            held = gated.held.get(line.key, ())
            if _wants_line(selection, line, catalogue):
                body = line_to_json(figures, recipient=key.recipient, catalogue=catalogue)
                found.append(body | {"held": held_to_json(held)})
    return sorted(found, key=_line_order)


def entries(selection: Selection, *, kind: str) -> list[dict[str, Any]]:
    """Entries of one type (`pledge`, `delivery`, ...), in order of their day and id."""
    catalogue = current_catalogue()
    if selection.is_of_now:
        rows = _stored_entries(selection, catalogue).filter(type=kind).order_by("announced", "entry")
        return [with_conversions(row.body) for row in rows]
    found = []
    for key, gated in ledgers(selection, catalogue):
        for line in gated.ledger.lines:
            booked = booked_on(line)
            for entry in line.entries:
                if entry.group.value == kind and _wants_entry(selection, entry, catalogue):
                    body = entry_to_json(entry, booked[entry.id], recipient=key.recipient, catalogue=catalogue)
                    found.append(with_conversions(body))
    return sorted(found, key=lambda body: (body["announced"], body["id"]))


def entries_at(
    selection: Selection, *, kind: str, beyond: Q, order: Sequence[str], limit: int
) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Up to `limit` stored entries of one type beyond a key, each with its key: the values of `order`, fields of
    LedgerEntry. For a selection without clocks.
    """
    rows = _stored_entries(selection, current_catalogue()).filter(beyond, type=kind).order_by(*order)
    fields = [name.lstrip("-") for name in order]
    return [(tuple(key), with_conversions(body)) for body, *key in rows.values_list("body", *fields)[:limit]]


def totals(selection: Selection, *, group_by: tuple[str, ...]) -> list[dict[str, Any]]:
    """Figures summed by group; units are never summed across, joint gifts never twice. What is held stands beside:
    a group of which all is held has a row of zeros."""
    names = group_by if "unit" in group_by else (*group_by, "unit")
    if is_summed(selection):
        rows, held = totals_now(selection, keys=names), held_now(selection)
    else:
        rows, held = totals_folded(selection, keys=names)
    groups = held_by_group(held, keys=names, only=_filter(selection), catalogue=current_catalogue())
    by_key = dict.fromkeys(groups, _NO_FIGURES) | {row.key: _figures(row) for row in rows}
    return [
        dict(zip(names, key, strict=True)) | by_key[key] | {"held": held_to_json(groups.get(key, ()))}
        for key in sorted(by_key)
    ]


def _figures(row: TotalsRow) -> dict[str, Any]:
    return {
        "pledged": row.pledged.to_json(),
        "in_transit": row.in_transit.to_json(),
        "delivered": row.delivered.to_json(),
        "cancelled": row.cancelled.to_json(),
    }


_NO_FIGURES = _figures(TotalsRow(key=(), pledged=Figure(), in_transit=Figure(), delivered=Figure(), cancelled=Figure()))


def totals_folded(selection: Selection, *, keys: tuple[str, ...]) -> tuple[list[TotalsRow], list[tuple[str, Held]]]:
    """The totals of the folded accounts, at any clocks, and all that is held in them, each with its recipient."""
    catalogue = current_catalogue()
    held: list[tuple[str, Held]] = []

    def counted() -> Iterator[tuple[AccountKey, Ledger]]:
        for key, gated in ledgers(selection, catalogue):
            held.extend(held_of([(key, gated)]))
            yield key, gated.ledger

    rows = domain_totals(counted(), catalogue=catalogue, group_by=keys, only=_filter(selection))
    return rows, held


def _filter(selection: Selection) -> TotalsFilter:
    return TotalsFilter(
        donor=selection.donor,
        system=selection.system,
        category=selection.category,
        role=selection.role,
        start=selection.start,
        end=selection.end,
    )


def problems(selection: Selection) -> list[dict[str, Any]]:
    """What does not balance, each with the line that it stands on, in order of the lines."""
    return [
        problem | {name: line[name] for name in ("donors", "recipient", "system", "category", "unit")}
        for line in lines(selection)
        for problem in line["problems"]
    ]


def revision(selection: Selection) -> str:
    """Equal revisions mean equal answers: it moves with the accounts concerned, the catalogue and the day."""
    found = Account.objects.filter(selection.accounts(current_catalogue()))
    moved = found.aggregate(revisions=Sum("revision"), accounts=Count("pk"))
    return f"{moved['accounts']}.{moved['revisions'] or 0}.{catalogue_mark()}.{_today().isoformat()}"


def ledgers(selection: Selection, catalogue: Catalogue) -> Iterator[tuple[AccountKey, Gated]]:
    """The accounts of a selection, folded behind the gate at its clocks, one by one."""
    accounts = accounts_of(selection, catalogue)
    then = (
        standing_then(
            accounts=list(accounts),
            standing=selection.standing,
            recorded_at=selection.recorded_at,
            threshold=settings.LIVE_CONFIDENCE,
            catalogue=catalogue,
        )
        if selection.recorded_at is not None
        else {}
    )
    for key, account in accounts.items():
        if selection.recorded_at is None:
            claims = standing_now(account=account, standing=selection.standing)
        else:
            claims = then[key]
        links = links_among(claims=[claim.claim_id for claim in claims])
        yield (
            key,
            fold_gated(
                claims,
                scales=seeded_scales(),
                catalogue=catalogue,
                links=standing_links(links, recorded_at=selection.recorded_at),
                as_of=selection.as_of,
                known_at=selection.known_at,
            ),
        )


def _stored_lines(selection: Selection, catalogue: Catalogue) -> QuerySet[LedgerLine]:
    rows = LedgerLine.objects.filter(_common(selection, catalogue), standing=selection.standing.value)
    systems = selection.systems(catalogue)
    if systems is not None:
        rows = rows.filter(Q(family=selection.system) | Q(systems__overlap=sorted(systems)))
    if selection.start or selection.end:
        within = LedgerEntry.objects.filter(_time(selection), standing=selection.standing.value)
        rows = rows.filter(line__in=within.values("line"))
    return rows.order_by("recipient", "donors", "category", "family", "unit")


def _stored_entries(selection: Selection, catalogue: Catalogue) -> QuerySet[LedgerEntry]:
    rows = LedgerEntry.objects.filter(
        _common(selection, catalogue) & _time(selection), standing=selection.standing.value
    )
    systems = selection.systems(catalogue)
    if systems is not None:
        rows = rows.filter(Q(system__in=systems) | Q(system=None, family=selection.system))
    return rows


def _common(selection: Selection, catalogue: Catalogue) -> Q:
    """Donor, category and recipient, for lines and entries alike."""
    condition = Q()
    if selection.recipient is not None:
        condition &= Q(account__recipient=selection.recipient)
    if selection.donor is not None and selection.role is not None:
        condition &= Q(**{f"givers__{selection.role.value}__contains": [selection.donor]})
    elif selection.donor is not None:
        condition &= Q(donors__contains=[selection.donor])
    categories = selection.categories(catalogue)
    if categories is not None:
        condition &= Q(category__in=categories)
    return condition


def _time(selection: Selection) -> Q:
    """Entries whose day, or whose window, touches the time asked for."""
    day, window = Q(announced__isnull=False), Q(window_from__isnull=False) | Q(window_to__isnull=False)
    if selection.start is not None:
        day &= Q(announced__gte=selection.start)
        window &= Q(window_to__gte=selection.start) | Q(window_to=None)
    if selection.end is not None:
        day &= Q(announced__lte=selection.end)
        window &= Q(window_from__lte=selection.end) | Q(window_from=None)
    return day | window if selection.start or selection.end else Q()


def _wants_line(selection: Selection, line: Line, catalogue: Catalogue) -> bool:
    """As `_stored_lines`, for a folded line."""
    givers = givers_of_line(line)[selection.role.value] if selection.role else line.key.donors
    if selection.donor is not None and selection.donor not in givers:
        return False
    categories, systems = selection.categories(catalogue), selection.systems(catalogue)
    if categories is not None and line.key.category not in categories:
        return False
    named = {entry.system for entry in line.entries}
    if systems is not None and line.key.family != selection.system and not named & systems:
        return False
    return not (selection.start or selection.end) or any(_in_time(selection, entry) for entry in line.entries)


def _wants_entry(selection: Selection, entry: Entry, catalogue: Catalogue) -> bool:
    """As `_stored_entries`, for a folded entry."""
    givers = givers_of_entry(entry)[selection.role.value] if selection.role else entry.line.donors
    if selection.donor is not None and selection.donor not in givers:
        return False
    categories, systems = selection.categories(catalogue), selection.systems(catalogue)
    if categories is not None and entry.category not in categories:
        return False
    by_type = entry.system is None and entry.line.family == selection.system
    if systems is not None and entry.system not in systems and not by_type:
        return False
    return not (selection.start or selection.end) or _in_time(selection, entry)


def _in_time(selection: Selection, entry: Entry) -> bool:
    start, end = selection.start or date.min, selection.end or date.max
    if start <= entry.day <= end:
        return True
    window = entry.window
    return window is not None and (window.end or date.max) >= start and (window.start or date.min) <= end


def _line_order(body: dict[str, Any]) -> tuple[Any, ...]:
    family = body["system"]["id"] if body["system"] else None
    return (body["recipient"], body["donors"], body["category"], family is None, family or "", body["unit"])


def _today() -> date:
    return timezone.now().date()
