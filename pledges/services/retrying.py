"""What was set aside is tried again when a person says so: one, all of a kind, or all that failed for one reason."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from pledges.models import Job, JobState
from pledges.queries.failures import OFFERS, failed_jobs, failed_offers
from pledges.services.asked_work import ask_to_take_in
from pledges.services.jobs import retry


def retry_job(*, number: int) -> bool:
    """One job in quarantine; False where it is not there."""
    job = Job.objects.filter(pk=number).first()
    return job is not None and retry(job=job)


def retry_kind(*, kind: str | None = None) -> int:
    """All jobs in quarantine, or those of a kind; how many."""
    jobs = Job.objects.filter(state=JobState.QUARANTINED)
    return _retry_jobs(jobs if kind is None else jobs.filter(kind=kind))


def retry_offers(*, since: datetime) -> int:
    """All offers that failed since a moment; how many."""
    return _retry_offers(failed_offers().filter(finished_at__gte=since))


def retry_reason(*, kind: str, reason: str, since: datetime) -> int:
    """All that failed for a reason, as the status tells it, since a moment; `kind` is a job's, or `OFFERS`."""
    if kind == OFFERS:
        return _retry_offers(failed_offers().filter(finished_at__gte=since, reason=reason))
    jobs = failed_jobs().filter(state=JobState.QUARANTINED, finished_at__gte=since)
    return _retry_jobs(jobs.filter(kind=kind, reason=reason))


def _retry_jobs(jobs: QuerySet[Any]) -> int:
    return sum(retry(job=job) for job in list(jobs.order_by("id")))


def _retry_offers(offers: QuerySet[Any]) -> int:
    return len([ask_to_take_in(intake=intake) for intake in list(offers.order_by("id"))])
