"""What a simulation did, in numbers, and what it left undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import Count

from pledges.models import (
    Article,
    ArticleVersion,
    Claim,
    CopyLink,
    Intake,
    Job,
    JobState,
    LedgerEntry,
    LedgerLine,
    Listing,
    Page,
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


def unfinished() -> Iterator[str]:
    """A line about whatever should be done and is not."""
    for job in Job.objects.filter(state__in=[JobState.RUNNING, JobState.QUARANTINED]).order_by("pk"):
        yield f"{job} is {job.state}: {job.last_error}"
    if stale := StaleAccount.objects.count():
        yield f"{stale} marks of accounts that are not folded"


def _by(rows: object, column: str) -> Mapping[str, int]:
    return dict(rows.values_list(column).annotate(Count("pk")))  # type: ignore[attr-defined]


def _told(numbers: Mapping[object, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(numbers.items(), key=lambda pair: str(pair[0])))
