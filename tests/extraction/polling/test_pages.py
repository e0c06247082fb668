"""Pages that a listing names are fetched once, and again while corrections come; what is gone or elsewhere is told."""

from datetime import timedelta

import pytest

from pledges.models import (
    Article,
    Intake,
    IntakeOutcome,
    Listing,
    Page,
    Sighting,
)
from pledges.services.poll_states import source_changed
from tests.extraction.polling.conftest import Schedule
from tests.extraction.polling.left_behind import DAY, EIGHT, SIX, MakeSource, outcome, texts
from tests.extraction.polling.sites import Reply, Site


def test_fetches_again_what_was_corrected(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.article("/six", SIX, head=DAY)
    site.feed(("/six", "Six guns"))
    source()
    schedule.run(hours=0.5)
    site.article("/six", EIGHT, head=DAY)
    schedule.run(hours=24 * 9)
    assert [("six" in text, "eight" in text) for text in texts("/six")] == [(True, False), (False, True)]
    times = [(one.at - site.asked("/six")[0].at).total_seconds() / 3600 for one in site.asked("/six")]
    assert times == pytest.approx([0, 1, 24, 72, 168], abs=0.2)
    assert Page.objects.get().next_at is None


def test_keeps_a_page_that_always_changes_on_its_schedule(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.feed(("/six", "Six guns"))
    source()
    for number in range(20):
        site.article("/six", f"{SIX} Visitor {number}.")
        schedule.run(hours=12)
    assert len(site.asked("/six")) == 5
    assert Sighting.objects.count() <= 5


def test_asks_at_once_for_what_its_listing_says_was_updated(site: Site, source: MakeSource, schedule: Schedule) -> None:
    entry = '<entry><title>Six</title><link href="/six"/><updated>{}</updated></entry>'
    item = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'
    site.article("/six", SIX)
    site.pages["/feed"] = Reply(body=item.format("2024-06-03T10:00:00Z").encode(), kind="application/atom+xml")
    source(refetch_after=[], longest_interval=timedelta(minutes=30))
    schedule.run(hours=4)
    assert len(site.asked("/six")) == 1
    site.article("/six", EIGHT)
    site.pages["/feed"] = Reply(body=item.format("2024-06-03T16:00:00Z").encode(), kind="application/atom+xml")
    schedule.run(hours=1)
    assert len(texts("/six")) == 2


def test_keeps_what_is_gone_and_asks_no_more(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.article("/six", SIX)
    site.feed(("/six", "Six guns"))
    source()
    schedule.run(hours=0.5)
    site.pages["/six"] = Reply(status=410)
    schedule.run(hours=1)
    assert len(texts("/six")) == 1
    page = Page.objects.get()
    assert page.next_at is None
    assert page.intake is not None
    assert (page.intake.outcome, page.intake.error.endswith("the page is gone, its article stays")) == (
        "unchanged",
        True,
    )


def test_tries_again_what_fails_for_a_time_and_gives_up(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.feed(("/six", "Six guns"), ("/seven", "Seven guns"))
    site.pages["/six"] = site.pages["/seven"] = Reply(status=503)
    source()
    schedule.run(hours=0.05)
    assert Intake.objects.filter(outcome=IntakeOutcome.FAILED, error__contains="answered 503").count() == 2
    site.article("/seven", SIX)
    schedule.run(hours=72)
    assert len(texts("/seven")) == 1
    page = Page.objects.get(address__endswith="/six")
    assert page.intake is not None
    assert page.intake.error.endswith("(given up after 8 tries in a row)")
    assert (page.next_at, len(site.asked("/six"))) == (None, 8)


def test_tells_what_does_not_exist_and_asks_once(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.feed(("/none", "Nothing"))
    source()
    schedule.run(hours=24)
    assert len(site.asked("/none")) == 1
    assert "answered 404" in Intake.objects.get().error


def test_leaves_out_by_title_without_asking_and_by_text_after_reading(
    site: Site, source: MakeSource, schedule: Schedule
) -> None:
    site.article("/six", SIX)
    site.article("/cup", "The cup final was played in Oslo on Sunday before a great many people, who cheered.")
    site.feed(("/six", "Six guns"), ("/sport", "Sport: cup"), ("/cup", "The final"))
    listed = source(title_none=["sport"], text_any=["howitzer*", "tank*"])
    schedule.run(hours=0.2)
    assert set(site.paths()) == {"/robots.txt", "/feed", "/six", "/cup"}
    assert [article.key for article in Article.objects.all()] == [f"{site.url}/six"]
    notes = {row.locator.rpartition("/")[2]: row.notes[0] for row in Intake.objects.exclude(locator__endswith="six")}
    assert notes["sport"] == {"kind": "left_out", "detail": "its title has 'sport'"}
    assert notes["cup"] == {"kind": "left_out", "detail": "/feed: its text has none of howitzer*, tank*"}
    assert outcome(listed) == "3 listed: 2 new, 0 updated, 1 left out."


def test_takes_what_a_changed_filter_no_longer_leaves_out(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.article("/six", SIX)
    site.feed(("/six", "Sport: six guns"))
    listed = source(title_none=["sport"])
    schedule.run(hours=0.2)
    assert texts("/six") == []
    listed.title_none = []
    listed.save()
    source_changed(source=listed)
    schedule.run(hours=1)
    assert len(texts("/six")) == 1


def test_fetches_once_what_two_sources_list(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.article("/six", SIX)
    site.feed(("/six", "Six guns"))
    site.feed(("/six?utm_medium=x", "Six guns"), path="/all")
    source()
    source("/all")
    schedule.run(hours=0.2)
    assert len([path for path in site.paths() if path.startswith("/six")]) == 1
    assert Listing.objects.count() == 2


def test_folds_a_page_to_the_article_that_it_calls_its_own(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.article("/six", SIX)
    site.article("/print/six", SIX, head=f'<link rel="canonical" href="{site.url}/six">')
    site.feed(("/six", "Six guns"))
    source()
    schedule.run(hours=0.2)
    site.feed(("/print/six", "Six guns"), ("/six", "Six guns"))
    schedule.run(hours=48)
    assert Article.objects.count() == 1
    printed = Page.objects.get(address__endswith="/print/six")
    assert (printed.article, printed.next_at) == (Article.objects.get(), None)
    assert len(site.asked("/print/six")) == 1


def test_follows_a_redirect_with_a_turn_of_its_own(site: Site, source: MakeSource, schedule: Schedule) -> None:
    site.pages["/old"] = Reply(status=301, headers={"Location": "/new"})
    site.pages["/round"] = Reply(status=302, headers={"Location": "/about"})
    site.pages["/about"] = Reply(status=302, headers={"Location": "/round"})
    site.article("/new", SIX)
    site.feed(("/old", "Six guns"), ("/round", "Round"))
    source()
    schedule.run(hours=0.2)
    assert len(texts("/new")) == 1
    assert min(site.gaps()) >= 5
    assert "redirects in a circle" in Intake.objects.get(locator__endswith="/round").error
