"""Whatever is sent to the desk, the answer is a page or a clear refusal."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from pledges.models import Claim, ClaimState, Decision, Verdict
from pledges.services.judging import judge
from tests.pledges.admin.test_claims import page


def act(name: str, claim: str) -> str:
    return reverse(f"admin:pledges_claim_{name}", args=[claim])


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ({"q": "a\x00b"}, "the query's 'q'"),
        ({"_changelist_filters": "kind__exact=%00"}, "the query's '_changelist_filters'"),
    ],
)
def test_refuses_a_nul_in_a_query(story: Any, desk: Client, query: dict[str, str], where: str) -> None:
    answer = desk.get(page(story[0].id), query)
    assert (answer.status_code, answer.content.decode()) == (400, f"There is a NUL character in {where}.")


def test_refuses_a_nul_in_a_path_and_a_form(story: Any, desk: Client) -> None:
    assert Client().post("/admin/pledges/claim/%00/decide/").status_code == 400
    answer = desk.post(act("decide", story[0].id), {"decision": "accept", "why": "a\x00b"})
    assert (answer.status_code, answer.content.decode()) == (400, "There is a NUL character in the form's 'why'.")
    assert not Verdict.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("decide", {"decision": "accept", "seen": "9" * 5000 + "-1-"}),
        ("correct", {"seen": "0-0-", "started": "[" * 5000, "kind": "delivery"}),
        ("field", {"seen": "٣-١-", "field": "quantity", "text": "12", "over": "9" * 400}),
        ("field", {"seen": "", "field": "nothing", "text": "12"}),
        ("add", {"start": "9" * 30, "end": "-1", "version": "x"}),
    ],
)
def test_answers_nonsense_without_an_error(story: Any, desk: Client, name: str, data: dict[str, str]) -> None:
    assert desk.post(act(name, story[0].id), data).status_code in (409, 422)
    assert not Verdict.objects.exists()
    assert not Claim.objects.filter(author__isnull=False).exists()


def test_says_so_where_nothing_that_was_selected_is_left(story: Any, desk: Client, editor: User) -> None:
    judge(claim=Claim.objects.get(pk=story[0].id), decision=Decision.ACCEPTED, by=editor)
    listed = reverse("admin:pledges_claim_changelist") + "?state__review__exact=pending"
    answer = desk.post(listed, {"action": "accept_selected", "_selected_action": [story[0].id]}, follow=True)
    assert "None of the selected claims is in this list any more" in answer.content.decode()


def test_whoever_confirms_anothers_verdict_stands_by_it(story: Any, editor: User) -> None:
    claim, other = Claim.objects.get(pk=story[0].id), User.objects.create_user(username="other")
    first = judge(claim=claim, decision=Decision.ACCEPTED, by=editor)
    second = judge(claim=claim, decision=Decision.ACCEPTED, by=other)
    assert second != first
    assert second.by == other


def test_an_added_claim_that_another_rejected_counts_only_when_asked_again(
    story: Any, desk: Client, editor: User
) -> None:
    data = {"start": "0", "end": "20", "item": "Leopard 2", "quantity": "3", "kind": "pledge", "donors": "PL"}
    data |= {"recipient": "UA", "basis": "unstated", "version": str(ClaimState.objects.get(pk=story[0].id).version_id)}
    assert desk.post(act("add", story[0].id), data).status_code == 302
    added = Claim.objects.get(author=editor)
    judge(claim=added, decision=Decision.REJECTED, by=User.objects.create_user(username="other"), why="no gift")
    answer = desk.post(act("add", story[0].id), data)
    assert answer.status_code == 422
    assert "other rejected this" in answer.content.decode()
    assert ClaimState.objects.get(pk=added.pk).review == "rejected"
    over = str(answer.context["form"].data["over"])
    assert desk.post(act("add", story[0].id), data | {"over": over}).status_code == 302
    assert ClaimState.objects.get(pk=added.pk).review == "accepted"
