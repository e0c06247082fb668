"""A year of fifty sources within two hours: what was handed over is stored, and nobody was asked too often.

    python -m tests.simulation.year [--sources N] [--articles N] [--days N] [--seed N]

Ends with status 1 and a line about each fault. `LOG_LEVEL=WARNING` shows what the tracker says meanwhile.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.copies import free_port
from tests.simulation.clocks import SharedClock
from tests.simulation.progress import Progress, table
from tests.simulation.server import serving
from tests.simulation.sites import Span
from tests.simulation.stage import stage
from tests.simulation.visits import Visit, texts_served, visits_in
from tests.simulation.world import World

if TYPE_CHECKING:
    from tests.simulation.hands import Hands, Spent

START = datetime(2025, 1, 6, tzinfo=UTC)
MOST_FAULTS = 20  # that are printed of a kind


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """How large the web is, how long it lives, and which one it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=int, default=50)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=20250106)
    parser.add_argument("--hands", type=int, default=2, help="processes that do the work of each moment")
    return parser.parse_args(given)


def simulate(world: World, log: Path, *, count: int) -> Iterator[str]:
    """Live through the span; yields a line about each fault."""
    from pledges.seed_files import load_catalogue, load_sources
    from pledges.services.seeding import load_seeds
    from tests.simulation.driving import Drive, Rhythm
    from tests.simulation.hands import hands
    from tests.simulation.sources import Intervals, add_sources

    load_seeds(catalogue=load_catalogue(), sources=load_sources())
    refetch = tuple(timedelta(hours=hours) for hours in (1, 24, 72, 168))
    add_sources(world, intervals=Intervals(shortest=timedelta(hours=6), longest=timedelta(days=2), refetch=refetch))
    clock, span = SharedClock(world.span.start), world.span
    rhythm = Rhythm(tick=timedelta(hours=1), read=timedelta(days=3), fold=timedelta(days=61))
    progress = Progress(what="year")
    with serving(world, clock=clock, log=log), hands(count) as several:
        drive = Drive(clock=clock, rhythm=rhythm, hands=several)
        for now in drive.through(span.start, span.end):
            progress.tell((now - span.start) / (span.end - span.start), several.spent.pieces, now=f"{now:%Y-%m-%d}")
        table(told(several.spent), title="What the time was spent on")
        yield from judge(world, list(visits_in(log)), several)


def told(spent: Spent) -> dict[str, str]:
    """For a table: how much of each kind was done, and what it took."""
    return {
        what: f"{pieces:>7} in {spent.seconds[what]:6.0f} s ({spent.busy[what]:.0f} s of processor),"
        f" {spent.seconds[what] / pieces * 1000:6.1f} ms each"
        for what, pieces in spent.pieces.items()
    }


def judge(world: World, visits: Sequence[Visit], several: Hands) -> Iterator[str]:
    """Compare what was handed over with what is stored, and the ledger with that of a clean read."""
    import time_machine

    from pledges.models import JobState
    from tests.simulation.clean_read import begin, differences, last_texts, ledger, read_at_once
    from tests.simulation.copies import faults_of_copies
    from tests.simulation.counts import counts, unfinished
    from tests.simulation.manners import breaches
    from tests.simulation.stored import faults, faults_of_traps

    texts = texts_served(visits)
    table(counts(world, visits, texts), title="What there is")
    yield from faults(world, texts)
    yield from faults_of_traps(world, visits)
    yield from faults_of_copies(world)
    yield from breaches(world, visits)
    yield from unfinished(JobState.RUNNING, JobState.QUARANTINED)
    bit_by_bit = ledger()
    began = time.monotonic()
    with time_machine.travel(world.span.end, tick=False):
        begin()
        read_at_once(world, last_texts(texts), several)
    at_once = ledger()
    sizes = ", ".join(f"{len(rows)} {name}" for name, rows in at_once.items())
    print(f"\nA clean read of {len(texts)} final texts took {time.monotonic() - began:.0f} s: {sizes}", flush=True)
    yield from differences(bit_by_bit, at_once)


def main(given: Sequence[str]) -> int:
    """0 when there is no fault."""
    asked, began = arguments(given), time.monotonic()
    span = Span(start=START, end=START + timedelta(days=asked.days))
    world = World(seed=asked.seed, site_count=asked.sources, article_count=asked.articles, span=span, port=free_port())
    with stage() as here:
        found = list(simulate(world, here.folder / "visits.log", count=asked.hands))
    for line in found[:MOST_FAULTS]:
        print(f"FAULT {line}")
    minutes = (time.monotonic() - began) / 60
    print(f"\n{len(found)} faults in a simulated {asked.days} days, {minutes:.1f} minutes", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
