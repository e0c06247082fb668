"""What an editor typed survives a conflict, a mistake and the end of a session; what is taken back is named."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from pledges.admin import unsent
from pledges.admin.permissions import ensure_editors_group
from pledges.domain.values import Quantity
from pledges.models import Claim, ClaimState, Decision, Link, Relation, Verdict
from pledges.queries.review import next_to_review
from pledges.services.judging import correct, judge, link
from tests.pledges import stories
from tests.pledges.admin.test_claims import decide, form_of, page, seen

PASSWORD = "a long enough password"


@pytest.fixture
def ann(db: None) -> User:
    return User.objects.create_user(username="ann", password=PASSWORD)


def row(claim: Any) -> Claim:
    return Claim.objects.select_related("article").get(pk=claim.id)


def five(low: int = 5) -> dict[str, Any]:
    return {"quantity": {"low": low, "high": low, "unit": "item", "per": None, "approximate": False}}


def post(desk: Client, what: str, claim: Any, data: dict[str, Any]) -> Any:
    return desk.post(reverse(f"admin:pledges_claim_{what}", args=[claim.id]), data)


def told(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


# --- a conflict -------------------------------------------------------------------------------------------------


def test_a_late_decision_says_who_did_what_and_keeps_the_reason(story: Any, desk: Client, ann: User) -> None:
    data = {"decision": "accept", "seen": seen(desk, story[1].id), "why": "they were seen there"}
    judge(claim=row(story[1]), decision=Decision.REJECTED, by=ann, why="only shown")
    answer = post(desk, "decide", story[1], data)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "ann rejected this claim on" in shown
    assert "only shown" in shown
    assert 'value="they were seen there"' in shown
    assert Verdict.objects.count() == 1
    post(desk, "decide", story[1], data | {"seen": answer.context["seen"]})
    assert ClaimState.objects.get(pk=story[1].id).review == "accepted"


def test_a_decision_that_is_none_keeps_the_reason(story: Any, desk: Client) -> None:
    for word in ("", "maybe"):
        data = {"decision": word, "seen": seen(desk, story[1].id), "why": "half a thought"}
        answer = post(desk, "decide", story[1], data)
        assert answer.status_code == 422
        assert 'value="half a thought"' in answer.content.decode()
    assert not Verdict.objects.exists()


def test_a_late_correction_shows_mine_theirs_and_what_both_started_from(story: Any, desk: Client, ann: User) -> None:
    mine = form_of(desk, story[1].id) | {"low": "6", "high": "6", "terms": "sale", "why": "six, sold"}
    correct(claim=row(story[1]), values=five(), by=ann, why="five of them")
    answer = post(desk, "correct", story[1], mine)
    assert answer.status_code == 409
    conflict = answer.context["conflict"]
    assert {(one.field, one.started, one.theirs, one.mine) for one in conflict.fields} == {
        ("low", "4", "5", "6"),
        ("high", "4", "5", "6"),
        ("terms", "donation", "donation", "sale"),
    }
    assert "ann corrected this claim" in conflict.told
    shown = answer.content.decode()
    assert 'value="six, sold"' in shown
    assert '<details class="correct" open>' in shown
    assert Claim.objects.filter(corrects=story[1].id).count() == 1
    again = mine | {"seen": answer.context["seen"], "started": answer.context["started"]}
    assert post(desk, "correct", story[1], again).status_code == 302
    assert ClaimState.objects.get(claim__quantity_low=6).live
    assert ClaimState.objects.get(claim__quantity_low=5).review == "corrected"


def test_a_second_conflict_starts_from_what_the_first_one_showed(story: Any, desk: Client, ann: User) -> None:
    mine = form_of(desk, story[1].id) | {"low": "6", "high": "6", "why": "six"}
    correct(claim=row(story[1]), values=five(), by=ann)
    first = post(desk, "correct", story[1], mine)
    correct(claim=row(story[1]), values=five(7), by=ann)
    again = mine | {"seen": first.context["seen"], "started": first.context["started"]}
    fields = post(desk, "correct", story[1], again).context["conflict"].fields
    assert ("low", "5", "7", "6") in {(one.field, one.started, one.theirs, one.mine) for one in fields}


@pytest.mark.parametrize("started", ["", "no json", "[1]", json.dumps({"low": 3})])
def test_what_a_form_started_from_may_be_anything(story: Any, desk: Client, ann: User, started: str) -> None:
    mine = form_of(desk, story[1].id) | {"low": "6", "high": "6", "why": "six", "started": started}
    judge(claim=row(story[1]), decision=Decision.REJECTED, by=ann)
    assert post(desk, "correct", story[1], mine).status_code == 409


def test_a_late_link_keeps_the_reason(story: Any, desk: Client, ann: User) -> None:
    one, other = row(story[0]), row(story[2])
    where = reverse("admin:pledges_claim_links", args=[one.pk])
    shown = desk.get(where, {"other": other.pk, "relation": "different"})
    link(one=one, other=other, relation=Relation.SAME, by=ann)
    data = {"other": other.pk, "relation": "different", "seen": shown.context["seen"], "why": "two rounds"}
    answer = desk.post(reverse("admin:pledges_claim_link", args=[one.pk]), data)
    assert answer.status_code == 409
    assert 'value="two rounds"' in answer.content.decode()
    assert Link.objects.get().relation == Relation.SAME


# --- corrections and verdicts -----------------------------------------------------------------------------------


def test_a_correction_of_a_rejected_claim_says_so(story: Any, desk: Client, ann: User) -> None:
    judge(claim=row(story[1]), decision=Decision.REJECTED, by=ann)
    data = form_of(desk, story[1].id) | {"low": "5", "high": "5", "why": "five"}
    answer = desk.post(reverse("admin:pledges_claim_correct", args=[story[1].id]), data, follow=True)
    assert any("ann had rejected it on" in one for one in told(answer))


def test_a_correction_to_what_another_rejected_is_stored_at_the_second_asking(
    story: Any, desk: Client, ann: User
) -> None:
    taken = correct(claim=row(story[1]), values=five(), by=ann)
    judge(claim=taken, decision=Decision.REJECTED, by=ann)
    data = form_of(desk, story[1].id) | {"low": "5", "high": "5", "why": "five after all"}
    answer = post(desk, "correct", story[1], data)
    assert answer.status_code == 409
    assert any("ann rejected this on" in one for one in told(answer))
    assert ClaimState.objects.get(pk=taken.pk).review == "rejected"
    post(desk, "correct", story[1], data | {"over": answer.context["over"]})
    assert ClaimState.objects.get(pk=taken.pk).review == "accepted"


def test_accepting_what_was_corrected_says_that_the_correction_counts(story: Any, desk: Client, ann: User) -> None:
    correct(claim=row(story[1]), values=five(), by=ann)
    data = {"decision": "accept", "seen": seen(desk, story[1].id)}
    answer = desk.post(reverse("admin:pledges_claim_decide", args=[story[1].id]), data, follow=True)
    (message,) = [one for one in told(answer) if "accepted" in one]
    assert "ann corrected it on" in message
    assert "it still counts in its place" in message
    assert not ClaimState.objects.get(pk=story[1].id).live


def test_rejecting_a_correction_says_what_stands_again(story: Any, desk: Client, ann: User) -> None:
    taken = correct(claim=row(story[1]), values=five(), by=ann)
    data = {"decision": "reject", "seen": seen(desk, taken.pk)}
    answer = desk.post(reverse("admin:pledges_claim_decide", args=[taken.pk]), data, follow=True)
    assert any("rejected; what it corrected stands again" in one for one in told(answer))
    assert ClaimState.objects.get(pk=story[1].id).live


def test_a_correction_that_is_wrong_counts_and_names_its_mistakes(story: Any, desk: Client) -> None:
    data = form_of(desk, story[1].id) | {"low": "-1", "donors": "Ruritania", "why": "because"}
    answer = post(desk, "correct", story[1], data)
    assert answer.status_code == 422
    assert "The correction was not stored: 2 fields are wrong: donors, low." in told(answer)


# --- a session that ended ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["decide", "correct"])
def test_an_address_that_takes_forms_leads_to_the_page(story: Any, desk: Client, client: Client, what: str) -> None:
    address = reverse(f"admin:pledges_claim_{what}", args=[story[1].id]) + "?_changelist_filters=donor%3DPL"
    for one in (desk, Client()):
        assert one.get(address)["Location"] == page(story[1].id) + "?_changelist_filters=donor%3DPL"


def sign_in(client: Client, where: str, name: str = "editor") -> Any:
    data = {"username": name, "password": PASSWORD}
    return client.post(where, data, follow=True)


def test_what_was_typed_as_a_session_ended_is_there_after_signing_in(story: Any, desk: Client) -> None:
    mine = form_of(desk, story[1].id) | {"low": "6", "high": "6", "why": "six were seen"}
    stranger = Client()  # the same browser, whose session is gone
    answer = post(stranger, "correct", story[1], mine)
    assert answer.status_code == 302
    assert not Claim.objects.filter(corrects__isnull=False).exists()
    shown = sign_in(stranger, answer["Location"])
    assert shown.redirect_chain[-1][0] == page(story[1].id)
    assert any("Your session had ended" in one for one in told(shown))
    text = shown.content.decode()
    assert 'value="six were seen"' in text
    assert shown.context["form"]["low"].value() == "6"
    assert not Claim.objects.filter(corrects__isnull=False).exists()
    post(stranger, "correct", story[1], mine)
    assert "six were seen" not in stranger.get(page(story[1].id)).context["why"]
    assert unsent.NAME not in stranger.session


def test_a_decision_of_an_ended_session_decides_nothing(story: Any, desk: Client) -> None:
    stranger = Client()
    data = {"decision": "accept", "seen": seen(desk, story[1].id), "why": "sure of it"}
    answer = post(stranger, "decide", story[1], data)
    shown = sign_in(stranger, answer["Location"])
    assert any("you had pressed “accept”" in one for one in told(shown))
    assert shown.context["why"] == "sure of it"
    assert not Verdict.objects.exists()
    assert stranger.get(page(story[0].id)).context["why"] == ""


def test_a_conflict_shows_also_after_signing_in(story: Any, desk: Client, ann: User) -> None:
    mine = form_of(desk, story[1].id) | {"low": "6", "high": "6", "why": "six"}
    stranger = Client()
    answer = post(stranger, "correct", story[1], mine)
    correct(claim=row(story[1]), values=five(), by=ann)
    fields = sign_in(stranger, answer["Location"]).context["conflict"].fields
    assert ("low", "4", "5", "6") in {(one.field, one.started, one.theirs, one.mine) for one in fields}


def test_keeps_no_more_than_a_bound(story: Any, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"why": "w" * 10**5, "started": "s" * 10**5, "donors": "d" * 10**5, "evidence": "e" * 10**5,
            "parties": "p" * 10**5, "recipient": "r" * 10**5, "of my own": "x"}  # fmt: skip
    others = stories.article(key="another")
    stories.read(others, stories.story_claims(others))
    for claim in Claim.objects.all():
        client.post(reverse("admin:pledges_claim_correct", args=[claim.pk]), data)
    client.post(reverse("admin:pledges_claim_correct", args=["no claim"]), data)
    typed = client.session[unsent.NAME]
    assert len(typed) == unsent.MOST
    assert all(sum(map(len, one["data"].values())) <= unsent.LONGEST_IN_ALL for one in typed.values())
    assert "of my own" not in str(typed)


def test_drops_what_is_too_old(story: Any, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = Client()
    answer = post(stranger, "decide", story[1], {"decision": "accept", "why": "old"})
    monkeypatch.setattr(unsent, "FOR", timedelta())
    shown = stranger.post(answer["Location"], {"username": "editor", "password": PASSWORD})
    assert shown.status_code == 302
    assert stranger.get(page(story[1].id)).context["why"] == ""
    assert unsent.NAME not in stranger.session


# --- take back my last act --------------------------------------------------------------------------------------


def test_takes_back_my_last_act_and_returns_to_its_claim(story: Any, desk: Client, ann: User) -> None:
    judge(claim=row(story[0]), decision=Decision.ACCEPTED, by=ann)
    decide(desk, story[1].id, "accept")
    answer = desk.post(reverse("admin:pledges_claim_decide", args=[story[2].id]), {"decision": "undo"}, follow=True)
    assert answer.redirect_chain[-1][0] == page(story[1].id)
    assert any("Taken back: you accepted" in one and "now pending" in one for one in told(answer))
    assert ClaimState.objects.get(pk=story[0].id).review == "accepted"  # another's act
    assert "Put back: accepted" in answer.content.decode()
    answer = desk.post(reverse("admin:pledges_claim_decide", args=[story[2].id]), {"decision": "put_back"})
    assert answer["Location"] == page(story[1].id)
    assert ClaimState.objects.get(pk=story[1].id).review == "accepted"


def test_takes_back_a_correction(story: Any, desk: Client) -> None:
    data = form_of(desk, story[1].id) | {"low": "5", "high": "5", "why": "five"}
    post(desk, "correct", story[1], data)
    answer = decide(desk, story[2].id, "undo")
    assert answer["Location"] == page(story[1].id)
    assert ClaimState.objects.get(pk=story[1].id).live


def test_has_nothing_to_take_back(story: Any, desk: Client, ann: User) -> None:
    judge(claim=row(story[1]), decision=Decision.ACCEPTED, by=ann)
    assert decide(desk, story[1].id, "undo")["Location"] == page(story[1].id)
    assert Verdict.objects.count() == 1


def test_needs_the_permission_of_the_act_that_is_taken_back(story: Any, desk: Client, editor: User) -> None:
    link(one=row(story[0]), other=row(story[2]), relation=Relation.SAME, by=editor)
    group = ensure_editors_group()
    group.permissions.remove(group.permissions.get(codename="add_link"))
    assert decide(desk, story[1].id, "undo").status_code == 403


def test_withdraws_what_stands_on_a_claim_whoever_said_it(story: Any, desk: Client, ann: User) -> None:
    judge(claim=row(story[1]), decision=Decision.REJECTED, by=ann)
    decide(desk, story[1].id, "withdraw")
    assert ClaimState.objects.get(pk=story[1].id).review == "pending"


def test_a_mended_claim_keeps_its_place_in_the_queue(story: Any, desk: Client, editor: User) -> None:
    """Claims of one place come by their ids, and the id of a correction is another."""
    version = stories.article(key="one place")
    words = "promised 14 in total"
    several = [stories.claim(version, words, quantity=Quantity(low=n, high=n)) for n in range(1, 9)]
    stories.read(version, several)
    waiting = sorted(one.id for one in several)
    for number in range(20, 26):
        quantity = {"low": number, "high": number, "unit": "item"}
        mended = correct(claim=Claim.objects.get(pk=waiting[0]), values={"quantity": quantity}, by=editor)
        assert next_to_review(after=Claim.objects.get(pk=mended.pk)) == waiting[1]
