"""An act on what stands no more is shown with what was typed, who did what meanwhile, and where the two differ."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pledges.admin.correction import CorrectionForm
from pledges.queries.claims import claims_of
from pledges.queries.seeing import Stale

LEFT_OUT = ("why", "evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A field that is not the same in what its author started from, in what stands now, and in what they typed."""

    field: str
    started: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What a page tells of an act that was refused; `fields` only where values were typed."""

    told: str
    fields: list[Differing]


def conflict_of(stale: Stale, *, started: Mapping[str, str], theirs: Mapping[str, str], mine: Any = None) -> Conflict:
    """A refused act as it is told; `mine` are the fields that were typed, None where none were."""
    return Conflict(told=told(stale), fields=[] if mine is None else differing(started, theirs, mine))


def told(stale: Stale) -> str:
    """Who did what meanwhile, in a sentence or two."""
    end = "Nothing was changed, and what you typed is kept."
    if stale.last is None:
        return f"The article was fetched again meanwhile, and the claim's words stand in another version of it. {end}"
    last = stale.last
    why = f": “{last.why}”" if last.why else ""
    return f"{last.by} {last.what} this claim on {last.at:%Y-%m-%d at %H:%M:%S}{why}. {end}"


def differing(started: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, Any]) -> list[Differing]:
    """The fields of which not all three say the same, in the order of the form."""
    typed = as_typed(mine)
    found = []
    for name, field in CorrectionForm.base_fields.items():
        three = [one.get(name, "") for one in (started, theirs, typed)]
        if name not in LEFT_OUT and len(set(three)) > 1:
            label = str(field.label or name.replace("_", " "))
            found.append(Differing(field=label, started=three[0], theirs=three[1], mine=three[2]))
    return found


def as_typed(values: Mapping[str, Any]) -> dict[str, str]:
    """The fields of the form as an editor reads them: nothing is "", a ticked box "yes"."""
    shown = {name: values.get(name) for name in CorrectionForm.base_fields}
    return {name: _typed(value) for name, value in shown.items()}


def _typed(value: Any) -> str:
    if value in (None, False):
        return ""
    if value is True or value == "on":
        return "yes"
    return str(value).replace("\r\n", "\n").strip()


def standing_values(claim: Mapping[str, Any]) -> dict[str, str]:
    """What a claim says now as the form has it: its own values, or those of the correction in its place."""
    by = claim["corrected_by"]
    (stands,) = (claims_of([by]) if by else [claim])[:1] or [claim]
    return as_typed(CorrectionForm.initial_of(stands))


def started_from(text: str, otherwise: Mapping[str, str]) -> dict[str, str]:
    """What a form says that its author started from; where it says nothing that can be read, `otherwise`."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return dict(otherwise)
    if not isinstance(found, dict):
        return dict(otherwise)
    return {str(name): str(value) for name, value in found.items() if name in CorrectionForm.base_fields}
