"""What a simulation did, in numbers, and what it left undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count

from pledges.models import (
    Article,
    ArticleVersion,
    Claim,
    CopyLink,
    Intake,
    IntakeOutcome,
    Job,
    JobState,
    LedgerEntry,
    LedgerLine,
    Listing,
    Page,
    Reading,
    Retrieval,
    Run,
    StaleAccount,
    VersionNote,
)
from tests.simulation.visits import Visit
from tests.simulation.world import World


def counts(world: World, visits: Sequence[Visit], texts: Mapping[int, Mapping[int, datetime]]) -> dict[str, object]:
    """For a table."""
    statuses = Counter(visit.status for visit in visits)
    return {
        "articles written": len(world.stories),
        "articles handed over": len(texts),
        "texts handed over": sum(map(len, texts.values())),
        "requests": f"{len(visits)}: {_told(statuses)}",
        "articles stored": Article.objects.count(),
        "versions stored": ArticleVersion.objects.count(),
        "runs": Run.objects.count(),
        "copies linked": CopyLink.objects.count(),
        "pages, listings": f"{Page.objects.count()}, {Listing.objects.count()}",
        "intakes": _told(_by(Intake.objects, "outcome")),
        "notes": _told(_by(VersionNote.objects, "kind")),
        "claims": Claim.objects.count(),
        "ledger": f"{LedgerLine.objects.count()} lines, {LedgerEntry.objects.count()} entries",
        "jobs": _told(_by(Job.objects, "state")),
    }


def unfinished(*states: JobState) -> Iterator[str]:
    """A line about whatever should be done and is not: jobs in one of these states, intakes, accounts."""
    for job in Job.objects.filter(state__in=states).order_by("pk"):
        yield f"{job} is {job.state}: {job.last_error}"
    for intake in Intake.objects.filter(outcome=IntakeOutcome.PENDING).order_by("pk"):
        yield f"the intake of {intake} is pending for ever"
    if stale := StaleAccount.objects.count():
        yield f"{stale} marks of accounts that are not folded"


def _by(rows: Any, column: str) -> Mapping[str, int]:
    return dict(rows.values_list(column).annotate(Count("pk")))


def _told(numbers: Mapping[Any, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(numbers.items(), key=lambda pair: str(pair[0])))


ONCE: Mapping[str, tuple[Any, Sequence[str]]] = {
    "copy links": (CopyLink.objects, ("original", "copy")),
    "listings": (Listing.objects, ("source", "page")),
    "pages": (Page.objects, ("address",)),
    "readings": (Reading.objects, ("run", "claim")),
    "retrievals": (Retrieval.objects, ("intake", "original", "version")),
    "runs": (Run.objects, ("version", "extractor", "catalogue")),
}
"""What may be there once for each of its columns' values."""


def doubles() -> Iterator[str]:
    """A line about each table that holds something twice."""
    for name, (rows, columns) in ONCE.items():
        twice = rows.values(*columns).annotate(times=Count("pk")).filter(times__gt=1)
        if twice:
            yield f"doubled: {len(twice)} {name}, such as {twice[0]}"
