"""Every breach of manners is found, and a polite reader is not accused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.simulation.manners import breaches
from tests.simulation.sites import Span
from tests.simulation.visits import Visit, line_of
from tests.simulation.world import World

START = datetime(2025, 1, 6, tzinfo=UTC)
WORLD = World(
    seed=1, site_count=10, article_count=100, span=Span(start=START, end=START + timedelta(days=30)), port=8000
)
PLAIN = next(site for site in WORLD.sites.values() if not site.crawl_delay and site.pace == WORLD.pace)
DELAYED = next(site for site in WORLD.sites.values() if site.crawl_delay)


def visit(host: str, second: float, *, path: str = "/news/1", waits: int = 0) -> Visit:
    return Visit(START + timedelta(seconds=second), host, path, 503 if waits else 200, waits, None)


POLITE = (
    visit(PLAIN.host, 0, path="/robots.txt"),
    visit(DELAYED.host, 0, path="/robots.txt"),
    visit(PLAIN.host, 5),
    visit(DELAYED.host, 12),
    visit(DELAYED.host, 32, waits=1800),
    visit(DELAYED.host, 1832),
)


def test_does_not_accuse_a_polite_reader() -> None:
    assert breaches(WORLD, POLITE) == []


@pytest.mark.parametrize(
    ("rude", "said"),
    [
        (visit(PLAIN.host, 9.9), "came 0:00:04.900000 after"),
        (visit(DELAYED.host, 1851), "and not 0:00:20"),
        (visit(DELAYED.host, 1000), "it was to wait until"),
        (visit(PLAIN.host, 20, path="/news/private/disallowed-0"), "is disallowed"),
    ],
    ids=["pace", "crawl-delay", "retry-after", "disallowed"],
)
def test_finds_what_is_rude(rude: Visit, said: str) -> None:
    found = breaches(WORLD, sorted([*POLITE, rude]))
    assert any(said in line for line in found), found


def test_a_visit_is_logged_in_one_line() -> None:
    assert line_of(POLITE[0]).count("\n") == 1
