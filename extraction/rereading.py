"""Articles that were read by an older extractor or catalogue are queued to be read again; what a person decided stays.

A re-reading is one more run: its claims take the place of those that nobody judged, and at a judged place they are
proposals. Registers' rows and made-up articles are no text of the reader's, and are never queued; nor is a text that
a note keeps unread.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from extraction.ingestion import queue_extraction, subject_of
from extraction.waking import wake_workers
from extraction.watching import FEW
from pledges.domain.notes import KEEPS_UNREAD
from pledges.models import ArticleVersion, Job, JobState, Priority, Run, Sighting, SourceKind, VersionNote
from pledges.services.asked_work import EXTRACT

BATCH = 200  # articles queued in one transaction
_NUMBERS = re.compile(r"\d{1,9}(?:\.\d{1,9})*")
_READER = r"^\d+(\.\d+)*(\+[0-9a-f]+)?$"  # the reader's runs have a number; registers and made-up claims a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which articles to read again: those not read yet by this extractor with this catalogue, narrowed.

    `before` keeps those last read by an extractor before that version, `articles` those with these keys, `since` those
    published on that day or later.
    """

    extractor: str
    catalogue: str
    before: str | None = None
    articles: tuple[str, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A batch: the jobs made for it, and how many of its articles waited to be read already."""

    jobs: tuple[int, ...]
    waited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """How many articles were last read by an extractor with a catalogue; both None where none has read them."""

    extractor: str | None
    catalogue: str | None
    articles: int


def version_number(text: str) -> tuple[int, ...]:
    """A version of the rules as numbers, so that "10" comes after "9", whatever weights it has after a "+".

    Raises ValueError for what is none.
    """
    rules, _, _ = text.partition("+")
    if not _NUMBERS.fullmatch(rules):
        raise ValueError(f"{text!r} is no version: it has numbers, parted by points")
    return tuple(map(int, rules.split(".")))


def outdated(wanted: Wanted) -> QuerySet[Any]:
    """The current versions that are wanted, each with the `extractor` and `catalogue` of its last run."""
    newest = Sighting.objects.filter(article=OuterRef("article")).order_by("-id").values("version")[:1]
    last = Run.objects.filter(version=OuterRef("pk")).order_by("-id")
    other = ~Q(extractor=wanted.extractor) | ~Q(catalogue=wanted.catalogue)
    rows = (
        ArticleVersion.objects.annotate(
            current=Subquery(newest),
            extractor=Subquery(last.values("extractor")[:1]),
            catalogue=Subquery(last.values("catalogue")[:1]),
        )
        .filter(Q(extractor=None) | Q(extractor__regex=_READER) & other, pk=F("current"))
        .exclude(source__kind=SourceKind.REGISTER)
        .exclude(Exists(VersionNote.objects.filter(version=OuterRef("pk"), kind__in=KEEPS_UNREAD)))
    )
    if wanted.before is not None:
        rows = rows.filter(extractor__in=_extractors_before(wanted.before))
    if wanted.articles:
        rows = rows.filter(article__key__in=wanted.articles)
    if wanted.since is not None:
        rows = rows.filter(published__gte=wanted.since)
    return rows


def _extractors_before(version: str) -> list[str]:
    known = Run.objects.filter(extractor__regex=_READER).order_by().values_list("extractor", flat=True).distinct()
    return [one for one in known if version_number(one) < version_number(version)]


def count_outdated(wanted: Wanted) -> list[Outdated]:
    """How many articles would be read again, by what read them last."""
    rows = outdated(wanted).order_by().values("extractor", "catalogue").annotate(articles=Count("pk"))
    return [Outdated(**row) for row in rows.order_by("extractor", "catalogue")]


def queue_outdated(wanted: Wanted) -> Iterator[Queued]:
    """Queue what is wanted, the newest first, a batch a transaction; yields after each.

    Safe to stop at any moment and to repeat: a batch is queued whole or not at all, an article that waits already is
    left alone, and one that has been read meanwhile is wanted no more.
    """
    last: int | None = None
    while True:
        rows = outdated(wanted) if last is None else outdated(wanted).filter(pk__lt=last)
        versions = list(rows.only("pk").order_by("-pk")[:BATCH])
        if not versions:
            return
        yield _queue(versions)
        last = versions[-1].pk


@transaction.atomic
def _queue(versions: Sequence[ArticleVersion]) -> Queued:
    subjects = [subject_of(version) for version in versions]
    waiting = set(
        Job.objects.filter(kind=EXTRACT, state=JobState.WAITING, subject__in=subjects).values_list("subject", flat=True)
    )
    fresh = [version for version in versions if subject_of(version) not in waiting]
    priority = Priority.BULK if len(fresh) > FEW else Priority.NEWS
    jobs = [queue_extraction(version=one, priority=priority, wake=None) for one in fresh]
    transaction.on_commit(wake_workers)
    return Queued(jobs=tuple(job.pk for job in jobs), waited=len(waiting))
