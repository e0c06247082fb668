"""From the table a reader comes to the sentences, and sees no more of a text than these."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from pledges.admin.permissions import ensure_editors_group
from pledges.domain.values import Basis, Extent, Kind, Quantity, Replaced, Scope, Unit
from pledges.models import Claim, Decision
from pledges.services.articles import Offer, store
from pledges.services.judging import judge
from tests.pledges import held_story, stories


@pytest.fixture
def story(seeded: None) -> Any:
    version = stories.article()
    claims = stories.story_claims(version)
    stories.read(version, claims)
    return claims


def page(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_shows_lines_with_pledged_delivered_and_outstanding(story: Any, client: Client) -> None:
    shown = page(client, "/")
    assert "Poland" in shown
    cells = re.findall(r'<td class="number">(\d+)', shown)
    assert cells == ["14", "4", "10"]
    assert 'aria-label="Pledged 14, delivered 4"' in shown


def test_leads_from_a_line_to_its_quoted_sentences_and_to_each_claim(story: Any, client: Client) -> None:
    (address,) = re.findall(r'<a href="(/line/[^"]+)">Poland', page(client, "/"))
    shown = page(client, address.replace("&amp;", "&"))
    for words in ("ten more Leopard 2 tanks this week", "handed over four of them already", "promised 14 in total"):
        assert f"<blockquote>{words}</blockquote>" in shown
    assert {claim.id for claim in story} == set(re.findall(r'href="/claims/(\w+)/"', shown))


def test_says_what_stands_beside_a_line_and_what_other_lines_brought(story: Any, client: Client) -> None:
    later = stories.article(key="later", published=date(2023, 4, 1))
    words = "handed over four of them already"
    nine, battalion = Quantity(low=9, high=9), Quantity(low=1, high=1, unit=Unit.BATTALION)
    total = stories.claim(later, words, donors=("EU",), kind=Kind.DELIVERY, quantity=nine, basis=Basis.CUMULATIVE)
    stories.read(later, [total, stories.claim(later, "promised 14 in total", quantity=battalion)])
    (address,) = re.findall(r'<a href="(/line/[^"]+unit=item[^"]+)">Poland', page(client, "/"))
    shown = page(client, address.replace("&amp;", "&"))
    assert "Up to 5 of what was delivered by European Union (Leopard 2) may be of this line" in shown
    assert "Beside it, in battalions: pledged 1, delivered 0." in shown
    others = re.findall(r'<a href="(/line/[^"]+)">its line</a>', shown)
    assert len(others) == 2
    for other in others:
        assert client.get(other.replace("&amp;", "&")).status_code == 200


def test_shows_a_stranger_the_quoted_words_and_an_editor_the_text_around(
    story: Any, client: Client, editor: User
) -> None:
    address = reverse("pages:claim", args=[story[1].id])
    shown = page(client, address)
    assert re.search(r'<mark class="evidence field" title="kind: test">handed over four of them already', shown)
    assert "Freedonia will send" not in shown
    editor.groups.add(ensure_editors_group())
    client.force_login(editor)
    assert "Freedonia will send" in page(client, address)


def test_tells_live_from_reviewed(story: Any, client: Client, editor: User) -> None:
    assert "Poland</a>" not in page(client, "/", standing="reviewed")
    judge(claim=Claim.objects.get(pk=story[1].id), decision=Decision.ACCEPTED, by=editor)
    assert "Poland</a>" in page(client, "/", standing="reviewed")


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        pytest.param({"donor": "PL"}, 1, id="a donor"),
        pytest.param({"donor": "DE"}, 0, id="another donor"),
        pytest.param({"system": "Leopard 2"}, 1, id="a system by name"),
        pytest.param({"category": "drone"}, 0, id="another category"),
        pytest.param({"as_of": "2023-02-22"}, 1, id="a day on which some had come"),
        pytest.param({"as_of": "2020-01-01"}, 0, id="a day before all of it"),
    ],
)
def test_filters_by(story: Any, client: Client, query: dict[str, str], lines: int) -> None:
    shown = page(client, "/", **query)
    assert f"{lines} line" in shown
    for address in re.findall(r'<a href="(/line/[^"]+)">', shown):
        page(client, address.replace("&amp;", "&"))


@pytest.mark.parametrize(
    "query", [{"donor": "Ruritania"}, {"system": "Leopard 22"}, {"as_of": "2023-02-30"}, {"standing": "all"}]
)
def test_says_which_filter_is_wrong(story: Any, client: Client, query: dict[str, str]) -> None:
    answer = client.get("/", query)
    assert answer.status_code == 400
    assert "errorlist" in answer.content.decode()


@pytest.mark.parametrize("address", ["/line/", "/line/?donor=DE&unit=item", "/line/?as_of=x", "/claims/nothing/"])
def test_has_no_page_of_what_is_not_there(story: Any, client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


def test_escapes_what_an_article_says(seeded: None, client: Client) -> None:
    text = "Poland gave <script>alert(1)</script> ten tanks."
    version = stories.article(text=text, publisher="<b>Bold</b>")
    claim = stories.claim(version, "<script>alert(1)</script> ten tanks")
    stories.read(version, [claim])
    (address,) = re.findall(r'<a href="(/line/[^"]+)">Poland', page(client, "/"))
    for shown in (page(client, address.replace("&amp;", "&")), page(client, f"/claims/{claim.id}/")):
        assert "<script>alert" not in shown
        assert "<b>Bold" not in shown
        assert "&lt;script&gt;" in shown


@pytest.mark.parametrize(
    ("url", "linked"), [("javascript:alert(1)", False), ("https://news.example/a", True), ("", False)]
)
def test_links_to_no_address_that_is_a_script(seeded: None, client: Client, url: str, linked: bool) -> None:
    version, _ = store(offer=Offer(key="k", text=stories.TEXT, published=stories.DAY, url=url))
    claims = stories.story_claims(version)
    stories.read(version, claims)
    for address in (
        f"/claims/{claims[0].id}/",
        f"/api/v1/claims/{claims[0].id}/",
        f"/api/v1/articles/{version.article_id}/",
    ):
        assert (url in page(client, address)) is (linked or not url)


def test_asks_the_database_as_often_for_many_lines(
    story: Any, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number, donor in enumerate(("DE", "FR", "GB", "IT", "ES")):
        version = stories.article(key=f"story-{number}")
        stories.read(version, [stories.claim(version, "promised 14 in total", donors=(donor,))])
    client.get("/")
    with django_assert_max_num_queries(4):
        client.get("/")


def test_shows_what_is_held_beside_the_figure_and_its_words_apart(seeded: None, client: Client) -> None:
    held_story.fourteen()
    held = held_story.millions()
    table = page(client, "/")
    assert re.findall(r'<td class="number">([\d,]+)', table)[0] == "14"
    assert "held beside it: 1 claim of up to 2,000,000" in table
    (address,) = re.findall(r'<a href="(/line/[^"]+)">Poland', table)
    shown = page(client, address.replace("&amp;", "&"))
    figures, apart = shown.split('<h2 id="held">')
    assert "1 claim of up to 2,000,000" in figures
    assert held_story.WORDS not in figures
    assert held_story.WORDS in apart
    for text in (apart, page(client, f"/claims/{held.id}/")):
        assert "One source alone tells of 2,000,000" in text


def test_says_why_an_entry_counts_nothing_or_an_interval_and_what_is_beside(seeded: None, client: Client) -> None:
    scope = Scope(of=Extent.ALL_AID, start=date(2022, 2, 24))
    told: list[tuple[int, int, dict[str, Any]]] = [
        (0, 14, {}),
        (1, 18, {}),
        (60, 90, {"scope": scope}),
        (70, 20, {"replaces": Replaced(number=18)}),
    ]
    for after, number, values in told:
        published = stories.DAY + timedelta(days=after)
        version = stories.article(key=f"a-{after}", text=f"promised 14 in total, {after}", published=published)
        many = Quantity(low=number, high=number)
        stories.read(version, [stories.claim(version, "promised 14 in total", quantity=many, **values)])
    (address,) = re.findall(r'<a href="(/line/[^"]+)">Poland', page(client, "/"))
    shown = page(client, address.replace("&amp;", "&"))
    assert "14 to 18 (pledge) counts nothing: 20 stands in its place." in shown
    assert "Sources say 14 and 18 of one pledge; the best source says 18." in shown
    assert "Other scope: 90 (all aid, since 2022-02-24), in none of the figures above." in shown
    assert re.search(r'in its place. <small>(<a href="#claim-\w+">claim</a> ){2}', shown)
