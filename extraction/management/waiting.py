"""A command that waits for workers shows how far they are, and gives up once none of them seems to be there."""

import time
from collections.abc import Callable, Sequence

from django.core.management.base import BaseCommand, CommandError

from extraction.management.meter import Meter
from pledges.models import Priority
from pledges.queries.progress import accounts_to_fold, progress_of
from pledges.services.asked_work import ask_to_fold

PATIENCE = 60.0  # seconds without any progress after which nobody seems to work
SHORT, LONG = 0.2, 1.0  # seconds between two looks, when few and when many are left
MANY = 200


class WaitingCommand(BaseCommand):
    """Waits for the jobs that it queued."""

    def wait(self, jobs: Sequence[int], *, done: int = 0, of: int | None = None) -> int:
        """Until every job is done or set aside; how many were set aside. Progress counts on from `done`, to `of`."""
        if not jobs:
            return 0
        before = done + progress_of(jobs=jobs).done
        meter = Meter(out=self.stdout, verb="read", of=len(jobs) + done if of is None else of, before=before)
        patience = Patience()
        while True:
            now = progress_of(jobs=jobs)
            meter.show(done + now.done)
            if now.finished:
                break
            left = now.of - now.done
            patience.look(left, f"{left} articles wait to be read and no worker takes them: is one running?")
            time.sleep(LONG if left > MANY else SHORT)
        for error in now.errors:
            self.stderr.write(error)
        return now.quarantined

    def wait_for_folding(self, wake: Callable[[], None]) -> None:
        """Until every account that a bulk load changed is folded: then the figures are those of all that was read."""
        first = left = accounts_to_fold()
        if not first:
            return
        ask_to_fold(priority=Priority.NEWS)
        wake()
        meter, patience = Meter(out=self.stdout, verb="folded", of=first), Patience()
        while left:
            meter.show(max(0, first - left))
            patience.look(left, f"{left} accounts wait to be folded and no worker takes them: is one running?")
            time.sleep(SHORT)
            left = accounts_to_fold()
        meter.show(first)


class Patience:
    """How long a number has not moved."""

    def __init__(self) -> None:
        self.last: int | None = None
        self.moved = time.monotonic()

    def look(self, number: int, why: str) -> None:
        """Raises CommandError with `why` once the number has stood for PATIENCE seconds."""
        now = time.monotonic()
        if number != self.last:
            self.last, self.moved = number, now
        elif now - self.moved > PATIENCE:
            raise CommandError(f"{why} They stay queued.")
