"""What a source lists is kept, and what is new of it, wanted again or said to be updated is fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from pledges.domain.notes import Note, NoteKind
from pledges.domain.polling import is_asked_at_once
from pledges.models import Job, JobState, Listing, Page, PolledSource, Priority
from pledges.services.asked_work import FETCH_PAGE, subject_of_page
from pledges.services.fetch_turns import Asked, DelayOf, ask_in_turn, no_delay
from pledges.services.jobs import Waker
from pledges.services.pages import leave_out

A_LOAD = 20  # more new pages than this in one poll are a bulk load, which single news overtake


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page as a source listed it.

    `address` is the folded one, `asked` the one that was listed; `left_out` says why the filters leave it out by what
    is known already (empty: they do not).
    """

    address: str
    asked: str
    host: str
    title: str = ""
    published: date | None = None
    updated: datetime | None = None
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a listing led to: pages never seen before, pages asked again since they were updated, pages left out."""

    new: int = 0
    updated: int = 0
    left_out: int = 0


@transaction.atomic
def take_listing(
    *,
    source: PolledSource,
    found: Sequence[Found],
    now: datetime,
    wake: Waker | None = None,
    delay_of: DelayOf = no_delay,
) -> Brought:
    """Keep what a source listed and have fetched what is new, wanted again or said to be updated.

    The same listing again changes nothing. A page that two sources list is fetched once. Each fetch is given its
    host's next turn, by the source's pace or what `delay_of` says that the host wants.
    """
    by_address = {one.address: one for one in reversed(found)}  # the first to name an address is heard
    known = set(Page.objects.filter(address__in=by_address).values_list("address", flat=True))
    missing = [Page(address=one.address, host=one.host) for one in by_address.values() if one.address not in known]
    Page.objects.bulk_create(missing, ignore_conflicts=True)
    pages = {page.address: page for page in Page.objects.filter(address__in=by_address)}
    wanted_again = _keep_listings(source, [(pages[address], one) for address, one in by_address.items()])
    asked = _asked_already(pages.values())
    new: list[Asked] = []
    updated: list[Asked] = []
    left_out = 0
    for address, one in by_address.items():
        page = pages[address]
        if one.left_out:
            left_out += address not in known
            _leave_out_untried(page, one)
        elif (page.intake_id is None or page.pk in wanted_again) and page.pk not in asked:
            new.append(Asked(page=page, pace=source.pace, address=one.asked))
        elif is_asked_at_once(one.updated, now=now, fetched=page.fetched_at, changed=page.changed_at):
            updated.append(Asked(page=page, pace=source.pace, address=one.asked))
    priority = Priority.BULK if len(new) > A_LOAD else Priority.NEWS
    ask_in_turn([*new, *updated], now=now, priority=priority, wake=wake, delay_of=delay_of)
    return Brought(new=len(new), updated=len(updated), left_out=left_out)


def list_page(*, source: PolledSource, found: Found) -> Page:
    """The page of an address with a source that lists it, without having it fetched."""
    page, _ = Page.objects.get_or_create(address=found.address, defaults={"host": found.host})
    Listing.objects.get_or_create(source=source, page=page, defaults={"title": found.title[:1000]})
    return page


def _keep_listings(source: PolledSource, found: Sequence[tuple[Page, Found]]) -> set[int]:
    """Rows of what a source listed; the pages that its filters left out before and no longer do."""
    before = {row.page_id: row for row in Listing.objects.filter(source=source, page__in=[page for page, _ in found])}
    fresh = [
        Listing(source=source, page=page, title=one.title[:1000], published=one.published, left_out=one.left_out[:300])
        for page, one in found
        if page.pk not in before
    ]
    Listing.objects.bulk_create(fresh, ignore_conflicts=True)
    wanted_again: set[int] = set()
    changed = []
    for page, one in found:
        row = before.get(page.pk)
        if row is not None and (row.left_out, row.title) != (one.left_out[:300], one.title[:1000]):
            if row.left_out and not one.left_out and page.article_id is None:
                wanted_again.add(page.pk)
            row.left_out, row.title = one.left_out[:300], one.title[:1000]
            changed.append(row)
    Listing.objects.bulk_update(changed, ["left_out", "title"], batch_size=500)
    return wanted_again


def _asked_already(pages: Iterable[Page]) -> set[int]:
    """Pages for which a job waits, runs, or was set aside for a person to see."""
    subjects = {subject_of_page(page): page.pk for page in pages}
    jobs = Job.objects.filter(~Q(state=JobState.DONE), kind=FETCH_PAGE, subject__in=subjects)
    return {subjects[subject] for subject in jobs.values_list("subject", flat=True)}


def _leave_out_untried(page: Page, one: Found) -> None:
    """Say why a page was never asked for; what another source had fetched stays as it is."""
    if page.intake_id is None and page.article_id is None:
        given = {"key": page.address, "url": one.asked, "title": one.title}
        leave_out(page=page, given=given, notes=[Note(kind=NoteKind.LEFT_OUT, detail=one.left_out)])
