"""An editor's morning at the desk, by keys alone: what each act costs in key presses; nothing typed is lost."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from extraction.judging.judge import judge_of
from extraction.reading import Document, Reader
from pledges.models import Claim, ClaimState, Verdict
from pledges.seed_files import load_catalogue
from tests.browser.conftest import PASSWORD
from tests.browser.looking import LAPTOP, faults, picture
from tests.pledges import stories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = (
    "Freedonia will send ten more Leopard 2 tanks this week. It has handed over four of them already. "
    "The country had promised 14 in total. A further 25 Archer howitzers are to follow from Sweden by the end of May."
)
SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "articles"
SAMPLE = "s10-each-and-all"
AWAKE = 450  # milliseconds after which keys decide


@dataclass
class Keys:
    """A keyboard that counts."""

    page: Page
    count: int = field(default=0)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def typed(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.count += len(text)

    def since(self) -> int:
        """How many keys since this was asked last."""
        counted, self.count = self.count, 0
        return counted


@pytest.fixture
def story(an_editor: None) -> list[Any]:
    version = stories.article(text=TEXT)
    claims = stories.story_claims(version)
    stories.read(version, claims)
    return claims


@pytest.fixture
def keys(page: Page, live_server: Any, story: list[Any]) -> Iterator[Keys]:
    """Signed in, at the page of the first claim."""
    yield signed_in(page, live_server, story[0].id)


def signed_in(page: Page, live_server: Any, claim: str) -> Keys:
    """An editor's keyboard, at the page of a claim."""
    page.goto(f"{live_server.url}/admin/login/?next=/admin/pledges/claim/{claim}/change/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    at(page, claim)
    return Keys(page)


def at(page: Page, claim: str) -> None:
    """Wait till the page of a claim takes keys. The page to sign in names that page in its own address: only the path
    tells them apart."""
    page.wait_for_url(lambda url: urlsplit(url).path == f"/admin/pledges/claim/{claim}/change/")
    page.wait_for_load_state()
    page.wait_for_timeout(AWAKE)


def corrected(claim: str) -> Claim:
    """The correction of a claim that stands last."""
    return Claim.objects.filter(corrects=claim).latest("recorded_at")


def mended(page: Page, claim: str) -> Claim:
    expect(page.locator(".messagelist .success")).to_be_visible()
    found = corrected(claim)
    at(page, found.pk)
    return found


@pytest.mark.parametrize(
    ("digit", "text", "most", "column", "value"),
    [
        pytest.param("4", "12", 4, "quantity_low", 12, id="quantity"),
        pytest.param("2", "hol", 6, "donors", ["NL"], id="donor by an alias"),
        pytest.param("3", "2a4", 6, "item_name", "Leopard 2A4", id="system by a part of its name"),
        pytest.param("1", "de", 4, "kind", "delivery", id="kind"),
        pytest.param("5", "9m EUR", 8, "value_amount", 9_000_000, id="sum"),
        pytest.param("6", "by the end of March", 21, "window_to", "2023-03-31", id="window by a phrase"),
        pytest.param("7", "c", 3, "basis", "cumulative", id="basis"),
        pytest.param("8", "md", 4, "recipient", "MD", id="recipient"),
        pytest.param("9", "7.3.2023", 10, "announced", "2023-03-07", id="day of announcing"),
    ],
)
def test_mends_a_field_where_it_stands(
    keys: Keys, story: list[Any], digit: str, text: str, most: int, column: str, value: Any
) -> None:
    keys.press(digit)
    keys.typed(text)
    if digit in "123":
        expect(keys.page.locator(".offers:not([hidden]) li").first).to_be_visible()
    keys.press("Enter")
    found = mended(keys.page, story[0].id)
    said = getattr(found, column)
    assert (said.isoformat() if hasattr(said, "isoformat") else said) == value
    assert keys.since() <= most
    assert found.author is not None
    assert ClaimState.objects.get(pk=found.pk).reviewed


def test_gives_a_field_up_and_says_what_it_takes(keys: Keys, story: list[Any]) -> None:
    keys.press("4")
    keys.typed("lots")
    keys.press("Enter")
    expect(keys.page.locator("tr.of-quantity .errornote")).to_contain_text("'lots' is no number")
    expect(keys.page.locator("tr.of-quantity input[name=text]")).to_have_value("lots")
    keys.press("Escape")
    expect(keys.page.locator("tr.of-quantity button.value")).to_be_visible()
    assert not Claim.objects.filter(corrects=story[0].id).exists()


def test_decides_nothing_while_a_field_is_open(keys: Keys, story: list[Any]) -> None:
    keys.press("4")
    keys.typed("12")
    keys.page.get_by_role("button", name="Accept").click()
    expect(keys.page.locator(".notice")).to_contain_text("not saved")
    expect(keys.page.locator("tr.of-quantity input[name=text]")).to_have_value("12")
    assert not Verdict.objects.exists()


def test_drops_nothing_typed_for_another_field_or_the_next_claim(keys: Keys, story: list[Any]) -> None:
    page, reason = keys.page, keys.page.get_by_label("Reason (may be left out)").first
    keys.press("4")
    keys.typed("12")
    page.locator("tr.of-kind button.value").click()
    expect(page.locator(".notice")).to_contain_text("not saved (the field)")
    reason.fill("they were shown")
    page.keyboard.press("Escape")
    expect(page.locator("tr.of-quantity input[name=text]")).to_have_value("12")
    page.locator("tr.of-quantity input[name=text]").press("Escape")
    page.keyboard.press("n")
    expect(page.locator(".notice")).to_contain_text("not saved (the reason)")
    page.keyboard.press("a")
    at(page, story[1].id)
    assert Verdict.objects.get().why == "they were shown"


def test_a_decision_is_sent_once_and_broken_keys_of_ones_own_do_no_harm(keys: Keys, story: list[Any]) -> None:
    sent: list[str] = []
    for kept in ("null", "{broken"):
        keys.page.evaluate("kept => localStorage.setItem('pledges.keys', kept)", kept)
        keys.page.reload()
        at(keys.page, story[0].id)
    keys.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    keys.page.evaluate(
        "['a', 'z'].forEach(key => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))"
    )
    at(keys.page, story[1].id)
    assert [url.split("/")[-2] for url in sent] == ["decide"]
    assert Verdict.objects.get().decision == "accepted"


def test_enter_in_the_reason_decides_nothing(keys: Keys, story: list[Any]) -> None:
    keys.page.get_by_label("Reason (may be left out)").first.fill("they were shown")
    keys.page.keyboard.press("Enter")
    keys.page.wait_for_timeout(200)
    assert not Verdict.objects.exists()
    expect(keys.page.get_by_label("Reason (may be left out)").first).to_have_value("they were shown")


def test_a_second_quick_key_leaves_the_next_claim_alone(keys: Keys, story: list[Any]) -> None:
    pressed = 'addEventListener("load", () => document.body.dispatchEvent(new KeyboardEvent("keydown", %s)))'
    keys.page.add_init_script(pressed % '{ key: "a", bubbles: true }')  # as soon as the page is there, on any machine
    keys.press("a")
    at(keys.page, story[1].id)
    expect(keys.page.locator(".notice")).to_contain_text("another claim")
    assert [one.claim_id for one in Verdict.objects.all()] == [story[0].id]


def test_adds_a_missed_claim_from_selected_words(keys: Keys, story: list[Any]) -> None:
    words = "25 Archer howitzers are to follow from Sweden by the end of May"
    start = TEXT.index(words)
    keys.page.evaluate(
        """([start, end]) => {
            const pieces = [...document.querySelectorAll("#text [data-start]")];
            const spot = (place) => {
                const piece = pieces.findLast((one) => Number(one.dataset.start) <= place);
                return [piece.firstChild, place - Number(piece.dataset.start)];
            };
            getSelection().setBaseAndExtent(...spot(start), ...spot(end));
        }""",
        [start, start + len(words)],
    )
    keys.press("c")
    expect(keys.page.locator("blockquote")).to_have_text(words)
    for name, text in (("item", "Archer"), ("quantity", "25"), ("donors", "SE"), ("window", "by 2023-05-31")):
        expect(keys.page.locator(f"#id_{name}")).to_have_value(text)
    keys.press("Enter")
    expect(keys.page.locator(".messagelist")).to_contain_text("added")
    assert keys.since() <= 10
    added = Claim.objects.get(item_name="Archer")
    assert (added.donors, added.quantity_low, added.quote, added.kind) == (["SE"], 25, words, "pledge")
    assert ClaimState.objects.get(pk=added.pk).reviewed


def test_shows_its_keys_and_takes_others(keys: Keys, story: list[Any]) -> None:
    keys.press("?")
    dialog = keys.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Accept")
    dialog.get_by_role("row", name="Accept").get_by_role("button").click()
    keys.page.keyboard.press("y")
    expect(dialog).to_contain_text("is the key of: Put back")
    dialog.get_by_role("row", name="Accept").get_by_role("button").click()
    keys.page.keyboard.press("k")
    keys.page.keyboard.press("Escape")
    keys.page.keyboard.press("k")
    keys.page.wait_for_url(f"**/claim/{story[1].id}/change/**")
    assert Verdict.objects.get().decision == "accepted"


@pytest.fixture
def sample(an_editor: None) -> list[Any]:
    """A sample article, read as a worker reads it; the claims in its order."""
    row = next(
        one for one in map(json.loads, (SEEDS / "manifest.jsonl").read_text().splitlines()) if one["id"] == SAMPLE
    )
    told = {"published": date.fromisoformat(row["published"]), "publisher": row["publisher"], "title": row["title"]}
    text = (SEEDS / row["file"]).read_text()
    version = stories.article(key=SAMPLE, text=text, **told)
    reader = Reader.build(catalogue=load_catalogue(), judge=judge_of())
    (claims,) = reader.read([Document(article=SAMPLE, text=text, **told)])
    stories.read(version, list(claims))
    return sorted(claims, key=lambda claim: claim.evidence[0].start)


def test_can_be_used_by_everybody_in_light_and_dark(page: Page, live_server: Any, sample: list[Any]) -> None:
    keys = signed_in(page, live_server, sample[0].id)
    page.set_viewport_size(LAPTOP)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.reload()
        at(page, sample[0].id)
        assert faults(page) == []
        accept, last = page.get_by_role("button", name="Accept"), page.locator("tr.of-announced button.value")
        for one in (accept, last):
            box = one.bounding_box()
            assert box is not None and box["y"] + box["height"] <= LAPTOP["height"], "decided without scrolling"
    picture(page, "desk-dark")
    page.emulate_media(color_scheme="light")
    picture(page, "desk")
    keys.press("2")
    keys.typed("po")
    expect(page.locator(".offers:not([hidden]) li").first).to_be_visible()
    assert faults(page) == []
    picture(page, "desk-field")
    keys.press("Escape", "?")
    assert faults(page) == []
    picture(page, "desk-keys")


def test_takes_my_last_act_back_and_returns_there(keys: Keys, story: list[Any]) -> None:
    keys.press("a")
    at(keys.page, story[1].id)
    keys.since()
    keys.press("z")
    at(keys.page, story[0].id)
    assert keys.since() == 1
    expect(keys.page.locator(".messagelist")).to_contain_text("Taken back: you accepted")
    assert ClaimState.objects.get(pk=story[0].id).review == "pending"
    keys.press("y")
    expect(keys.page.locator(".messagelist")).to_contain_text("Put back")
    assert ClaimState.objects.get(pk=story[0].id).review == "accepted"


def test_a_mended_field_is_taken_back_with_one_key(keys: Keys, story: list[Any]) -> None:
    keys.press("4")
    keys.typed("12")
    keys.press("Enter")
    mended(keys.page, story[0].id)
    keys.press("z")
    at(keys.page, story[0].id)
    expect(keys.page.locator("tr.of-quantity button.value")).to_have_text("10")
    assert ClaimState.objects.get(pk=story[0].id).review == "pending"


def test_two_who_mend_one_claim_lose_nothing(keys: Keys, story: list[Any], live_server: Any) -> None:
    mine, browser = keys.page, keys.page.context.browser
    assert browser is not None
    theirs = browser.new_context(storage_state=mine.context.storage_state()).new_page()
    keys.press("4")
    keys.typed("12")
    theirs.goto(mine.url)
    theirs.get_by_role("button", name="quantity: 10. Edit").click()
    theirs.locator("tr.of-quantity input[name=text]").fill("11")
    theirs.keyboard.press("Enter")
    expect(theirs.locator(".messagelist .success")).to_be_visible()
    keys.press("Enter")
    expect(mine.locator(".conflict")).to_contain_text("editor corrected this claim")
    expect(mine.locator("tr.of-quantity input[name=text]")).to_have_value("12")
    expect(mine.locator(".conflict tbody tr").first).to_contain_text("101112")  # started from, theirs, mine
    picture(mine, "desk-conflict")
    assert Claim.objects.filter(corrects=story[0].id).count() == 1
    mine.keyboard.press("Enter")
    expect(mine.locator(".messagelist .success")).to_be_visible()
    stands = Claim.objects.filter(item_name="Leopard 2", state__review="accepted").latest("recorded_at")
    assert stands.quantity_low == 12


def test_a_session_that_ends_while_one_types_keeps_the_words(keys: Keys, story: list[Any]) -> None:
    keys.press("4")
    keys.typed("12")
    keys.page.context.clear_cookies(name="sessionid")
    keys.press("Enter")
    keys.page.wait_for_url("**/login/**")
    keys.page.fill("#id_username", "editor")
    keys.page.fill("#id_password", PASSWORD)
    keys.page.keyboard.press("Enter")
    at(keys.page, story[0].id)
    expect(keys.page.locator("tr.of-quantity input[name=text]")).to_have_value("12")
    assert not Claim.objects.filter(corrects=story[0].id).exists()
    keys.page.keyboard.press("Enter")
    assert mended(keys.page, story[0].id).quantity_low == 12
