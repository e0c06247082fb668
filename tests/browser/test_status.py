"""An operator sees what needs a person, and has it tried again, under the content policy."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from pledges.models import Job, JobState, Lane, PolledSource, PollState, Pulse
from tests.browser.conftest import PASSWORD
from tests.pledges import stories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def troubled(an_editor: None) -> Job:
    """An undated article, a source that fails, and jobs of which some are set aside."""
    now = timezone.now()
    version = stories.undated()
    stories.read(version, stories.story_claims(version))
    stories.brought(version)
    Pulse.objects.create(name="tick", at=now - timedelta(seconds=4))
    source = PolledSource.objects.create(name="Ministry of Defence", address="https://mod.example/feed", paused=False)
    outcome = "https://mod.example/feed answered 503 Service Unavailable"
    late = now - timedelta(hours=5)
    PollState.objects.create(
        source=source, next_at=late, interval=timedelta(hours=1), failures=4, succeeded_at=late, outcome=outcome
    )
    for number in range(3):
        Job.objects.create(
            kind="fetch_page", subject=f"page:{number}", lane=Lane.FETCH, state=JobState.QUARANTINED, attempts=5,
            last_error=f"FetchFailed: https://paper.example/2023/03/{number}/a-long-address-of-an-article answered 500",
            next_at=now, finished_at=now - timedelta(minutes=number),
        )  # fmt: skip
        Job.objects.create(kind="extract", subject=f"version:{number}", next_at=now - timedelta(seconds=20 * number))
    return Job.objects.earliest("id")


def test_has_a_job_tried_again_and_an_article_dated(page: Page, live_server: Any, troubled: Job) -> None:
    site = live_server.url
    page.goto(f"{site}/admin/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")
    page.get_by_role("link", name="Status:").click()
    expect(page.locator(".wants li")).to_have_count(3)
    page.get_by_role("button", name=f"Try job {troubled.pk} again").click()
    expect(page.locator(".messagelist")).to_contain_text(f"Job {troubled.pk} will be tried again.")
    page.get_by_role("button", name="Try all again: fetch_page, FetchFailed").click()
    expect(page.locator(".messagelist")).to_contain_text("2 will be tried again.")
    expect(page.locator(".wants li")).to_have_count(2)

    page.get_by_role("region", name="Reading notes").get_by_role("link", name="1", exact=True).click()
    page.locator("#result_list").get_by_role("link", name="story").click()
    told = page.get_by_role("region", name="How its text was read")
    expect(told).to_contain_text("3 claims wait for its day")
    page.fill("#id_published", "2023-03-07")
    page.get_by_role("button", name="Give the day").click()
    expect(told).to_contain_text("Of 2023-03-07")
    expect(told).not_to_contain_text("wait for its day")
