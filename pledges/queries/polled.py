"""Which polled sources are late, fail, or never answered; one that is paused is no trouble."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pledges.models import PolledSource
from pledges.queries.readiness import age


@dataclass(frozen=True, slots=True, kw_only=True)
class Troubled:
    """A source that is `overdue` by so many seconds (None: it is not), fails, or never succeeded."""

    id: int
    name: str
    overdue: int | None
    failures: int
    never_succeeded: bool
    succeeded_at: datetime | None
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """How many sources are polled and paused, and those in trouble, the most failures first."""

    active: int
    paused: int
    troubled: tuple[Troubled, ...]


def polled(*, now: datetime, grace: timedelta) -> Polled:
    """The sources at a moment, in one query. One is overdue when its time passed longer than `grace` ago."""
    sources = list(PolledSource.objects.select_related("state"))
    active = [_state(source, now=now, grace=grace) for source in sources if not source.paused]
    troubled = (one for one in active if one.overdue is not None or one.failures or one.never_succeeded)
    return Polled(
        active=len(active),
        paused=len(sources) - len(active),
        troubled=tuple(sorted(troubled, key=lambda one: (-one.failures, -(one.overdue or 0), one.name))),
    )


def _state(source: PolledSource, *, now: datetime, grace: timedelta) -> Troubled:
    state = getattr(source, "state", None)  # none before it was first asked
    late = state is not None and now - state.next_at > grace
    return Troubled(
        id=source.pk,
        name=source.name,
        overdue=age(state.next_at, now) if state is not None and late else None,
        failures=state.failures if state else 0,
        never_succeeded=state is None or state.succeeded_at is None,
        succeeded_at=state.succeeded_at if state else None,
        outcome=state.outcome if state else "",
    )
