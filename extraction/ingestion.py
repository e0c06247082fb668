"""An offered article is stored and queued for reading, or kept with its error; never both, never neither."""

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from extraction.articles.documents import read_file, take
from extraction.articles.offers import Offered, Refused, Taken, offered_from_given
from extraction.articles.places import day_of_file
from extraction.fetching import ask, networks, user_agent
from extraction.fitting import KEY, LOCATOR, fitted
from extraction.waking import wake_workers
from pledges.models import ArticleVersion, Intake, IntakeOutcome, Job, Priority
from pledges.services.articles import Offer, store
from pledges.services.asked_work import EXTRACT
from pledges.services.jobs import Waker, enqueue

HTML_TYPES = {"", "text/html", "application/xhtml+xml"}  # a server that names none sends a page


def take_in(*, offered: Offered, priority: Priority = Priority.NEWS) -> tuple[Intake, Job | None]:
    """Read, store and queue one offered article; the intake row says what became of it.

    Safe to repeat: the same content is `unchanged`, and is queued again only if it was never read.
    """
    intake, _ = Intake.objects.update_or_create(
        locator=fitted(offered.locator, LOCATOR), key=fitted(offered.key, KEY), defaults={"given": offered.as_given()}
    )
    try:
        if offered.error:
            raise Refused(offered.error)
        offer = make_offer(offered, read(offered))
    except Refused as refusal:
        _close(intake, outcome=IntakeOutcome.FAILED, error=str(refusal))
        return intake, None
    with transaction.atomic():
        version, outcome = store(offer=offer)
        job = None if version.runs.exists() else queue_extraction(version=version, priority=priority)
        _close(intake, outcome=IntakeOutcome(outcome), version=version)
    return intake, job


def retry_intake(*, intake: Intake) -> Intake:
    """Try a failed offer again, as it was given."""
    return take_in(offered=offered_from_given(intake.locator, intake.given))[0]


def queue_extraction(
    *, version: ArticleVersion, priority: Priority = Priority.NEWS, wake: Waker | None = wake_workers
) -> Job:
    """Have a version read by a worker, who is woken after the commit (`wake` None: the caller sees to it)."""
    return enqueue(
        kind=EXTRACT, subject=subject_of(version), payload={"version": version.pk}, priority=priority, wake=wake
    )


def subject_of(version: ArticleVersion) -> str:
    """What a version's job is called, so that it waits once."""
    return f"version:{version.pk}"


def read(offered: Offered) -> Taken:
    """The document behind an offer: its file, else its URL."""
    if offered.file:
        return read_file(Path(offered.file))
    if offered.url:
        return read_page(offered.url)
    raise Refused(f"{offered.locator}: names neither a file nor a URL")


def read_page(url: str) -> Taken:
    """The document at a URL, if it is a text or a page."""
    answer = ask(url, allowed=networks(settings.FETCH_PRIVATE_NETWORKS), agent=user_agent(settings.FETCH_CONTACT))
    html = answer.media_type in HTML_TYPES
    if not html and not answer.media_type.startswith("text/"):
        raise Refused(f"{url}: is {answer.media_type}, not a text or HTML page")
    return take(answer.body, html=html, name=url, charset=answer.charset or "utf-8", url=url)


def make_offer(offered: Offered, taken: Taken) -> Offer:
    """What is said of the article wins over what the document says of itself."""
    published = offered.published or taken.published
    if published is None and offered.file:
        published = day_of_file(Path(offered.file))
    if published is None:
        raise Refused(f"{offered.locator}: says no day of publication; give one with --published YYYY-MM-DD")
    return Offer(
        key=offered.key,
        text=taken.text,
        published=published,
        title=(offered.title or taken.title)[:1000],
        publisher=offered.publisher or taken.publisher,
        url=offered.url,
        media_type=taken.media_type,
    )


def _close(intake: Intake, *, outcome: IntakeOutcome, error: str = "", version: ArticleVersion | None = None) -> None:
    intake.outcome, intake.error, intake.finished_at = outcome, error, timezone.now()
    intake.version = version or intake.version
    intake.save(update_fields=["outcome", "error", "version", "finished_at"])
