"""What editors decided of problems, row by row; a problem is known again by its id, however often it is worked out."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pledges.models.guards import append_only


class Settling(models.TextChoices):
    SETTLED = "settled"  # looked into, and nothing is left to do
    ACCEPTED = "accepted"  # it stays as it is, for the reason given
    WITHDRAWN = "withdrawn"  # takes back the settlement that it names


class ProblemSettlement(models.Model):
    """A person settled a problem, or accepted it with a reason. The newest that is not withdrawn counts.

    `problem` is `pledges.domain.problems.Problem.id`: it rests on the type and the events that cause it, so that a
    further cause makes another problem, which nobody has settled.
    """

    problem = models.CharField(max_length=32)
    decision = models.CharField(max_length=10, choices=Settling)
    withdraws = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawn_by"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="settlements")
    why = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["problem", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="withdrawn", withdraws__isnull=False)
                | (~Q(decision="withdrawn") & Q(withdraws__isnull=True)),
                name="withdrawal_names_its_settlement",
            ),
            models.CheckConstraint(condition=Q(decision="withdrawn") | ~Q(why=""), name="settlement_has_a_reason"),
        ]
        triggers = append_only()
