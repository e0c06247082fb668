"""What was offered to the tracker and what became of it; a failure is kept with its error and can be retried."""

from django.db import models

from pledges.models.articles import ArticleVersion


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
    version = models.ForeignKey(ArticleVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="intakes")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "intake"
        indexes = [models.Index(fields=["outcome"])]
        constraints = [models.UniqueConstraint(fields=["locator", "key"], name="one_intake_per_offer")]

    def __str__(self) -> str:
        return self.locator
