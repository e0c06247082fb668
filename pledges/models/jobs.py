"""A job row is the record of work to do; a Celery message only wakes somebody up to look.

Redis loses messages when a worker dies, so who holds which job until when, how often it was tried and when it is
due next are columns here, and a sweeper revives what was left lying.
"""

from django.db import models
from django.db.models import Q


class JobState(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"  # leased until `lease_until`
    DONE = "done"
    QUARANTINED = "quarantined"  # failed `max_attempts` times; waits for a person


class Priority(models.IntegerChoices):
    """What goes first. A single new article overtakes a bulk load; its folding waits behind its readings."""

    FIRST = 0  # what a person waits for
    NEWS = 10
    BULK = 20
    LAST = 30


class Lane(models.TextChoices):
    """Which workers do it: those that ask other machines, or those that read and fold."""

    FETCH = "fetch"
    READ = "read"


class Job(models.Model):
    """One piece of background work. Running it twice is the same as once (each handler's docstring says why)."""

    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=500, help_text="What it works on: with the kind, its name.")
    payload = models.JSONField(default=dict)
    lane = models.CharField(max_length=5, choices=Lane, default=Lane.READ)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NEWS)
    state = models.CharField(max_length=12, choices=JobState, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(max_length=100, blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["lane", "priority", "next_at", "id"], condition=Q(state="waiting"), name="jobs_in_turn"
            ),
            models.Index(fields=["state", "kind"], condition=~Q(state="done"), name="jobs_open"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="jobs_leased"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], condition=Q(state="waiting"), name="one_waiting_job"),
            models.CheckConstraint(
                condition=(Q(state="running") & Q(lease_until__isnull=False))
                | (~Q(state="running") & Q(lease_until__isnull=True)),
                name="running_means_leased",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
