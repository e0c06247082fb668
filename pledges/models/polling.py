"""Places that are polled for new articles: what an editor set, what the schedule knows, and what they listed."""

from datetime import timedelta

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from pledges.models.articles import Article
from pledges.models.intake import Intake
from pledges.models.sources import Source


class SourceForm(models.TextChoices):
    """What is found at the address of a polled source."""

    FEED = "feed", "feed: RSS, Atom, JSON"
    SITEMAP = "sitemap", "news sitemap"
    LINK_PAGE = "link_page", "page with links"
    WATCHED_PAGE = "watched_page", "page that changes"
    FOLDER = "folder", "folder"


def words(name: str) -> "ArrayField[list[str], list[str]]":
    """A list of words or phrases, each matched whatever its case."""
    one = models.CharField(max_length=100)
    told = "Words or phrases, by commas; a word that ends with * may go on."
    return ArrayField(one, default=list, blank=True, verbose_name=name, help_text=told)


def refetch_schedule() -> list[timedelta]:
    """Corrections come early: an article is asked for again after an hour, a day, three days and a week."""
    return [timedelta(hours=1), timedelta(days=1), timedelta(days=3), timedelta(days=7)]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class PolledSource(models.Model):
    """A place that is asked for new articles on a schedule. All columns are an editor's; the schedule has `PollState`.

    `publisher` is who its articles are taken to be from; without one, each page says it itself. The filters are words
    or phrases: of `title_any` and `text_any` one must occur, of `title_none` and `text_none` none may.
    """

    name = models.CharField(max_length=200, unique=True)
    publisher = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="polled")
    form = models.CharField(max_length=20, choices=SourceForm, default=SourceForm.FEED)
    address = models.CharField(
        max_length=2000, help_text="An http(s) URL; for a folder its path below the watched one."
    )
    language = models.CharField(max_length=8, default="en", help_text="ISO 639-1; only English is read.")
    paused = models.BooleanField(default=True)
    shortest_interval = models.DurationField(default=timedelta(minutes=15))
    longest_interval = models.DurationField(default=timedelta(days=1))
    pace = models.DurationField(default=timedelta(seconds=5), help_text="At least this long between two requests.")
    refetch_after = ArrayField(
        models.DurationField(),
        default=refetch_schedule,
        blank=True,
        verbose_name="fetched again after",
        help_text="Counted from the first fetch, by commas: days and hours:minutes:seconds, as in 3 00:00:00.",
    )
    link_pattern = models.CharField(
        max_length=500, blank=True, help_text="Of a page with links: which to follow, as in */news/*; * is anything."
    )
    title_any = words("the title has one of")
    title_none = words("the title has none of")
    text_any = words("the text has one of")
    text_none = words("the text has none of")
    edited = models.BooleanField(default=False, help_text="A person changed it: loading seeds leaves it alone.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["form", "address"], name="one_polled_source_per_address"),
            models.CheckConstraint(
                condition=Q(shortest_interval__gt=timedelta(0)) & Q(shortest_interval__lte=F("longest_interval")),
                name="interval_shortest_to_longest",
            ),
            models.CheckConstraint(condition=Q(pace__gte=timedelta(0)), name="pace_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name


class PollState(models.Model):
    """What the schedule knows of a polled source; written by the machine alone."""

    source = models.OneToOneField(PolledSource, on_delete=models.CASCADE, primary_key=True, related_name="state")
    next_at = models.DateTimeField(db_index=True)
    interval = models.DurationField()
    polled_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    new_article_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="In a row.")
    outcome = models.TextField(blank=True, help_text="What the last poll did, or why it failed, in a sentence.")
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the listing as it last was.")
    owed = ArrayField(
        models.TextField(),
        default=list,
        blank=True,
        help_text="Sitemaps that an index named and that are not read yet; each poll of it asks for them.",
    )

    def __str__(self) -> str:
        return f"{self.source} next at {self.next_at:%Y-%m-%d %H:%M}"


class Page(models.Model):
    """An address that sources listed or a person gave, folded (no tracking parameters, AMP or mirrors), and its
    schedule: null `next_at` means that nobody asks for it again."""

    address = models.CharField(max_length=2000, unique=True)
    host = models.CharField(max_length=255, db_index=True)
    intake = models.OneToOneField(Intake, null=True, blank=True, on_delete=models.PROTECT, related_name="page")
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.PROTECT, related_name="pages")
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the bytes as they last came.")
    first_seen_at = models.DateTimeField(auto_now_add=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True, db_index=True)
    step = models.PositiveSmallIntegerField(default=0, help_text="How many of the re-fetches are behind it.")
    failures = models.PositiveSmallIntegerField(default=0, help_text="In a row.")

    def __str__(self) -> str:
        return self.address


class Listing(models.Model):
    """A source listed a page: what it said of it, and why its filters leave it out (empty: they do not)."""

    source = models.ForeignKey(PolledSource, on_delete=models.CASCADE, related_name="listings")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="listings")
    title = models.CharField(max_length=1000, blank=True)
    published = models.DateField(null=True, blank=True)
    left_out = models.CharField(max_length=300, blank=True)
    listed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "page"], name="a_source_lists_a_page_once")]


class Host(models.Model):
    """A host that is asked politely: one pace for all workers, and its robots.txt as it last was.

    Between `asked_at` and the next request lies the pace of whoever asks; `next_turn_at` is the first moment that
    nobody has taken yet.
    """

    name = models.CharField(max_length=255, primary_key=True, help_text="Host and port.")
    asked_at = models.DateTimeField(null=True, blank=True)
    next_turn_at = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True, help_text="It asked to be left alone until then.")
    robots = models.TextField(blank=True)
    robots_status = models.PositiveSmallIntegerField(null=True, blank=True)
    robots_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Pulse(models.Model):
    """When something of the schedule last happened: a tick, a scan of the watched folder."""

    name = models.CharField(max_length=50, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M:%S}"
