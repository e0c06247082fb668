"""Celery's doors: a message wakes a worker, the job rows say what there is to do."""

import logging
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db import connection
from django.utils import timezone

from extraction.ingestion import retry_intake
from extraction.limits import JobTookTooLong, at_most
from extraction.polling import handlers as polling
from extraction.waking import wake_workers
from extraction.watching import scan
from extraction.work import extract_versions
from pledges.models import Intake, Job, Lane, Priority
from pledges.services import jobs
from pledges.services.asked_work import EXTRACT, FETCH_PAGE, FOLD, GATHERING, JUDGE, POLL, REBUILD, TAKE_IN
from pledges.services.bulk import work_on
from pledges.services.ledger import outdated_accounts
from pledges.services.pulse import beat
from pledges.services.rebuilding import Place, fold_stale, rebuild_from
from pledges.services.stale import Folding, better_later, hasten_folding, mark_stale

log = logging.getLogger(__name__)
MOST = 20  # articles of a bulk load that are read together

type Handler = Callable[[Mapping[str, Any]], None]


@shared_task(name="extraction.tasks.fetch")
def fetch() -> int:
    """Do due jobs that ask other machines; how many."""
    return work(lane=Lane.FETCH)


@shared_task(name="extraction.tasks.read")
def read() -> int:
    """Do due jobs that read and fold; how many."""
    return work(lane=Lane.READ)


@shared_task(name="extraction.tasks.sweep")
def sweep() -> None:
    """Take back what lost workers held, and wake somebody when work is due. Running it twice is harmless."""
    lost = jobs.release_gone() + jobs.revive_expired()
    if lost:
        log.warning("took back %d jobs whose workers were lost", lost)
    outdated = outdated_accounts()
    if outdated:
        jobs.enqueue(kind=REBUILD, subject="a new day", payload={"accounts": outdated})
    hasten_folding()
    for lane in jobs.lanes_due():
        wake_workers(lane)


@shared_task(name="extraction.tasks.scan_watched_folder")
def scan_watched_folder() -> None:
    """Take in what lies in the watched folder and is new or changed. An unchanged file costs a look at its date."""
    if settings.WATCHED_FOLDER:
        scan(folder=settings.WATCHED_FOLDER, seconds=settings.SHIFT_SECONDS)
        beat(name="scan")


@shared_task(name="extraction.tasks.tick")
def tick() -> None:
    """Ask for the polls and pages that are due. Running it twice, or two at once, asks for each once."""
    polling.tick()
    beat(name="tick")


def work(*, lane: Lane) -> int:
    """Do due jobs of a lane until none is left or the shift is over; how many were done.

    Run twice, or at once by several workers, each job is still leased to one of them.
    """
    done, deadline = 0, time.monotonic() + settings.SHIFT_SECONDS
    if threading.current_thread() is threading.main_thread():
        jobs.release_own()
    while time.monotonic() < deadline:
        some = jobs.lease_some(lane=lane, most=MOST)
        if not some:
            return done
        do(some)
        done += len(some)
    wake_workers(lane)
    return done


def do(some: Sequence[Job]) -> None:
    """Leased jobs: done, put back, or failed with their error kept.

    Of several, one that fails takes the others with it: they wait again at once, each by itself.
    """
    try:
        with at_most(settings.JOB_SECONDS):
            _handle(some)
    except jobs.NotYet as wait:
        for job in some:
            jobs.put_back(job=job, at=wait.at, payload=wait.payload)
    except JobTookTooLong as late:
        if not connection.in_atomic_block:
            connection.close()  # it may have been stopped in the midst of a query
        _failed(some, late)
    except Exception as error:  # whatever a job raises is kept on its row and tried again
        _failed(some, error)
    else:
        jobs.finish_all(jobs=some)


def _handle(some: Sequence[Job]) -> None:
    if some[0].kind == EXTRACT:
        _extract(some)
        return
    (job,) = some
    if job.kind == FOLD:
        _fold(job)
    else:
        HANDLERS[job.kind](job.payload)


def _failed(some: Sequence[Job], error: BaseException) -> None:
    log.error("%s failed", ", ".join(map(str, some)), exc_info=error)
    last = traceback.extract_tb(error.__traceback__)[-1]
    told = f"{type(error).__name__}: {error} ({last.name}, line {last.lineno})"[:2000].replace("\0", "\\0")
    pause = None if len(some) == 1 else timedelta()
    for job in some:
        jobs.fail(job=job, error=told, pause=getattr(error, "retry_after", None) or pause)


def _extract(some: Sequence[Job]) -> None:
    """Read versions; their runs are recorded once whoever comes twice. Those of a bulk load are folded later."""
    later = some[0].priority >= Priority.BULK
    folding = Folding.LATER if later else Folding.NOW
    extract_versions(version_ids=[job.payload["version"] for job in some], folding=folding)


def _take_in(payload: Mapping[str, Any]) -> None:
    """Take an offer again; the same content is unchanged. A failure that may pass has it tried again."""
    retry_intake(intake=Intake.objects.get(pk=payload["intake"]))


def _rebuild(payload: Mapping[str, Any]) -> None:
    """Fold accounts anew, all of them unless some are named; the same claims give the same rows.

    All of them take as many jobs as it takes shifts, each going on where the one before stopped.
    """
    if "accounts" in payload:
        mark_stale(accounts=payload["accounts"], priority=Priority.NEWS)
        return
    stopped = rebuild_from(Place(**payload), seconds=settings.SHIFT_SECONDS)
    if stopped is not None:
        subject = f"all, {stopped.stage} after {stopped.after}"
        jobs.enqueue(kind=REBUILD, subject=subject, payload=asdict(stopped))


def _fold(job: Job) -> None:
    """Fold what changed, for a shift at most: then news may go before the rest. Marks that are gone fold nothing."""
    if job.priority == Priority.LAST and better_later():
        raise jobs.NotYet(at=timezone.now() + GATHERING)
    if not fold_stale(seconds=settings.SHIFT_SECONDS):
        raise jobs.NotYet(at=timezone.now())


def _judge(payload: Mapping[str, Any]) -> None:
    """Go on with a decision on many claims, for a shift at most; each article is dealt with once."""
    if not work_on(bulk=payload["bulk"], seconds=settings.SHIFT_SECONDS):
        raise jobs.NotYet(at=timezone.now())


# What is done for each kind of job but EXTRACT, of which several may come at once, and FOLD, which may wait.
HANDLERS: dict[str, Handler] = {
    TAKE_IN: _take_in,
    REBUILD: _rebuild,
    JUDGE: _judge,
    POLL: polling.poll,
    FETCH_PAGE: polling.fetch_page,
}
