"""A job survives whoever does it."""

import os
import subprocess
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from pledges.models import Job, JobState, Lane, Priority
from pledges.services import jobs
from pledges.services.holders import Holder

pytestmark = pytest.mark.django_db


def make(**values: object) -> Job:
    job = jobs.enqueue(kind="extract", subject="version:1", payload={"version": 1})
    Job.objects.filter(pk=job.pk).update(**values)
    job.refresh_from_db()
    return job


def leased() -> Job:
    job = jobs.lease(lane=Lane.READ)
    assert job is not None
    return job


def test_asked_twice_before_it_starts_is_done_once() -> None:
    assert make() == make()
    assert Job.objects.count() == 1


def test_asked_again_a_waiting_job_keeps_what_it_knows() -> None:
    jobs.enqueue(kind="poll", subject="source:1", payload={"source": 1, "by_person": True, "turns": {"a": "soon"}})
    jobs.enqueue(kind="poll", subject="source:1", payload={"source": 2})
    assert Job.objects.get().payload == {"source": 2, "by_person": True, "turns": {"a": "soon"}}


def test_asked_again_while_running_waits_as_another() -> None:
    make()
    running = leased()
    assert make() != running
    assert Job.objects.count() == 2


def test_a_leased_job_is_leased_to_one() -> None:
    make()
    leased()
    assert jobs.lease(lane=Lane.READ) is None


def test_a_job_that_is_not_due_is_left() -> None:
    make(next_at=timezone.now() + timedelta(hours=1))
    assert jobs.lease(lane=Lane.READ) is None


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


def ask(subject: str, **values: object) -> Job:
    job = jobs.enqueue(kind="extract", subject=subject)
    Job.objects.filter(pk=job.pk).update(**values)
    return job


def test_asked_again_takes_the_more_urgent_priority_and_the_earlier_time() -> None:
    soon = timezone.now() + timedelta(minutes=1)
    jobs.enqueue(kind="extract", subject="a", priority=Priority.BULK, next_at=soon)
    jobs.enqueue(kind="extract", subject="a", priority=Priority.NEWS, next_at=soon + timedelta(hours=1))
    asked = jobs.enqueue(kind="extract", subject="a", priority=Priority.LAST, next_at=soon + timedelta(hours=2))
    job = Job.objects.get()
    assert (job.priority, job.next_at) == (asked.priority, asked.next_at) == (Priority.NEWS, soon)


def test_each_kind_has_its_lane() -> None:
    jobs.enqueue(kind="poll", subject="1")
    assert jobs.lease(lane=Lane.READ) is None
    assert jobs.lease(lane=Lane.FETCH) is not None


def test_a_single_new_article_overtakes_a_bulk_load() -> None:
    bulk = ask("bulk", priority=Priority.BULK, next_at=timezone.now() - timedelta(hours=1))
    news = ask("news")
    assert [leased().pk, leased().pk] == [news.pk, bulk.pk]


@pytest.mark.parametrize(
    ("values", "together"),
    [
        ({"priority": Priority.BULK}, 3),
        ({"priority": Priority.NEWS}, 1),
        ({"priority": Priority.BULK, "attempts": 1}, 1),
        ({"priority": Priority.BULK, "kind": "rebuild"}, 1),
    ],
    ids=["of a bulk load", "news", "tried before", "of a kind that is done singly"],
)
def test_leases_several_at_once(values: dict[str, object], together: int) -> None:
    for number in range(4):
        ask(f"version:{number}", **values)
    some = jobs.lease_some(lane=Lane.READ, most=3)
    assert len(some) == together
    assert Job.objects.filter(state=JobState.RUNNING, leased_by=jobs.whoami()).count() == together
    assert jobs.finish_all(jobs=some) == together


def test_what_is_put_back_has_lost_no_attempt() -> None:
    make()
    later = timezone.now() + timedelta(minutes=5)
    assert jobs.put_back(job=leased(), at=later)
    job = Job.objects.get()
    assert (job.state, job.attempts, job.next_at, job.last_error) == (JobState.WAITING, 0, later, "")


def test_what_is_put_back_takes_along_what_it_has_to_know() -> None:
    make()
    jobs.put_back(job=leased(), at=timezone.now(), payload={"turn": 1})
    assert leased().payload == {"turn": 1}


def test_leases_in_one_statement(django_assert_num_queries: Callable[[int], AbstractContextManager[object]]) -> None:
    for number in range(4):
        ask(f"version:{number}", priority=Priority.BULK)
    with django_assert_num_queries(1):
        some = jobs.lease_some(lane=Lane.READ, most=3)
    assert [(job.state, job.attempts) for job in some] == [(JobState.RUNNING, 1)] * 3
    assert [job.pk for job in some] == sorted(job.pk for job in some)


@pytest.mark.django_db(transaction=True)
def test_gives_no_job_to_two_who_lease_at_once() -> None:
    for number in range(40):
        ask(f"version:{number}", priority=Priority.BULK if number % 2 else Priority.NEWS)
    got: list[int] = []

    def lease() -> None:
        try:
            while some := jobs.lease_some(lane=Lane.READ, most=3):
                got.extend(job.pk for job in some)
        finally:
            connection.close()

    workers = [threading.Thread(target=lease) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sorted(got) == sorted(Job.objects.values_list("pk", flat=True))


def test_a_failure_may_say_when_to_come_again() -> None:
    make()
    jobs.fail(job=leased(), error="busy", pause=timedelta(hours=2))
    assert Job.objects.get().next_at > timezone.now() + timedelta(hours=1)


def held_by(holder: Holder, **values: object) -> None:
    make()
    leased()
    Job.objects.update(leased_by=str(holder), **values)


def a_dead_one(*, host: str = Holder.me().host, pid: int = 2**22 + 7, started: str = "1") -> Holder:
    """No process: the number is above any that Linux gives."""
    return Holder(host=host, pid=pid, started=started)


@pytest.mark.parametrize(
    ("holder", "released"),
    [
        (Holder.me(), 0),
        (a_dead_one(), 1),
        (a_dead_one(pid=os.getpid()), 1),
        (a_dead_one(pid=os.getpid(), started=""), 0),
        (a_dead_one(host="another"), 0),
    ],
    ids=["alive", "gone", "its number is another's now", "no moment of start is known", "of another host"],
)
def test_a_gone_holder_gives_its_job_back_at_once(holder: Holder, released: int) -> None:
    held_by(holder)
    assert jobs.release_gone() == released
    assert Job.objects.get().state == (JobState.WAITING if released else JobState.RUNNING)


def test_a_process_that_ended_and_was_not_waited_for_is_gone() -> None:
    with subprocess.Popen(["sleep", "60"]) as process:
        started = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
        holder = Holder(host=Holder.me().host, pid=process.pid, started=started)
        assert not holder.is_gone()
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert holder.is_gone()


def test_a_gone_holder_at_the_cap_has_its_job_set_aside() -> None:
    held_by(a_dead_one(), attempts=5)
    assert jobs.release_gone() == 1
    assert Job.objects.get().state == JobState.QUARANTINED


def test_a_process_takes_back_what_it_holds_and_knows_nothing_of() -> None:
    make()
    leased()
    assert jobs.release_own() == 1
    assert leased().attempts == 2
