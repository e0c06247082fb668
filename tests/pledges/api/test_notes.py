"""Reading notes are counted by kind, and kinds that nothing has are told as 0."""

from typing import Any

import pytest
from django.test import Client

from pledges.domain.notes import NoteKind
from pledges.models import Intake
from tests.pledges import stories
from tests.pledges.api.conftest import Ask


@pytest.fixture
def noted(seeded: None) -> None:
    """Two articles of one text and an unknown day, of which one has its day since, and three offers not taken."""
    for key in ("one", "other"):
        stories.undated(key=key)
    stories.article(key="other")
    for number in range(3):
        Intake.objects.create(
            locator=f"{number}.docx", outcome="failed", notes=[{"kind": "not_taken", "detail": "it is a DOCX"}]
        )


def test_counts_articles_as_they_read_now_and_offers(noted: None, ask: Ask) -> None:
    rows: dict[str, Any] = {row["kind"]: row for row in ask("notes/")["results"]}
    assert set(rows) == {kind.value for kind in NoteKind}
    assert rows.pop("no_day") == {"kind": "no_day", "articles": 1, "offers": 0}
    assert rows.pop("not_taken") == {"kind": "not_taken", "articles": 0, "offers": 3}
    assert rows.pop("duplicate_of") == {"kind": "duplicate_of", "articles": 1, "offers": 0}
    assert {(row["articles"], row["offers"]) for row in rows.values()} == {(0, 0)}


def test_orders_and_pages_as_any_list(noted: None, ask: Ask) -> None:
    page = ask("notes/", ordering="-offers", page_size="1")
    assert [row["kind"] for row in page["results"]] == ["not_taken"]
    assert ask(page["next"])["results"][0]["offers"] == 0


def test_refuses_a_note_that_there_is_not(seeded: None, client: Client) -> None:
    answer = client.get("/api/v1/articles/", {"note": "nodate"})
    assert answer.status_code == 400
    assert "no_day" in answer.json()["accepts"]
