"""A problem is open until an editor settles it or accepts it with a reason, and open again once that is withdrawn."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from pledges.models import ProblemSettlement, Settling

OPEN, SETTLED, ALL = "open", "settled", "all"
STATES = (OPEN, SETTLED, ALL)


def standing_settlements(*, recorded_at: datetime | None = None) -> QuerySet[ProblemSettlement]:
    """Settlements that nobody had taken back, now or by a moment."""
    rows = ProblemSettlement.objects.exclude(decision=Settling.WITHDRAWN)
    if recorded_at is None:
        return rows.filter(withdrawn_by=None)
    late = Q(withdrawn_by__recorded_at__gt=recorded_at)
    return rows.filter(Q(withdrawn_by=None) | late, recorded_at__lte=recorded_at)


def settled_among(problems: Collection[str], *, recorded_at: datetime | None = None) -> dict[str, ProblemSettlement]:
    """The settlement that stands on each of these problems, by the problem's id; open ones are left out."""
    rows = standing_settlements(recorded_at=recorded_at).filter(problem__in=set(problems)).order_by("id")
    return {row.problem: row for row in rows}


def with_settlements(
    problems: Iterable[dict[str, Any]], *, state: str = ALL, recorded_at: datetime | None = None
) -> list[dict[str, Any]]:
    """Problems with `settled` beside them (null where open), kept if they are in a state: open, settled or all."""
    found = list(problems)
    settled = settled_among([one["id"] for one in found], recorded_at=recorded_at)
    shown = [one | {"settled": _told(settled.get(one["id"]))} for one in found]
    return [one for one in shown if state == ALL or (one["settled"] is None) == (state == OPEN)]


def settlements_mark() -> str:
    """Equal marks mean that nothing was settled or taken back between: rows are only ever added."""
    moved = ProblemSettlement.objects.aggregate(rows=Count("pk"), newest=Max("pk"))
    return f"{moved['rows']}.{moved['newest'] or 0}"


def _told(row: ProblemSettlement | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {"decision": row.decision, "why": row.why, "recorded_at": row.recorded_at.isoformat()}
