"""What an editor adds in the admin, a running worker reads with: in new articles, and in old ones when asked."""

import time
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from extraction.ingestion import queue_extraction
from pledges.models import ArticleVersion, Claim, ClaimState, Job, JobState, Run
from pledges.queries.catalogue import current_catalogue
from tests.pledges import stories
from tests.workers import worker

SENTENCE = "Norway will send {} Freedonian Lion 4 tanks to Ukraine."
PATIENCE = 90.0  # seconds, most of them for the worker's start


def wait_until(true: Callable[[], bool], *, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"{what}: {list(Job.objects.values('state', 'last_error'))}"
        time.sleep(0.1)


def ask(key: str, number: int) -> ArticleVersion:
    version = stories.article(key=key, text=SENTENCE.format(number))
    queue_extraction(version=version)
    return version


def read(version: ArticleVersion) -> Run:
    """The run of a worker over a version, once it has ended."""
    wait_until(lambda: version.runs.exists(), what=f"{version} is not read")
    return version.runs.latest("id")


def items(key: str) -> list[tuple[str | None, str]]:
    """What the live claims of an article name, and how each is reviewed."""
    states = ClaimState.objects.filter(article__key=key).exclude(review="unread")
    return list(states.values_list("claim__item_name", "review"))


def add_system(client: Client) -> None:
    data: dict[str, Any] = {"slug": "lion-4", "name": "Freedonian Lion 4", "category": "main-battle-tank"}
    data |= {"item_is": "vehicle", "codes": "{}", "example": "Freedonia sent a Lion 4."}
    data |= {"names-TOTAL_FORMS": "1", "names-INITIAL_FORMS": "0", "names-0-name": "Lion 4", "names-0-guarded": ""}
    answer = client.post(reverse("admin:pledges_system_add"), data)
    assert answer.status_code == 302, answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_system_added_in_the_admin_is_read_by_a_worker_that_runs_already(seeded: None, admin_client: Client) -> None:
    with worker() as process:
        before = read(ask("old", 14))
        assert items("old") == [(None, "pending")]
        assert before.catalogue == current_catalogue().revision

        add_system(admin_client)
        after = read(ask("new", 15))
        assert items("new") == [("Freedonian Lion 4", "pending")]
        assert after.catalogue == current_catalogue().revision != before.catalogue

        assert items("old") == [(None, "pending")]  # what was read stays as it was read, until somebody asks
        said = StringIO()
        call_command("reread", wait=True, stdout=said)
        assert "1 articles to read again" in said.getvalue()
        assert items("old") == [("Freedonian Lion 4", "pending")]
        assert process.poll() is None
    assert Claim.objects.filter(article__key="old").count() == 2
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}
