"""An editor signs in, sees the words, presses one key, and the figure moves for every reader."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from pledges.admin.permissions import ensure_editors_group
from pledges.models import Donor
from pledges.seed_files import load_catalogue
from pledges.services.seeding import load_seeds
from tests.pledges import stories

PASSWORD = "a long enough password"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def outside_the_loop() -> Iterator[None]:
    """Playwright runs an event loop in this thread, which Django takes for asynchronous code."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def story(transactional_db: None) -> Any:
    """An editor, and an article of which three claims were read."""
    if not Donor.objects.exists():
        load_seeds(catalogue=load_catalogue(), sources=())
    user = User.objects.create_user(username="editor", password=PASSWORD, is_staff=True)
    user.groups.add(ensure_editors_group())
    version = stories.article()
    claims = stories.story_claims(version)
    stories.read(version, claims)
    return claims


def test_accepts_a_claim_by_its_highlighted_words_and_the_figure_moves(
    page: Page, live_server: Any, story: Any
) -> None:
    site = live_server.url
    page.goto(f"{site}/?standing=reviewed")
    expect(page.locator("main")).to_contain_text("0 lines")

    page.goto(f"{site}/admin/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")
    page.get_by_role("link", name="Claims", exact=True).first.click()
    page.locator("#result_list tbody tr", has_text="delivery").get_by_role("link").first.click()

    marked = page.locator("#text mark.evidence.field")
    expect(marked).to_contain_text("handed over four of them already")
    expect(marked).to_have_attribute("title", "kind: test")
    page.wait_for_load_state()  # the script that listens to keys comes last
    page.keyboard.press("a")
    expect(page.locator(".messagelist")).to_contain_text("accepted")

    page.goto(f"{site}/?standing=reviewed")
    row = page.locator("table.lines tbody tr", has_text="Poland")
    expect(row.locator("td.number").nth(1)).to_have_text("4")
    row.get_by_role("link").click()
    expect(page.locator("blockquote").first).to_have_text("handed over four of them already")
    figures = page.request.get(f"{site}/api/v1/reconciliation/?donor=PL&standing=reviewed").json()
    assert figures["standing"] == "reviewed"
    assert figures["results"][0]["delivered"]["stated"] == 4


def test_shows_the_docs_of_the_api_under_the_content_policy(page: Page, live_server: Any, story: Any) -> None:
    page.goto(f"{live_server.url}/api/docs/")
    expect(page.get_by_text("/api/v1/reconciliation/", exact=True)).to_be_visible()
