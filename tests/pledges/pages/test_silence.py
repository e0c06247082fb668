"""What was due and is not reported is shown with what was read in the month since."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from pledges.domain.values import Window
from pledges.models import LedgerProblem, Settling
from pledges.pages.silence import due_day
from pledges.services.settling import settle
from tests.pledges import stories

PLEDGE = "ten more Leopard 2 tanks this week"


def line_page(client: Client) -> str:
    (address,) = re.findall(r'<a href="(/line/[^"]+)">Poland', client.get("/").content.decode())
    return " ".join(client.get(address.replace("&amp;", "&")).content.decode().split())


@pytest.fixture
def due(seeded: None) -> None:
    """Ten tanks were due by 12 March, and nothing tells of them."""
    version = stories.article()
    window = Window(start=date(2023, 3, 6), end=date(2023, 3, 12))
    stories.read(version, [replace(stories.claim(version, PLEDGE), window=window)])


def test_says_that_nothing_was_read_since(due: None, client: Client) -> None:
    shown = line_page(client)
    assert "Due by 2023-03-12. No article of the month since it was due, to 2023-04-11, was read." in shown


def test_says_how_much_was_read_since(due: None, client: Client) -> None:
    for number, day in enumerate((date(2023, 3, 12), date(2023, 3, 13), date(2023, 4, 11), date(2023, 4, 12))):
        text = f"This report, number {number}, tells of something else {number * 7} times over."
        stories.read(stories.article(key=f"r{number}", published=day, publisher=f"Paper {number}", text=text), [])
    assert "2 articles of 2 sources were read, 0 of them with a claim on Poland; none reports it." in line_page(client)


def test_says_nothing_where_nothing_is_due(seeded: None, client: Client) -> None:
    version = stories.article()
    stories.read(version, [stories.claim(version, PLEDGE)])
    assert "No report is not no delivery" not in line_page(client)


def test_says_what_an_editor_accepted(due: None, client: Client, editor: User) -> None:
    problem = LedgerProblem.objects.filter(standing="live", type="no_delivery_reported")[0].problem
    settle(problem=problem, decision=Settling.ACCEPTED, by=editor, why="the ministry <is> silent")
    assert "(accepted by an editor: “the ministry &lt;is&gt; silent”)" in line_page(client)


def pledge(end: str | None, high: int | None, *, stone: str | None = None) -> dict[str, Any]:
    schedule = [{"window": {"from": None, "to": stone}}] if stone else []
    return {"window": {"from": None, "to": end}, "open": {"low": 0, "high": high}, "schedule": schedule}


@pytest.mark.parametrize(
    ("pledges", "expected"),
    [
        pytest.param([], None, id="no pledge"),
        pytest.param([pledge(None, 4)], None, id="no day"),
        pytest.param([pledge("2023-03-01", 0)], None, id="all came"),
        pytest.param([pledge("2023-06-01", 4)], None, id="not yet"),
        pytest.param([pledge("2023-03-01", 4), pledge("2023-02-01", None)], date(2023, 2, 1), id="the earliest"),
        pytest.param([pledge("2023-06-01", 4, stone="2023-01-31")], date(2023, 1, 31), id="a milestone"),
    ],
)
def test_finds_the_day_due(pledges: list[dict[str, Any]], expected: date | None) -> None:
    assert due_day(pledges, date(2023, 5, 1)) == expected
