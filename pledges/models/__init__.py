"""All tables: truth (append-only), catalogue, jobs, and the projections that are rebuilt at will."""

from pledges.models.articles import (
    Article,
    ArticleVersion,
    CopyLink,
    Exclusion,
    Fingerprint,
    Redaction,
    Sighting,
)
from pledges.models.catalogue import (
    Category,
    Donor,
    DonorKind,
    DonorName,
    Membership,
    NameKind,
    System,
    SystemName,
)
from pledges.models.claims import Claim, Reading, Run
from pledges.models.intake import Intake, IntakeOutcome
from pledges.models.jobs import Job, JobState
from pledges.models.judgements import Decision, Link, Relation, Verdict
from pledges.models.ledger import (
    Account,
    ClaimState,
    EntryClaim,
    EntryType,
    LedgerEntry,
    LedgerLine,
    LedgerProblem,
    Measure,
    ReviewState,
    StandingName,
)
from pledges.models.rollups import DonorTotal, Rollup
from pledges.models.settlements import ProblemSettlement, Settling
from pledges.models.sources import Source, SourceKind

__all__ = [
    "Account",
    "Article",
    "ArticleVersion",
    "Category",
    "Claim",
    "ClaimState",
    "CopyLink",
    "Decision",
    "Donor",
    "DonorKind",
    "DonorName",
    "DonorTotal",
    "EntryClaim",
    "EntryType",
    "Exclusion",
    "Fingerprint",
    "Intake",
    "IntakeOutcome",
    "Job",
    "JobState",
    "LedgerEntry",
    "LedgerLine",
    "LedgerProblem",
    "Link",
    "Measure",
    "Membership",
    "NameKind",
    "ProblemSettlement",
    "Reading",
    "Redaction",
    "Relation",
    "ReviewState",
    "Rollup",
    "Run",
    "Settling",
    "Sighting",
    "Source",
    "SourceKind",
    "StandingName",
    "System",
    "SystemName",
    "Verdict",
]
