"""A line as `api.md` has it: its figures, what stands beside them, and the bookings that explain them."""

from typing import Any

from pledges.domain.accounts import line_id
from pledges.domain.books import Elsewhere
from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import scope_to_json
from pledges.domain.entries import Entry
from pledges.domain.explaining import Explained
from pledges.domain.reconciliation import Beside, ReconciliationLine
from pledges.domain.served import number_to_json
from pledges.domain.units import held_by_one


def line_to_json(line: ReconciliationLine, *, recipient: str, catalogue: Catalogue) -> dict[str, Any]:
    """The shape of `api.md`."""
    due = line.next_due
    return {
        "id": line_id(line.key, recipient),
        "donors": list(line.key.donors),
        "joint": line.joint,
        "recipient": recipient,
        "system": _system_to_json(line.key.family, catalogue),
        "category": line.key.category,
        "unit": line.key.unit,
        "pledged": line.pledged.to_json(),
        "in_transit": line.in_transit.to_json(),
        "delivered": line.delivered.to_json(),
        "cancelled": line.cancelled.to_json(),
        "unmet": line.unmet.to_json(),
        "outstanding": line.outstanding.to_json(),
        "next_due": {
            "from": due.window.start.isoformat() if due.window.start else None,
            "to": due.window.end.isoformat() if due.window.end else None,
            "quantity": due.quantity.to_json(),
        }
        if due
        else None,
        "no_delivery_reported": line.no_delivery_reported.to_json(),
        "overdue": line.overdue.to_json(),
        "status": line.status.value,
        "beside": [_beside_to_json(one, line, recipient, catalogue) for one in line.beside],
        "elsewhere": [_elsewhere_to_json(one, recipient, catalogue) for one in line.elsewhere],
        "explained": [_explained_to_json(one) for one in line.explained],
        "listed": [_listed_to_json(one) for one in line.listed],
        "problems": [
            {
                "id": one.id,
                "type": one.type.value,
                "claims": list(one.claims),
                "sentence": one.sentence,
                "effect": one.effect,
            }
            for one in line.problems
        ],
        "pledges": list(line.pledges),
        "deliveries": list(line.deliveries),
        "claims": list(line.claims),
    }


def _system_to_json(family: str | None, catalogue: Catalogue) -> dict[str, str] | None:
    known = catalogue.systems.get(family) if family is not None else None
    return {"id": family, "name": known.name if known else family} if family is not None else None


def _beside_to_json(one: Beside, line: ReconciliationLine, recipient: str, catalogue: Catalogue) -> dict[str, Any]:
    """Another unit's figures, and how many of it one of this line's unit holds, where a source says so."""
    factor = held_by_one(line.key.family, line.key.category, line.key.unit, one.key.unit, catalogue)
    return {
        "line": line_id(one.key, recipient),
        "unit": one.key.unit,
        "pledged": one.pledged.to_json(),
        "in_transit": one.in_transit.to_json(),
        "delivered": one.delivered.to_json(),
        "one_holds": {"low": factor.low, "high": factor.high, "source": factor.source} if factor else None,
    }


def _elsewhere_to_json(one: Elsewhere, recipient: str, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "line": line_id(one.key, recipient),
        "donors": list(one.key.donors),
        "system": _system_to_json(one.key.family, catalogue),
        "category": one.key.category,
        "unit": one.key.unit,
        "entry": one.entry,
        "direction": one.direction.value,
        "quantity": one.quantity.to_json() if one.quantity is not None else None,
        "in_transit": one.in_transit,
        "possible": one.possible,
    }


def _listed_to_json(one: Entry) -> dict[str, Any]:
    return {
        "entry": one.id,
        "type": one.group.value,
        "quantity": number_to_json(one.number),
        "scope": scope_to_json(one.scope),
        "claims": list(one.claims),
    }


def _explained_to_json(one: Explained) -> dict[str, Any]:
    return {
        "entry": one.entry.id,
        "type": one.entry.group.value,
        "why": one.why.value,
        "quantity": number_to_json(one.entry.number),
        "other": {"entry": one.other.id, "quantity": number_to_json(one.other.number)} if one.other else None,
        "sides": [number_to_json(side.number) for side in one.entry.sides],
        "claims": list(one.entry.claims),
    }
