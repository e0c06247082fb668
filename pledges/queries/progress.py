"""How far background work has come, and what the tracker holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from pledges.models import Claim, Job, JobState, LedgerEntry, StaleAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Of some jobs: how many ended well, how many were set aside, and why those."""

    done: int
    quarantined: int
    of: int
    errors: tuple[str, ...] = ()

    @property
    def finished(self) -> bool:
        return self.done + self.quarantined >= self.of


def progress_of(*, jobs: Sequence[int]) -> Progress:
    """Where these jobs stand."""
    rows = Job.objects.filter(pk__in=jobs).exclude(state=JobState.DONE)
    set_aside = rows.filter(state=JobState.QUARANTINED).order_by("id")
    return Progress(
        done=len(set(jobs)) - rows.count(),
        quarantined=set_aside.count(),
        of=len(set(jobs)),
        errors=tuple(f"{job}: {job.last_error}" for job in set_aside),
    )


def accounts_to_fold() -> int:
    """How many accounts have claims that are not in the figures yet."""
    return StaleAccount.objects.order_by().values("account").distinct().count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the tracker holds: claims ever read, and the pledges and deliveries of the live ledger."""

    claims: int
    pledges: int
    deliveries: int


def counts() -> Counts:
    """The sizes that a summary tells."""
    live = LedgerEntry.objects.filter(standing="live")
    return Counts(
        claims=Claim.objects.count(),
        pledges=live.filter(type="pledge").count(),
        deliveries=live.filter(type="delivery").count(),
    )
