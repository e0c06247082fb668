"""What was offered to the tracker and what became of it; a failure is kept with its error and can be retried."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from pledges.models.articles import ArticleVersion, Original
from pledges.models.guards import append_only


class IntakeOutcome(models.TextChoices):
    PENDING = "pending"
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Intake(models.Model):
    """One offered article: where it is (`locator`: a path or URL), and what its giver said of it (`given`).

    Offered again, the same article keeps its row: the outcome is that of the last time.
    """

    locator = models.CharField(max_length=2000)
    key = models.CharField(max_length=500, blank=True)
    given = models.JSONField(default=dict, help_text="id, title, publisher, published and url, as given")
    outcome = models.CharField(max_length=10, choices=IntakeOutcome, default=IntakeOutcome.PENDING)
    error = models.TextField(blank=True)
    notes = models.JSONField(default=list, blank=True, help_text="Reading notes of the last time: kind and detail.")
    version = models.ForeignKey(ArticleVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="intakes")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "intake"
        indexes = [
            models.Index(fields=["outcome"]),
            GinIndex(fields=["notes"], name="intake_notes", opclasses=["jsonb_path_ops"]),
        ]
        constraints = [models.UniqueConstraint(fields=["locator", "key"], name="one_intake_per_offer")]

    def __str__(self) -> str:
        return self.locator


class Retrieval(models.Model):
    """One answer that brought a document: which address was asked, which one answered, with what.

    A file has no addresses and no headers. An answer that brought the same bytes as the one before is not kept again.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="retrievals")
    asked = models.CharField(max_length=2000, blank=True)
    final = models.CharField(max_length=2000, blank=True, help_text="The address after redirects.")
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="retrievals")
    version = models.ForeignKey(
        ArticleVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="retrievals"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return self.final or self.intake.locator
