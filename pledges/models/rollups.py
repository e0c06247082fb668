"""Sums of entries, kept in the transaction that changes them, so that totals for now need no fold and no scan."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pledges.models.ledger import Account, Measure, StandingName


class Rollup(models.Model):
    """The sum of one account's entries that agree in givers, equipment, unit and measure.

    `donors`, `financiers` and `suppliers` are who gave under each role asked for; `system` is the entries' own, or
    their family. `high` sums the bounded entries, `unbounded` counts the others; `entries` counts all, those with
    no number (`undisclosed`) and those resting on accepted claims only (`reviewed`) too. `shared` entries state
    shares: what one of their donors gave is on the entries (`LedgerEntry.views`).
    """

    standing = models.CharField(max_length=8, choices=StandingName)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="rollups")
    rollup = models.CharField(max_length=32, help_text="A hash of what its entries agree in.")
    donors = ArrayField(models.CharField(max_length=100))
    financiers = ArrayField(models.CharField(max_length=100))
    suppliers = ArrayField(models.CharField(max_length=100))
    family = models.CharField(max_length=100, null=True)
    system = models.CharField(max_length=100, null=True)
    category = models.CharField(max_length=50)
    unit = models.CharField(max_length=20)
    shared = models.BooleanField()
    measure = models.CharField(max_length=10, choices=Measure)
    low = models.BigIntegerField()
    high = models.BigIntegerField()
    unbounded = models.IntegerField()
    stated = models.BigIntegerField()
    undisclosed = models.IntegerField()
    entries = models.IntegerField()
    reviewed = models.IntegerField()
    digest = models.CharField(max_length=32, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["standing", "account", "rollup"], name="one_rollup")]
        indexes = [models.Index(fields=["standing", "family"])]


class DonorTotal(models.Model):
    """The sums of one exact set of donors over all accounts: what `totals/?group_by=donor` reads.

    `figures` is JSON text, handed on as it stands, since text is read five times faster than jsonb: the donors joined
    by "+", then unit to measure to [low, high, unbounded, stated, undisclosed, entries, reviewed]. Empty where nothing
    is left.
    """

    standing = models.CharField(max_length=8, choices=StandingName)
    donors = ArrayField(models.CharField(max_length=100))
    figures = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["standing", "donors"], name="one_total_a_donor_set")]
