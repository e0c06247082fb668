"""What happens between a request and its answer counts: an answer never undoes what is newer than its request."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from extraction.polling import handlers
from pledges.models import Article, Intake, IntakeOutcome, Page, PolledSource, PollState
from pledges.services.asked_work import ask_to_fetch, ask_to_poll
from pledges.services.jobs import NotYet
from pledges.services.pages import record_unchanged
from pledges.services.poll_states import source_changed
from tests.extraction.polling.conftest import Schedule
from tests.extraction.polling.sites import Reply, Site

pytestmark = pytest.mark.django_db(transaction=True)

type MakeSource = Callable[..., PolledSource]

SIX = "Norway will send six more howitzers to Ukraine, the minister of defence said in Oslo on Monday morning."
EIGHT = SIX.replace("six", "eight")
NINE = SIX.replace("six", "nine")


def current(path: str) -> str:
    """The text as which an article reads now."""
    newest = Article.objects.get(key__endswith=path).sightings.order_by("-id").select_related("version")[0]
    return newest.version.text


def fetched(page: Page) -> Callable[[], None]:
    """The same page asked for by somebody else, to its end, in the thread of the site."""

    def fetch() -> None:
        try:
            handlers.fetch_page({"page": page.pk})
        finally:
            connection.close()

    return fetch


@pytest.fixture
def page(site: Site, source: MakeSource, schedule: Schedule) -> Page:
    """A page that was fetched, and is asked for again by a job, a minute later."""
    site.article("/guns", SIX, ETag='"six"')
    site.feed(("/guns", "Guns"))
    source(pace=timedelta(0), refetch_after=[])
    schedule.run(hours=0.1)
    page = Page.objects.get()
    assert "six" in current("/guns")
    ask_to_fetch(page=page)
    return page


def test_an_older_answer_that_comes_later_is_not_kept(site: Site, page: Page, schedule: Schedule) -> None:
    def corrected() -> None:
        site.article("/guns", NINE, ETag='"nine"')
        fetched(page)()

    site.article("/guns", EIGHT, ETag='"eight"')
    site.pages["/guns"].meanwhile = corrected
    schedule.work()
    assert "nine" in current("/guns")
    page.refresh_from_db()
    assert page.etag == '"nine"'
    assert len(site.asked("/guns")) == 4


def test_an_answer_that_nothing_changed_does_not_speak_of_a_text_that_came_meanwhile(
    site: Site, page: Page, schedule: Schedule
) -> None:
    def put_wrong_and_right_again() -> None:
        site.article("/guns", EIGHT, ETag='"eight"')
        fetched(page)()
        site.article("/guns", SIX, ETag='"six"')

    site.pages["/guns"].meanwhile = put_wrong_and_right_again
    schedule.work()
    assert "six" in current("/guns")


def test_a_failure_that_comes_later_takes_nothing_away(site: Site, page: Page, schedule: Schedule) -> None:
    def corrected() -> None:
        site.article("/guns", EIGHT, ETag='"eight"')
        fetched(page)()

    site.pages["/guns"] = Reply(status=500, meanwhile=corrected)
    schedule.work()
    page.refresh_from_db()
    assert (page.etag, page.failures) == ('"eight"', 0)
    assert page.article is not None
    assert not Intake.objects.filter(outcome=IntakeOutcome.FAILED).exists()


def test_a_page_that_was_fetched_since_it_was_read_is_not_written(page: Page, schedule: Schedule) -> None:
    earlier = Page.objects.get(pk=page.pk)
    schedule.clock.shift(60)
    record_unchanged(page=page, now=timezone.now())
    with pytest.raises(NotYet):
        record_unchanged(page=earlier, now=timezone.now())


@pytest.mark.parametrize("same", [True, False], ids=["as it was", "changed"])
def test_a_filter_that_changes_during_a_poll_is_gone_by(
    site: Site, source: MakeSource, schedule: Schedule, same: bool
) -> None:
    site.article("/guns", SIX)
    site.article("/boots", SIX.replace("howitzers", "boots"))
    site.feed(("/guns", "Guns"), ("/boots", "Boots"), ETag='"one"')
    listed = source(title_none=["boots"], pace=timedelta(0))
    schedule.run(hours=0.1)
    assert not Article.objects.filter(key__endswith="/boots").exists()

    def wanted_after_all() -> None:
        try:
            changed = PolledSource.objects.get(pk=listed.pk)
            changed.title_none = []
            changed.save()
            source_changed(source=changed)
        finally:
            connection.close()

    if not same:
        site.feed(("/guns", "Guns"), ("/boots", "Boots"), ("/none", "None"), ETag='"two"')
    site.pages["/feed"].meanwhile = wanted_after_all
    ask_to_poll(source=listed)
    schedule.work()
    assert Article.objects.filter(key__endswith="/boots").exists()
    assert PollState.objects.get(source=listed).outcome.endswith("0 left out.")
