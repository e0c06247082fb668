"""An editor opens the page of a reading, tells its marks apart in light and dark, and follows a claim to its words."""

import os
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from extraction.ingestion import queue_extraction
from extraction.tasks import read
from pledges.models import Claim
from tests.browser.conftest import PASSWORD
from tests.pledges import stories

TEXT = (
    "Tanks on their way to Ukraine\n\n"
    "Norway will send 14 Leopard 2A4 tanks worth €90 million to Ukraine by the end of March. "
    "Sweden also sent about 6,000 rounds of 35mm ammunition. It rained in Oslo.\n\n"
    "• Russia lost 30 tanks that it had sent to the front.\n"
    "• <b>Freedonia</b> \u202epromised\u202c nothing.\n"
)
GROUPS = ("name", "number", "money", "time")
# The contrast of WCAG 2.2 between a mark's words and what lies behind them, as the browser paints it.
CONTRAST = """(mark) => {
  const paint = (...colours) => {
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    for (const colour of colours) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((x) => x / 255).map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const page = getComputedStyle(document.body).backgroundColor;
  const style = getComputedStyle(mark);
  const behind = paint(page, style.backgroundColor);
  const ratio = (colour) => {
    const [a, b] = [light(paint(page, colour)), light(behind)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  return { words: ratio(style.color), label: ratio(getComputedStyle(mark, "::after").color) };
}"""
LINE = "(mark) => getComputedStyle(mark).borderBottomStyle"
LABEL = "(mark) => getComputedStyle(mark, '::after').content"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def claim(an_editor: None) -> Claim:
    """What a worker read of an article, and an editor to look at it."""
    queue_extraction(version=stories.article(text=TEXT))
    read()
    return Claim.objects.get(category="main-battle-tank", quantity_low=14)


def sign_in(page: Page, site: str, path: str) -> None:
    page.goto(f"{site}{path}")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")


def test_shows_how_a_claim_was_read(page: Page, live_server: Any, claim: Claim) -> None:
    sign_in(page, live_server.url, f"/admin/pledges/claim/{claim.pk}/change/")
    page.set_viewport_size({"width": 1400, "height": 1000})
    page.get_by_role("link", name="how it is read").click()
    expect(page.locator(f"#c{claim.pk}")).to_be_in_viewport()
    shown = page.locator("#text")
    assert shown.text_content() == TEXT
    expect(shown.locator("mark.name", has_text="Leopard 2A4")).to_have_attribute(
        "title", "system leopard-2a4 (gazetteer.system.name)"
    )
    row = page.locator(f"#c{claim.pk} tbody tr", has_text="quantity")
    expect(row).to_contain_text("14 item")
    expect(row).to_contain_text("quantity.digits")
    expect(page.locator(".left-out").first).to_contain_text("left out: ")
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/explained.png", full_page=True)

    sentence = page.locator(".found h3 a", has_text="Sentence 2")
    sentence.click()
    expect(page.locator("#s1")).to_be_in_viewport()
    page.locator(f"#c{claim.pk}").get_by_role("link", name="review it").click()
    expect(page.locator("#claim-title")).to_contain_text("pending")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_can_be_read_and_told_apart_without_colours(
    page: Page, live_server: Any, claim: Claim, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    sign_in(page, live_server.url, f"/admin/pledges/article/{claim.article_id}/change/")
    page.get_by_role("link", name="How it is read").click()
    marks = {group: page.locator(f".legend mark.{group}") for group in GROUPS}
    for first, second in combinations(GROUPS, 2):
        assert marks[first].evaluate(LINE) != marks[second].evaluate(LINE)
        assert marks[first].evaluate(LABEL) != marks[second].evaluate(LABEL)
    for mark in page.locator("#text mark.end, .legend mark").all():
        found = mark.evaluate(CONTRAST)
        assert found["words"] >= 4.5, (mark.text_content(), found)
        assert found["label"] >= 4.5, (mark.text_content(), found)
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/explained-{scheme}.png", full_page=True)
