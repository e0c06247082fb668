"""Work survives whoever does it: a job is leased, tried again later when it fails, and set aside at the cap.

States: waiting -> running -> done; a failure goes back to waiting, due after a pause that doubles, and at
`max_attempts` to quarantined. A lease that ran out means that its worker died: the sweeper makes the job wait again.
"""

import os
import socket
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from pledges.models import Job, JobState

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)

type Waker = Callable[[], None]


def whoami() -> str:
    """This process, as a lease names it."""
    return f"{socket.gethostname()}:{os.getpid()}"


def enqueue(*, kind: str, subject: str, payload: Mapping[str, Any] | None = None, wake: Waker | None = None) -> Job:
    """Have work done soon; asked twice before it starts, it is done once.

    A job of the same name that is running already does not count: what it read may be older than this request.
    `wake` is called after the commit.
    """
    now = timezone.now()
    try:
        with transaction.atomic():
            job = Job.objects.create(kind=kind, subject=subject, payload=dict(payload or {}), next_at=now)
    except IntegrityError:
        job, _ = Job.objects.update_or_create(
            kind=kind,
            subject=subject,
            state=JobState.WAITING,
            defaults={"payload": dict(payload or {}), "next_at": now, "attempts": 0},
        )
    if wake is not None:
        transaction.on_commit(wake)
    return job


def lease(*, kinds: tuple[str, ...]) -> Job | None:
    """The job that is due longest, leased to this process; None when nothing is due. Two callers never get one.

    The lease lasts `JOB_LEASE_SECONDS`, longer than any job takes.
    """
    now = timezone.now()
    with transaction.atomic():
        job = (
            Job.objects.select_for_update(skip_locked=True)
            .filter(state=JobState.WAITING, next_at__lte=now, kind__in=kinds)
            .order_by("next_at", "id")
            .first()
        )
        if job is None:
            return None
        job.state = JobState.RUNNING
        job.attempts += 1
        job.lease_until = now + timedelta(seconds=settings.JOB_LEASE_SECONDS)
        job.leased_by = whoami()
        job.save(update_fields=["state", "attempts", "lease_until", "leased_by"])
    return job


def finish(*, job: Job) -> bool:
    """The work is done. False when the lease had passed to another: then that one's word counts."""
    return _release(job, state=JobState.DONE, last_error="", finished_at=timezone.now())


def fail(*, job: Job, error: str) -> bool:
    """The work failed with `error`: try again after a pause that doubles, or set it aside at the cap."""
    if job.attempts >= job.max_attempts:
        return _release(job, state=JobState.QUARANTINED, last_error=error, finished_at=timezone.now())
    pause = min(FIRST_PAUSE * 2 ** (job.attempts - 1), LONGEST_PAUSE)
    return _wait_again(job, last_error=error, next_at=timezone.now() + pause)


def revive_expired() -> int:
    """Jobs whose worker died wait again, or are set aside at the cap; how many."""
    revived = 0
    expired = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=timezone.now())
    for job in expired.order_by("id")[:1000]:
        revived += fail_expired(job=job)
    return revived


def fail_expired(*, job: Job) -> bool:
    """One job whose lease ran out; at the cap it is set aside, so that a job that kills its worker ends."""
    error = f"the worker {job.leased_by} was lost while it held the lease"
    if job.attempts >= job.max_attempts:
        return _release(job, state=JobState.QUARANTINED, last_error=error, finished_at=timezone.now())
    return _wait_again(job, last_error=error, next_at=timezone.now())


def retry(*, job: Job) -> bool:
    """A person lets a quarantined job try again, from its first attempt."""
    if job.state != JobState.QUARANTINED:
        return False
    return _wait_again(job, attempts=0, finished_at=None, next_at=timezone.now())


def due() -> int:
    """How many jobs wait and are due."""
    return Job.objects.filter(state=JobState.WAITING, next_at__lte=timezone.now()).count()


def _release(job: Job, **changes: Any) -> bool:
    """Leave a lease, if it is still ours."""
    changes |= {"lease_until": None, "leased_by": ""}
    return bool(_held(job).update(**changes))


def _wait_again(job: Job, **changes: Any) -> bool:
    """Back to waiting; when a newer request for the same work waits already, this one is done with."""
    changes |= {"state": JobState.WAITING, "lease_until": None, "leased_by": ""}
    try:
        with transaction.atomic():
            return bool(_held(job).update(**changes))
    except IntegrityError:
        return _release(job, state=JobState.DONE, finished_at=timezone.now())


def _held(job: Job) -> QuerySet[Job]:
    """The row as its holder left it: nobody else took it meanwhile (the attempt is the fencing token)."""
    return Job.objects.filter(pk=job.pk, state=job.state, leased_by=job.leased_by, attempts=job.attempts)
