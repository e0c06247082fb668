"""A decision in the admin is a row by the editor, moves the ledger at once, and brings the next claim."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from pledges.domain.claims import Words
from pledges.domain.values import Span
from pledges.models import Claim, ClaimState, LedgerLine, Verdict
from tests.pledges import stories


def page(claim: str) -> str:
    return reverse("admin:pledges_claim_change", args=[claim])


def seen(desk: Client, claim: str) -> str:
    """How a claim stands, as its page's forms carry it."""
    shown = desk.get(page(claim)).content.decode()
    found = set(re.findall(r'name="seen" value="([^"]+)"', shown))
    assert len(found) == 1
    return str(found.pop())


def decide(desk: Client, claim: str, decision: str, **more: str) -> Any:
    """Press a button on the page of a claim, as the page stands now."""
    data = {"decision": decision, "seen": seen(desk, claim), **more}
    return desk.post(reverse("admin:pledges_claim_decide", args=[claim]), data)


def delivered(standing: str) -> list[int]:
    return [line.body["delivered"]["stated"] for line in LedgerLine.objects.filter(standing=standing)]


def test_lists_claims_with_what_they_say(story: Any, desk: Client) -> None:
    shown = desk.get(reverse("admin:pledges_claim_changelist")).content.decode()
    for words in ("PL", "delivery", "Leopard 2", "2023-03-06\nto 2023-03-12", "0.90", "pending"):
        assert words in shown


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param({"donor": "PL"}, 3, id="donor"),
        pytest.param({"donor": "DE"}, 0, id="another donor"),
        pytest.param({"category": "main-battle-tank"}, 3, id="category"),
        pytest.param({"kind__exact": "delivery"}, 1, id="kind"),
        pytest.param({"state__review__exact": "accepted"}, 0, id="review"),
        pytest.param({"confidence": "90"}, 3, id="band of confidence"),
        pytest.param({"confidence": "50"}, 0, id="another band"),
        pytest.param({"article": "no number"}, 0, id="an article that is none"),
        pytest.param({"q": "handed over"}, 1, id="words of the evidence"),
    ],
)
def test_narrows_the_list_by(story: Any, desk: Client, query: dict[str, str], expected: int) -> None:
    answer = desk.get(reverse("admin:pledges_claim_changelist"), query)
    assert answer.status_code == 200
    assert answer.context["cl"].result_count == expected


def test_narrows_the_list_by_article(story: Any, desk: Client) -> None:
    other = stories.article(key="another")
    stories.read(other, stories.story_claims(other)[:1])
    answer = desk.get(reverse("admin:pledges_claim_changelist"), {"article": str(other.article_id)})
    assert answer.context["cl"].result_count == 1


def test_marks_the_evidence_and_each_fields_words_with_their_rule(story: Any, desk: Client) -> None:
    shown = desk.get(page(story[1].id)).content.decode()
    assert re.search(r'<mark class="evidence field of-kind"[^>]*title="kind: test"><span[^>]*>handed over four', shown)
    assert "Freedonia will send" in shown  # the text around it


def test_escapes_a_hostile_text(seeded: None, desk: Client) -> None:
    text = 'It gave <script>alert("x")</script> ten tanks & "more" to them.'
    version = stories.article(text=text, publisher='<img src=x onerror="alert(1)">')
    words = '<script>alert("x")</script> ten tanks'
    span = Span(start=text.index(words), end=text.index(words) + len(words))
    hostile = {"kind": Words(text=words, span=span, rule='"><b>rule')}
    claim = replace(stories.claim(version, words), words=hostile)
    stories.read(version, [claim])
    for address in (page(claim.id), reverse("admin:pledges_article_change", args=[version.article_id])):
        shown = desk.get(address).content.decode()
        assert '<script>alert("x")' not in shown
        assert "<img src=x" not in shown
        assert "<b>rule" not in shown
        assert "&lt;script&gt;alert(" in shown


def test_accepts_as_the_editor_moves_the_figure_and_goes_on(story: Any, desk: Client, editor: User) -> None:
    assert delivered("reviewed") == []
    answer = decide(desk, story[1].id, "accept")
    verdict = Verdict.objects.get()
    assert (verdict.claim_id, verdict.decision, verdict.by) == (story[1].id, "accepted", editor)
    assert delivered("reviewed") == [4]
    assert answer.status_code == 302
    assert answer["Location"] in {page(story[0].id), page(story[2].id)}


def test_rejects_with_a_reason_and_the_figure_falls(story: Any, desk: Client) -> None:
    assert delivered("live") == [4]
    decide(desk, story[1].id, "reject", why="they were shown, not given")
    assert Verdict.objects.get().why == "they were shown, not given"
    assert sum(delivered("live")) == 0


def test_leaves_unsure_and_takes_back(story: Any, desk: Client) -> None:
    decide(desk, story[1].id, "unsure")
    assert ClaimState.objects.get(pk=story[1].id).review == "unsure"
    answer = decide(desk, story[1].id, "undo")
    assert answer["Location"] == page(story[1].id)
    assert ClaimState.objects.get(pk=story[1].id).review == "pending"


def test_goes_through_the_article_in_the_order_of_its_text(story: Any, desk: Client) -> None:
    first = desk.get(reverse("admin:pledges_claim_next"))["Location"]
    order = [first]
    for _ in range(2):
        claim = order[-1].split("/")[-3]
        order.append(decide(desk, claim, "accept")["Location"])
    assert order == [page(claim.id) for claim in story]
    assert decide(desk, story[2].id, "accept")["Location"] == reverse("admin:pledges_claim_changelist")


def test_stays_within_the_list_that_the_editor_came_from(story: Any, desk: Client) -> None:
    other = stories.article(key="another")
    only = replace(stories.claim(other, "promised 14 in total"), donors=("DE",))
    stories.read(other, [only])
    kept = "?" + urlencode({"_changelist_filters": "donor=PL&kind__exact=pledge"})
    shown = desk.get(page(story[0].id) + kept)
    assert shown.context["next"] == story[2].id
    data = {"decision": "accept", "seen": seen(desk, story[0].id)}
    answer = desk.post(reverse("admin:pledges_claim_decide", args=[story[0].id]) + kept, data)
    assert answer["Location"] == page(story[2].id) + kept
    data["seen"] = seen(desk, story[2].id)
    answer = desk.post(reverse("admin:pledges_claim_decide", args=[story[2].id]) + kept, data)
    assert answer["Location"] == reverse("admin:pledges_claim_changelist") + "?donor=PL&kind__exact=pledge"


def form_of(desk: Client, claim: str) -> dict[str, Any]:
    """The correction form as the page has it."""
    shown = desk.get(page(claim)).context
    values = {name: value for name, value in shown["form"].initial.items() if value not in (None, False)}
    return values | {"seen": shown["seen"], "started": shown["started"]}


def test_corrects_a_claim_with_a_reason(story: Any, desk: Client, editor: User) -> None:
    data = form_of(desk, story[1].id) | {"low": "5", "high": "6", "donors": "Poland, DE", "why": "five or six, of two"}
    data |= {
        "sharing": "joint",
        "amount": "3000000",
        "currency": "EUR",
        "qualifier": "about",
        "announced": "2023-02-20",
    }
    answer = desk.post(reverse("admin:pledges_claim_correct", args=[story[1].id]), data)
    assert answer.status_code == 302
    new = Claim.objects.get(corrects=story[1].id)
    assert (new.quantity_low, new.quantity_high, new.donors, new.sharing) == (5, 6, ["DE", "PL"], "joint")
    assert (new.value_amount, new.value_currency, new.announced) == (Decimal(3000000), "EUR", date(2023, 2, 20))
    assert (new.author, new.why) == (editor, "five or six, of two")
    assert ClaimState.objects.get(pk=story[1].id).review == "corrected"
    assert [line.body["delivered"]["low"] for line in LedgerLine.objects.filter(standing="reviewed")] == [5]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("donors", "Ruritania", id="a donor that is none"),
        pytest.param("item_name", "Leopard 22", id="a system that is none"),
        pytest.param("category", "tank", id="a category that is none"),
        pytest.param("low", "-1", id="less than nothing"),
        pytest.param("high", "3", id="more at least than at most"),
        pytest.param("amount", "5", id="money of no currency"),
        pytest.param("window_to", "2020-01-01", id="a window that ends before it begins"),
        pytest.param("sharing", "joint", id="one donor that shares"),
        pytest.param("parties", "PL, friend", id="a role that is none"),
        pytest.param("evidence", "5-99999", id="evidence outside the text"),
        pytest.param("category", "ammunition", id="a tank that is ammunition"),
        pytest.param("unit", "litre", id="tanks by the litre"),
        pytest.param("window_to", "03/04/2023", id="a day that may be two"),
    ],
)
def test_refuses_a_correction_with(story: Any, desk: Client, field: str, value: str) -> None:
    also = {"currency"} if field == "amount" else set()
    data = form_of(desk, story[1].id) | {"why": "because", field: value}
    answer = desk.post(reverse("admin:pledges_claim_correct", args=[story[1].id]), data)
    assert answer.status_code == 422
    assert {field, *also} & set(answer.context["form"].errors)
    assert Claim.objects.filter(corrects__isnull=False).count() == 0


def test_refuses_a_correction_that_changes_nothing(story: Any, desk: Client) -> None:
    data = form_of(desk, story[1].id) | {"why": "because"}
    answer = desk.post(reverse("admin:pledges_claim_correct", args=[story[1].id]), data)
    assert "The claim says this already." in answer.content.decode()


@pytest.mark.parametrize("what", ["decide", "correct"])
def test_lets_nobody_judge_without_the_permission(story: Any, client: Client, what: str) -> None:
    reader = User.objects.create_user(username="reader", password="a long enough password", is_staff=True)
    client.force_login(reader)
    assert client.get(page(story[1].id)).status_code == 403
    answer = client.post(
        reverse(f"admin:pledges_claim_{what}", args=[story[1].id]), {"decision": "accept", "seen": "0"}
    )
    assert answer.status_code == 403
    assert not Verdict.objects.exists()


def test_sends_a_stranger_to_the_door(story: Any, client: Client) -> None:
    assert "/login/" in client.get(page(story[1].id))["Location"]


@pytest.mark.parametrize("address", ["add/", "delete/"])
def test_has_no_form_that_edits_truth(story: Any, chief: Client, address: str) -> None:
    base = reverse("admin:pledges_claim_changelist")
    where = base + address if address == "add/" else f"{base}{story[0].id}/{address}"
    assert chief.post(where, {"post": "yes"}).status_code in {403, 404}
    assert Claim.objects.filter(pk=story[0].id).exists()


def test_adds_a_missed_claim_as_its_words_were_read(seeded: None, desk: Client) -> None:
    """A vague number is shown as "24+", and stays vague where nobody changes it."""
    text = "Poland has promised 14 tanks. Freedonia will send dozens of howitzers."
    version = stories.article(text=text)
    beside = stories.claim(version, "promised 14 tanks")
    stories.read(version, [beside])
    start = text.index("dozens")
    address = reverse("admin:pledges_claim_add", args=[beside.id])
    form = desk.get(address, {"start": start, "end": len(text) - 1}).context["form"]
    guessed = form.guessed["quantity"]
    assert guessed["vague"]
    desk.post(address, form.initial)
    added = Claim.objects.exclude(pk=beside.id).get()
    assert (added.quantity_low, added.vague) == (guessed["low"], True)
