"""Claims as they were read: each with its words, its review and what counts it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db.models import Q
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from pledges.api import catalogue_parameters as names
from pledges.api import parameters, shapes
from pledges.api.doors import Detail, Listing, Values
from pledges.api.paging import page_rows
from pledges.domain.values import Kind
from pledges.models import ReviewState
from pledges.queries import claims as queries
from pledges.queries.catalogue import current_catalogue
from pledges.queries.claims_then import claims_then

RESOURCES = {"pledge": "api:pledge", "delivery": "api:delivery"}
FILTERS = {"from": "start", "to": "end"}
HELD = {"true": True, "false": False}
NOT_FILTERS = ("standing", "held", "fields", "ordering", "cursor", "page_size", "format")


class Claims(Listing):
    """Claims that stand, the newest articles first; with `review`, all in that state of review, counted or not."""

    operation = "claims_list"
    shape = shapes.Claim
    filters = (
        names.DONOR,
        names.SYSTEM,
        names.CATEGORY,
        names.RECIPIENT,
        names.ARTICLE,
        parameters.choice("kind", [kind.value for kind in Kind], "What kind of statement."),
        parameters.choice("review", ReviewState.values, "Where it stands with the editors."),
        parameters.choice("held", HELD, "Whether the gate keeps it out of the figures."),
        parameters.FROM,
        parameters.TO,
        parameters.AS_OF,
        parameters.KNOWN_AT,
        parameters.RECORDED_AT,
        parameters.STANDING,
        parameters.ROLE,
    )
    orders = queries.ORDERS
    order = "-published"
    beside = {"standing": serializers.CharField(allow_null=True)}

    def get(self, request: Request) -> Response:
        values = self.read(request)
        order, cursor, size = self.way(values)
        standing = values.get("standing", None if "review" in values else "live")
        wanted = queries.ClaimFilter(
            counting=standing,
            held=HELD.get(values.get("held", "")),
            **{FILTERS.get(name, name): value for name, value in values.items() if name not in NOT_FILTERS},
        )
        ask = claims_then if wanted.recorded_at else queries.claims_at
        fetch = partial(_fetch, ask, wanted)
        found = page_rows(fetch, order=(order, "claim"), cursor=cursor, size=size)
        for row in found.rows:
            with_addresses(row, request)
        return Response(self.page(request, values, found, standing=standing))


def _fetch(ask: Any, wanted: queries.ClaimFilter, beyond: Q, order: Sequence[str], limit: int) -> list[queries.Keyed]:
    found: list[queries.Keyed] = ask(wanted, current_catalogue(), beyond=beyond, order=order, limit=limit)
    return found


class OneClaim(Detail):
    """One claim, whether it counts or not."""

    operation = "claims_read"
    shape = shapes.Claim

    def get(self, request: Request, claim: str) -> Response:
        values = self.read(request)
        found = queries.claims_of([claim])
        if not found:
            raise NotFound(f"There is no claim {claim!r}.")
        return Response(self.cut(with_addresses(found[0], request), values))


def with_addresses(row: Values, request: Request) -> Values:
    """The claim with its own address and those of the entries that it supports."""
    row["url"] = reverse("api:claim", [row["id"]], request=request)
    for entry in row["supports"]:
        name = RESOURCES.get(entry["type"])
        where = f"?standing={entry['standing']}"
        entry["url"] = reverse(name, [entry["id"]], request=request) + where if name else None
    return row
