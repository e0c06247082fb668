"""Editors see first what is held, with its words and its reason; accepting it frees it at once."""

from html import unescape
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from pledges.models import Claim, HeldClaim, LedgerLine
from pledges.queries.review import next_to_review
from tests.pledges.admin.test_claims import decide, page
from tests.pledges.held_story import WORDS, fourteen, millions


def test_what_is_held_comes_first_and_accepting_frees_it(seeded: None, desk: Client, editor: User) -> None:
    held, plain = millions(), fourteen()
    first = desk.get(reverse("admin:pledges_claim_next"), follow=True)
    assert first.redirect_chain[-1][0] == page(held.id)
    shown = unescape(first.content.decode())
    assert HeldClaim.objects.get().sentence in shown
    assert WORDS in shown
    assert "1 of them held and shown first" in shown
    answer = decide(desk, held.id, "accept")
    assert answer.url == page(plain.id)
    assert not HeldClaim.objects.exists()
    assert LedgerLine.objects.get(standing="live").body["pledged"]["high"] >= 2_000_000


def test_a_held_claim_of_an_older_article_comes_after_the_rest_is_passed(seeded: None) -> None:
    plain, held = fourteen(), millions()
    assert next_to_review() == held.id
    assert next_to_review(after=Claim.objects.get(pk=held.id)) == plain.id


def test_the_list_is_narrowed_to_what_is_held(seeded: None, desk: Client) -> None:
    held, plain = millions(), fourteen()
    address = reverse("admin:pledges_claim_changelist")

    def listed(**query: Any) -> set[str]:
        rows = desk.get(address, query).context["cl"].result_list
        return {row.pk for row in rows}

    assert listed(held="yes") == {held.id}
    assert listed(held="no") == {plain.id}
    assert listed() == {held.id, plain.id}
    assert "Held: 1" in desk.get(address).content.decode()
