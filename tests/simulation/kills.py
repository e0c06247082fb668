"""Two hundred times something is killed, and nothing is lost, nothing doubled, and the ledger is the same.

    python -m tests.simulation.kills [--kills N] [--sources N] [--articles N] [--seed N] [--no-control]

A shortened web in real time, read by real processes, which die at random moments together with their broker and
database. Then the same web, undisturbed, on a driven clock: its ledger must be equal. At last the same killing with
messages in place of job rows must lose something, so that this test can fail. Ends with status 1 and a line about
each fault.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.faults.copies import free_port
from tests.simulation.clocks import SharedClock, machine_clock
from tests.simulation.progress import Progress, table
from tests.simulation.server import serving
from tests.simulation.sites import Span
from tests.simulation.stage import Stage, stage
from tests.simulation.stories import Rates
from tests.simulation.visits import texts_served, visits_in
from tests.simulation.world import World

SECONDS_A_KILL = 1.9
UP_WITHIN = 180.0  # seconds in which all processes have started
PACE = timedelta(milliseconds=400)
TOLERANCE = PACE / 2  # a turn is taken a moment before the request arrives, on a busy machine a long one
OWED_WITHIN = timedelta(seconds=45)
PATIENCE = 120.0  # seconds without a job done after which nobody works any more
QUIET_WITHIN = 120.0
CONTROL_SHARE = 0.25  # of the kills
CONTROL_ARTICLES = 8  # a kill, so that there are messages to be lost
CONTROL_ROUNDS = 4
MOST_FAULTS = 20
SHORT = 300  # characters of a fault at the end of the log
MESSAGES = "tests.simulation.messages_only"

type Killed = Counter[str]

RATES = Rates(
    gone=0.0,
    updated=0.25,
    updated_twice=0.1,
    early=(timedelta(seconds=4), timedelta(seconds=15)),
    late=(timedelta(seconds=16), timedelta(seconds=70)),
)
ENVIRONMENT = {"SWEEP_SECONDS": "1", "TICK_SECONDS": "1", "SHIFT_SECONDS": "10", "WORKER_CONCURRENCY": "2"}


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """How often is killed, and how large the web is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--sources", type=int, default=12)
    parser.add_argument("--articles", type=int, default=240)
    parser.add_argument("--seed", type=int, default=20220224)
    parser.add_argument("--no-control", dest="control", action="store_false", help="leave out the killing without rows")
    return parser.parse_args(given)


def world_of(asked: argparse.Namespace, *, kills: int, articles: int) -> World:
    """A web that begins now and lasts as long as the killing."""
    start = datetime.now(UTC).replace(microsecond=0)
    span = Span(start=start, end=start + timedelta(seconds=kills * SECONDS_A_KILL), scale=1e-4, outages=False)
    return World(
        seed=asked.seed,
        site_count=asked.sources,
        article_count=articles,
        span=span,
        port=free_port(),
        pace=PACE,
        rates=RATES,
    )


def set_up(world: World) -> None:
    """The made-up sources, for a database that is empty but for the seeds."""
    from tests.simulation.sources import Intervals, add_sources

    refetch = tuple(timedelta(seconds=seconds) for seconds in (6, 20, 45, 80))
    add_sources(
        world, intervals=Intervals(shortest=timedelta(seconds=2), longest=timedelta(seconds=6), refetch=refetch)
    )


def live(
    asked: argparse.Namespace, here: Stage, *, kills: int, articles: int, log: str, app: str = "tracker"
) -> tuple[World, Killed]:
    """Let processes read a web while it lasts, and kill; the web, and what was killed how often."""
    from tests.simulation.chaos import Chaos
    from tests.simulation.crew import crew
    from tests.simulation.draining import ask_for_all_again, wait_until_quiet

    progress = Progress(what=log)
    with crew(here.servers, app=app) as working:
        chaos = Chaos(crew=working, servers=here.servers, chance=random.Random(asked.seed))
        chaos.wait_until_all_are_up(UP_WITHIN)
        world = world_of(asked, kills=kills, articles=articles)
        with serving(world, clock=machine_clock, log=here.folder / log):
            set_up(world)
            while chaos.killed.total() < kills or machine_clock() < world.span.end:
                time.sleep(chaos.chance.uniform(0.05, 2 * SECONDS_A_KILL - 0.8))
                if chaos.killed.total() < kills:
                    chaos.strike()
                working.revive()
                progress.tell(chaos.killed.total() / kills, chaos.killed)
            if app == "tracker":
                ask_for_all_again(working, patience=PATIENCE)
            else:
                wait_until_quiet(working, QUIET_WITHIN)
        table(working.revived, title="What ended by itself, and was started again")
    return world, chaos.killed


def disturbed(world: World, killed: Killed, log: Path) -> Iterator[str]:
    """What the web under kills has left; a line about each fault."""
    from pledges.models import JobState
    from tests.simulation.copies import faults_of_copies
    from tests.simulation.counts import counts, doubles, unfinished
    from tests.simulation.manners import breaches
    from tests.simulation.stored import faults, faults_of_traps, never_asked, owed_of, told_of

    visits = list(visits_in(log))
    texts = texts_served(visits)
    table(killed, title="What was killed how often")
    table(counts(world, visits, texts), title="What there is after the kills")
    yield from faults(world, texts, owed=owed_of(world, texts, within=OWED_WITHIN))
    yield from faults_of_traps(world, visits)
    yield from faults_of_copies(world)
    yield from breaches(world, visits, tolerance=TOLERANCE)
    yield from doubles()
    yield from unfinished(JobState.WAITING, JobState.RUNNING, JobState.QUARANTINED)
    yield from never_asked(world, texts, told=told_of(world, visits))


def undisturbed(world: World, here: Stage) -> Iterator[str]:
    """The same web on a driven clock, with nobody killed."""
    from tests.simulation.counts import counts
    from tests.simulation.draining import ask_for_pages, ask_for_polls
    from tests.simulation.driving import Drive, Rhythm
    from tests.simulation.hands import hands
    from tests.simulation.stored import faults, never_asked

    set_up(world)
    clock, log = SharedClock(world.span.start), here.folder / "undisturbed"
    rhythm = Rhythm(tick=timedelta(seconds=1), read=timedelta(seconds=20), fold=timedelta(days=1))
    with serving(world, clock=clock, log=log), hands(2) as several:
        drive = Drive(clock=clock, rhythm=rhythm, hands=several)
        for _ in drive.through(world.span.start, world.span.end, last=(ask_for_polls, ask_for_pages)):
            pass
    visits = list(visits_in(log))
    texts = texts_served(visits)
    table(counts(world, visits, texts), title="What there is without kills")
    yield from (f"without kills: {line}" for line in (*faults(world, texts), *never_asked(world, texts)))


def without_rows(asked: argparse.Namespace, here: Stage) -> Iterator[str]:
    """The killing with messages in place of rows: a line when it loses nothing, for then this test shows nothing.

    What is lost is lost by chance, so a few rounds are tried until something is.
    """
    from tests.simulation.clean_read import begin

    kills = max(20, int(asked.kills * CONTROL_SHARE))
    for number in range(CONTROL_ROUNDS):
        begin()
        if lost_without_rows(asked, here, kills=kills, number=number):
            return
    yield f"{CONTROL_ROUNDS * kills} kills lost nothing without job rows: the test could not fail"


def lost_without_rows(asked: argparse.Namespace, here: Stage, *, kills: int, number: int) -> int:
    """How many articles lost something in one round."""
    from tests.simulation.stored import faults, owed_of

    log, chance = f"without-rows-{number}", argparse.Namespace(**vars(asked) | {"seed": asked.seed + number})
    world, killed = live(chance, here, kills=kills, articles=CONTROL_ARTICLES * kills, log=log, app=MESSAGES)
    texts = texts_served(visits_in(here.folder / log))
    lost = [line for line in faults(world, texts, owed=owed_of(world, texts, within=OWED_WITHIN)) if "lost" in line]
    table(
        {"kills": killed.total(), "articles handed over": len(texts), "articles with something lost": len(lost)},
        title="With messages in place of job rows",
    )
    for line in lost[:3]:
        print(f"  {line[:160]}")
    return len(lost)


def ledger_now() -> dict[str, list[dict[str, object]]]:
    """The ledger as it is folded today, whatever day it was folded for."""
    from pledges.services.rebuilding import rebuild_all
    from tests.simulation.clean_read import ledger

    rebuild_all()
    return ledger()


def compared(asked: argparse.Namespace, here: Stage) -> Iterator[str]:
    """A line about each fault of the killing, of the web undisturbed, and of what differs between the two ledgers.

    Where they differ, what became of the articles behind it on either side is printed.
    """
    from tests.simulation.clean_read import begin, differences
    from tests.simulation.histories import articles_told_apart, histories, told_side_by_side

    begin()
    world, killed = live(asked, here, kills=asked.kills, articles=asked.articles, log="disturbed")
    yield from disturbed(world, killed, here.folder / "disturbed")
    after_kills, with_kills = ledger_now(), histories()
    begin()
    yield from undisturbed(world, here)
    without_kills, sides = ledger_now(), {"with kills": with_kills, "without": histories()}
    for line in told_side_by_side(articles_told_apart(after_kills, without_kills), world, sides):
        print(line)
    yield from differences(after_kills, without_kills)


def main(given: Sequence[str]) -> int:
    """0 when there is no fault."""
    asked, began = arguments(given), time.monotonic()
    with stage(durable=True, more=ENVIRONMENT) as here:
        found = list(compared(asked, here))
        found += without_rows(asked, here) if asked.control else ()
    for line in found[:MOST_FAULTS]:
        if len(line) > SHORT:
            print(f"\nIn full: {line}")
    for line in found[:MOST_FAULTS]:
        print(f"FAULT {line[:SHORT]}")
    print(f"\n{len(found)} faults with {asked.kills} kills, {(time.monotonic() - began) / 60:.1f} minutes", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
