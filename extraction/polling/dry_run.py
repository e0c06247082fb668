"""What a poll of a source would take, before anything is: its items, which are new, which the filters leave out.

It asks the host in turn and by its rules, and stores nothing but that it asked.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from extraction.articles.formats import take
from extraction.articles.offers import Refused
from extraction.articles.places import offers_at
from extraction.fetching import Answer
from extraction.polling.asking import Errand, ask_politely
from extraction.polling.finding import found_in, wanted_by
from extraction.polling.listings import read_listing
from extraction.polling.polls import ACCEPT, folder_of
from pledges.models import Intake, Page, PolledSource, SourceForm
from pledges.services.jobs import NotYet

SECONDS = 20.0  # for all of it
LARGEST = 20_000_000  # bytes of a listing
FILES = 500  # of a folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """One thing that a poll would find; `known` says what is known of it already, `left_out` why it is not taken."""

    address: str
    title: str = ""
    published: date | None = None
    known: str = ""
    left_out: str = ""

    @property
    def is_taken(self) -> bool:
        return not self.known and not self.left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What was found, with sentences for what has to be told; or `problem`, one line that says why nothing was."""

    prospects: tuple[Prospect, ...] = ()
    told: tuple[str, ...] = ()
    problem: str = ""

    @property
    def taken(self) -> int:
        return sum(prospect.is_taken for prospect in self.prospects)


def dry_run(source: PolledSource) -> DryRun:
    """Try a source, saved or not. Whatever goes wrong is its `problem`."""
    try:
        if source.form == SourceForm.FOLDER:
            return _folder(source)
        if source.form == SourceForm.WATCHED_PAGE:
            return _page(source)
        return _listing(source)
    except Refused as refusal:
        return DryRun(problem=str(refusal))


def _listing(source: PolledSource) -> DryRun:
    answer = _asked(source, accept=ACCEPT[source.form])
    listed = read_listing(
        answer.body,
        form=source.form,
        address=answer.final,
        now=timezone.now(),
        charset=answer.charset,
        link_pattern=source.link_pattern,
    )
    found, told = found_in(listed, source)
    known = _known([one.address for one in found])
    prospects = tuple(
        Prospect(
            address=one.asked,
            title=one.title,
            published=one.published,
            known=known.get(one.address, ""),
            left_out=one.left_out,
        )
        for one in found
    )
    if listed.children:
        told += (f"It is an index: each of {len(listed.children)} sitemaps would be polled by itself.",)
    if wanted_by(source).reads_text():
        told += ("Filters on the text decide when a page is fetched.",)
    return DryRun(prospects=prospects, told=told)


def _page(source: PolledSource) -> DryRun:
    answer = _asked(source)
    taken = take(answer.body, name=answer.final, media_type=answer.media_type, charset=answer.charset, url=answer.final)
    wanted = wanted_by(source)
    left_out = wanted.against_title(taken.title) or wanted.against_text(taken.text)
    prospect = Prospect(address=answer.final, title=taken.title, published=taken.published, left_out=left_out)
    told = (f"{len(taken.text):,} characters of text.", *(note.detail for note in taken.notes))
    return DryRun(prospects=(prospect,), told=told)


def _folder(source: PolledSource) -> DryRun:
    folder = folder_of(source)
    prospects: list[Prospect] = []
    told: tuple[str, ...] = ()
    for offered in offers_at(str(folder)):
        if len(prospects) >= FILES:
            told = (f"Only the first {FILES} things of the folder are shown.",)
            break
        known = (
            Intake.objects.filter(locator=offered.locator, key=offered.key).values_list("outcome", flat=True).first()
        )
        prospects.append(
            Prospect(
                address=offered.locator,
                title=offered.title,
                published=offered.published,
                known=f"taken in before: {known}" if known else "",
                left_out=offered.error,
            )
        )
    return DryRun(prospects=tuple(prospects), told=told)


def _known(addresses: list[str]) -> Mapping[str, str]:
    """What is known of addresses: pages that have an article, that failed, or that wait to be fetched."""
    pages = Page.objects.filter(address__in=addresses).select_related("intake")
    return {page.address: _state(page) for page in pages}


def _state(page: Page) -> str:
    if page.article_id is not None:
        return "an article already"
    return f"asked for before: {page.intake.outcome}" if page.intake is not None else "waits to be fetched"


def _asked(source: PolledSource, *, accept: str | None = None) -> Answer:
    """The answer of the source's address. A turn that comes soon is waited for. Raises Refused, and when it is late."""
    end = time.monotonic() + SECONDS
    payload: Mapping[str, object] = {}
    while True:
        errand = Errand(payload=payload, pace=source.pace)
        try:
            left = max(end - time.monotonic(), 0.1)
            return ask_politely(source.address, errand=errand, largest=LARGEST, accept=accept, seconds=left)
        except NotYet as wait:
            pause = (wait.at - timezone.now()).total_seconds()
            if time.monotonic() + pause > end:
                raise Refused(
                    f"{source.address}: its host may be asked again at {wait.at:%H:%M:%S} UTC; try again then"
                ) from None
            time.sleep(max(pause, 0))
            payload = wait.payload or {}
