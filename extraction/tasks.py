"""Celery's doors: a message wakes a worker, the job rows say what there is to do."""

import logging
import time
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from celery import shared_task
from django.conf import settings

from extraction.ingestion import retry_intake
from extraction.waking import wake_workers
from extraction.watching import scan
from extraction.work import extract_version
from pledges.models import Intake, Job
from pledges.services import jobs
from pledges.services.asked_work import EXTRACT, REBUILD, TAKE_IN
from pledges.services.ledger import outdated_accounts
from pledges.services.rebuilding import rebuild_accounts, rebuild_all

log = logging.getLogger(__name__)
SHIFT = 30.0  # seconds that one message works before it hands over to the next


@shared_task(name="extraction.tasks.work")
def work() -> int:
    """Do due jobs until none is left or the shift is over; how many were done.

    Run twice, or at once by several workers, each job is still leased to one of them.
    """
    done, deadline = 0, time.monotonic() + SHIFT
    while time.monotonic() < deadline:
        job = jobs.lease(kinds=tuple(HANDLERS))
        if job is None:
            return done
        do(job)
        done += 1
    wake_workers()
    return done


@shared_task(name="extraction.tasks.sweep")
def sweep() -> None:
    """Revive what dead workers held, and wake somebody when work is due. Running it twice is harmless."""
    revived = jobs.revive_expired()
    if revived:
        log.warning("revived %d jobs whose workers were lost", revived)
    outdated = outdated_accounts()
    if outdated:
        jobs.enqueue(kind=REBUILD, subject="a new day", payload={"accounts": outdated})
    if jobs.due():
        wake_workers()


@shared_task(name="extraction.tasks.scan_watched_folder")
def scan_watched_folder() -> None:
    """Take in what lies in the watched folder and is new or changed. An unchanged file costs a look at its date."""
    if settings.WATCHED_FOLDER:
        scan(folder=settings.WATCHED_FOLDER)


def do(job: Job) -> None:
    """One leased job: done, or failed with its error kept."""
    try:
        HANDLERS[job.kind](job.payload)
    except Exception as error:  # whatever a job raises is kept on its row and tried again
        log.exception("job %s failed", job)
        last = traceback.extract_tb(error.__traceback__)[-1]
        jobs.fail(job=job, error=f"{type(error).__name__}: {error} ({last.name}, line {last.lineno})"[:2000])
    else:
        jobs.finish(job=job)


def _extract(payload: Mapping[str, Any]) -> None:
    """Read a version; its run is recorded once whoever comes twice."""
    extract_version(version_id=payload["version"])


def _take_in(payload: Mapping[str, Any]) -> None:
    """Take an offer again; the same content is unchanged."""
    retry_intake(intake=Intake.objects.get(pk=payload["intake"]))


def _rebuild(payload: Mapping[str, Any]) -> None:
    """Fold accounts anew, all of them unless some are named; the same claims give the same rows."""
    if "accounts" in payload:
        rebuild_accounts(accounts=payload["accounts"])
    else:
        rebuild_all()


HANDLERS: Mapping[str, Callable[[Mapping[str, Any]], None]] = {
    EXTRACT: _extract,
    TAKE_IN: _take_in,
    REBUILD: _rebuild,
}
