"""Claims, and who read them where: append-only, so that any figure once served can be had again."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import models
from django.db.models import F, Q

from pledges.domain.values import Basis, Certainty, Kind, Qualifier, Sharing, Terms, Unit, bounds_in_words
from pledges.models.articles import Article, ArticleVersion
from pledges.models.guards import append_only, append_only_but_redaction, choices


class Claim(models.Model):
    """One statement with its normalised values, as `docs/glossary.md` defines them.

    `id` hashes place and values (`pledges.domain.claims.Claim.id`). `words` holds, for each field, the raw words
    and the rule that first read them. A person's claim has an `author`; a correction names what it `corrects`.
    """

    id = models.CharField(max_length=32, primary_key=True)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="claims", db_index=False)
    sentence = models.CharField(max_length=64)
    occurrence = models.PositiveIntegerField()
    ordinal = models.PositiveIntegerField()

    kind = models.CharField(max_length=20, choices=choices(Kind))
    donors = ArrayField(models.CharField(max_length=100), blank=True)
    sharing = models.CharField(max_length=10, choices=choices(Sharing), null=True, blank=True)
    parties = models.JSONField(default=list, blank=True)
    recipient = models.CharField(max_length=100)
    item_name = models.CharField(max_length=200, null=True, blank=True)
    category = models.CharField(max_length=50)
    quantity_low = models.BigIntegerField(null=True, blank=True)
    quantity_high = models.BigIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=20, choices=choices(Unit))
    per = models.CharField(max_length=20, null=True, blank=True)
    approximate = models.BooleanField(default=False)
    vague = models.BooleanField(default=False, db_default=False)
    basis = models.CharField(max_length=20, choices=choices(Basis))
    value_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    value_currency = models.CharField(max_length=3, null=True, blank=True)
    value_qualifier = models.CharField(max_length=10, choices=choices(Qualifier), null=True, blank=True)
    scope = models.JSONField(null=True, blank=True, help_text="What is summed, where it is more than this gift.")
    replaces = models.CharField(
        max_length=30, null=True, blank=True, help_text='The earlier number that it supersedes, or "correction".'
    )
    window_from = models.DateField(null=True, blank=True)
    window_to = models.DateField(null=True, blank=True)
    announced = models.DateField(null=True, blank=True)
    terms = models.CharField(max_length=10, choices=choices(Terms))
    certainty = models.CharField(max_length=10, choices=choices(Certainty))

    words = models.JSONField(default=dict)
    quote = models.TextField(help_text="The words of the evidence, as first read.")
    extractor = models.CharField(max_length=50, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="claims"
    )
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    why = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["article", "sentence", "occurrence"]),
            models.Index(fields=["recipient", "category"]),
            GinIndex(fields=["donors"], name="claim_donors"),
            BrinIndex(fields=["recorded_at"], name="claims_by_time", autosummarize=True),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity_low__isnull=True)
                | Q(quantity_high__isnull=True)
                | Q(quantity_low__lte=F("quantity_high")),
                name="quantity_low_to_high",
            ),
            models.CheckConstraint(
                condition=Q(quantity_low__isnull=True) | Q(quantity_low__gte=0), name="quantity_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(window_from__isnull=True) | Q(window_to__isnull=True) | Q(window_from__lte=F("window_to")),
                name="window_from_to",
            ),
            models.CheckConstraint(
                condition=Q(value_amount__isnull=True, value_currency__isnull=True)
                | Q(value_amount__isnull=False, value_currency__isnull=False),
                name="value_has_currency",
            ),
            models.CheckConstraint(
                condition=Q(extractor="", author__isnull=False) | Q(author__isnull=True) & ~Q(extractor=""),
                name="read_by_machine_or_person",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | Q(author__isnull=False), name="only_persons_correct"
            ),
        ]
        triggers = append_only_but_redaction(blanked=("words", "quote"))

    def __str__(self) -> str:
        donors = ", ".join(self.donors) or "somebody"
        return f"{donors}: {self.kind} of {self._number()}{self.item_name or self.category}"

    def _number(self) -> str:
        """What it counts or is worth, so that two claims of one item are told apart; "" where it says neither."""
        if self.quantity_low is not None or self.quantity_high is not None:
            return f"{bounds_in_words(self.quantity_low, self.quantity_high)} "
        return f"{self.value_amount:,.0f} {self.value_currency} " if self.value_amount is not None else ""


class Run(models.Model):
    """One finished reading of one version by one extractor with one catalogue; written once, when it ends."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="runs")
    extractor = models.CharField(max_length=50)
    catalogue = models.CharField(max_length=12)
    started_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["version", "-id"]),
            BrinIndex(fields=["recorded_at"], name="runs_by_time", autosummarize=True),
        ]
        triggers = append_only()


class Reading(models.Model):
    """Where a run, or a person (no run), read a claim in a version.

    `evidence` is a list of half-open [start, end] in code points of the version's text; `words` maps a field to
    its raw text, place and rule. A run's confidence is 0 to 1, a person's 1.
    """

    run = models.ForeignKey(
        Run, null=True, blank=True, on_delete=models.PROTECT, related_name="readings", db_index=False
    )
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="readings")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="readings")
    evidence = models.JSONField()
    words = models.JSONField(default=dict)
    confidence = models.FloatField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "claim"], name="a_run_reads_a_claim_once")]
        triggers = append_only_but_redaction(blanked=("words",))
