"""Search for what breaks a law: every property test on examples by chance, for a bounded time.

    python -m tests.search_laws [SECONDS]

As many searchers as there are cores, each in rounds: a round takes all laws in an order of its own and has a seed,
which is printed. What is found is printed whole; it is kept beside its law with `@example`, and then mended. Ends with
status 1 after a find, when the time is up otherwise. A find is first made small, for which there are five minutes.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.profiles import SEARCH

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 120.0
SHRINKING = 300.0  # Hypothesis' own bound for making one find small
ENDING = 120.0  # for the example that is under way when the time is up, and for the servers
FOUND, NOTHING_RUN = 1, 5  # statuses of pytest


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A searcher under way, and where it prints to."""

    seed: int
    process: subprocess.Popen[bytes]
    printed: IO[bytes]

    @classmethod
    def begin(cls, *, seed: int, end: float) -> Round:
        """Start it; it begins no law after `end`, on this machine's monotonic clock."""
        command = [sys.executable, "-m", "pytest", "-p", "tests.searching", "-m", "hypothesis and not browser"]
        command += [f"--hypothesis-profile={SEARCH}", f"--hypothesis-seed={seed}", f"--search-until={end}", "-vv"]
        printed = tempfile.TemporaryFile()
        process = subprocess.Popen(
            [*command, "--tb=short", "--color=no", "-p", "no:cacheprovider", *files_with_laws()],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        return cls(seed=seed, process=process, printed=printed)

    def text(self) -> str:
        """All that it has printed."""
        self.printed.seek(0)
        return self.printed.read().decode(errors="replace")

    def finish(self) -> bool:
        """Say how it went; whether nothing was found and all ran as it should."""
        status, text = self.process.wait(), self.text()
        self.printed.close()
        if status in (0, NOTHING_RUN):
            print(f"search-laws: seed {self.seed}: {text.strip().splitlines()[-1].strip('= ')}", flush=True)
            return True
        say = (
            "keep the example above with @example at its law, and mend what it shows"
            if status == FOUND
            else "it failed"
        )
        print(f"{text}\nsearch-laws: seed {self.seed}, status {status}: {say}", flush=True)
        return False

    def kill(self) -> None:
        """End it with all that it started."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)


def files_with_laws() -> list[str]:
    """The test files that hold one; to collect all the others takes longer than a law."""
    return sorted(str(path) for path in ROOT.glob("tests/**/test_*.py") if "\n@given(" in path.read_text("utf-8"))


def search(*, seconds: float, searchers: int, seeds: random.Random) -> bool:
    """Whether nothing was found in that time."""
    began = time.monotonic()
    end, last = began + seconds, began + seconds + SHRINKING + ENDING
    rounds: list[Round] = []
    sound = True
    try:
        while True:
            under_way = [one for one in rounds if one.process.poll() is None]
            for one in rounds:
                if one not in under_way:
                    sound = one.finish() and sound
            rounds = under_way
            while sound and time.monotonic() < end and len(rounds) < searchers:
                rounds.append(Round.begin(seed=seeds.randrange(2**32), end=end))
                print(f"search-laws: seed {rounds[-1].seed} begins", flush=True)
            if not rounds:
                return sound
            if time.monotonic() > last:
                for one in rounds:
                    one.kill()
            time.sleep(0.2)
    finally:
        for one in rounds:
            one.kill()


def main(arguments: list[str]) -> int:
    """0 when nothing was found."""
    try:
        seconds = float(arguments[0]) if arguments else SECONDS
    except ValueError:
        print(f"search-laws: SECONDS is a number of seconds, not {arguments[0]!r}", file=sys.stderr)
        return 2
    searchers = len(os.sched_getaffinity(0))
    return 0 if search(seconds=seconds, searchers=searchers, seeds=random.Random()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
