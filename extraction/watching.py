"""Dropping a file into the watched folder is enough; a file that is still being written is left for the next look."""

import time
from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path

from django.db import connection

from extraction.articles.offers import Offered, Refused
from extraction.fitting import KEY, LOCATOR, fitted, given
from extraction.ingestion import take_in
from extraction.isolation import offers_of
from pledges.models import Intake, Priority

SETTLED = 2.0  # seconds that a file must have lain unchanged
FEW = 10  # new articles at once; more of them are a bulk load, which single ones overtake
TOGETHER = 500  # offers whose rows are looked up at once
SCANNING = 20220225  # the advisory lock of the one who scans

type Known = dict[tuple[str, str], Intake]


def scan(*, folder: str, seconds: float = 60.0) -> list[Intake]:
    """Take in every article of the folder that is new or changed since the last look.

    One scans at a time: who comes meanwhile has nothing to do. After `seconds` it ends; the next one goes on.
    """
    deadline = time.monotonic() + seconds
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [SCANNING])
        if cursor.fetchone() != (True,):
            return []
    try:
        news = list(news_of(folder))
        priority = Priority.BULK if len(news) > FEW else Priority.NEWS
        taken = []
        for offered in news:
            if time.monotonic() > deadline:
                break
            taken.append(take_in(offered=offered, priority=priority)[0])
        return taken
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SCANNING])


def news_of(folder: str, *, said: Offered | None = None) -> Iterator[Offered]:
    """What of the folder is new, changed, or refused for a new reason; a folder that is missing offers nothing.

    `said` holds what is known of all its files (a publisher).
    """
    try:
        for some in batched(offers_of(folder, said=said), TOGETHER):
            known = _known(some)
            yield from (offered for offered in some if is_news(offered, known.get(_name(offered))))
    except Refused:
        return


def _known(offers: Iterable[Offered]) -> Known:
    rows = Intake.objects.filter(locator__in={_name(offered)[0] for offered in offers})
    return {(row.locator, row.key): row for row in rows}


def _name(offered: Offered) -> tuple[str, str]:
    return fitted(offered.locator, LOCATOR), fitted(offered.key, KEY)


def is_news(offered: Offered, last: Intake | None) -> bool:
    """Whether a file is settled, and was not taken in (or refused) as it stands; `last` is the row of its last time."""
    if offered.error:
        return last is None or last.error != offered.error
    try:
        written = _written(Path(offered.file)) if offered.file else 0.0
    except (OSError, ValueError):  # gone, or a name that no file can have
        return last is None
    if time.time() - written < SETTLED:
        return False
    if last is None or last.finished_at is None:
        return True
    return last.finished_at.timestamp() < written or last.given != given(offered)


def _written(path: Path) -> float:
    """When a file was last written; the day it came here where its own clock is ahead."""
    found = path.lstat()
    return min(found.st_mtime, found.st_ctime)
