"""Problems are listed while they are open; what an editor settled is shown on request, with the reason."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from pledges.models import Settling
from pledges.services.settling import settle, withdraw
from tests.pledges.api.conftest import Ask


def ids(answer: Any) -> set[str]:
    return {one["id"] for one in answer["results"]}


def test_lists_open_problems_until_they_are_settled(story: Any, ask: Ask, editor: User) -> None:
    found = ask("problems/")["results"]
    assert found
    assert all(one["settled"] is None for one in found)
    first = found[0]["id"]
    settlement = settle(problem=first, decision=Settling.ACCEPTED, by=editor, why="no source will say")
    assert first not in ids(ask("problems/"))
    assert ids(ask("problems/", settled="all")) == {one["id"] for one in found}
    (shown,) = ask("problems/", settled="settled")["results"]
    assert (shown["id"], shown["settled"]["decision"], shown["settled"]["why"]) == (
        first,
        "accepted",
        "no source will say",
    )
    withdraw(settlement=settlement, by=editor)
    assert first in ids(ask("problems/"))


def test_moves_its_tag_when_a_problem_is_settled(story: Any, ask: Ask, client: Client, editor: User) -> None:
    first = client.get("/api/v1/problems/")
    problem = first.json()["results"][0]["id"]
    settle(problem=problem, decision=Settling.SETTLED, by=editor, why="looked into")
    assert client.get("/api/v1/problems/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_shows_a_problem_open_at_a_moment_before_it_was_settled(story: Any, ask: Ask, editor: User) -> None:
    found = ask("problems/")["results"]
    moment = timezone.now().isoformat()
    settle(problem=found[0]["id"], decision=Settling.SETTLED, by=editor, why="looked into")
    assert found[0]["id"] in ids(ask("problems/", recorded_at=moment))
    assert found[0]["id"] not in ids(ask("problems/"))


@pytest.mark.parametrize("value", ["yes", "", "closed"])
def test_refuses_a_state_that_is_none(story: Any, client: Client, value: str) -> None:
    answer = client.get("/api/v1/problems/", {"settled": value})
    assert answer.status_code == 400
    assert answer.json()["parameter"] == "settled"
