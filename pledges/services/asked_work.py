"""What may be asked of a worker, by name: the names and the asking stand here, the doing in `extraction`."""

from collections.abc import Collection
from datetime import timedelta

from django.utils import timezone

from pledges.models import Account, Intake, Job, Priority
from pledges.services.job_kinds import EXTRACT, FETCH_PAGE, FOLD, LANES, POLL, REBUILD, TAKE_IN
from pledges.services.jobs import enqueue

__all__ = [
    "EXTRACT",
    "FETCH_PAGE",
    "FOLD",
    "GATHERING",
    "LANES",
    "POLL",
    "REBUILD",
    "TAKE_IN",
    "ask_for_rebuild",
    "ask_for_rebuild_of",
    "ask_to_fold",
    "ask_to_take_in",
]


GATHERING = timedelta(seconds=3)
"""How long changes gather before their accounts are folded, where readers are quicker than articles come."""


def ask_to_take_in(*, intake: Intake) -> Job:
    """Have a failed offer tried again."""
    return enqueue(kind=TAKE_IN, subject=str(intake.pk), payload={"intake": intake.pk}, priority=Priority.FIRST)


def ask_to_fold(*, priority: Priority = Priority.LAST) -> Job:
    """Have the accounts folded whose claims changed: at once, or after all readings that wait and some that come."""
    pause = GATHERING if priority == Priority.LAST else timedelta()
    return enqueue(kind=FOLD, subject="stale", priority=priority, next_at=timezone.now() + pause)


def ask_for_rebuild() -> Job:
    """Have every account folded anew."""
    return enqueue(kind=REBUILD, subject="all")


def ask_for_rebuild_of(*, donors: Collection[str]) -> Job | None:
    """Have the accounts folded anew in which a claim names one of these donors; None where there is none."""
    found = Account.objects.filter(claims__claim__donors__overlap=sorted(donors)).distinct()
    accounts = sorted(found.values_list("pk", flat=True))
    if not accounts:
        return None
    return enqueue(kind=REBUILD, subject=f"of {' '.join(sorted(donors))}"[:200], payload={"accounts": accounts})
