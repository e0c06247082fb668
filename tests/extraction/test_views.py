"""The page of a reading shows what the command prints, escaped, to whoever may view articles, and writes nothing."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import InternalError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.text import Truncator

from extraction import views
from extraction.explain import lines
from extraction.ingestion import queue_extraction
from extraction.tasks import read
from extraction.work import explain_version
from pledges.models import ArticleVersion, Claim, System
from pledges.queries.catalogue import current_catalogue
from tests.pledges import stories

pytestmark = pytest.mark.django_db
TEXT = (
    "Ukraine: guns on their way\r\n\r\n"
    "•\xa0Norway will send 14\xa0Leopard 2A4 tanks worth €90 million to Ukraine by the end of March.\r\n"
    "• Russia lost 30 tanks that it had sent to the front.\r\n\r\n"
    "It rained in Oslo."
)
HOSTILE = (
    "<script>alert(1)</script> Norway will send 14 <b onclick='x()'>Leopard 2A4</b> tanks to Ukraine \u202ethis week. "
    "&lt;img src=x onerror=alert(2)&gt; \"><svg/onload=alert(3)> {{ 7|add:7 }} {% now 'Y' %} "
)


@pytest.fixture
def version(seeded: None) -> ArticleVersion:
    return stories.article(text=TEXT)


@pytest.fixture
def viewer(client: Client) -> Client:
    """Somebody of the staff who may view articles, and nothing else."""
    user = User.objects.create_user(username="viewer", password="a long enough password", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(user)
    return client


def address(version: ArticleVersion) -> str:
    return reverse("extraction:explained", args=[version.article_id])


def page(client: Client, version: ArticleVersion, query: dict[str, Any] | None = None) -> str:
    answer = client.get(address(version), query)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def stored_text(shown: str) -> str:
    """The text of the page's text, without its marks."""
    found = re.search(r'<div class="text"[^>]*>(.*?)</div>', shown, re.DOTALL)
    assert found is not None
    return unescape(re.sub(r"<[^>]*>", "", found[1]))


def test_shows_the_stored_text_whole(viewer: Client, version: ArticleVersion) -> None:
    assert stored_text(page(viewer, version)) == TEXT


@pytest.mark.parametrize(
    ("group", "words", "means"),
    [
        pytest.param("name", "Norway", "donor NO (gazetteer.donor.name)", id="a donor"),
        pytest.param("name", "Leopard 2A4", "system leopard-2a4 (gazetteer.system.name)", id="a system"),
        pytest.param("number", "14", "number 14 (quantity.digits)", id="a number"),
        pytest.param("money", "€90 million", "money 90,000,000 EUR (money.sum)", id="a sum"),
        pytest.param("time", "by the end of March", "time ..2023-03-31 (time.month.no-year)", id="a time"),
    ],
)
def test_marks_what_was_found(viewer: Client, version: ArticleVersion, group: str, words: str, means: str) -> None:
    assert f'<mark class="{group} end" title="{means}">{words}</mark>' in page(viewer, version)


def test_says_all_that_the_command_prints(viewer: Client, version: ArticleVersion) -> None:
    shown = page(viewer, version)
    explanation, _, revision = explain_version(version)
    assert revision in shown
    assert any(line.startswith("    CLAIM") for line in lines(explanation))
    for passage in explanation.passages:
        if passage.unread is not None:
            assert f"<bdi>{escape(Truncator(passage.text).chars(60))}</bdi>: {passage.unread}</li>" in shown
        for one in passage.mentions:
            assert escape(f"{one.kind} {one.means} ({one.rule})") in shown
        for left_out in passage.left_out:
            assert f"<bdi>{escape(left_out.words)}</bdi></q>, {escape(left_out.reason)}" in shown
        for claim in passage.claims:
            for field in claim.fields:
                words, rule = field.words or "", f"<code>{escape(field.rule)}</code>" if field.rule else "by default"
                assert f"<td>{escape(field.value)}</td><td><bdi>{escape(words)}</bdi></td><td>{rule}</td>" in shown
            assert f"Not said: {', '.join(claim.silent)}." in shown
            assert all(mark in shown for mark, _ in claim.reasons)
            assert all(f"<bdi>{escape(quote.text)}</bdi>" in shown for quote in claim.evidence)


def test_a_hostile_text_stays_text(viewer: Client, version: ArticleVersion) -> None:
    hostile = stories.article(key="hostile", text=HOSTILE)
    shown = page(viewer, hostile)
    assert stored_text(shown) == HOSTILE
    assert "Leopard 2A4" in shown
    inside = shown[shown.index('<div class="explained">') : shown.index('id="footer"')]
    assert not re.search(r"<(?:script|img|svg|b)\b", inside)
    assert "onclick='" not in inside


def test_writes_nothing(viewer: Client, version: ArticleVersion) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")  # the database refuses whatever writes
        assert "1 claim, and what was left out" in page(viewer, version)
        with pytest.raises(InternalError, match="read-only transaction"), transaction.atomic():
            stories.article(key="another")
        transaction.set_rollback(True)  # ends the setting too


def test_reads_with_the_catalogue_of_today(viewer: Client, version: ArticleVersion) -> None:
    told = stories.article(key="told", text="Norway will send 14 Freedonian Lion 4 tanks to Ukraine.")
    before = current_catalogue().revision
    assert before in page(viewer, told)
    System.objects.create(slug="lion-4", name="Freedonian Lion 4", category_id="main-battle-tank", example="A Lion 4.")
    after = current_catalogue().revision
    shown = page(viewer, told)
    assert after != before
    assert after in shown
    assert before not in shown
    assert 'title="system lion-4 (gazetteer.system.name)">Freedonian Lion 4</mark>' in shown


def test_leads_to_a_stored_claim_and_says_that_the_reading_is_the_stored_one(
    viewer: Client, version: ArticleVersion
) -> None:
    assert "No worker has read this version yet" in page(viewer, version)
    queue_extraction(version=version)
    read()
    claim = Claim.objects.get()
    shown = page(viewer, version)
    assert "has the same claims" in shown
    assert reverse("admin:pledges_claim_change", args=[claim.pk]) in shown


def test_says_what_a_new_reading_would_change(viewer: Client, version: ArticleVersion) -> None:
    stories.read(version, [stories.claim(version, "It rained in Oslo")], extractor="0")
    shown = page(viewer, version)
    assert "by extractor 0 with catalogue <code>c</code>" in shown
    assert "1 of the claims below is not in it, and it has 1 more" in shown
    assert "is stored, and is not read today" in shown


def test_shows_the_newest_version_or_the_one_asked_for(viewer: Client, version: ArticleVersion) -> None:
    newer = stories.article(text="Sweden will send 9 tanks to Ukraine.")
    other = stories.article(key="other", text="Nothing.")
    assert stored_text(page(viewer, version)) == newer.text
    assert stored_text(page(viewer, version, {"version": version.pk})) == TEXT
    for wrong in (other.pk, "x", "9" * 30, "²"):
        assert viewer.get(address(version), {"version": wrong}).status_code == 404


def test_is_shown_to_those_who_may_view_articles_alone(client: Client, version: ArticleVersion) -> None:
    answer = client.get(address(version))
    assert answer.status_code == 302
    assert reverse("admin:login") in answer.headers["Location"]
    client.force_login(User.objects.create_user(username="clerk", password="a long enough password", is_staff=True))
    assert client.get(address(version)).status_code == 403
    client.force_login(User.objects.create_user(username="reader", password="a long enough password"))
    assert client.get(address(version)).status_code == 302


def test_asks_only(viewer: Client, version: ArticleVersion) -> None:
    assert viewer.post(address(version)).status_code == 405


def test_knows_no_article_that_is_none(viewer: Client, version: ArticleVersion) -> None:
    assert viewer.get(reverse("extraction:explained", args=[version.article_id + 1000])).status_code == 404


def test_refuses_a_text_that_no_page_can_show(
    viewer: Client, version: ArticleVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LONGEST_SHOWN", 50)
    answer = viewer.get(address(version))
    assert answer.status_code == 413
    assert f"The text has {len(TEXT)} characters, more than the 50" in answer.content.decode()


def test_says_that_no_sentence_of_a_register_is_read(viewer: Client, version: ArticleVersion) -> None:
    version.source.kind = "register"
    version.source.save()
    assert "This is a row of a register" in page(viewer, version)


def test_is_linked_from_the_article_and_from_its_claims(admin_client: Client, version: ArticleVersion) -> None:
    queue_extraction(version=version)
    read()
    claim = Claim.objects.get()
    article = admin_client.get(reverse("admin:pledges_article_change", args=[version.article_id])).content.decode()
    assert f'<a href="{address(version)}">How it is read</a>' in article
    review = admin_client.get(reverse("admin:pledges_claim_change", args=[claim.pk])).content.decode()
    assert f'<a href="{address(version)}?version={version.pk}#c{claim.pk}">how it is read</a>' in review
    assert f'id="c{claim.pk}"' in page(admin_client, version)
