"""No address that takes forms answers one who comes there otherwise with a bare refusal: each leads to its page."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from pledges.models import Article, Claim, Decision, Link, PolledSource
from pledges.services.bulk import propose
from tests.pledges.admin.test_deciding import sign_in

ADDRESSES = (
    ("admin:pledges_claim_decide", "claim", "admin:pledges_claim_change"),
    ("admin:pledges_claim_correct", "claim", "admin:pledges_claim_change"),
    ("admin:pledges_claim_link", "claim", "admin:pledges_claim_change"),
    ("admin:pledges_claim_bulk_confirm", "bulk", "admin:pledges_claim_bulk"),
    ("admin:pledges_claim_bulk_act", "bulk undo", "admin:pledges_claim_bulk"),
    ("admin:pledges_article_leave_out", "article", "admin:pledges_article_change"),
    ("admin:pledges_article_take_in", "article", "admin:pledges_article_change"),
    ("admin:pledges_article_redact", "article", "admin:pledges_article_change"),
    ("admin:pledges_article_give_day", "article", "admin:pledges_article_change"),
    ("admin:pledges_polledsource_add_url", "source", "admin:pledges_polledsource_change"),
)


@pytest.fixture
def keys(story: Any, editor: User) -> dict[str, Any]:
    source = PolledSource.objects.create(name="Ministry", address="https://ministry.example/feed.xml")
    bulk = propose(claims=[story[0].id], decision=Decision.REJECTED, by=editor)
    return {"claim": story[0].id, "bulk": bulk.pk, "article": Article.objects.get().pk, "source": source.pk}


@pytest.mark.parametrize(("address", "of", "page"), ADDRESSES, ids=[row[0].split("_", 1)[1] for row in ADDRESSES])
def test_leads_to_the_page(keys: dict[str, Any], desk: Client, address: str, of: str, page: str) -> None:
    kind, *more = of.split()
    act, where = reverse(address, args=[keys[kind], *more]), reverse(page, args=[keys[kind]])
    assert desk.get(act)["Location"] == where
    stranger = Client()
    answer = stranger.post(act, {"why": "a reason"})
    shown = sign_in(stranger, answer["Location"])
    assert (shown.status_code, shown.redirect_chain[-1][0]) == (200, where)


def test_keeps_the_reason_of_a_link_through_the_end_of_a_session(story: Any, desk: Client) -> None:
    one, other = Claim.objects.get(pk=story[0].id), Claim.objects.get(pk=story[2].id)
    stranger = Client()
    data = {"other": other.pk, "relation": "different", "why": "two rounds"}
    answer = stranger.post(reverse("admin:pledges_claim_link", args=[one.pk]), data)
    shown = sign_in(stranger, answer["Location"])
    assert 'value="two rounds"' in shown.content.decode()
    assert shown.context["relation"] == "different"
    assert not Link.objects.exists()
    data["seen"] = shown.context["seen"]
    assert stranger.post(reverse("admin:pledges_claim_link", args=[one.pk]), data).status_code == 302
    assert Link.objects.count() == 1
