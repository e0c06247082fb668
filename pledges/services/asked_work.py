"""What may be asked of a worker, by name: the names and the asking stand here, the doing in `extraction`."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from pledges.models import Account, ArticleVersion, BulkDecision, Intake, Job, Page, PolledSource, Priority
from pledges.services.job_kinds import EXTRACT, FETCH_PAGE, FOLD, JUDGE, LANES, POLL, REBUILD, TAKE_IN
from pledges.services.jobs import Waker, enqueue

__all__ = [
    "EXTRACT",
    "FETCH_PAGE",
    "FOLD",
    "GATHERING",
    "JUDGE",
    "LANES",
    "POLL",
    "REBUILD",
    "TAKE_IN",
    "ask_for_rebuild",
    "ask_for_rebuild_of",
    "ask_to_fetch",
    "ask_to_fetch_address",
    "ask_to_fold",
    "ask_to_judge",
    "ask_to_poll",
    "ask_to_read",
    "ask_to_take_in",
    "subject_of_page",
    "subject_of_poll",
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


def ask_to_judge(*, bulk: BulkDecision) -> Job:
    """Have a decision on many claims carried out, taken back or put back, whatever its state asks for."""
    return enqueue(kind=JUDGE, subject=subject_of_bulk(bulk), payload={"bulk": bulk.pk}, priority=Priority.FIRST)


def subject_of_bulk(bulk: BulkDecision) -> str:
    """What the job of a decision on many claims is called."""
    return f"bulk:{bulk.pk}"


def ask_to_read(*, version: ArticleVersion) -> Job:
    """Have a version read."""
    return enqueue(kind=EXTRACT, subject=f"version:{version.pk}", payload={"version": version.pk})


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


def ask_to_poll(*, source: PolledSource, child: str = "", by_person: bool = False, wake: Waker | None = None) -> Job:
    """Have a source polled; `child` is one sitemap of its index. A person is obeyed although the source is paused."""
    payload: dict[str, Any] = {"source": source.pk}
    payload |= {"child": child} if child else {}
    payload |= {"by_person": True} if by_person else {}
    priority = Priority.FIRST if by_person else Priority.NEWS
    subject = subject_of_poll(source, child)
    return enqueue(kind=POLL, subject=subject, payload=payload, priority=priority, wake=wake)


def ask_to_fetch(
    *,
    page: Page,
    asked: str = "",
    by_person: bool = False,
    priority: Priority = Priority.NEWS,
    turn: datetime | None = None,
    wake: Waker | None = None,
) -> Job:
    """Have a page fetched; `asked` is the address to ask, where it is not the page's folded one.

    `turn` is kept for it by the page's host, and the fetch begins then (None: at once, and takes its own turn).
    """
    payload: dict[str, Any] = {"page": page.pk, "priority": Priority.FIRST if by_person else priority}
    payload |= {"asked": asked} if asked and asked != page.address else {}
    payload |= {"by_person": True} if by_person else {}
    payload |= {"turns": {page.host: turn.isoformat()}} if turn else {}
    return enqueue(
        kind=FETCH_PAGE,
        subject=subject_of_page(page),
        payload=payload,
        priority=payload["priority"],
        next_at=turn,
        wake=wake,
    )


def ask_to_fetch_address(*, source: PolledSource, address: str) -> Job:
    """Have an address fetched that a person adds to a source, whether the source lists it or not."""
    payload = {"address": address, "source": source.pk, "by_person": True, "priority": Priority.FIRST}
    subject = subject_of_address(source.pk, address)
    return enqueue(kind=FETCH_PAGE, subject=subject, payload=payload, priority=Priority.FIRST)


def subject_of_poll(source: PolledSource, child: str = "") -> str:
    """What a source's poll is called, or that of one sitemap of its index."""
    return f"source:{source.pk} {child}".strip()[:500]


def subject_of_address(source: int, address: str) -> str:
    """What the job of an added address is called."""
    return f"source:{source} {address}"[:500]


def subject_of_page(page: Page) -> str:
    """What a page's job is called, so that it waits once."""
    return f"page:{page.pk}"
