"""Projections: what the fold makes of the claims; dropped and rebuilt at will, and never the truth."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from pledges.domain.accounts import AccountKey
from pledges.models.articles import Article, ArticleVersion
from pledges.models.claims import Claim
from pledges.models.guards import told_unfolded


class StandingName(models.TextChoices):
    """Two ways to count: `reviewed` takes accepted claims only, `live` also pending ones of good confidence."""

    LIVE = "live"
    REVIEWED = "reviewed"


class Account(models.Model):
    """A recipient and a top-level category: what is locked, folded and rebuilt as one.

    `revision` grows with each rebuild that changed something.
    """

    recipient = models.CharField(max_length=100)
    category = models.CharField(max_length=50)
    revision = models.BigIntegerField(default=0)
    rebuilt_at = models.DateTimeField(null=True)
    day = models.DateField(null=True, db_index=True, help_text="What is due is worked out for this day.")
    systems = ArrayField(models.CharField(max_length=100), default=list, help_text="All that its claims ever named.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "category"], name="one_account")]

    def __str__(self) -> str:
        return f"{self.category} for {self.recipient}"

    @property
    def key(self) -> AccountKey:
        return AccountKey(recipient=self.recipient, category=self.category)


class StaleAccount(models.Model):
    """Claims of an account changed and it is not folded yet; written with the claims, dropped by the fold.

    A row for each change, so that writers never wait for each other or for a fold.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="stale")
    at = models.DateTimeField(auto_now_add=True)


class ReviewState(models.TextChoices):
    """Where a claim stands with the editors, and whether it may count."""

    PENDING = "pending"  # read, and nobody has judged it
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNSURE = "unsure"
    PROPOSAL = "proposal"  # a changed reading at a place that a person judged
    CORRECTED = "corrected"  # a person's correction stands in its place
    UNREAD = "unread"  # the newest run on the newest version does not read it
    EXCLUDED = "excluded"  # its article is left out


class ClaimState(models.Model):
    """How one claim stands now, and what the fold must know of its article."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="state")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="claims", db_index=False)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="claim_states")
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="+")
    review = models.CharField(max_length=10, choices=ReviewState, db_index=True)
    live = models.BooleanField()  # counts in the standing `live`
    reviewed = models.BooleanField()  # counts in the standing `reviewed`
    confidence = models.FloatField()
    evidence = models.JSONField()
    published = models.DateField()
    system = models.CharField(max_length=100, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["account"], condition=models.Q(live=True) | models.Q(reviewed=True), name="counting"),
            models.Index(fields=["published", "claim"]),
            models.Index(fields=["account", "system"], name="systems_of_account"),
        ]
        triggers = told_unfolded()


class EntryType(models.TextChoices):
    PLEDGE = "pledge"
    DELIVERY = "delivery"
    DISPATCH = "dispatch"
    CANCELLATION = "cancellation"
    INTENT = "intent"  # these four are listed and never counted
    REQUEST = "request"
    SALE = "sale"
    OTHER_SCOPE = "other_scope", "Other scope"  # a number of more or other than military gifts of its donors


class Measure(models.TextChoices):
    """What an entry counts for; each entry counts for one at most."""

    PLEDGED = "pledged"
    IN_TRANSIT = "in_transit"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class LedgerEntry(models.Model):
    """One event as its tellings are folded. `entry` is its id, equal whenever the same claims make it.

    `measure` is empty for what counts nowhere. `low`, `high` (null: unbounded) and `stated` are what it adds there,
    zeros when it is `undisclosed`. `views` holds, where shares of a joint gift are stated, what each giver gave:
    role (or "") to giver to [low, high, stated]. `digest` tells whether a new fold changed anything.
    """

    standing = models.CharField(max_length=8, choices=StandingName)
    entry = models.CharField(max_length=32)
    line = models.CharField(max_length=32)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="entries", db_index=False)
    type = models.CharField(max_length=12, choices=EntryType)
    donors = ArrayField(models.CharField(max_length=100))
    system = models.CharField(max_length=100, null=True)
    family = models.CharField(max_length=100, null=True)
    category = models.CharField(max_length=50)
    unit = models.CharField(max_length=20)
    announced = models.DateField(null=True)
    window_from = models.DateField(null=True)
    window_to = models.DateField(null=True)
    last_published = models.DateField()
    givers = models.JSONField(default=dict, help_text="Who gave, by role: financier, supplier.")
    measure = models.CharField(max_length=10, choices=Measure, blank=True)
    low = models.BigIntegerField(default=0)
    high = models.BigIntegerField(null=True, default=0)
    stated = models.BigIntegerField(default=0)
    undisclosed = models.BooleanField(default=False)
    reviewed = models.BooleanField(default=False)
    views = models.JSONField(null=True)
    body = models.JSONField(help_text="The entry as the API serves it.")
    digest = models.CharField(max_length=32, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["standing", "entry"], name="one_entry_a_standing")]
        indexes = [
            models.Index(fields=["standing", "type", "announced", "entry"], name="entries_by_day"),
            models.Index(fields=["standing", "type", "last_published", "entry"], name="entries_by_report"),
            models.Index(fields=["standing", "announced"]),
            models.Index(fields=["account", "standing"]),
            GinIndex(fields=["donors"], name="entry_donors"),
        ]


class EntryClaim(models.Model):
    """A claim that supports an entry."""

    entry = models.ForeignKey(LedgerEntry, on_delete=models.CASCADE, related_name="supports", db_index=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="entries", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["claim"], name="supports_of_a_claim")]
        constraints = [models.UniqueConstraint(fields=["entry", "claim"], name="a_claim_supports_once")]


class LedgerLine(models.Model):
    """One exact set of donors x equipment family x unit, as a reconciliation line of all that is stored."""

    standing = models.CharField(max_length=8, choices=StandingName)
    line = models.CharField(max_length=32, help_text="A hash of its key.")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="lines", db_index=False)
    recipient = models.CharField(max_length=100)
    donors = ArrayField(models.CharField(max_length=100))
    family = models.CharField(max_length=100, null=True)
    category = models.CharField(max_length=50)
    unit = models.CharField(max_length=20)
    systems = ArrayField(models.CharField(max_length=100), default=list, help_text="Systems named in its entries.")
    givers = models.JSONField(default=dict, help_text="Who gave, by role: financier, supplier.")
    body = models.JSONField(help_text="The line as the API serves it, worked out for the account's day.")
    digest = models.CharField(max_length=32, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["standing", "line"], name="one_line_a_standing")]
        indexes = [
            models.Index(fields=["account", "standing"]),
            models.Index(fields=["standing", "family"]),
            GinIndex(fields=["donors"], name="line_donors"),
        ]


class LedgerProblem(models.Model):
    """What does not balance, with its claims and one sentence that says what does not fit."""

    standing = models.CharField(max_length=8, choices=StandingName)
    problem = models.CharField(max_length=32)
    line = models.CharField(max_length=32)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="problems")
    type = models.CharField(max_length=30, db_index=True)
    sentence = models.TextField()
    effect = models.BigIntegerField(null=True, help_text="By how much the stated figures of its line would change.")
    donors = ArrayField(models.CharField(max_length=100))
    family = models.CharField(max_length=100, null=True)
    claims = ArrayField(models.CharField(max_length=32), help_text="The few that cause it, culprits first.")
    digest = models.CharField(max_length=32, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["standing", "account", "line", "problem"], name="one_problem_a_line")
        ]


class HeldReason(models.TextChoices):
    """Why a claim is held (`pledges.domain.weighing.Reason`)."""

    BEYOND_BUILT = "beyond_what_was_built"
    BEYOND_DONOR = "beyond_the_donor"
    BEYOND_TYPE = "beyond_the_type"
    BEYOND_LINE = "beyond_all_else_told"


class HeldClaim(models.Model):
    """A claim that the gate keeps out of a line of the live ledger, with its reason; reviewed claims are never held.

    `number` is what it would add at most, `known` what it was weighed against and `limit` what would pass, in the
    line's unit (`pledges.domain.holding.Held`). `told` is equal for copies of one text.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="held", db_index=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="held")
    line = models.CharField(max_length=32)
    donors = ArrayField(models.CharField(max_length=100))
    family = models.CharField(max_length=100, null=True)
    category = models.CharField(max_length=50)
    unit = models.CharField(max_length=20)
    system = models.CharField(max_length=100, null=True)
    parties = models.JSONField(default=list)
    day = models.DateField()
    reason = models.CharField(max_length=30, choices=HeldReason)
    sentence = models.TextField()
    number = models.BigIntegerField()
    known = models.BigIntegerField()
    limit = models.BigIntegerField()
    told = models.CharField(max_length=32)
    digest = models.CharField(max_length=32, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "line"], name="held_once_a_line")]
