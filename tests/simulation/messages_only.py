"""The same work without job rows, as a peer that must fail: each piece is a message, acknowledged when it is done.

    celery -A tests.simulation.messages_only worker -Q fetch,read

Nothing else differs: the schedule ticks, handlers are the tracker's own, a failure is tried again after a while.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import django
from django.db import transaction
from django.utils import timezone

from tracker.celery import app

django.setup()

from extraction import ingestion, tasks  # noqa: E402  (models need the set-up above)
from pledges.models import Job, Priority  # noqa: E402
from pledges.services import asked_work, jobs  # noqa: E402
from pledges.services.job_kinds import LANES  # noqa: E402

AGAIN = timedelta(seconds=5)
log = logging.getLogger(__name__)


@app.task(name="tests.simulation.messages_only.handle", acks_late=True)
def handle(*, kind: str, subject: str, payload: Mapping[str, Any]) -> None:
    """One piece of work; what can't be done yet, or failed, is sent again."""
    job = Job(kind=kind, subject=subject, payload=dict(payload), priority=Priority.NEWS)
    try:
        tasks._handle([job])
    except jobs.NotYet as wait:
        _send(kind, subject, wait.payload or payload, wait.at)
    except Exception:
        log.exception("%s failed", job)
        _send(kind, subject, payload, timezone.now() + AGAIN)


def enqueue(
    *,
    kind: str,
    subject: str,
    payload: Mapping[str, Any] | None = None,
    next_at: datetime | None = None,
    **_: object,
) -> Job:
    """In place of a row: a message, sent after the commit."""
    transaction.on_commit(lambda: _send(kind, subject, payload or {}, next_at))
    return Job(kind=kind, subject=subject, payload=dict(payload or {}))


def _send(kind: str, subject: str, payload: Mapping[str, Any], at: datetime | None) -> None:
    wait = max(0.0, (at - timezone.now()).total_seconds()) if at is not None else 0.0
    given = {"kind": kind, "subject": subject, "payload": dict(payload)}
    handle.apply_async(kwargs=given, queue=LANES[kind].value, countdown=wait)


def no_sweep() -> None:
    """Nobody looks for what was lost."""


for module in (jobs, asked_work, ingestion):
    vars(module)["enqueue"] = enqueue
vars(app.tasks["extraction.tasks.sweep"])["run"] = no_sweep
