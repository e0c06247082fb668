"""What may be asked of a worker, by name: the names and the asking stand here, the doing in `extraction`."""

from collections.abc import Collection

from pledges.models import Account, ArticleVersion, Intake, Job
from pledges.services.jobs import enqueue

EXTRACT = "extract"  # read a version
TAKE_IN = "take_in"  # take an offer in again
REBUILD = "rebuild"  # fold accounts anew: all of them, unless some are named


def ask_to_take_in(*, intake: Intake) -> Job:
    """Have a failed offer tried again."""
    return enqueue(kind=TAKE_IN, subject=str(intake.pk), payload={"intake": intake.pk})


def ask_to_read(*, version: ArticleVersion) -> Job:
    """Have a version read."""
    return enqueue(kind=EXTRACT, subject=f"version:{version.pk}", payload={"version": version.pk})


def ask_for_rebuild() -> Job:
    """Have every account folded anew."""
    return enqueue(kind=REBUILD, subject="all")


def ask_for_rebuild_of(*, donors: Collection[str]) -> Job | None:
    """Have the accounts folded anew in which a claim names one of these donors; None where there is none."""
    found = Account.objects.filter(claims__claim__donors__overlap=sorted(donors)).distinct()
    accounts = sorted(found.values_list("pk", flat=True))
    if not accounts:
        return None
    return enqueue(kind=REBUILD, subject=f"of {' '.join(sorted(donors))}"[:200], payload={"accounts": accounts})
