"""A wrong question gets a problem document that names what is wrong and says what would be right."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings as SettingsWrapper

from pledges.api.doors import Door
from pledges.api.urls import urlpatterns
from tests.pledges.api.conftest import Ask

LISTS = ["articles", "claims", "pledges", "deliveries", "donors", "systems", "categories", "sources"]
LISTS += ["totals", "reconciliation", "problems"]


def problem_of(answer: Any, status: int) -> dict[str, Any]:
    """The document of an answer, which must be one."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(body)
    assert body["status"] == status
    return body


@pytest.mark.parametrize("path", LISTS)
def test_refuses_an_unknown_parameter_of(seeded: None, client: Client, path: str) -> None:
    body = problem_of(client.get(f"/api/v1/{path}/", {"dnoor": "PL"}), 400)
    assert body["parameter"] == "dnoor"
    assert "page_size" in body["accepts"]
    assert body["instance"] == f"/api/v1/{path}/?dnoor=PL"


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        pytest.param("claims", "donor", "Ruritania", id="a donor that is none"),
        pytest.param("claims", "system", "leopard-22", id="a system that is none"),
        pytest.param("claims", "category", "tank", id="a category that is none"),
        pytest.param("claims", "recipient", "Atlantis", id="a recipient that is none"),
        pytest.param("claims", "article", "nothing", id="an article that is none"),
        pytest.param("claims", "kind", "gift", id="a kind that is none"),
        pytest.param("claims", "from", "2023-02-30", id="a day that is none"),
        pytest.param("claims", "as_of", "yesterday", id="a word for a day"),
        pytest.param("claims", "known_at", "20230201", id="a day in another form"),
        pytest.param("claims", "recorded_at", "2023-02-01T25:00:00Z", id="a moment that is none"),
        pytest.param("claims", "standing", "all", id="a standing that is none"),
        pytest.param("claims", "role", "maker", id="a role that no total has"),
        pytest.param("claims", "ordering", "title", id="an order that is none"),
        pytest.param("claims", "fields", "id,titel", id="a field that is none"),
        pytest.param("claims", "page_size", "0", id="an empty page"),
        pytest.param("claims", "page_size", "501", id="a page too large"),
        pytest.param("claims", "page_size", "²", id="a digit of another sort"),
        pytest.param("claims", "cursor", "abc", id="a cursor that was not written here"),
        pytest.param("donors", "cursor", "WzEsMiwzXQ", id="a cursor of another shape"),
        pytest.param("claims", "format", "xml", id="a format that is not served"),
        pytest.param("claims", "donor", "", id="no value"),
        pytest.param("claims", "donor", "P\0L", id="a null character"),
        pytest.param("totals", "group_by", "colour", id="a group that is none"),
        pytest.param("problems", "type", "odd", id="a sort of problem that is none"),
        pytest.param("pledges", "as_of", "2023-13-01", id="a month that is none"),
    ],
)
def test_refuses(seeded: None, client: Client, path: str, name: str, value: str) -> None:
    body = problem_of(client.get(f"/api/v1/{path}/", {name: value}), 400)
    assert body["parameter"] == name
    assert body["accepts"]


def test_refuses_a_parameter_given_twice(seeded: None, client: Client) -> None:
    body = problem_of(client.get("/api/v1/claims/?donor=PL&donor=DE"), 400)
    assert body["parameter"] == "donor"


def test_refuses_a_time_that_ends_before_it_begins(seeded: None, client: Client) -> None:
    body = problem_of(client.get("/api/v1/totals/", {"from": "2023-02-02", "to": "2023-02-01"}), 400)
    assert body["parameter"] == "from"


def test_refuses_a_cursor_of_another_order(story: Any, client: Client, ask: Ask) -> None:
    cursor = ask("claims/", page_size="1")["next"].split("cursor=")[1].split("&")[0]
    body = problem_of(client.get("/api/v1/claims/", {"ordering": "confidence", "cursor": cursor}), 400)
    assert body["parameter"] == "cursor"


def test_suggests_what_may_have_been_meant(seeded: None, client: Client) -> None:
    body = problem_of(client.get("/api/v1/claims/", {"system": "leopard-22"}), 400)
    assert "leopard-2" in body["detail"]


@pytest.mark.parametrize("path", ["nothing/", "claims/x/", "articles/99/", "donors/XX/", "pledges/x/", "sources/x/"])
def test_tells_what_is_not_there(seeded: None, client: Client, path: str) -> None:
    problem_of(client.get(f"/api/v1/{path}"), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_takes_no_writing(seeded: None, client: Client, method: str) -> None:
    answer = getattr(client, method)("/api/v1/claims/")
    problem_of(answer, 405)
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_serves_no_form_that_it_lacks(seeded: None, client: Client) -> None:
    problem_of(client.get("/api/v1/donors/", headers={"Accept": "text/turtle"}), 406)


def test_says_when_to_come_again(seeded: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rest_framework.throttling.SimpleRateThrottle.THROTTLE_RATES", {"anon": "2/min", "user": "9/s"})
    answers = [client.get("/api/v1/donors/", {"page_size": "1"}) for _ in range(3)]
    problem_of(answers[2], 429)
    assert int(answers[2]["Retry-After"]) > 0


def test_tells_no_stranger_how_it_failed(
    seeded: None, client: Client, monkeypatch: pytest.MonkeyPatch, settings: SettingsWrapper
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("a secret of the server")

    monkeypatch.setattr("pledges.queries.claims.claims_of", fail)
    body = problem_of(client.get("/api/v1/claims/x/"), 500)
    assert "secret" not in str(body)


def test_describes_every_door(client: Client) -> None:
    schema = client.get("/api/schema/", {"format": "json"}).json()
    assert schema["openapi"].startswith("3.1")
    doors: dict[str, Any] = {
        re.sub(r"<\w+:(\w+)>", r"{\1}", f"/api/{one.pattern}"): getattr(one.callback, "view_class", None)
        for one in urlpatterns
        if issubclass(getattr(one.callback, "view_class", object), Door)
    }
    assert len(doors) == 21
    for path, door in doors.items():
        described = schema["paths"][path]["get"]
        named = {one["name"] for one in described["parameters"] if one["in"] == "query"}
        assert named == {parameter.name for parameter in door.parameters()}, path
        assert "application/problem+json" in described["responses"]["400"]["content"], path
