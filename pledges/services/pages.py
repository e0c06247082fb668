"""What asking for a page led to, and when it is asked for again; nothing that was stored is taken away.

What came counts for the page as it was read before asking. Two who ask for one page at a time may be answered in
another order than they asked: who finds that the other has recorded an answer meanwhile keeps nothing, and asks again.

The schedule of a page is that of the sources that list it, counted from its first intake. A single page that is
watched has none: each poll of its source asks for it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, prefetch_related_objects
from django.utils import timezone

from pledges.domain.notes import Note, notes_to_json
from pledges.domain.polling import TRIES, next_fetch, retry_of_page
from pledges.models import Article, Intake, IntakeOutcome, Page, SourceForm
from pledges.models.polling import refetch_schedule
from pledges.services.jobs import NotYet

COLUMNS = tuple(column.attname for column in Page._meta.concrete_fields if not column.primary_key)
OF_SCHEDULE = ("fetched_at", "failures", "next_at", "step")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a page's answer said of itself, for the next request; `sha256` is of its bytes."""

    etag: str = ""
    last_modified: str = ""
    sha256: str = ""


def record_unchanged(*, page: Page, now: datetime) -> None:
    """It is as it was: no document came, or the same bytes."""
    known_by = page.fetched_at
    _fetched(page, now)
    _write(page, known_by, columns=OF_SCHEDULE)


def wait_for_sources(*, page: Page, now: datetime) -> None:
    """Every source that lists it is paused: it is due as soon as one goes on."""
    page.next_at = now
    page.save(update_fields=["next_at"])


@transaction.atomic
def record_answer(*, page: Page, now: datetime, seen: Seen, intake: Intake) -> None:
    """A document came, and `intake` says what became of it."""
    known_by, page.intake = page.fetched_at, intake
    page.etag = seen.etag if len(seen.etag) <= 500 else ""
    page.last_modified = seen.last_modified if len(seen.last_modified) <= 100 else ""
    page.sha256, page.changed_at = seen.sha256, now
    if intake.version is not None and intake.outcome != IntakeOutcome.FAILED:
        page.article = intake.version.article
    _fetched(page, now)
    _write(page, known_by)
    if page.article is not None and page.article.key == page.address:
        # The page whose address the article goes by is asked again; the others that folded to it are not.
        Page.objects.filter(article=page.article).exclude(pk=page.pk).update(next_at=None)


@transaction.atomic
def record_failure_of_page(
    *, page: Page, now: datetime, error: str, given: Mapping[str, str], temporary: bool, retry_after: timedelta | None
) -> None:
    """It could not be had: for a passing reason it is tried again later, and given up after `TRIES` in a row."""
    known_by = page.fetched_at
    page.fetched_at, page.failures = now, min(page.failures + 1, TRIES)
    pause = retry_of_page(page.failures, retry_after=retry_after) if temporary else None
    page.next_at = now + pause if pause is not None else None
    if temporary and pause is None:
        error = f"{error} (given up after {TRIES} tries in a row)"
    if page.article_id is None or pause is None:
        page.intake = close_intake(page=page, given=given, outcome=IntakeOutcome.FAILED, error=error)
    _write(page, known_by)


@transaction.atomic
def record_gone(*, page: Page, now: datetime, error: str, given: Mapping[str, str]) -> None:
    """Its host says that it is no more: it is not asked for again, and what was read from it stays."""
    known_by = page.fetched_at
    page.fetched_at, page.next_at, page.failures = now, None, 0
    stays = page.article_id is not None
    outcome = IntakeOutcome.UNCHANGED if stays else IntakeOutcome.FAILED
    said = f"{error}: the page is gone, its article stays" if stays else error
    page.intake = close_intake(page=page, given=given, outcome=outcome, error=said)
    _write(page, known_by)


@transaction.atomic
def record_folded(*, page: Page, now: datetime, article: Article, given: Mapping[str, str], notes: list[Note]) -> None:
    """It calls itself by the address of an article that another page brings: that page alone is asked again."""
    known_by = page.fetched_at
    page.intake = close_intake(page=page, given=given, outcome=IntakeOutcome.UNCHANGED, notes=notes)
    page.article, page.fetched_at, page.next_at, page.failures = article, now, None, 0
    _write(page, known_by)


@transaction.atomic
def record_left_out(*, page: Page, now: datetime, seen: Seen, given: Mapping[str, str], notes: list[Note]) -> None:
    """It was read and the filters of every source that lists it leave it out; a correction may change that."""
    known_by = page.fetched_at
    leave_out(page=page, given=given, notes=notes)
    page.etag, page.last_modified, page.sha256 = "", "", seen.sha256
    page.changed_at = now
    _fetched(page, now)
    _write(page, known_by)


def leave_out(*, page: Page, given: Mapping[str, str], notes: list[Note]) -> None:
    """An intake that says why the page makes no article."""
    page.intake = close_intake(page=page, given=given, outcome=IntakeOutcome.UNCHANGED, notes=notes)
    page.save(update_fields=["intake"])


def close_intake(
    *,
    page: Page,
    given: Mapping[str, str],
    outcome: IntakeOutcome,
    error: str = "",
    notes: Iterable[Note] = (),
) -> Intake:
    """The intake row of a page that stored nothing this time. Its version, where it has one, stays.

    A row that somebody who was killed left pending, under whatever key, is closed in place of a new one.
    """
    known: dict[str, Any] = {"given": dict(given), "outcome": outcome, "error": error, "notes": notes_to_json(notes)}
    known["finished_at"] = timezone.now()
    left = page.intake or Intake.objects.filter(locator=page.address, outcome=IntakeOutcome.PENDING).first()
    if left is not None:
        for name, value in known.items():
            setattr(left, name, value)
        left.save(update_fields=list(known))
        return left
    intake, _ = Intake.objects.update_or_create(locator=page.address, key=page.address[:500], defaults=known)
    return intake


def _write(page: Page, known_by: datetime | None, *, columns: Collection[str] = COLUMNS) -> None:
    """Write a row that was last fetched then. Raises NotYet where it has been fetched since it was read."""
    as_read = Q(fetched_at=known_by) if known_by is not None else Q(fetched_at__isnull=True)
    if not Page.objects.filter(as_read, pk=page.pk).update(**{name: getattr(page, name) for name in columns}):
        raise NotYet(at=timezone.now())


def _fetched(page: Page, now: datetime) -> None:
    """It was had; when it is had next follows from the schedule."""
    page.fetched_at, page.failures = now, 0
    first = page.intake.created_at if page.intake is not None else now
    page.next_at, page.step = next_fetch(first, now, _schedule(page))


def _schedule(page: Page) -> set[timedelta]:
    """Every delay that a source which lists the page asks for; the usual ones where none does."""
    prefetch_related_objects([page], "listings__source")  # which costs nothing where the caller has them
    listings = page.listings.all()
    if not listings:
        return set(refetch_schedule())
    return {
        delay
        for listing in listings
        if listing.source.form != SourceForm.WATCHED_PAGE
        for delay in listing.source.refetch_after
    }
