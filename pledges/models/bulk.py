"""One decision on many claims is a row: who asked, what for, how far it has come, and whether it was taken back."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from pledges.models.judgements import Decision


class BulkState(models.TextChoices):
    PROPOSED = "proposed"  # previewed; nothing is decided
    RUNNING = "running"  # confirmed: a job judges article by article
    DONE = "done"
    UNDOING = "undoing"  # a job takes its verdicts back
    UNDONE = "undone"
    RESTORING = "restoring"  # a job puts back what was taken back


class BulkDecision(models.Model):
    """A person decides the same of many claims. Its verdicts name it; they, not this row, are the truth.

    `after` is the last article that the present state has dealt with: what is done is counted in the transaction that
    does it, so that a job that is killed goes on where it stopped, and one that comes twice does nothing twice.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bulk_decisions")
    decision = models.CharField(max_length=10, choices=Decision)
    why = models.TextField(blank=True)
    claims = ArrayField(models.CharField(max_length=32))
    filters = models.CharField(max_length=1000, blank=True, help_text="The list that they were selected from.")
    also_judged = models.BooleanField(default=False, help_text="Judge those too on which a verdict stands.")
    state = models.CharField(max_length=10, choices=BulkState, default=BulkState.PROPOSED)
    articles = models.PositiveIntegerField(default=0)
    articles_done = models.PositiveIntegerField(default=0)
    judged = models.PositiveIntegerField(default=0)
    left_alone = models.PositiveIntegerField(default=0)
    after = models.BigIntegerField(default=0)
    stopped_after = models.BigIntegerField(
        null=True, blank=True, help_text="The last article that was judged, where an undo stopped it half-way."
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True, help_text="When the present state began.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(decision=Decision.WITHDRAWN), name="bulk_decides_something"),
        ]

    def __str__(self) -> str:
        return f"{len(self.claims)} claims {self.decision}"
