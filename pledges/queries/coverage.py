"""No report is not no delivery: which sources were read for a month, and how much of it speaks of a donor."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth

from pledges.models import ArticleVersion, ClaimState, Exclusion, Run, Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What was read of the articles published in some days, and how many of these speak of the donors asked for."""

    articles: int
    naming: int
    sources: int


def coverage(*, donors: Collection[str], start: date, end: date) -> list[dict[str, Any]]:
    """Each month from `start` to `end`, those in which nothing was read too: articles by kind of source and source.

    `naming` counts the articles with a claim of one of `donors` that stands (of anybody, when none is given).
    `read_from` and `read_to` say when this tracker read them.
    """
    rows = (
        _read(donors, start=start, end=end)
        .annotate(month=TruncMonth("published"))
        .values("month", "source__kind", "source__slug", "source__name")
        .annotate(
            articles=Count("pk"),
            naming=Count("pk", filter=Q(names=True)),
            read_from=Min("read_at"),
            read_to=Max("read_at"),
        )
        .order_by("month", "source__kind", "source__slug")
    )
    by_month = {month: list(found) for month, found in groupby(rows, key=itemgetter("month"))}
    return [_month(month, by_month.get(month, [])) for month in months(start, end)]


def covered(*, donors: Collection[str], start: date, end: date) -> Covered:
    """The same for some days at once."""
    found = _read(donors, start=start, end=end).aggregate(
        all=Count("pk"), naming=Count("pk", filter=Q(names=True)), sources=Count("source", distinct=True)
    )
    return Covered(articles=found["all"], naming=found["naming"], sources=found["sources"])


def months(start: date, end: date) -> Iterator[date]:
    """The first days of the months that touch a time."""
    month = start.replace(day=1)
    while month <= end:
        yield month
        if month.year == date.max.year and month.month == 12:
            return
        month = (month + timedelta(days=31)).replace(day=1)


def _read(donors: Collection[str], *, start: date, end: date) -> QuerySet[Any]:
    """Articles as they read now, published in some days, that a finished run has read and nobody left out.

    Registers that are kept apart sum up what others reported: they are not among them.
    """
    newest = Sighting.objects.filter(article=OuterRef("article")).order_by("-id").values("version")[:1]
    left_out = Exclusion.objects.filter(article=OuterRef("article"), withdraws=None, withdrawn_by=None)
    claims = ClaimState.objects.filter(article=OuterRef("article"), live=True)
    if donors:
        claims = claims.filter(claim__donors__overlap=list(donors))
    runs = Run.objects.filter(version=OuterRef("pk")).order_by("-id").values("recorded_at")[:1]
    return (
        ArticleVersion.objects.filter(~Exists(left_out), published__range=(start, end))
        .exclude(source__kind__in=settings.KEPT_APART)
        .annotate(newest=Subquery(newest), read_at=Subquery(runs), names=Exists(claims))
        .filter(newest=F("pk"), read_at__isnull=False)
    )


def _month(month: date, rows: list[dict[str, Any]]) -> dict[str, Any]:
    kinds = [
        {"kind": kind, **_sums(sources), "sources": [_source(one) for one in sources]}
        for kind, sources in ((kind, list(found)) for kind, found in groupby(rows, key=itemgetter("source__kind")))
    ]
    return {"month": f"{month:%Y-%m}", **_sums(rows), "sources": len(rows), "kinds": kinds}


def _sums(rows: list[dict[str, Any]]) -> dict[str, int]:
    return {name: sum(row[name] for row in rows) for name in ("articles", "naming")}


def _source(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["source__slug"],
        "name": row["source__name"],
        "articles": row["articles"],
        "naming": row["naming"],
        "read_from": row["read_from"].isoformat(),
        "read_to": row["read_to"].isoformat(),
    }
