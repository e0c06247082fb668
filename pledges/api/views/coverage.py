"""What was read, month by month, so that silence can be told from not listening."""

from datetime import date

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from pledges.api import catalogue_parameters as names
from pledges.api import parameters, shapes
from pledges.api.doors import Listing, Values
from pledges.api.errors import BadParameter
from pledges.api.paging import page_items
from pledges.queries import coverage as queries

MOST_MONTHS = 240
FROM, TO = (
    parameters.Parameter(
        name=name, parse=parameters.day, accepts=parameters.DAY, about=about, schema=parameters.DATE_SCHEMA
    )
    for name, about in (
        ("from", "Articles published on that day or later; a year before `to` when not given."),
        ("to", "Articles published by that day; today when not given."),
    )
)


class Coverage(Listing):
    """How many articles were read for each month, by kind of source and source, and how many speak of a donor.

    Months in which nothing was read are listed too: no report is not no delivery.
    """

    operation = "coverage_list"
    shape = shapes.CoveredMonth
    filters = (names.DONOR, FROM, TO)
    orders = ("month",)
    order = "month"

    def get(self, request: Request) -> Response:
        values = self.read(request)
        start, end = days(values)
        donors = [values["donor"]] if "donor" in values else []
        order, cursor, size = self.way(values)
        rows = queries.coverage(donors=donors, start=start, end=end)
        found = page_items(rows, order=order, ident=lambda row: str(row["month"]), cursor=cursor, size=size)
        return Response(self.page(request, values, found))


def days(values: Values) -> tuple[date, date]:
    """The time asked for. Raises BadParameter where it runs backwards or is too long to list."""
    end: date = values.get("to", timezone.now().date())
    start: date = values.get("from", end.replace(year=max(end.year - 1, 1), day=1))
    if start > end:
        raise BadParameter(
            parameter="from", detail=f"from {start} lies after to {end}.", accepts="a day not after `to`"
        )
    if (end.year - start.year) * 12 + end.month - start.month >= MOST_MONTHS:
        raise BadParameter(
            parameter="from",
            detail=f"From {start} to {end} there are more than {MOST_MONTHS} months.",
            accepts=f"a day within {MOST_MONTHS} months of `to`",
        )
    return start, end
