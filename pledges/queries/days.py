"""The day that an editor gave an article counts before all that its versions say; of several, the last."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q

from pledges.models import DayGiven


def given_day(*, article: int) -> date | None:
    """The day that a person gave an article last; None where nobody has."""
    return given_days(articles=[article]).get(article)


def given_days(*, articles: Collection[int], recorded_at: datetime | None = None) -> dict[int, date]:
    """The same of some articles, as it was known at a moment (None: now)."""
    known = Q(recorded_at__lte=recorded_at) if recorded_at else Q()
    rows = DayGiven.objects.filter(known, article__in=articles).order_by("id")
    return dict(rows.values_list("article", "published"))
