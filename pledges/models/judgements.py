"""What persons decided, row by row; a decision is taken back by a later row, never erased."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pledges.models.claims import Claim
from pledges.models.guards import append_only


class Decision(models.TextChoices):
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"  # takes back the verdict that it names


class Verdict(models.Model):
    """A person, or a policy in a person's name, judged a claim. The newest that is not withdrawn counts.

    The verdicts of one `act`, or of one decision in `bulk`, are taken back together. `takes_back_claim` marks
    the rejection by which a person's claim, a correction mostly, is taken back: to undo it is to put that back.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="verdicts")
    decision = models.CharField(max_length=10, choices=Decision)
    withdraws = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawn_by"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verdicts")
    why = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    act = models.UUIDField(null=True, blank=True)
    bulk = models.ForeignKey(
        "pledges.BulkDecision", null=True, blank=True, on_delete=models.PROTECT, related_name="verdicts", db_index=False
    )
    takes_back_claim = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [
            models.Index(fields=["bulk"], condition=Q(bulk__isnull=False), name="verdicts_of_bulk"),
            models.Index(fields=["act"], condition=Q(act__isnull=False), name="verdicts_of_act"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="withdrawn", withdraws__isnull=False)
                | (~Q(decision="withdrawn") & Q(withdraws__isnull=True)),
                name="withdrawal_names_its_verdict",
            )
        ]
        triggers = append_only()


class Relation(models.TextChoices):
    SAME = "same"  # two tellings of one event
    DIFFERENT = "different"
    WITHDRAWN = "withdrawn"  # takes back the link that it names


class Link(models.Model):
    """A person joined or parted two claims. `first` < `second`, so that a pair has one name.

    `replaces` is the link that this one said otherwise than, and that ended with it; where this one is taken back, a
    link that `puts_back` says again what that one said.
    """

    first = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=10, choices=Relation)
    withdraws = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawn_by"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="links")
    why = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    puts_back = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [models.Index(fields=["first"]), models.Index(fields=["second"])]
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="link_in_order"),
            models.CheckConstraint(
                condition=Q(relation="withdrawn", withdraws__isnull=False)
                | (~Q(relation="withdrawn") & Q(withdraws__isnull=True)),
                name="withdrawal_names_its_link",
            ),
        ]
        triggers = append_only()
