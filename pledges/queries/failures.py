"""Failures are told by their reason: the words that many errors share, without what names one thing of many."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Func, Max, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, Left

from pledges.models import Intake, IntakeOutcome, Job, JobState

OFFERS = "offer"  # stands in the place of a job's kind
MOST = 50
_TYPE = r"^[A-Za-z_][A-Za-z0-9_.]*(?=: )"  # "ValueError: ..."
_ONE_OF_MANY = (
    r"""\S*[/\\\d](\S*[^\s:,;])?|\S+\.\w+|'[^']*'|"[^"]*\""""  # paths, addresses, numbers, names of files, quotes
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """How many things of a kind failed for one reason: `set_aside` wait for a person, `waiting` are tried again.

    `kind` is a job's, or `OFFERS`; `example` is one of the errors, `last_at` when the last was set aside.
    """

    kind: str
    reason: str
    set_aside: int
    waiting: int
    example: str
    last_at: datetime | None


def failed_jobs() -> QuerySet[Any]:
    """Jobs that are set aside, or wait after a failure, each with its `reason`: its error's type, else its words."""
    jobs = Job.objects.exclude(state=JobState.DONE).exclude(last_error="")
    found = Func(F("last_error"), Value(_TYPE), function="substring", arg_joiner=" FROM ", output_field=TextField())
    return jobs.annotate(reason=Coalesce(found, _words("last_error")))


def failed_offers() -> QuerySet[Any]:
    """Offers that failed the last time, each with its `reason`."""
    return Intake.objects.filter(outcome=IntakeOutcome.FAILED).annotate(reason=_words("error"))


def failures(*, since: datetime) -> list[Failure]:
    """What failed since a moment or is tried again, the most frequent first; two queries."""
    jobs = (
        failed_jobs()
        .filter(Q(state=JobState.WAITING) | Q(finished_at__gte=since))
        .values("kind", "reason")
        .annotate(
            set_aside=Count("pk", filter=Q(state=JobState.QUARANTINED)),
            waiting=Count("pk", filter=Q(state=JobState.WAITING)),
            example=Max("last_error"),
            last_at=Max("finished_at"),
        )
        .order_by("-set_aside", "-waiting", "kind", "reason")[:MOST]
    )
    offers = (
        failed_offers()
        .filter(finished_at__gte=since)
        .values("reason")
        .annotate(set_aside=Count("pk"), example=Max("error"), last_at=Max("finished_at"))
        .order_by("-set_aside", "reason")[:MOST]
    )
    return [
        *(Failure(**row) for row in jobs),
        *(Failure(kind=OFFERS, waiting=0, **row) for row in offers),
    ]


def _words(name: str) -> Func:
    """The first words of a text, with an ellipsis for whatever is one of many."""
    return Left(
        Func(Left(name, 300), Value(_ONE_OF_MANY), Value("…"), Value("g"), function="regexp_replace"),
        80,
        output_field=TextField(),
    )
