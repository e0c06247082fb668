"""An editor signs in, sees the words, presses one key, and the figure moves for every reader."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD
from tests.browser.test_desk import AWAKE
from tests.pledges import stories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story(an_editor: None) -> Any:
    """An editor, and an article of which three claims were read."""
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
    page.wait_for_timeout(AWAKE)
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
