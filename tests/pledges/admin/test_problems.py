"""The editors' queue of problems: open ones first, settled with a reason, and open again when taken back."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from pledges.models import LedgerProblem, ProblemSettlement

LIST = "admin:pledges_ledgerproblem_changelist"


def listed(desk: Client, **query: str) -> list[str]:
    answer = desk.get(reverse(LIST), query)
    assert answer.status_code == 200
    return [row.problem for row in answer.context["cl"].result_list]


def act(desk: Client, action: str, problem: str, why: str = "") -> str:
    rows = LedgerProblem.objects.filter(problem=problem, standing="live")
    data = {"action": action, "why": why, "_selected_action": [str(row.pk) for row in rows]}
    return desk.post(f"{reverse(LIST)}?settled=all", data, follow=True).content.decode()


@pytest.fixture
def problem(story: Any) -> str:
    return LedgerProblem.objects.filter(standing="live").order_by("problem")[0].problem


def test_shows_what_does_not_fit_with_links_to_its_claims(problem: str, desk: Client) -> None:
    row = LedgerProblem.objects.filter(problem=problem, standing="live")[0]
    shown = desk.get(reverse(LIST)).content.decode()
    assert "Poland" in shown
    assert "Leopard 2" in shown
    for key in row.claims:
        assert reverse("admin:pledges_claim_change", args=[key]) in shown


def test_leaves_the_queue_with_a_reason_and_comes_back(problem: str, desk: Client, editor: User) -> None:
    assert problem in listed(desk)
    act(desk, "accept_selected", problem, "no source will say")
    row = ProblemSettlement.objects.get()
    assert (row.problem, row.decision, row.by, row.why) == (problem, "accepted", editor, "no source will say")
    assert problem not in listed(desk)
    assert listed(desk, settled="settled") == [problem]
    assert problem in listed(desk, settled="all")
    assert "no source will say" in desk.get(reverse(LIST), {"settled": "settled"}).content.decode()
    act(desk, "open_selected", problem)
    assert problem in listed(desk)
    assert listed(desk, settled="settled") == []


@pytest.mark.parametrize("action", ["settle_selected", "accept_selected"])
def test_changes_nothing_without_a_reason(problem: str, desk: Client, action: str) -> None:
    assert "Give a reason" in act(desk, action, problem, "  ")
    assert not ProblemSettlement.objects.exists()


def test_narrows_the_list_by_type_and_donor(problem: str, desk: Client) -> None:
    kind = LedgerProblem.objects.filter(problem=problem)[0].type
    other = "unit_clash" if kind != "unit_clash" else "scope"
    assert problem in listed(desk, type=kind)
    assert listed(desk, type=other) == []
    assert problem in listed(desk, donor="PL")
    assert listed(desk, donor="DE") == []


def test_has_no_problem_of_the_other_standing_twice(problem: str, desk: Client) -> None:
    assert len(listed(desk)) == LedgerProblem.objects.filter(standing="live").count()


def test_lets_nobody_settle_without_the_permission(problem: str, client: Client) -> None:
    client.force_login(User.objects.create_user(username="reader", password="a long enough password", is_staff=True))
    assert client.get(reverse(LIST)).status_code == 403
    data = {"action": "settle_selected", "why": "because", "_selected_action": ["1"]}
    assert client.post(reverse(LIST), data).status_code == 403
    assert not ProblemSettlement.objects.exists()


def test_escapes_a_hostile_reason(problem: str, desk: Client) -> None:
    act(desk, "settle_selected", problem, "<script>alert(1)</script>")
    assert "<script>alert(1)" not in desk.get(reverse(LIST), {"settled": "all"}).content.decode()
