"""An account whose claims changed is folded with the change, or marked and folded soon after; never left."""

from collections.abc import Collection
from datetime import timedelta
from enum import Enum, auto

from django.conf import settings
from django.db.models import Max, Min
from django.utils import timezone

from pledges.models import Job, JobState, Priority, StaleAccount
from pledges.queries.standing_claims import claims_counting_in
from pledges.services.asked_work import FOLD, GATHERING, ask_to_fold
from pledges.services.transactions import in_one_transaction

FOLDED_A_SECOND = 500  # claims, about, by one process (`make bench-ledger`)
SHARE = 10  # a tenth of one process's time at most goes into folding while a bulk load comes


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
    """Whether a bulk load goes on, and folding now would take too large a share of the work.

    What it costs grows with the accounts and not with what changed in them. So while changes come, they gather for
    `SHARE` times as long as their folding takes, and at most for FOLD_AT_LATEST_SECONDS.
    """
    marks = StaleAccount.objects.aggregate(oldest=Min("at"), newest=Max("at"))
    now = timezone.now()
    if marks["oldest"] is None or now - marks["newest"] > GATHERING:
        return False
    accounts = list(StaleAccount.objects.order_by().values_list("account", flat=True).distinct())
    seconds = SHARE * sum(claims_counting_in(accounts).values()) / FOLDED_A_SECOND
    gathered: timedelta = now - marks["oldest"]
    return gathered < timedelta(seconds=min(seconds, settings.FOLD_AT_LATEST_SECONDS))


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
