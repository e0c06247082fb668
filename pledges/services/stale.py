"""An account whose claims changed is folded with the change, or marked and folded soon after; never left."""

from collections.abc import Collection
from datetime import timedelta
from enum import Enum, auto

from django.conf import settings
from django.db.models import Max, Min
from django.utils import timezone

from pledges.models import Job, JobState, Priority, StaleAccount
from pledges.services.asked_work import FOLD, GATHERING, ask_to_fold
from pledges.services.transactions import in_one_transaction


class Folding(Enum):
    """When the accounts are folded in which claims changed."""

    NOW = auto()  # in the transaction that changes them: the figures follow at once
    LATER = auto()  # by a job, once for all that changed till then: for bulk loads


@in_one_transaction
def mark_stale(*, accounts: Collection[int], priority: Priority = Priority.LAST) -> None:
    """Have accounts folded soon; in the transaction that changes their claims, as its last act.

    Last because it locks the waiting job's row until the commit, for which another bulk writer waits.
    """
    if not accounts:
        return
    StaleAccount.objects.bulk_create([StaleAccount(account_id=key) for key in sorted(accounts)])
    ask_to_fold(priority=priority)


def better_later() -> bool:
    """Whether a bulk load goes on: its accounts are folded once for all of it, or at the latest when the first change
    has waited for FOLD_AT_LATEST_SECONDS. What folding costs grows with the accounts, not with what changed in them.
    """
    marks = StaleAccount.objects.aggregate(oldest=Min("at"), newest=Max("at"))
    if marks["oldest"] is None:
        return False
    now, longest = timezone.now(), timedelta(seconds=settings.FOLD_AT_LATEST_SECONDS)
    return bool(now - marks["newest"] <= GATHERING and now - marks["oldest"] < longest)


def hasten_folding() -> None:
    """See to it that marked accounts are folded: before all bulk work, where one has waited too long."""
    oldest = StaleAccount.objects.aggregate(at=Min("at"))["at"]
    if oldest is None:
        return
    asked = Job.objects.filter(kind=FOLD).exclude(state=JobState.DONE)
    if not asked.exists():
        ask_to_fold()
    if timezone.now() - oldest > timedelta(seconds=settings.FOLD_AT_LATEST_SECONDS):
        asked.filter(state=JobState.WAITING, priority__gt=Priority.NEWS).update(priority=Priority.NEWS)
