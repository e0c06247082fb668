"""What there is to know where jobs are left over: their rows, the workers, the broker, and whether anything moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import redis
from django.conf import settings
from django.utils import timezone

from pledges.models import Job, JobState, Lane, Pulse
from tests.simulation.crew import Crew

LATELY = timedelta(seconds=30)
MOST = 10  # jobs that are told
LINES = 30  # of the log of the crew
UNFINISHED = (JobState.WAITING, JobState.RUNNING)


def left_over(crew: Crew) -> Iterator[str]:
    """Lines for the log."""
    yield from _jobs()
    yield from _workers(crew)
    yield from _broker()
    yield from crew.log.read_text(encoding="utf-8", errors="replace").splitlines()[-LINES:]


def _jobs() -> Iterator[str]:
    rows, now = Job.objects.filter(state__in=UNFINISHED), timezone.now()
    lately = Job.objects.filter(finished_at__gt=now - LATELY).count()
    yield f"{rows.count()} jobs are left over at {now:%H:%M:%S}; {lately} were done in the last {LATELY.seconds} s"
    for job in rows.order_by("pk")[:MOST]:
        held = f", held by {job.leased_by} until {job.lease_until:%H:%M:%S}" if job.lease_until else ""
        last = f", last {job.last_error[:120]!r}" if job.last_error else ""
        yield f"  {job}: {job.state} after {job.attempts}, due at {job.next_at:%H:%M:%S}{held}{last}"
    for pulse in Pulse.objects.order_by("name"):
        yield f"  pulse {pulse.name}: {now - pulse.at} ago"


def _workers(crew: Crew) -> Iterator[str]:
    """Each process and the children of its pool, with what the kernel says that they do."""
    yield f"  started again after they had ended by themselves: {dict(crew.revived) or 'none'}"
    for name, process in crew.running.items():
        yield f"  {name}: {_state(process.pid)}, ended with {process.poll()}"
        for child in crew.children(name):
            yield f"    child {_state(child)}"


def _state(pid: int) -> str:
    """A process's state and the place in the kernel where it waits."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return f"{pid} {stat[0]}, {int(stat[11]) + int(stat[12])} ticks of the processor"
    except OSError:
        return f"{pid} is gone"


def _broker() -> Iterator[str]:
    """Messages that wait, those that a worker has taken and not acknowledged, and who listens for more."""
    try:
        with redis.Redis.from_url(settings.REDIS_URL) as broker:
            waiting = {lane.value: broker.llen(lane.value) for lane in Lane}
            yield f"  messages: {waiting}, not acknowledged {broker.hlen('unacked')}"
            for client in broker.client_list():
                yield f"    client {client['id']}: {client['cmd']}, idle for {client['idle']} s"
    except redis.RedisError as error:
        yield f"  the broker does not answer: {error}"
