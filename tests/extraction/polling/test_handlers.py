"""A source is polled by itself, its pages are fetched and asked for again, and whatever goes wrong is told."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings as SettingsWrapper

from extraction.polling import handlers
from extraction.tasks import do
from pledges.models import (
    Article,
    ArticleVersion,
    Host,
    Intake,
    IntakeOutcome,
    Job,
    JobState,
    Lane,
    Page,
    PolledSource,
    PollState,
    Priority,
    Source,
)
from pledges.services import jobs
from pledges.services.asked_work import FETCH_PAGE, ask_to_fetch, ask_to_fetch_address, ask_to_poll, subject_of_page
from tests.extraction.polling.conftest import Schedule
from tests.extraction.polling.left_behind import DAY, EIGHT, SIX, MakeSource, outcome, texts
from tests.extraction.polling.sites import Reply, Site


def test_takes_in_what_a_feed_lists(site: Site, source: MakeSource, schedule: Schedule) -> None:
    publisher = Source.objects.create(slug="oslo-post", name="Oslo Post")
    site.article("/six", SIX, title="Six guns", head=DAY)
    site.feed(("/six?utm_source=rss", "Six guns"))
    listed = source(publisher=publisher)
    schedule.run(hours=0.1)
    (text,) = texts("/six")
    assert "six more howitzers" in text
    version = ArticleVersion.objects.get()
    assert (version.source, version.title, str(version.published)) == (publisher, "Six guns", "2024-06-01")
    page = Page.objects.get()
    assert page.address == f"{site.url}/six"
    assert page.article == version.article
    assert page.next_at == Intake.objects.get().created_at + timedelta(hours=1)
    assert outcome(listed) == "1 listed: 1 new, 0 updated, 0 left out."
    assert PollState.objects.get().new_article_at is not None
    assert not Job.objects.filter(lane="fetch").exclude(state=JobState.DONE).exists()


def test_asks_for_the_rules_first_and_keeps_the_pace(site: Site, source: MakeSource, schedule: Schedule) -> None:
    for number in range(4):
        site.article(f"/{number}", SIX.replace("six", str(number)))
    site.feed(*((f"/{number}", f"Number {number}") for number in range(4)))
    source(pace=timedelta(seconds=7))
    schedule.run(hours=0.1)
    assert site.paths()[:2] == ["/robots.txt", "/feed"]
    assert sorted(site.paths()[2:]) == ["/0", "/1", "/2", "/3"]
    assert min(site.gaps()) >= 7
    assert max(site.gaps()) <= 14


def test_keeps_the_longer_pace_that_a_host_asks_for(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.pages["/robots.txt"] = Reply(body=b"User-agent: *\nCrawl-delay: 60\nDisallow: /private", kind="text/plain")
    site.article("/six", SIX)
    site.feed(("/six", "Six"), ("/private/seven", "Seven"))
    source()
    schedule.run(hours=0.2)
    assert "/private/seven" not in site.paths()
    assert min(site.gaps()) >= 60
    refused = Intake.objects.get(locator=f"{site.url}/private/seven")
    assert (refused.outcome, "robots.txt does not let" in refused.error) == (IntakeOutcome.FAILED, True)


def test_asks_nothing_while_the_rules_cannot_be_had(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.pages["/robots.txt"] = Reply(status=503)
    site.feed()
    listed = source()
    schedule.run(hours=0.1)
    assert set(site.paths()) == {"/robots.txt"}
    assert "robots.txt can't be had now (answer 503)" in outcome(listed)
    site.pages["/robots.txt"] = Reply(status=404)
    schedule.run(hours=2)
    assert "/feed" in site.paths()


def test_sends_what_the_host_gave_to_know_the_listing_by(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.feed(ETag='"one"')
    listed = source()
    schedule.run(hours=2)
    assert site.asked("/feed")[1].headers["if-none-match"] == '"one"'
    assert outcome(listed) == "Nothing new: it lists what it listed before."
    assert "contact" in site.log[0].headers["user-agent"]


def test_polls_less_often_what_brings_nothing_and_fails_ever_less(
    site: Site, source: MakeSource, schedule: Schedule
) -> None:
    site.feed()
    source(shortest_interval=timedelta(minutes=15), longest_interval=timedelta(hours=2))
    schedule.run(hours=12)
    gaps = [
        (b.at - a.at).total_seconds() / 60 for a, b in zip(site.asked("/feed"), site.asked("/feed")[1:], strict=False)
    ]
    assert gaps[0] == pytest.approx(22.5, abs=1)
    assert gaps[-1] == pytest.approx(120, abs=1)
    site.pages["/feed"] = Reply(status=500)
    schedule.run(hours=5)
    state = PollState.objects.get()
    assert (state.failures, "answered 500" in state.outcome) == (4, True)


def test_leaves_a_host_alone_as_long_as_it_says(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.pages["/feed"] = Reply(status=429, headers={"Retry-After": "7200"})
    source()
    source("/other")
    schedule.run(hours=1.9)
    assert site.paths().count("/feed") + site.paths().count("/other") <= 2
    assert Host.objects.get().not_before is not None
    schedule.run(hours=1)
    assert len(site.asked("/feed")) == 2


def test_follows_the_links_of_a_page(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.article("/news/six", SIX)
    site.pages["/list"] = Reply(body=b"<a href='/news/six'>Six guns for Ukraine</a> <a href='/about'>About us</a>")
    source("/list", form="link_page", link_pattern="*/news/*")
    schedule.run(hours=0.2)
    assert [article.key for article in Article.objects.all()] == [f"{site.url}/news/six"]
    assert "/about" not in site.paths()


def test_watches_a_single_page(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.article("/list", SIX)
    watched = source("/list", form="watched_page", longest_interval=timedelta(hours=2))
    schedule.run(hours=24)
    assert len(texts("/list")) == 1
    assert outcome(watched) == "The page is as it was."
    site.article("/list", EIGHT)
    schedule.run(hours=3)
    assert len(texts("/list")) == 2
    site.pages["/list"] = Reply(status=500)
    schedule.run(hours=3)
    assert "answered 500" in outcome(watched)


def test_takes_what_lies_in_a_folder(
    site: Site, source: MakeSource, schedule: Schedule, settings: SettingsWrapper, tmp_path: Path
) -> None:
    settings.WATCHED_FOLDER = str(tmp_path)
    (tmp_path / "oslo").mkdir()
    (tmp_path / "oslo" / "six-2024-06-01.txt").write_text(SIX)
    folder, outside = source("oslo", form="folder"), source("../..", form="folder")
    schedule.clock.move_to(timezone.now() + timedelta(days=3650))
    schedule.run(hours=0.1)
    assert Article.objects.count() == 1
    assert outcome(folder) == "1 new files, 0 changed, 0 that could not be taken."
    assert outcome(outside) == "../..: leads out of the watched folder"


def test_lets_news_overtake_a_load(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.feed(*((f"/{number}", f"Number {number}") for number in range(21)))
    listed = source()
    schedule.clock.move_to(timezone.now())
    ask_to_poll(source=listed)
    schedule.work(until=timezone.now() + timedelta(seconds=5))
    assert set(Job.objects.filter(kind=FETCH_PAGE).values_list("priority", flat=True)) == {Priority.BULK}


@pytest.mark.parametrize("by_person", [True, False])
def test_asks_nothing_for_a_paused_source_but_what_a_person_wants(
    site: Site, source: MakeSource, schedule: Schedule, by_person: bool
) -> None:
    site.feed()
    paused = source(paused=True)
    ask_to_poll(source=paused, by_person=by_person)
    schedule.work()
    schedule.run(hours=1)
    assert len(site.asked("/feed")) == by_person


def test_waits_with_the_pages_of_a_paused_source_until_it_goes_on(
    site: Site, source: MakeSource, schedule: Schedule
) -> None:
    site.article("/six", SIX)
    site.feed(("/six", "Six guns"))
    listed = source()
    schedule.run(hours=0.1)
    PolledSource.objects.update(paused=True)
    ask_to_fetch(page=Page.objects.get())
    schedule.work()
    assert len(site.asked("/six")) == 1
    listed.paused = False
    listed.save()
    schedule.run(hours=0.1)
    assert len(site.asked("/six")) == 2


def test_a_listing_that_lies_harms_no_other(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.article("/six", SIX)
    site.feed(("/six", "Six guns"))
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><item>&b;</item></channel></rss>'
    site.pages["/bomb"] = Reply(body=bomb.encode(), kind="application/rss+xml")
    hostile = source("/bomb")
    source()
    schedule.run(hours=0.2)
    assert outcome(hostile).endswith("/bomb: has a DOCTYPE, which is refused in listings")
    assert len(texts("/six")) == 1


def test_fetches_an_address_that_a_person_adds(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.article("/six", SIX)
    paused = source(paused=True, title_any=["tank*"], publisher=Source.objects.create(slug="a", name="Oslo Post"))
    ask_to_fetch_address(source=paused, address=f"{site.url}/six?fbclid=1")
    schedule.work()
    page = Page.objects.get()
    assert (page.address, page.listings.get().source) == (f"{site.url}/six", paused)
    assert ArticleVersion.objects.get().publisher == "Oslo Post"


def test_tells_of_an_address_that_cannot_be_asked(site: Site, source: MakeSource, schedule: Schedule) -> None:
    ask_to_fetch_address(source=source(), address="http://user@news.example/x")
    schedule.work()
    assert "carries a user's name" in Intake.objects.get(outcome=IntakeOutcome.FAILED).error


def test_comes_for_each_page_once(site: Site, source: MakeSource, schedule: Schedule) -> None:
    numbers = range(4)
    for number in numbers:
        site.article(f"/{number}", SIX.replace("six", str(number)))
    site.pages["/robots.txt"] = Reply(body=b"User-agent: *\nCrawl-delay: 30", kind="text/plain")
    site.feed(*((f"/{number}", f"Number {number}") for number in numbers))
    source()
    handlers.tick()
    came: list[str] = []
    while job := schedule.next_job():
        came += [job.subject] if job.kind == FETCH_PAGE else []
        do([job])
    assert sorted(came) == sorted({*came}) == sorted(subject_of_page(page) for page in Page.objects.all())
    assert min(site.gaps()[1:]) >= 30


def test_asks_little_of_the_database_for_a_page_that_is_as_it_was(
    site: Site,
    source: MakeSource,
    schedule: Schedule,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    site.article("/six", SIX)
    site.feed(("/six", "Six guns"))
    source()
    schedule.run(hours=0.1)
    ask_to_fetch(page=Page.objects.get())
    schedule.clock.shift(60)
    with django_assert_max_num_queries(8):
        job = jobs.lease(lane=Lane.FETCH)
        assert job is not None
        do([job])
    assert len(site.asked("/six")) == 2
