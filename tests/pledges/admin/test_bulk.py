"""A decision on many claims is shown before it is made, made by a job that is followed, and taken back as one."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from extraction.tasks import work
from pledges.models import BulkDecision, ClaimState, Decision, Job, Lane, Verdict
from pledges.services.bulk import propose
from pledges.services.jobs import enqueue
from pledges.services.judging import judge
from tests.pledges import stories
from tests.pledges.admin.test_claims import decide
from tests.pledges.admin.test_deciding import row


def select(desk: Client, action: str, claims: Any, query: str = "", **more: str) -> Any:
    data = {"action": action, "_selected_action": [claim.id for claim in claims], **more}
    return desk.post(reverse("admin:pledges_claim_changelist") + query, data)


def press(desk: Client, bulk: BulkDecision, act: str, **data: str) -> Any:
    name = "admin:pledges_claim_bulk_" + ("confirm" if act == "confirm" else "act")
    args = [bulk.pk] if act == "confirm" else [bulk.pk, act]
    return desk.post(reverse(name, args=args), data, follow=True)


def reviews() -> list[str]:
    return sorted(ClaimState.objects.values_list("review", flat=True))


def test_a_selection_leads_to_a_preview_and_decides_nothing(story: Any, desk: Client, editor: User) -> None:
    judge(claim=row(story[0]), decision=Decision.ACCEPTED, by=editor)
    answer = select(desk, "reject_selected", story[:2], "?donor=PL")
    bulk = BulkDecision.objects.get()
    assert answer["Location"] == reverse("admin:pledges_claim_bulk", args=[bulk.pk])
    shown = " ".join(desk.get(answer["Location"]).content.decode().split())
    assert "2 claims of 1 article; figures of 1 account follow from them" in shown
    assert "On 1 of them a person's word stands already: they are left alone." in shown
    assert "Leopard 2 (live)" in shown
    assert 'href="/admin/pledges/claim/?donor=PL"' in shown
    assert Verdict.objects.count() == 1
    assert not Job.objects.filter(kind="judge").exists()


def test_selects_all_of_a_list(story: Any, desk: Client) -> None:
    select(desk, "accept_selected", story[:1], select_across="1", index="0")
    assert len(BulkDecision.objects.get().claims) == 3


def test_a_confirmation_is_carried_out_followed_and_taken_back(story: Any, desk: Client) -> None:
    select(desk, "reject_selected", story)
    bulk = BulkDecision.objects.get()
    shown = press(desk, bulk, "confirm", why="a hoax").content.decode()
    assert "Running: 0 of 1 article" in shown
    assert 'http-equiv="refresh"' in shown
    work(lane=Lane.READ)
    assert reviews() == ["rejected"] * 3
    shown = " ".join(desk.get(reverse("admin:pledges_claim_bulk", args=[bulk.pk])).content.decode().split())
    assert "Done: 1 of 1 article" in shown
    assert "3 claims rejected by editor: “a hoax”; 0 left alone." in shown
    assert "refresh" not in shown
    press(desk, bulk, "undo")
    work(lane=Lane.READ)
    assert reviews() == ["pending"] * 3
    press(desk, bulk, "put-back")
    work(lane=Lane.READ)
    assert reviews() == ["rejected"] * 3


def test_the_undo_key_takes_back_a_decision_in_bulk(story: Any, desk: Client) -> None:
    select(desk, "accept_selected", story)
    bulk = BulkDecision.objects.get()
    press(desk, bulk, "confirm")
    work(lane=Lane.READ)
    answer = decide(desk, story[0].id, "undo")
    assert answer["Location"] == reverse("admin:pledges_claim_bulk", args=[bulk.pk])
    work(lane=Lane.READ)
    assert reviews() == ["pending"] * 3


def test_judges_what_was_decided_only_where_the_box_is_ticked(story: Any, desk: Client, editor: User) -> None:
    judge(claim=row(story[0]), decision=Decision.ACCEPTED, by=editor)
    select(desk, "reject_selected", story)
    bulk = BulkDecision.objects.get()
    where = reverse("admin:pledges_claim_bulk", args=[bulk.pk])
    assert "they would be judged too" in " ".join(desk.get(where, {"also_judged": "on"}).content.decode().split())
    press(desk, bulk, "confirm", also_judged="on")
    work(lane=Lane.READ)
    assert reviews() == ["rejected"] * 3


def test_says_why_it_can_not_go_on(story: Any, desk: Client) -> None:
    select(desk, "reject_selected", story)
    bulk = BulkDecision.objects.get()
    press(desk, bulk, "confirm")
    Job.objects.filter(kind="judge").update(state="quarantined", last_error="the disk is full")
    shown = desk.get(reverse("admin:pledges_claim_bulk", args=[bulk.pk])).content.decode()
    assert "It can&#x27;t go on: the disk is full" in shown or "It can't go on: the disk is full" in shown


def test_lets_nobody_decide_in_bulk_without_the_permission(
    story: Any, desk: Client, reader: Client, editor: User
) -> None:
    bulk = propose(claims=[story[0].id], decision=Decision.REJECTED, by=editor)
    select(reader, "reject_selected", story)
    assert BulkDecision.objects.count() == 1
    assert reader.get(reverse("admin:pledges_claim_bulk", args=[bulk.pk])).status_code == 403
    for act in ("confirm", "undo", "put-back"):
        assert press(reader, bulk, act).status_code == 403
    assert not Job.objects.filter(kind="judge").exists()


def test_only_who_asked_for_it_confirms_it(story: Any, desk: Client, chief: Client, editor: User) -> None:
    bulk = propose(claims=[story[0].id], decision=Decision.REJECTED, by=editor)
    assert press(chief, bulk, "confirm").status_code == 403
    shown = chief.get(reverse("admin:pledges_claim_bulk", args=[bulk.pk])).content.decode()
    assert "Only editor, who asked for it, can confirm it." in shown


def test_lists_what_was_decided_in_bulk(story: Any, desk: Client, editor: User) -> None:
    select(desk, "reject_selected", story)
    listed = reverse("admin:pledges_bulkdecision_changelist")
    assert "3 claims rejected" not in desk.get(listed).content.decode()  # a proposal is no decision
    press(desk, BulkDecision.objects.get(), "confirm")
    assert "3 claims rejected" in desk.get(listed).content.decode()


@pytest.mark.parametrize("articles", [1, 5])
def test_the_preview_asks_the_database_as_often_for_many(
    seeded: None, desk: Client, editor: User, django_assert_max_num_queries: DjangoAssertNumQueries, articles: int
) -> None:
    keys = []
    for number in range(articles):
        version = stories.article(key=f"told-{number}", text=f"Report {number}. {stories.TEXT}")
        claims = stories.story_claims(version)
        stories.read(version, claims)
        keys += [claim.id for claim in claims]
    bulk = propose(claims=keys, decision=Decision.REJECTED, by=editor)
    with django_assert_max_num_queries(40):
        desk.get(reverse("admin:pledges_claim_bulk", args=[bulk.pk]))


def test_a_job_of_a_decision_that_is_through_does_nothing(story: Any, editor: User) -> None:
    bulk = propose(claims=[story[0].id], decision=Decision.REJECTED, by=editor)
    enqueue(kind="judge", subject=f"bulk:{bulk.pk}", payload={"bulk": bulk.pk})
    assert work(lane=Lane.READ) == 1
    assert Job.objects.get(kind="judge").state == "done"
    assert not Verdict.objects.exists()
