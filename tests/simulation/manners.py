"""A polite reader: no host is asked sooner than it may be, none while it begs to be left alone, nothing disallowed."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from tests.simulation.sites import Site
from tests.simulation.traps import DISALLOWED
from tests.simulation.visits import Visit
from tests.simulation.world import World

ROBOTS = "/robots.txt"


def breaches(world: World, visits: Iterable[Visit], *, tolerance: timedelta = timedelta(0)) -> list[str]:
    """A line about each visit that came too early, or should not have come at all."""
    by_host: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        by_host[visit.host].append(visit)
    return [
        line for host, made in by_host.items() for line in _breaches_of(world.sites[host], made, tolerance=tolerance)
    ]


def _breaches_of(site: Site, visits: Sequence[Visit], *, tolerance: timedelta) -> list[str]:
    found = [f"{site.host}: {visit.path} is disallowed" for visit in visits if visit.path.startswith(DISALLOWED)]
    for before, after in itertools.pairwise(visits):
        gap = after.at - before.at
        least = _least(site, before)
        if gap + tolerance < least:
            found.append(f"{site.host}: {after.path} came {gap} after {before.path}, and not {least}")
    for visit in visits:
        if visit.waits:
            until = visit.at + timedelta(seconds=visit.waits)
            early = [one for one in visits if visit.at < one.at and one.at + tolerance < until]
            found += [f"{site.host}: {one.path} came at {one.at}, and it was to wait until {until}" for one in early]
    return found


def _least(site: Site, before: Visit) -> timedelta:
    """What must lie between a visit and the next: the pace, or what its robots.txt asks, once that is known."""
    if before.path == ROBOTS:
        return site.pace
    return max(site.pace, timedelta(seconds=site.crawl_delay))
