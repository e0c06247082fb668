"""A command that waits for workers shows how far they are, and gives up once none of them seems to be there."""

import sys
import time
from collections.abc import Sequence

from django.core.management.base import BaseCommand, CommandError

from pledges.queries.progress import Progress, progress_of

PATIENCE = 60.0  # seconds without any progress after which nobody seems to work


class WaitingCommand(BaseCommand):
    """Waits for the jobs that it queued."""

    def wait(self, jobs: Sequence[int], *, done: int = 0, of: int | None = None) -> int:
        """Until every job is done or set aside; how many were set aside. Progress counts on from `done`, to `of`."""
        last, moved = Progress(done=-1, quarantined=0, of=len(jobs)), time.monotonic()
        total = len(jobs) if of is None else of
        while True:
            now = progress_of(jobs=jobs)
            if now != last:
                last, moved = now, time.monotonic()
                self.show(f"read {done + now.done} of {total}", end=now.finished)
            if now.finished:
                break
            if time.monotonic() - moved > PATIENCE:
                raise CommandError(
                    f"{now.of - now.done} articles wait to be read and no worker takes them: is one running? "
                    "They stay queued."
                )
            time.sleep(0.2)
        for error in now.errors:
            self.stderr.write(error)
        return now.quarantined

    def show(self, line: str, *, end: bool) -> None:
        """Progress on one line of a terminal, or now and then a line of a log."""
        if sys.stdout.isatty():
            self.stdout.write(f"\r{line}", ending="\n" if end else "")
            self.stdout.flush()
        elif end or line.split()[1].endswith("0"):
            self.stdout.write(line)
