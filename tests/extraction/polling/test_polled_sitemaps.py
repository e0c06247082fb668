"""The sitemaps of an index are polled when they change, and owed until they are read."""

import gzip
from datetime import timedelta

from extraction.polling import handlers
from pledges.models import (
    Page,
    PolledSource,
    PollState,
)
from pledges.services.asked_work import ask_to_poll
from pledges.services.poll_states import go_on, pause
from tests.extraction.polling.conftest import MONDAY, Schedule
from tests.extraction.polling.left_behind import EIGHT, SIX, MakeSource, outcome, texts
from tests.extraction.polling.sites import Reply, Site


def put_index(site: Site, *, changed: str = "<lastmod>2024-06-03T11:00:00Z</lastmod>") -> None:
    """An index whose bytes stay the same, with one sitemap, with one article."""
    site.article("/six", SIX)
    index = f"<sitemapindex><sitemap><loc>{site.url}/news.xml.gz</loc>{changed}</sitemap></sitemapindex>"
    site.pages["/index.xml"] = Reply(body=index.encode(), kind="application/xml")
    put_sitemap(site, "/six")


def put_sitemap(site: Site, *paths: str) -> None:
    child = "".join(f"<url><loc>{site.url}{path}</loc></url>" for path in paths)
    site.pages["/news.xml.gz"] = Reply(
        body=gzip.compress(f"<urlset>{child}</urlset>".encode()), kind="application/gzip"
    )


def owed() -> list[str]:
    """By an index that names one sitemap."""
    return PollState.objects.get().owed


def test_polls_an_index_of_sitemaps(site: Site, source: MakeSource, schedule: Schedule) -> None:
    put_index(site)
    source("/index.xml", form="sitemap")
    schedule.run(hours=0.2)
    assert len(texts("/six")) == 1
    assert owed() == []
    schedule.run(hours=30)
    assert len(site.asked("/news.xml.gz")) == 1


def test_polls_the_sitemaps_of_an_index_that_does_not_say_when_they_change(
    site: Site, source: MakeSource, schedule: Schedule
) -> None:
    put_index(site, changed="")
    source("/index.xml", form="sitemap")
    schedule.run(hours=0.2)
    site.article("/eight", EIGHT)
    put_sitemap(site, "/eight", "/six")
    schedule.run(hours=2)
    assert len(texts("/eight")) == 1


def test_a_person_has_the_sitemaps_of_a_paused_index_polled_too(
    site: Site, source: MakeSource, schedule: Schedule
) -> None:
    put_index(site)
    ask_to_poll(source=source("/index.xml", form="sitemap", paused=True), by_person=True)
    schedule.work()
    assert len(site.asked("/news.xml.gz")) == 1
    assert Page.objects.get().address == f"{site.url}/six"


def test_a_sitemap_that_waited_as_its_index_was_paused_is_polled_when_it_goes_on(
    site: Site, source: MakeSource, schedule: Schedule
) -> None:
    put_index(site)
    index = source("/index.xml", form="sitemap")
    handlers.tick()
    schedule.work(until=MONDAY + timedelta(seconds=6))  # robots.txt and the index, not yet what the index names
    assert site.paths() == ["/robots.txt", "/index.xml"]
    pause(sources=PolledSource.objects.filter(pk=index.pk))
    schedule.work()
    assert site.paths() == ["/robots.txt", "/index.xml"]
    schedule.clock.move_to(MONDAY + timedelta(days=9))
    go_on(sources=PolledSource.objects.filter(pk=index.pk))
    schedule.run(hours=0.2)
    assert len(texts("/six")) == 1


def test_a_sitemap_that_could_not_be_had_is_polled_again_though_its_index_is_the_same(
    site: Site, source: MakeSource, schedule: Schedule
) -> None:
    put_index(site)
    whole, site.pages["/news.xml.gz"] = site.pages["/news.xml.gz"], Reply(status=500)
    index = source("/index.xml", form="sitemap", longest_interval=timedelta(hours=1))
    schedule.run(hours=6)
    assert "answered 500" in outcome(index) or owed()
    site.pages["/news.xml.gz"] = whole
    schedule.run(hours=2)
    assert len(texts("/six")) == 1
    assert owed() == []


def test_a_sitemap_that_is_gone_is_not_asked_for_with_each_poll(
    site: Site, source: MakeSource, schedule: Schedule
) -> None:
    put_index(site)
    site.pages["/news.xml.gz"] = Reply(status=404)
    source("/index.xml", form="sitemap")
    schedule.run(hours=30)
    assert len(site.asked("/news.xml.gz")) == 1
