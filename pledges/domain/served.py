"""An entry as it is served says what it adds, why, and which claims and bookings stand behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pledges.domain.books import Fulfilment
from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import number, scope_to_json
from pledges.domain.entries import Entry, Milestone, Number
from pledges.domain.figures import Amount, Interval
from pledges.domain.lines import Line
from pledges.domain.totals import givers_by
from pledges.domain.values import Role, Window

ROLES = (Role.FINANCIER, Role.SUPPLIER)


def givers_of_entry(entry: Entry) -> dict[str, list[str]]:
    """Who gave an entry, by role; where the text names nobody for a role, its donors."""
    return {role.value: sorted(givers_by(entry, role)) for role in ROLES}


def givers_of_line(line: Line) -> dict[str, list[str]]:
    """Who gave anything of a line, by role; where the text names nobody for a role, its donors."""
    return {role.value: sorted({who for entry in line.entries for who in givers_by(entry, role)}) for role in ROLES}


@dataclass(frozen=True, slots=True)
class Booked:
    """What a line says of one of its entries: the bookings of it, what is open of a pledge with the line's schedule,
    what has not arrived of a dispatch, and what a cancellation took back."""

    fulfilments: tuple[Fulfilment, ...]
    open: Interval | None
    milestones: tuple[Milestone, ...]
    transit: Amount | None
    taken: Amount | None


def booked_on(line: Line) -> Mapping[str, Booked]:
    """What a line says of each of its entries, by id."""
    bookings: dict[str, list[Fulfilment]] = {}
    for one in line.fulfilments:
        for side in {one.pledge, one.arrival}:
            bookings.setdefault(side, []).append(one)
    return {
        entry.id: Booked(
            fulfilments=tuple(bookings.get(entry.id, ())),
            open=line.open.get(entry.id),
            milestones=line.milestones if entry.id in line.open else (),
            transit=line.transit.get(entry.id),
            taken=line.taken.get(entry.id),
        )
        for entry in line.entries
    }


def entry_to_json(entry: Entry, booked: Booked, *, recipient: str, catalogue: Catalogue) -> dict[str, Any]:
    """An entry as the API serves it. `quantity` is what its sources say, `counted` what it adds to its line."""
    known = catalogue.systems.get(entry.system) if entry.system else None
    counted = entry.counted
    body = {
        "id": entry.id,
        "type": entry.group.value,
        "kind": entry.kind.value,
        "donors": list(entry.line.donors),
        "joint": len(entry.line.donors) > 1,
        "recipient": recipient,
        "system": {"id": entry.system, "name": known.name if known else entry.system} if entry.system else None,
        "family": entry.line.family,
        "category": entry.category,
        "unit": entry.line.unit,
        "quantity": number_to_json(entry.number),
        "sides": [{"quantity": number_to_json(one.number), "claims": list(one.claims)} for one in entry.sides],
        "scope": scope_to_json(entry.scope),
        "part_of": entry.part_of,
        "replaced_by": entry.replaced_by,
        "counted": {"low": counted.low, "high": counted.high, "stated": counted.stated} if counted else None,
        "announced": entry.day.isoformat(),
        "window": _window(entry.window),
        "basis": entry.basis.value,
        "terms": entry.terms.value,
        "certainty": entry.certainty.value,
        "value": {
            "amount": number(entry.value.amount),
            "currency": entry.value.currency,
            "qualifier": entry.value.qualifier.value,
        }
        if entry.value
        else None,
        "parties": [
            {"who": p.who, "role": p.role.value, "share": str(p.share) if p.share is not None else None}
            for p in entry.parties
        ],
        "implied": entry.implied.value if entry.implied else None,
        "late": entry.late,
        "first_published": entry.first_published.isoformat(),
        "last_published": entry.last_published.isoformat(),
        "sources": entry.sources,
        "reviewed": entry.reviewed,
        "fulfilments": [_fulfilment(one) for one in booked.fulfilments],
        "claims": list(entry.claims),
        "mentions": list(entry.mentions),
        "fields": {name: list(claims) for name, claims in sorted(entry.fields.items())},
    }
    if booked.open is not None:
        body["open"] = booked.open.to_json()
        body["schedule"] = [_milestone(milestone) for milestone in booked.milestones]
    return body


def number_to_json(one: Number) -> dict[str, Any]:
    """What sources say: `said` is what the best of them says where they differ, null where they do not."""
    return {"low": one.low, "high": one.high, "approximate": one.approximate, "said": one.said}


def _window(window: Window | None) -> dict[str, str | None] | None:
    if window is None:
        return None
    return {
        "from": window.start.isoformat() if window.start else None,
        "to": window.end.isoformat() if window.end else None,
    }


def _fulfilment(one: Fulfilment) -> dict[str, Any]:
    return {
        "delivery": one.arrival,
        "pledge": one.pledge,
        "quantity": one.quantity.to_json() if one.quantity is not None else None,
        "in_transit": one.in_transit,
        "possible": one.possible,
    }


def _milestone(one: Milestone) -> dict[str, Any]:
    return {
        "window": _window(one.window),
        "quantity": number_to_json(one.number),
        "claims": list(one.claims),
    }
