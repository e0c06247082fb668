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

from tests.profiles import SEARCH

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 120.0
SHRINKING = 300.0  # Hypothesis' own bound for making one find small
ENDING = 120.0  # for the example that is under way when the time is up, and for the servers
BROKEN, NOTHING_RUN = 1, 5  # statuses of pytest


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A searcher under way, and the file that it prints to."""

    seed: int
    process: subprocess.Popen[bytes]
    printed: Path

    @classmethod
    def begin(cls, *, seed: int, end: float, folder: Path) -> Round:
        """Start it; it tries nothing after `end`, on this machine's monotonic clock."""
        command = [sys.executable, "-m", "pytest", "-p", "tests.searching", "-m", "hypothesis and not browser"]
        command += [f"--hypothesis-profile={SEARCH}", f"--hypothesis-seed={seed}", f"--search-until={end}"]
        command += ["-vv", "--tb=short", "--color=no", "-p", "no:cacheprovider", *files_with_laws()]
        printed = folder / str(seed)
        with printed.open("wb") as file:
            process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip
        print(f"search-laws: seed {seed} begins", flush=True)
        return cls(seed=seed, process=process, printed=printed)

    def finish(self) -> bool:
        """Say how it went; whether no law was broken and all ran as it should."""
        status, text = self.process.wait(), self.printed.read_text(encoding="utf-8", errors="replace").strip()
        if status in (0, NOTHING_RUN):
            print(f"search-laws: seed {self.seed}: {text.splitlines()[-1].strip('= ')}", flush=True)
            return True
        advice = "keep the example above with @example at its law, and mend what it shows"
        print(text)
        print(f"search-laws: seed {self.seed}: {advice if status == BROKEN else f'ended with {status}'}", flush=True)
        return False

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def kill(self) -> None:
        """End it with all that it started."""
        if not self.ended:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def files_with_laws() -> list[str]:
    """The test files that hold one; to collect all the others takes longer than a law."""
    return sorted(str(path) for path in ROOT.glob("tests/**/test_*.py") if "\n@given(" in path.read_text("utf-8"))


def search(*, seconds: float, searchers: int, seeds: random.Random, folder: Path) -> bool:
    """Whether nothing was found in that time. After a find no round begins; those under way go on."""
    end = time.monotonic() + seconds
    rounds: list[Round] = []
    sound = True
    try:
        while rounds or (sound and time.monotonic() < end):
            for one in [one for one in rounds if one.ended]:
                rounds.remove(one)
                sound = one.finish() and sound
            while sound and len(rounds) < searchers and time.monotonic() < end:
                rounds.append(Round.begin(seed=seeds.randrange(2**32), end=end, folder=folder))
            if time.monotonic() > end + SHRINKING + ENDING:
                for one in rounds:
                    one.kill()
            time.sleep(0.2)
    finally:
        for one in rounds:
            one.kill()
    return sound


def main(arguments: list[str]) -> int:
    """0 when nothing was found."""
    try:
        seconds = float(arguments[0]) if arguments else SECONDS
    except ValueError:
        print(f"search-laws: SECONDS is a number of seconds, not {arguments[0]!r}", file=sys.stderr)
        return 2
    searchers = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory(prefix="search-laws-") as folder:
        sound = search(seconds=seconds, searchers=searchers, seeds=random.Random(), folder=Path(folder))
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
