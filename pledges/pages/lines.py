"""A line is found again by what makes it that line: its donors, family, category, unit and recipient."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pycountry
from django.http import QueryDict
from django.urls import reverse

from pledges.domain.catalogue import Catalogue
from pledges.domain.values import bounds_in_words
from pledges.pages.bars import Bars, bars_of
from pledges.pages.explained import Reason, Said, beside, elsewhere, listed, reasons
from pledges.pages.wording import figure, held, window
from pledges.queries import reconciliation
from pledges.queries.selection import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A reconciliation line in words."""

    donors: str
    what: str
    category: str
    unit: str
    recipient: str
    pledged: str
    delivered: str
    transit: str
    cancelled: str
    outstanding: str
    next_due: str
    unreported: str
    overdue: str
    status: str
    beside: list[Said]
    elsewhere: list[Said]
    reasons: list[Reason]
    listed: list[Reason]
    held: str
    problems: list[dict[str, Any]]
    claims: list[str]
    bars: Bars | None
    address: str


def shown(line: Mapping[str, Any], *, catalogue: Catalogue, selection: Selection) -> ShownLine:
    """A line as a page shows it."""
    category = catalogue.categories.get(line["category"])
    due = line["next_due"]
    return ShownLine(
        donors=names_of(line["donors"], catalogue) or "No donor named",
        what=line["system"]["name"] if line["system"] else (category.name if category else line["category"]),
        category=category.name if category else line["category"],
        unit="" if line["unit"] == "item" else line["unit"],
        recipient=name_of(line["recipient"], catalogue),
        pledged=figure(line["pledged"]),
        delivered=figure(line["delivered"]),
        transit=figure(line["in_transit"]),
        cancelled=figure(line["cancelled"]),
        outstanding=figure(line["outstanding"] | {"undisclosed": unnumbered(line)}),
        next_due=f"{_interval(due['quantity'])}, {window(due)}" if due else "",
        unreported=_interval(line["no_delivery_reported"]),
        overdue=_interval(line["overdue"]),
        status=line["status"].replace("_", " "),
        beside=beside(line, lambda other: address_of(other, selection)),
        elsewhere=elsewhere(
            line, lambda codes: names_of(codes, catalogue), lambda other: address_of(other, selection), catalogue
        ),
        reasons=reasons(line),
        listed=listed(line),
        held=held(line["held"]),
        problems=[one | {"type": one["type"].replace("_", " ")} for one in line["problems"]],
        claims=line["claims"],
        bars=bars_of(line),
        address=address_of(line, selection),
    )


def _interval(value: Mapping[str, int | None]) -> str:
    return "0" if value["high"] == 0 else bounds_in_words(value["low"], value["high"])


def unnumbered(line: Mapping[str, Any]) -> int:
    """Pledges of no number that no arrival of no number answers: they are outstanding, and no zero says so."""
    pledged, delivered = line["pledged"]["undisclosed"], line["delivered"]["undisclosed"]
    return max(0, int(pledged) - int(delivered))


def names_of(codes: Iterable[str], catalogue: Catalogue) -> str:
    """Donors by name."""
    return ", ".join(name_of(code, catalogue) for code in codes)


def name_of(code: str, catalogue: Catalogue) -> str:
    """A donor or recipient by name; ISO's for a state that gives nothing, as it stands for what nobody knows."""
    if code in catalogue.donors:
        return catalogue.donors[code].name
    state = pycountry.countries.get(alpha_2=code) if len(code) == 2 else None
    return str(getattr(state, "common_name", state.name)) if state is not None else code


def in_order(lines: Iterable[dict[str, Any]], catalogue: Catalogue) -> list[dict[str, Any]]:
    """Lines by the names of their donors, single donors before joint gifts, those of nobody named last."""

    def key(line: dict[str, Any]) -> tuple[Any, ...]:
        named = [name_of(code, catalogue) for code in line["donors"]]
        return (not named, named, line["category"], line["system"]["name"] if line["system"] else "", line["unit"])

    return sorted(lines, key=key)


def address_of(line: Mapping[str, Any], selection: Selection) -> str:
    """Where the line's page is, at the same day and standing."""
    query: list[tuple[str, str]] = [("donor", code) for code in line["donors"]]
    if line["system"]:
        query.append(("system", line["system"]["id"]))
    query += [(name, line[name]) for name in ("category", "unit", "recipient")]
    query.append(("standing", selection.standing.value))
    if selection.as_of:
        query.append(("as_of", selection.as_of.isoformat()))
    return f"{reverse('pages:line')}?{urlencode(query)}"


def find(query: QueryDict, selection: Selection) -> dict[str, Any] | None:
    """The line that an address names, at the selection's day and standing; None when there is none."""
    donors = query.getlist("donor")
    wanted = Selection(
        donor=donors[0] if donors else None,
        recipient=query.get("recipient"),
        as_of=selection.as_of,
        standing=selection.standing,
    )
    for line in reconciliation.lines(wanted):
        family = line["system"]["id"] if line["system"] else None
        if (line["donors"], family) == (donors, query.get("system")) and all(
            line[name] == query.get(name) for name in ("category", "unit")
        ):
            return line
    return None
