"""A job survives whoever does it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pledges.models import Job, JobState
from pledges.services import jobs

pytestmark = pytest.mark.django_db
KINDS = ("extract",)


def make(**values: object) -> Job:
    job = jobs.enqueue(kind="extract", subject="version:1", payload={"version": 1})
    Job.objects.filter(pk=job.pk).update(**values)
    job.refresh_from_db()
    return job


def leased() -> Job:
    job = jobs.lease(kinds=KINDS)
    assert job is not None
    return job


def test_asked_twice_before_it_starts_is_done_once() -> None:
    assert make() == make()
    assert Job.objects.count() == 1


def test_asked_again_while_running_waits_as_another() -> None:
    make()
    running = leased()
    assert make() != running
    assert Job.objects.count() == 2


def test_a_leased_job_is_leased_to_one() -> None:
    make()
    leased()
    assert jobs.lease(kinds=KINDS) is None


def test_a_job_that_is_not_due_is_left() -> None:
    make(next_at=timezone.now() + timedelta(hours=1))
    assert jobs.lease(kinds=KINDS) is None


def test_a_failure_waits_longer_each_time() -> None:
    make()
    pauses = []
    for _ in range(3):
        job = leased()
        assert jobs.fail(job=job, error="no luck")
        job.refresh_from_db()
        pauses.append(job.next_at - timezone.now())
        Job.objects.update(next_at=timezone.now())
    assert pauses == sorted(pauses)
    assert pauses[0] < pauses[2]


def test_the_cap_sets_a_job_aside_with_its_error() -> None:
    make(attempts=4)
    jobs.fail(job=leased(), error="poison")
    job = Job.objects.get()
    assert (job.state, job.last_error, job.lease_until) == (JobState.QUARANTINED, "poison", None)


def test_a_lost_worker_gives_its_job_back() -> None:
    make()
    job = leased()
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert jobs.revive_expired() == 1
    assert leased().pk == job.pk


def test_a_job_that_kills_its_workers_ends_set_aside() -> None:
    make()
    for _ in range(5):
        leased()
        Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        jobs.revive_expired()
    assert Job.objects.get().state == JobState.QUARANTINED


def test_a_worker_that_lost_its_lease_has_no_word() -> None:
    make()
    late = leased()
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    jobs.revive_expired()
    now = leased()
    assert jobs.finish(job=late) is False
    assert jobs.finish(job=now) is True


def test_a_revived_job_yields_to_a_newer_request() -> None:
    make()
    leased()
    newer = make()
    Job.objects.filter(state=JobState.RUNNING).update(lease_until=timezone.now() - timedelta(seconds=1))
    jobs.revive_expired()
    assert list(Job.objects.filter(state=JobState.WAITING)) == [newer]


def test_a_person_lets_a_quarantined_job_try_again() -> None:
    job = make(state=JobState.QUARANTINED, attempts=5)
    assert jobs.retry(job=job)
    assert leased().attempts == 1
