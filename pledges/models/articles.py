"""An article is a row of immutable versions; what it says now is its newest sighting."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import models
from django.db.models.functions import Coalesce

from pledges.domain.notes import DayFrom, NoteKind
from pledges.models.guards import append_only, append_only_but_redaction, choices
from pledges.models.sources import Source


def day_to_order_by(name: str = "published") -> Coalesce:
    """A day to order by: a version whose day is unknown stands before all others."""
    return Coalesce(name, models.Value(date.min))


class Article(models.Model):
    """One piece of publishing under a key of its own: a manifest's id, a URL, or a file's name."""

    key = models.CharField(max_length=500, unique=True)
    url = models.URLField(max_length=2000, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return self.key


class ArticleVersion(models.Model):
    """The text of an article as it stood, with what was said about it; never changed.

    `sha256` covers text, title, publisher, day and what else a reading depends on; `text_sha256` the text alone, as
    stored. A redaction blanks characters of the text and leaves the hashes. `published` is null while no day is
    known: then its claims count nowhere. `posts` are the dated parts of a live blog: [start, end, ISO day], half-open
    code points of the text.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    sha256 = models.CharField(max_length=64)
    text_sha256 = models.CharField(max_length=64, db_index=True)
    text = models.TextField()
    title = models.CharField(max_length=1000, blank=True)
    publisher = models.CharField(max_length=300, blank=True, help_text="As it was given; `source` is who that is.")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="versions")
    published = models.DateField(null=True, db_index=True)
    day_from = models.CharField(max_length=20, choices=choices(DayFrom), blank=True)
    posts = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=8, blank=True, help_text="ISO 639-1, as detected.")
    media_type = models.CharField(max_length=100, default="text/plain")
    characters = models.PositiveIntegerField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "sha256"], name="one_version_per_content")]
        indexes = [
            models.Index(day_to_order_by(), "article", name="versions_by_day"),
            BrinIndex(fields=["recorded_at"], name="versions_by_time", autosummarize=True),
        ]
        triggers = append_only_but_redaction(blanked=("text", "title"))

    def __str__(self) -> str:
        return f"{self.article.key} of {self.published or 'an unknown day'}"


class VersionNote(models.Model):
    """What has to be known of how a version was read (`docs/glossary.md`, reading notes)."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=20, choices=choices(NoteKind))
    detail = models.CharField(max_length=500)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "kind", "detail"], name="a_note_is_told_once")]
        indexes = [models.Index(fields=["kind", "version"])]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}"


class DayGiven(models.Model):
    """An editor says on which day an article was published; the newest row counts, before all that a page says."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="days_given")
    published = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "days given"
        triggers = append_only()


class Sighting(models.Model):
    """From this moment on the article read as this version; the newest sighting says how it reads now."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="sightings")
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="sightings")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["article", "-id"])]
        triggers = append_only()


class CopyLink(models.Model):
    """Two versions tell one text (an agency's report and its reprints): `copy` is the later, of another article.

    `similarity` is the estimated Jaccard index of their word shingles (Broder 1997), 0 to 1.
    """

    original = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="copies")
    copy = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="originals")
    similarity = models.FloatField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["original", "copy"], name="one_link_per_copy")]
        triggers = append_only()


class Fingerprint(models.Model):
    """MinHash of a version's text; two that share a band are candidates for a copy link. A projection."""

    version = models.OneToOneField(ArticleVersion, on_delete=models.CASCADE, primary_key=True)
    digest = ArrayField(models.BigIntegerField())
    bands = ArrayField(models.BigIntegerField())

    class Meta:
        indexes = [GinIndex(fields=["bands"], name="fingerprint_bands")]


class Original(models.Model):
    """The bytes of a document as they came, compressed (zlib), under the SHA-256 of the bytes themselves.

    A redaction of what was read from them empties `body` and leaves hash and size.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveIntegerField(help_text="Bytes, before compression.")
    body = models.BinaryField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = append_only_but_redaction(blanked=("body",))

    def __str__(self) -> str:
        return f"{self.size} bytes {self.sha256[:12]}"


class Redaction(models.Model):
    """Why words of a text had to go (law, safety). Half-open offsets into the version's text."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="redactions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="redaction_has_words")
        ]
        triggers = append_only()


class Exclusion(models.Model):
    """An article is left out of every figure, until a later row withdraws this one."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="exclusions")
    withdraws = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawn_by"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = append_only()
