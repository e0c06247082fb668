"""Killing workers at any moment loses nothing: the claims and the ledger end as if nobody had been killed."""

import json
import os
import random
import signal
import time
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from extraction.articles.manifest import read_manifest
from extraction.articles.offers import Offered
from extraction.ingestion import take_in
from extraction.tasks import read, sweep
from pledges.models import Claim, Intake, Job, JobState, LedgerEntry, LedgerLine, LedgerProblem, Reading, Run
from pledges.seed_files import SEEDS, load_catalogue, load_sources
from pledges.services.holders import Holder
from pledges.services.seeding import load_seeds
from tests.workers import worker

KILLS = 20
TELLINGS = 8  # of each sample, so that there is work for longer than the killing takes
PATIENCE = 240.0


def offers() -> list[Offered]:
    """Each sample under several keys and days."""
    samples = list(read_manifest(SEEDS / "articles" / "manifest.jsonl"))
    return [
        Offered(
            locator=f"{one.locator} {telling}",
            key=f"{one.key}-{telling}",
            file=one.file,
            title=one.title,
            publisher=f"Paper {telling}",
            published=one.published,
        )
        for telling in range(TELLINGS)
        for one in samples
    ]


def outcome() -> dict[str, Any]:
    """Everything that was read and folded, without the keys and times that the database gives."""
    tables: dict[str, Any] = {
        "claims": Claim.objects.order_by("id").values("id", "quote", "words"),
        "readings": Reading.objects.order_by("claim", "version__article__key").values(
            "claim", "version__article__key", "evidence", "confidence"
        ),
        "runs": Run.objects.order_by("version__article__key").values("version__article__key", "extractor"),
        "entries": LedgerEntry.objects.order_by("standing", "entry").values("standing", "entry", "body"),
        "lines": LedgerLine.objects.order_by("standing", "line").values("standing", "line", "body"),
        "problems": LedgerProblem.objects.order_by("standing", "line", "problem").values("sentence", "claims"),
    }
    return {name: json.loads(json.dumps(list(rows))) for name, rows in tables.items()}


def differences(rows: list[dict[str, Any]], others: list[dict[str, Any]]) -> list[Any]:
    """What differs, row by row and field by field; empty for equal tables."""
    if len(rows) != len(others):
        return [f"{len(rows)} rows and {len(others)}"]
    return [
        (name, row[name], other[name])
        for row, other in zip(rows, others, strict=True)
        for name in row
        if row[name] != other[name]
    ]


def begin() -> None:
    load_seeds(catalogue=load_catalogue(), sources=load_sources())
    for offered in offers():
        intake, _ = take_in(offered=offered)
        assert intake.outcome == "new", intake.error


def kill_a_holder() -> int | None:
    """Kill the process that holds a lease; the job's id if it was still to be done when its holder died."""
    job = Job.objects.filter(state=JobState.RUNNING, attempts__lt=4).order_by("?").first()
    holder = Holder.of(job.leased_by) if job else None
    if job is None or holder is None:
        return None
    try:
        os.kill(holder.pid, signal.SIGKILL)
    except ProcessLookupError:
        return None
    time.sleep(0.05)
    return job.pk if Job.objects.filter(pk=job.pk).exclude(state=JobState.DONE).exists() else None


@pytest.mark.django_db(transaction=True)
def test_claims_and_ledger_equal_those_of_an_undisturbed_run() -> None:
    begin()
    while Job.objects.exclude(state=JobState.DONE).exists():
        read()
    undisturbed = outcome()
    assert undisturbed["claims"]
    assert undisturbed["lines"]

    call_command("flush", verbosity=0, interactive=False)
    begin()
    chance, killed, since = random.Random(20220224), 0, time.monotonic()
    with worker():
        sweep()
        while Job.objects.exclude(state=JobState.DONE).exists():
            assert time.monotonic() - since < PATIENCE, f"{killed} killed; jobs are left over"
            time.sleep(chance.uniform(0.0, 0.25))
            if killed < KILLS and kill_a_holder() is not None:
                killed += 1
            sweep()
    assert killed == KILLS
    assert not Job.objects.filter(state=JobState.QUARANTINED).exists()
    assert Intake.objects.filter(outcome="new").count() == len(offers())
    disturbed = outcome()
    for name, rows in undisturbed.items():
        assert differences(rows, disturbed[name]) == [], name
    connection.close()
