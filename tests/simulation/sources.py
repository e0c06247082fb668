"""Each site of the made-up web is a polled source, as an editor would set it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pledges.models import PolledSource, Source, SourceForm
from tests.simulation.sites import Form, Site
from tests.simulation.world import World

FORMS = {
    Form.RSS: SourceForm.FEED,
    Form.ATOM: SourceForm.FEED,
    Form.JSON: SourceForm.FEED,
    Form.SITEMAP: SourceForm.SITEMAP,
    Form.INDEX: SourceForm.SITEMAP,
    Form.LINKS: SourceForm.LINK_PAGE,
    Form.WATCHED: SourceForm.WATCHED_PAGE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals:
    """How often sources are polled, and when their articles are asked for again."""

    shortest: timedelta
    longest: timedelta
    refetch: tuple[timedelta, ...]


def add_sources(world: World, *, intervals: Intervals) -> None:
    """All of them, switched on."""
    for site in world.sites.values():
        PolledSource.objects.create(
            name=site.name,
            publisher=None if site.aggregator else _publisher(site),
            form=FORMS[site.form],
            address=f"{world.base(site)}{site.listing}",
            paused=False,
            shortest_interval=intervals.shortest,
            longest_interval=intervals.longest,
            pace=site.pace,
            refetch_after=list(intervals.refetch),
            link_pattern="*/news/*" if site.form is Form.LINKS else "",
        )


def add_publishers(world: World) -> None:
    """Who publishes, with their kinds, which decide between different figures of one announcement."""
    for site in world.sites.values():
        if not site.aggregator:
            _publisher(site)


def _publisher(site: Site) -> Source:
    kind = "agency" if site.agency else "official" if site.form is Form.WATCHED else "newspaper"
    slug = site.name.lower().replace(" ", "-")
    return Source.objects.get_or_create(slug=slug, defaults={"name": site.name, "kind": kind})[0]
