"""What the ledger costs at size, in one run on servers of its own: `make bench-ledger`, `FULL=1` for a million claims.

Printed: the cost of one article's claims in accounts of equal size while few and while all claims are stored, totals by
donor beside `SELECT 1`, a full rebuild with the memory that it takes, the cost of one article's claims in an account
of its own while it grows (`GROWN="1000 10000 100000"`, its claims at each measurement), and what the last hundred
articles of a bulk load cost beside the first. The exit status is 1 when a ratio misses its target.
`ONLY="growing bulk"` measures these parts alone (`equal` with totals and the rebuild, `growing`, `bulk`).
"""

from __future__ import annotations

import os
import random
import resource
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pledges.domain.accounts import AccountKey
    from pledges.models import ArticleVersion
    from pledges.services.demo_stories import Newsroom, Story

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

FEW = 10_000
ALL = 1_000_000 if os.environ.get("FULL") == "1" else int(os.environ.get("CLAIMS", "100000"))
SIZE = 50  # claims in an account of "equal size"; such accounts are made for each measurement
ARTICLES = 40  # added at each size; the median counts
ROUNDS = 3
ADDING, TOTALS, GROWING, BULK = 1.5, 5.0, 2.0, 1.3  # the targets
GROWN = os.environ.get("GROWN", "1000 10000 100000")
ONLY = os.environ.get("ONLY", "equal growing bulk").split()
LOADED, PART = 1000, 100  # articles of the bulk load, and those at its ends
WORKERS = min(4, os.cpu_count() or 1)  # for the full rebuild, as the command has it


def main() -> int:
    """Start the servers, measure, stop them; the exit status."""
    from tracker.embedded.servers import EmbeddedServers
    from tracker.embedded.state import StateFolder

    with tempfile.TemporaryDirectory(prefix="pledge-tracker-bench-") as folder:
        for name in ("DATABASE_URL", "REDIS_URL"):
            os.environ.pop(name, None)
        with EmbeddedServers(StateFolder.open(Path(folder)), durable=False) as servers:
            os.environ.update(servers.addresses)
            os.environ.update({"SECRET_KEY": secrets.token_urlsafe(48), "HTTPS": "0", "PLAIN_STATIC_FILES": "1"})
            os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
            import django

            django.setup()
            return measure()


def measure() -> int:
    """All figures, in one database that grows."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_seeds", stdout=open(os.devnull, "w"))  # noqa: SIM115, PTH123
    missed = equal() if "equal" in ONLY else False
    missed |= growing() if "growing" in ONLY else False
    missed |= bulk_load() if "bulk" in ONLY else False
    return int(missed)


def equal() -> bool:
    """One more article in accounts of equal size while few and while all claims are stored, totals, and the rebuild."""
    from django.core.management import call_command

    say(f"{FEW} claims, then {ALL}; accounts of {SIZE} claims each")
    call_command("make_demo_data", claims=FEW, seed=1, workers=WORKERS)
    sized = accounts_of_equal_size(0)
    analyze()
    few = least(sized, "few")
    call_command("make_demo_data", claims=ALL - FEW, seed=2, add=True, workers=WORKERS)
    sized = accounts_of_equal_size(1)
    analyze()
    every = least(sized, "all")
    say(f"adding one article's claims: {ms(few)} with {FEW} claims stored, {ms(every)} with {ALL}")
    missed = verdict("adding, all to few", every / few, ADDING)
    missed |= totals_by_donor()
    rebuild()
    return missed


def growing() -> bool:
    """One more article's claims in one account, each time that it has been filled to another size."""
    from pledges.domain.accounts import AccountKey
    from pledges.models import Account
    from pledges.queries.catalogue import current_catalogue
    from pledges.services.demo_stories import Newsroom

    sizes = [int(size) for size in GROWN.split()]
    newsroom = Newsroom(catalogue=current_catalogue(), claims=sizes[-1], seed=3)
    recipient = next(code for code in newsroom.states if code not in {"UA", *newsroom.states[:40]})
    key = AccountKey(recipient=recipient, category="air-defence-system")
    took, before = [], resident()
    for size in sizes:
        grow(newsroom, key, size, of=sizes[-1])
        analyze()
        account = Account.objects.get(recipient=key.recipient, category=key.category).pk
        took.append(adding([account], f"grown-{size}", articles=20))
        held = (resident() - before) * 1024 / size
        say(
            f"adding one article's claims to an account of {size}: {ms(took[-1])}; kept in memory {held:.0f} kB a claim"
        )
    missed = verdict(f"adding at {sizes[-1]} to {sizes[0]}", took[-1] / took[0], GROWING)
    return missed and sizes[-1] >= 10 * sizes[0]  # over a smaller step the ratio is mostly noise


def grow(newsroom: Newsroom, key: AccountKey, size: int, *, of: int) -> None:
    """Articles of one account, stored in bulk and folded at the end, until so many of its claims count."""
    from pledges.models import ClaimState
    from pledges.services.demo_data import store_stories
    from pledges.services.ledger import ids_of
    from pledges.services.rebuilding import rebuild_accounts

    (account,) = ids_of(keys=[key]).values()
    while (known := ClaimState.objects.filter(live=True, account=account).count()) < size:
        days = (date(2022, 3, 1) + timedelta(days=1600 * (known + at * 6) // of) for at in range(400))
        wanted = min(400, (size - known + 5) // 6)
        stories = [newsroom.story(f"grow-{known}-{at}", next(days), 6, accounts=[key]) for at in range(wanted)]
        store_stories(stories, chance=random.Random(known))
    rebuild_accounts(accounts=[account])


def bulk_load() -> bool:
    """A thousand articles as a bulk load has them: recorded by tens, their accounts folded later, once for all."""
    from pledges.queries.catalogue import current_catalogue
    from pledges.services.demo_stories import Newsroom
    from pledges.services.readings import record_runs
    from pledges.services.rebuilding import fold_stale
    from pledges.services.stale import Folding

    newsroom = Newsroom(catalogue=current_catalogue(), claims=LOADED * 6, seed=4)
    took: list[float] = []
    for first in range(0, LOADED, PART // 10):
        stories = [newsroom.story(f"bulk-{first + at}", date(2025, 1, 1), 6) for at in range(PART // 10)]
        readings = [(stored(story), story.claims) for story in stories]
        began = time.perf_counter()
        record_runs(
            readings=readings,
            extractor="bench",
            catalogue=newsroom.catalogue.revision,
            started_at=readings[0][0].recorded_at,
            folding=Folding.LATER,
        )
        took.append(time.perf_counter() - began)
    began = time.perf_counter()
    fold_stale(seconds=3600)
    folded = time.perf_counter() - began
    ends = [sum(part) + folded * PART / LOADED for part in (took[:10], took[-10:])]
    say(f"a bulk load of {LOADED} articles: {sum(took):.1f} s, then folded in {folded:.1f} s")
    return verdict("the last hundred to the first", ends[1] / ends[0], BULK)


def analyze() -> None:
    """What the database's autovacuum does in its own time."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def least(accounts: Sequence[int], prefix: str) -> float:
    """The least of some rounds' medians: other work on the machine slows a round down, and never speeds one up."""
    return min(adding(accounts, f"{prefix}-{number}") for number in range(ROUNDS))


def say(line: str) -> None:
    print(line, flush=True)


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds > 0.002 else f"{seconds * 1000:.3f} ms"


def verdict(name: str, ratio: float, target: float) -> bool:
    """Print a ratio beside its target; whether it misses."""
    missed = ratio > target
    say(f"  {name}: {ratio:.2f} times (target: at most {target}){' MISSED' if missed else ''}")
    return missed


def accounts_of_equal_size(number: int) -> list[int]:
    """Fresh accounts of `SIZE` claims that count, whatever else is stored: recipients that the demo data never draw."""
    from pledges.domain.accounts import AccountKey
    from pledges.models import Account
    from pledges.queries.catalogue import current_catalogue
    from pledges.services.demo_stories import Newsroom

    catalogue = current_catalogue()
    newsroom = Newsroom(catalogue=catalogue, claims=SIZE, seed=number)
    others = sorted(code for code, donor in catalogue.donors.items() if donor.kind != "state")
    free = [AccountKey(recipient=who, category=top) for who in others for top in newsroom.tops]
    keys = free[number * ARTICLES : (number + 1) * ARTICLES]
    assert len(keys) == ARTICLES, "too few recipients that the demo data never draw"
    fill(newsroom, keys, f"size-{number}")
    return [Account.objects.get(recipient=key.recipient, category=key.category).pk for key in keys]


def fill(newsroom: Newsroom, accounts: Sequence[AccountKey], name: str) -> None:
    """Articles of some accounts, through the door of all articles, until `SIZE` claims of each count."""
    from django.db.models import Count

    from pledges.models import ClaimState
    from pledges.services.readings import record_runs

    told = 0
    while True:
        live = ClaimState.objects.filter(live=True, account__recipient__in={one.recipient for one in accounts})
        grouped = live.values_list("account__recipient", "account__category").annotate(size=Count("pk"))
        sizes = {(recipient, category): size for recipient, category, size in grouped}
        readings = []
        for account in accounts:
            missing = SIZE - sizes.get((account.recipient, account.category), 0)
            for left in range(missing, 0, -6):
                told += 1
                day = date(2024, 1, 1) + timedelta(days=told % 700)
                story = newsroom.story(f"{name}-{told}", day, min(6, left), accounts=[account])
                readings.append((stored(story), story.claims))
        if not readings:
            return
        revision, now = newsroom.catalogue.revision, readings[0][0].recorded_at
        record_runs(readings=readings, extractor="bench", catalogue=revision, started_at=now)


def stored(story: Story) -> ArticleVersion:
    """A story's text, kept as any article's."""
    from pledges.services.articles import Offer, store

    offer = Offer(key=story.key, text=story.text, published=story.published, publisher=story.publisher)
    return store(offer=offer)[0]


def adding(accounts: Sequence[int], prefix: str, *, articles: int = ARTICLES) -> float:
    """The median seconds of `record_run` for an article of six claims in one account."""
    from pledges.models import Account
    from pledges.queries.catalogue import current_catalogue
    from pledges.services.demo_stories import Newsroom
    from pledges.services.readings import record_run

    catalogue = current_catalogue()
    newsroom = Newsroom(catalogue=catalogue, claims=6, seed=99)
    took = []
    for number in range(articles + 3):
        account = Account.objects.get(pk=accounts[number % len(accounts)]).key
        story = newsroom.story(f"bench-{prefix}-{number}", date(2026, 10, 1), 6, accounts=[account])
        version = stored(story)
        began = time.perf_counter()
        record_run(
            version=version,
            claims=story.claims,
            extractor="bench",
            catalogue=catalogue.revision,
            started_at=version.recorded_at,
        )
        took.append(time.perf_counter() - began)
    return statistics.median(took[3:])


def totals_by_donor() -> bool:
    """Totals by donor, by the statement alone and by the whole call, beside SELECT 1 on the same connection."""
    from django.db import connection

    from pledges.models import DonorTotal, LedgerEntry
    from pledges.queries.reconciliation import totals
    from pledges.queries.selection import Selection
    from pledges.queries.totals import read_donor_totals

    def select_one() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()

    one, read = medians_of(select_one, lambda: read_donor_totals("live"), times=1000)
    (call,) = medians_of(lambda: totals(Selection(), group_by=("donor",)), times=50)
    (month,) = medians_of(lambda: totals(Selection(), group_by=("month",)), times=5)
    (system,) = medians_of(lambda: totals(Selection(), group_by=("system",)), times=5)
    entries = LedgerEntry.objects.filter(standing="live").count()
    say(f"totals by donor over {entries} entries, {DonorTotal.objects.filter(standing='live').count()} sets of donors:")
    say(f"  SELECT 1 {ms(one)}, totals by donor {ms(read)}, with their JSON made in Python {ms(call)}")
    say(f"  by system, from the rollups {ms(system)}; by month, from the entries {ms(month)}")
    return verdict("totals by donor to SELECT 1", read / one, TOTALS)


def medians_of(*works: Callable[[], object], times: int = 500) -> list[float]:
    """The median seconds of each piece of work, warm, taken in turn so that a busy machine slows all alike."""
    took: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, seconds in zip(works, took, strict=True):
            began = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - began)
    return [statistics.median(seconds[times // 10 :]) for seconds in took]


def rebuild() -> None:
    """Everything again, in a process of its own, whose peak memory is this rebuild's."""
    reader, writer = os.pipe()
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child == 0:
        os._exit(rebuild_and_tell(writer))
    os.close(writer)
    with os.fdopen(reader) as told:
        say(told.read().rstrip())
    os.waitpid(child, 0)


def rebuild_and_tell(writer: int) -> int:
    """In the child: rebuild, and write the figures to the pipe."""
    from pledges.models import Claim
    from pledges.services.rebuilding import rebuild_all

    before = resident()
    began = time.perf_counter()
    accounts = rebuild_all(workers=WORKERS)
    took = time.perf_counter() - began
    claims = Claim.objects.count()
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    line = (
        f"full rebuild: {claims} claims in {accounts} accounts, {took:.1f} s, {claims / took:.0f} claims a second "
        f"by {WORKERS} processes, peak memory of one {peak:.0f} MiB ({before:.0f} MiB before)"
    )
    os.write(writer, line.encode())
    return 0


def resident() -> float:
    """MiB that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    sys.exit(main())
