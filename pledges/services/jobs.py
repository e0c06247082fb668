"""Work survives whoever does it: a job is leased, tried again later when it fails, and set aside at the cap.

States: waiting -> running -> done; a failure goes back to waiting, due after a pause that doubles, and at
`max_attempts` to quarantined. A lease whose holder is gone, or that ran out, is taken back: the job waits again.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from pledges.models import Job, JobState, Lane, Priority
from pledges.services.holders import Holder
from pledges.services.job_kinds import LANES, TOGETHER

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)

type Waker = Callable[[Lane, Priority], None]


class NotYet(Exception):
    """A handler finds that its job must wait until `at`; it is put back, and no attempt is counted.

    `payload` is what the next attempt has to know, in place of what this one was given.
    """

    def __init__(self, *, at: datetime, payload: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"not before {at:%Y-%m-%d %H:%M:%S}")
        self.at = at
        self.payload = payload


def whoami() -> str:
    """This process, as a lease names it."""
    return str(Holder.me())


def enqueue(
    *,
    kind: str,
    subject: str,
    payload: Mapping[str, Any] | None = None,
    priority: Priority = Priority.NEWS,
    next_at: datetime | None = None,
    wake: Waker | None = None,
) -> Job:
    """Have work done, at `next_at` (None: now) or soon after; asked twice before it starts, it is done once.

    A job that waits already takes what the new payload says, the more urgent priority and the earlier time; what it
    knows besides stays (its turn at a host, that a person asked), else asking often would keep it waiting. One of the
    same name that is running does not count: what it read may be older than this request. The row is locked until the
    caller's commit, so nobody leases it before what it is about can be seen. `wake` is called after the commit
    where the work is due; what comes later is found by the sweep.
    """
    now = timezone.now()
    lane = LANES[kind]
    values = [kind, subject, json.dumps(dict(payload or {})), lane, priority, next_at or now, now]
    job = Job.objects.raw(_ASK, values)[0]
    if wake is not None and job.next_at <= now:
        transaction.on_commit(lambda: wake(lane, priority))
    return job


_ASK = f"""
INSERT INTO {Job._meta.db_table} AS known
    (kind, subject, payload, lane, priority, next_at, created_at, state, attempts, max_attempts, leased_by, last_error)
VALUES (%s, %s, %s, %s, %s, %s, %s, 'waiting', 0, 5, '', '')
ON CONFLICT (kind, subject) WHERE state = 'waiting' DO UPDATE SET
    payload = known.payload || EXCLUDED.payload, attempts = 0,
    priority = LEAST(known.priority, EXCLUDED.priority), next_at = LEAST(known.next_at, EXCLUDED.next_at)
RETURNING *
"""


def lease(*, lane: Lane) -> Job | None:
    """The most urgent job of a lane that is due, leased to this process; None when nothing is due."""
    return next(iter(lease_some(lane=lane, most=1)), None)


def lease_some(*, lane: Lane, most: int) -> list[Job]:
    """The most urgent job that is due, with up to `most` in all of its like where it belongs to a bulk load.

    Only what was never tried is leased together with others, so that one that kills its worker does it alone the
    next time. Two callers never get one job. The lease lasts `JOB_LEASE_SECONDS`, longer than any job may take.
    """
    now = timezone.now()
    values = {
        "lane": lane,
        "now": now,
        "bulk": Priority.BULK,
        "together": sorted(TOGETHER),
        "others": most - 1,
        "until": now + timedelta(seconds=settings.JOB_LEASE_SECONDS),
        "holder": whoami(),
    }
    return sorted(Job.objects.raw(_LEASE, values), key=lambda job: (job.priority, job.next_at, job.pk))


# One statement, since whoever works takes thousands: what is locked by `first` and `others` is what is updated.
_LEASE = f"""
WITH first AS MATERIALIZED (
    SELECT id, kind, priority, attempts FROM {Job._meta.db_table}
    WHERE state = 'waiting' AND lane = %(lane)s AND next_at <= %(now)s
    ORDER BY priority, next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
), others AS MATERIALIZED (
    SELECT job.id FROM first JOIN {Job._meta.db_table} AS job USING (kind)
    WHERE first.priority = %(bulk)s AND first.attempts = 0 AND first.kind = ANY(%(together)s)
        AND job.state = 'waiting' AND job.lane = %(lane)s AND job.next_at <= %(now)s
        AND job.priority = %(bulk)s AND job.attempts = 0 AND job.id <> first.id
    ORDER BY job.next_at, job.id LIMIT %(others)s FOR UPDATE OF job SKIP LOCKED
)
UPDATE {Job._meta.db_table}
SET state = 'running', attempts = attempts + 1, lease_until = %(until)s, leased_by = %(holder)s
WHERE id IN (SELECT id FROM first UNION ALL SELECT id FROM others)
RETURNING *
"""


def finish(*, job: Job) -> bool:
    """The work is done. False when the lease had passed to another: then that one's word counts."""
    return _release(job, state=JobState.DONE, last_error="", finished_at=timezone.now())


def finish_all(*, jobs: Sequence[Job]) -> int:
    """As `finish`, for several that were leased together; how many were still held."""
    done = {"state": JobState.DONE, "last_error": "", "finished_at": timezone.now()}
    held = Job.objects.filter(
        pk__in=[job.pk for job in jobs], state=JobState.RUNNING, leased_by=jobs[0].leased_by, attempts=jobs[0].attempts
    )
    return held.update(**done, lease_until=None, leased_by="")


def fail(*, job: Job, error: str, pause: timedelta | None = None) -> bool:
    """The work failed with `error`: try again after `pause`, or one that doubles, or set it aside at the cap."""
    if job.attempts >= job.max_attempts:
        return _release(job, state=JobState.QUARANTINED, last_error=error, finished_at=timezone.now())
    pause = min(FIRST_PAUSE * 2 ** (job.attempts - 1), LONGEST_PAUSE) if pause is None else pause
    return _wait_again(job, last_error=error, next_at=timezone.now() + pause)


def put_back(*, job: Job, at: datetime, payload: Mapping[str, Any] | None = None) -> bool:
    """The work can't be done before `at`, and that is nobody's failure: this attempt does not count."""
    known = {} if payload is None else {"payload": dict(payload)}
    return _wait_again(job, attempts=job.attempts - 1, next_at=at, **known)


def revive_expired() -> int:
    """Jobs whose leases ran out wait again, or are set aside at the cap; how many."""
    expired = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=timezone.now())
    return _take_back(expired.order_by("id")[:1000])


def release_gone() -> int:
    """Jobs held by processes of this host that live no more wait again at once, or are set aside; how many.

    What another host's processes hold is theirs until the lease runs out: only there can be seen who lives.
    """
    me = Holder.me()
    held = Job.objects.filter(state=JobState.RUNNING, leased_by__startswith=f"{me.host}:")
    gone = [name for name in set(held.values_list("leased_by", flat=True)) if _is_gone(name)]
    return _take_back(held.filter(leased_by__in=gone).order_by("id")) if gone else 0


def release_own() -> int:
    """Jobs that this very process holds and knows nothing of wait again; called when it has none in hand.

    That is so when the database was away as it would have finished them.
    """
    return _take_back(Job.objects.filter(state=JobState.RUNNING, leased_by=whoami()).order_by("id"))


def _is_gone(name: str) -> bool:
    holder = Holder.of(name)
    return holder is not None and holder.is_gone()


def _take_back(jobs: Iterable[Job]) -> int:
    return sum(fail_lost(job=job) for job in jobs)


def fail_lost(*, job: Job) -> bool:
    """One job whose worker was lost; at the cap it is set aside, so that a job that kills its worker ends."""
    return fail(job=job, error=f"the worker {job.leased_by} was lost while it held the lease", pause=timedelta())


def retry(*, job: Job) -> bool:
    """A person lets a quarantined job try again, from its first attempt."""
    if job.state != JobState.QUARANTINED:
        return False
    return _wait_again(job, attempts=0, finished_at=None, next_at=timezone.now())


def lanes_due() -> list[Lane]:
    """The lanes in which a job waits and is due."""
    due = Job.objects.filter(state=JobState.WAITING, next_at__lte=timezone.now())
    return [lane for lane in Lane if due.filter(lane=lane).exists()]


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
