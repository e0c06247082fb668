"""Figures by three clocks and two standings; every answer says which, and leads to entries and claims."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django.db.models import Q
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from pledges.api import catalogue_parameters as names
from pledges.api import parameters, shapes
from pledges.api.doors import Detail, Listing, Values
from pledges.api.errors import BadParameter
from pledges.api.paging import Key, Page, page_items, page_rows
from pledges.domain.judgements import Standing
from pledges.domain.problems import ProblemType
from pledges.domain.values import Role
from pledges.models import StandingName
from pledges.queries import reconciliation as queries
from pledges.queries.claims import entry_now
from pledges.queries.conversions import with_conversions
from pledges.queries.selection import Selection
from pledges.queries.settlements import OPEN, STATES, settlements_mark, with_settlements

COMMON = (
    names.DONOR,
    names.SYSTEM,
    names.CATEGORY,
    names.RECIPIENT,
    parameters.FROM,
    parameters.TO,
    parameters.AS_OF,
    parameters.KNOWN_AT,
    parameters.RECORDED_AT,
    parameters.STANDING,
    parameters.ROLE,
)
RENAMED = {"from": "start", "to": "end"}
GROUPS = ("donor", "system", "category", "recipient", "month", "quarter", "year")
STANDING = {"standing": serializers.ChoiceField(choices=StandingName.choices)}


def selection(values: Values) -> Selection:
    """What the common parameters select. Raises BadParameter where `from` lies after `to`."""
    start, end = values.get("from"), values.get("to")
    if start and end and start > end:
        raise BadParameter(
            parameter="from", detail=f"from {start} lies after to {end}.", accepts="a day not after `to`"
        )
    known = {one.name for one in COMMON}
    chosen = {RENAMED.get(name, name): value for name, value in values.items() if name in known}
    chosen["standing"] = Standing(values.get("standing", Standing.LIVE))
    chosen["role"] = Role(values["role"]) if "role" in values else None
    return Selection(**chosen)


class FigureList(Listing):
    """A list that belongs to a standing, whose pages carry an ETag by the ledger's revision."""

    filters: ClassVar[tuple[parameters.Parameter, ...]] = COMMON
    beside = STANDING
    conditional = True

    def rows(self, wanted: Selection, values: Values) -> Sequence[Values]:
        """What is listed."""
        raise NotImplementedError

    def revision(self, wanted: Selection) -> tuple[str, ...]:
        """What moves whenever the answer may have."""
        return (queries.revision(wanted),)

    def ident(self, row: Values) -> str:
        """What identifies a row in the list."""
        return str(row["id"])

    def get(self, request: Request) -> Any:
        values = self.read(request)
        wanted = selection(values)
        etag, unchanged = self.not_modified(request, *self.revision(wanted))
        if unchanged is not None:
            return unchanged
        found = self.page_of(wanted, values)
        return self.tagged(self.page(request, values, found, standing=wanted.standing.value), etag)

    def page_of(self, wanted: Selection, values: Values) -> Page:
        """The page asked for; in memory, since these are worked out whole."""
        order, cursor, size = self.way(values)
        return page_items(self.rows(wanted, values), order=order, ident=self.ident, cursor=cursor, size=size)


class Reconciliation(FigureList):
    """One line per exact set of donors x equipment family x unit: pledged, delivered, outstanding, and what is due.

    `donor` gives every line whose set contains that donor.
    """

    operation = "reconciliation_list"
    shape = shapes.ReconciliationLine
    orders = ("line", "category", "status")
    order = "line"

    def rows(self, wanted: Selection, values: Values) -> Sequence[Values]:
        return queries.lines(wanted)

    def ident(self, row: Values) -> str:
        system = row["system"]["id"] if row["system"] else ""
        return "|".join([row["recipient"], *row["donors"], "", row["category"], system, row["unit"]])


class Totals(FigureList):
    """Figures summed by `group_by`. Units are never added up: each group has a row for each unit.

    Grouped by donor, a joint gift is a row of its own, so that the rows add up to the whole; asked for one donor, it
    counts as the share that is stated, or as 0 to all of it.
    """

    operation = "totals_list"
    shape = shapes.Total
    filters = (
        *COMMON,
        parameters.several_of("group_by", GROUPS, "What to sum by; nothing gives one row for each unit."),
    )
    orders = ("group", "unit")
    order = "group"

    def rows(self, wanted: Selection, values: Values) -> Sequence[Values]:
        return queries.totals(wanted, group_by=values.get("group_by", ()))

    def ident(self, row: Values) -> str:
        return "|".join(str(row.get(name)) for name in (*GROUPS, "unit"))


class Problems(FigureList):
    """What does not balance, by effect: each problem says in one sentence what does not fit, and names its claims.

    One that an editor settled, or accepted with a reason, is left out unless `settled` asks for it.
    """

    operation = "problems_list"
    shape = shapes.ListedProblem
    filters = (
        *COMMON,
        parameters.choice("type", [one.value for one in ProblemType], "What sort of problem."),
        parameters.choice("settled", STATES, f"Whether an editor settled or accepted it; {OPEN} when not given."),
    )
    orders = ("id", "type", "effect")
    order = "-effect"

    def rows(self, wanted: Selection, values: Values) -> Sequence[Values]:
        found = [one for one in queries.problems(wanted) if values.get("type", one["type"]) == one["type"]]
        return with_settlements(found, state=values.get("settled", OPEN), recorded_at=wanted.recorded_at)

    def revision(self, wanted: Selection) -> tuple[str, ...]:
        return (*super().revision(wanted), settlements_mark())


class EntryList(FigureList):
    """Entries of one sort: of now by the page from the stored ledger, at another clock as the fold makes them."""

    orders = ("announced", "last_published", "id")
    order = "-announced"
    sort: ClassVar[str]

    def page_of(self, wanted: Selection, values: Values) -> Page:
        if not wanted.is_of_now:
            return super().page_of(wanted, values)
        order, cursor, size = self.way(values)
        sign, name = ("-", order[1:]) if order.startswith("-") else ("", order)
        fields = (f"{sign}entry",) if name == "id" else (order, f"{sign}entry")

        def fetch(beyond: Q, way: Sequence[str], limit: int) -> list[tuple[Key, Values]]:
            return queries.entries_at(wanted, kind=self.sort, beyond=beyond, order=way, limit=limit)

        return page_rows(fetch, order=fields, cursor=cursor, size=size)

    def rows(self, wanted: Selection, values: Values) -> Sequence[Values]:
        return queries.entries(wanted, kind=self.sort)


class Pledges(EntryList):
    """The ledger's pledges, each with its schedule, what was delivered on it, and the claims behind it."""

    operation, shape, sort = "pledges_list", shapes.Pledge, "pledge"


class Deliveries(EntryList):
    """The ledger's deliveries, each with the pledges that it fills and the claims behind it."""

    operation, shape, sort = "deliveries_list", shapes.Delivery, "delivery"


class OneEntry(Detail):
    """One entry of the ledger, at the clocks asked for."""

    filters = (parameters.AS_OF, parameters.KNOWN_AT, parameters.RECORDED_AT, parameters.STANDING)
    sort: ClassVar[str]

    def get(self, request: Request, entry: str) -> Response:
        values = self.read(request)
        wanted = selection(values)
        found = self.find(wanted, entry)
        if found is None:
            raise NotFound(f"There is no {self.sort} {entry!r} in the {wanted.standing.value} ledger.")
        return self.answer(found | {"standing": wanted.standing.value}, values, missing="")

    def find(self, wanted: Selection, entry: str) -> Values | None:
        """The entry, from the stored ledger or, at another clock, from its account folded again."""
        now = entry_now(entry, standing=wanted.standing.value)
        if wanted.is_of_now:
            return with_conversions(now.body) if now and now.type == self.sort else None
        if now is not None:
            wanted = replace(wanted, recipient=now.account.recipient, category=now.account.category)
        return next((one for one in queries.entries(wanted, kind=self.sort) if one["id"] == entry), None)


class OnePledge(OneEntry):
    """One pledge of the ledger."""

    operation, shape, sort = "pledges_read", shapes.Pledge, "pledge"


class OneDelivery(OneEntry):
    """One delivery of the ledger."""

    operation, shape, sort = "deliveries_read", shapes.Delivery, "delivery"
