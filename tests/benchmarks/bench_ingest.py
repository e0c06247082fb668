"""What a bulk load takes from files to figures, on servers and worker processes of its own: `make bench-ingest`.

    python -m tests.benchmarks.bench_ingest [FILES...]

For each size: articles a second from the command's start until all is stored, read and folded; the last hundred's
time against the first hundred's, in storing and in reading; how long single new articles wait meanwhile, until they
are in the figures; one reading process against two; and what each stage takes by itself. The exit status is 1 when
a ratio or a wait misses its limit.
"""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pledges.models import ArticleVersion

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

SIZES = (300,)
HUNDRED = 100
LAST_TO_FIRST, TWO_TO_ONE, WAIT = 1.3, 1.6, 30.0  # the limits
NEWS = 4  # single articles that arrive while the bulk is worked on
PARALLEL = 600  # articles, at most, that one and then two processes read
SAMPLE = 200  # articles whose stages are timed one by one


def main() -> int:
    """Each size in a process and on servers of its own; the exit status."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    if len(sizes) > 1:
        ended = [subprocess.run([sys.executable, "-m", __spec__.name, str(size)], cwd=ROOT) for size in sizes]
        return int(any(one.returncode for one in ended))
    from tracker.embedded.servers import EmbeddedServers
    from tracker.embedded.state import StateFolder

    with tempfile.TemporaryDirectory(prefix="pledge-tracker-bench-") as folder:
        for name in ("DATABASE_URL", "REDIS_URL"):
            os.environ.pop(name, None)
        with EmbeddedServers(StateFolder.open(Path(folder))) as servers:
            os.environ.update(servers.addresses)
            os.environ.update({"SECRET_KEY": secrets.token_urlsafe(48), "HTTPS": "0", "PLAIN_STATIC_FILES": "1"})
            os.environ.update({"DJANGO_SETTINGS_MODULE": "tracker.settings", "LOG_LEVEL": "WARNING"})
            import django

            django.setup()
            return measure(sizes[0], Path(folder) / "files")


def measure(size: int, folder: Path) -> int:
    """All figures of one size."""
    from django.core.management import call_command

    from tests.benchmarks.generated_files import write_files

    call_command("migrate", verbosity=0)
    call_command("load_seeds", stdout=open(os.devnull, "w"))  # noqa: SIM115, PTH123 - open as long as the process
    write_files(folder / "bulk", number=size, seed=1)
    write_files(folder / "news", number=NEWS, seed=2)
    with workers(readers=2):
        began, ended, waits = bulk(folder)
    rate = size / (ended - began)
    say(
        f"{size} files: {ended - began:.1f} s from the start of `ingest` to the last fold, {rate:.1f} articles a second"
    )
    missed = hundreds(size)
    missed |= verdict("a single new article's wait, seconds", max(waits), most=WAIT)
    missed |= one_and_two(folder, min(size, PARALLEL))
    stages(folder)
    return int(missed)


def say(line: str) -> None:
    print(line, flush=True)


def verdict(name: str, figure: float, *, most: float | None = None, least: float | None = None) -> bool:
    """Print a figure beside its limit; whether it misses."""
    missed = (most is not None and figure > most) or (least is not None and figure < least)
    limit = f"at most {most}" if most is not None else f"at least {least}"
    say(f"  {name}: {figure:.2f} (limit: {limit}){' MISSED' if missed else ''}")
    return missed


@contextmanager
def workers(*, readers: int) -> Iterator[None]:
    """The processes of a copy that work in the background, ready when the block begins."""
    celery = (sys.executable, "-m", "celery", "--quiet", "-A", "tracker")
    plain = ("--without-gossip", "--without-mingle")
    commands = [
        [*celery, "worker", "-Q", "read", f"--concurrency={readers}", "-n", "reader@%h", *plain],
        [*celery, "worker", "-Q", "fetch", "--concurrency=1", "-n", "fetcher@%h", *plain],
        [*celery, "beat", "--pidfile="],
    ]
    started = [subprocess.Popen(command, cwd=ROOT, start_new_session=True) for command in commands]
    try:
        warm_up()
        yield
    finally:
        for process in started:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def warm_up() -> None:
    """Until a reader has read something."""
    from extraction.ingestion import queue_extraction

    version = stored(f"warm-{time.monotonic()}", "Norway will send two tanks to Ukraine.")
    queue_extraction(version=version)
    wait_until(lambda: version.runs.exists())


def wait_until(true: Callable[[], bool], *, pause: float = 0.1, seconds: float = 3600.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError("the workers do not come to an end")
        time.sleep(pause)


def stored(key: str, text: str, day: date = date(2024, 5, 1)) -> ArticleVersion:
    from pledges.services.articles import Offer, store

    return store(offer=Offer(key=key, text=text, published=day, publisher="Bench"))[0]


def bulk(folder: Path) -> tuple[float, float, list[float]]:
    """The command over all files, with single articles in between: its start, its end, and how long each waited."""
    began = time.monotonic()
    command = [sys.executable, "manage.py", "ingest", str(folder / "bulk"), "--wait"]
    with subprocess.Popen(command, cwd=ROOT) as process:
        waits = [
            news(path, part / (NEWS + 1)) for part, path in enumerate(sorted((folder / "news").iterdir()), start=1)
        ]
        if process.wait() != 0:
            raise RuntimeError("the bulk load failed")
    return began, time.monotonic(), waits


def news(path: Path, share: float) -> float:
    """Seconds until an article that arrives when that share of the bulk is read is read and folded itself."""
    from extraction.articles.places import offers_at
    from extraction.ingestion import take_in
    from pledges.models import Run

    bulk = len(list((path.parent.parent / "bulk").iterdir()))
    wait_until(lambda: Run.objects.count() >= share * bulk, pause=0.2)
    (offered,) = offers_at(str(path))
    began = time.monotonic()
    intake, _ = take_in(offered=offered)
    version = intake.version
    assert version is not None, intake.error
    wait_until(lambda: version.runs.exists())
    return time.monotonic() - began


def hundreds(size: int) -> bool:
    """The last hundred against the first, in storing and in reading."""
    from pledges.models import Intake, Run

    some = min(HUNDRED, size // 3)
    bulk = Intake.objects.filter(key__startswith="story-1-")
    times: dict[str, list[datetime]] = {
        "storing": sorted(at for at in bulk.values_list("finished_at", flat=True) if at is not None),
        "reading": sorted(Run.objects.filter(version__intakes__in=bulk).values_list("recorded_at", flat=True)),
    }
    missed = False
    for stage, at in times.items():
        whole = (at[-1] - at[0]).total_seconds()
        first, last = (at[some] - at[0]).total_seconds(), (at[-1] - at[-1 - some]).total_seconds()
        say(f"  {stage}: {whole:.1f} s; the first {some} {first:.2f} s, the last {some} {last:.2f} s")
        missed |= verdict(f"{stage}, last to first", last / first, most=LAST_TO_FIRST)
    return missed


def one_and_two(folder: Path, size: int) -> bool:
    """Equal loads, stored beforehand, read by one process and by two."""
    took = []
    for readers in (1, 2):
        versions = store_all(folder / f"parallel-{readers}", size, seed=10 + readers)
        with workers(readers=readers):
            began = time.monotonic()
            queue(versions)
            wait_until(partial(all_are_read, versions))
            took.append(time.monotonic() - began)
            wait_until(all_is_folded)
    say(f"  reading {size}: {took[0]:.1f} s by one process, {took[1]:.1f} s by two")
    return verdict("two processes against one", took[0] / took[1], least=TWO_TO_ONE)


def all_is_folded() -> bool:
    from pledges.models import StaleAccount

    return not StaleAccount.objects.exists()


def all_are_read(versions: Sequence[ArticleVersion]) -> bool:
    from pledges.models import Run

    return Run.objects.filter(version__in=[version.pk for version in versions]).count() >= len(versions)


def queue(versions: Sequence[ArticleVersion]) -> None:
    """A bulk load whose articles are stored already, in one transaction."""
    from django.db import transaction

    from extraction.ingestion import queue_extraction
    from extraction.waking import wake_workers
    from pledges.models import Priority

    with transaction.atomic():
        for version in versions:
            queue_extraction(version=version, priority=Priority.BULK, wake=None)
    wake_workers()
    wake_workers()


def store_all(folder: Path, size: int, *, seed: int) -> list[ArticleVersion]:
    """Generated files, stored by this process and not queued."""
    from tests.benchmarks.generated_files import write_files

    paths = write_files(folder, number=size, seed=seed)
    return [stored(path.name, path.read_text(), date.fromisoformat(path.stem[-10:])) for path in paths]


def stages(folder: Path) -> None:
    """What each stage takes an article, one after the other in this process."""
    from django.utils import timezone

    from extraction.work import document_of, reader_for
    from pledges.queries.catalogue import current_catalogue
    from pledges.services.readings import record_runs
    from pledges.services.rebuilding import fold_stale
    from pledges.services.stale import Folding

    catalogue = current_catalogue()
    reader = reader_for(catalogue)
    list(reader.read([document_of(stored("warm", "Norway will send two tanks to Ukraine."))]))
    took: dict[str, float] = {}
    versions = timed(took, "storing", lambda: store_all(folder / "stages", SAMPLE, seed=20))
    claims = timed(took, "reading", lambda: list(reader.read(map(document_of, versions))))

    def record() -> None:
        for start in range(0, SAMPLE, 20):
            record_runs(
                readings=list(zip(versions[start : start + 20], claims[start : start + 20], strict=True)),
                extractor="bench",
                catalogue=catalogue.revision,
                started_at=timezone.now(),
                folding=Folding.LATER,
            )

    timed(took, "recording", record)
    timed(took, "folding", lambda: fold_stale(seconds=3600))
    whole = sum(took.values())
    say(f"  {SAMPLE} more, stage by stage in one process ({SAMPLE / whole:.1f} articles a second):")
    for stage, seconds in took.items():
        say(f"    {stage:9} {seconds / SAMPLE * 1000:6.2f} ms an article, {seconds / whole:4.0%}")


def timed[T](took: dict[str, float], stage: str, work: Callable[[], T]) -> T:
    began = time.perf_counter()
    done = work()
    took[stage] = time.perf_counter() - began
    return done


if __name__ == "__main__":
    sys.exit(main())
