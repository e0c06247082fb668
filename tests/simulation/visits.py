"""Whoever asked the made-up web for something left a line: when, whom, for what, and which text was handed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tests.simulation.answers import Served


class Visit(NamedTuple):
    """One request. `waits` is the Retry-After of the answer in seconds, 0 for none."""

    at: datetime
    host: str
    path: str
    status: int
    waits: int
    served: Served | None


def line_of(visit: Visit) -> str:
    """For the log."""
    story, text = visit.served or ("", "")
    told = (visit.at.timestamp(), visit.host, visit.path, visit.status, visit.waits, story, text)
    return "\t".join(str(one) for one in told) + "\n"


def visits_in(log: Path) -> Iterator[Visit]:
    """All that were logged, in their order."""
    for line in log.read_text(encoding="utf-8").splitlines():
        at, host, path, status, waits, story, text = line.split("\t")
        served = Served(int(story), int(text)) if story else None
        yield Visit(datetime.fromtimestamp(float(at), UTC), host, path, int(status), int(waits), served)


def texts_served(visits: Iterable[Visit]) -> dict[int, dict[int, datetime]]:
    """For each story that was handed over whole: its texts, and when each was handed over last."""
    found: dict[int, dict[int, datetime]] = {}
    for visit in visits:
        if visit.served is not None and visit.status == 200:
            found.setdefault(visit.served.story, {})[visit.served.text] = visit.at
    return found
