"""The health pages say which part fails, and tell no words of an error."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings as SettingsWrapper

from pledges.models import Job, Lane, Pulse


@pytest.mark.django_db
def test_answers_ok_while_database_and_broker_answer(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "broker": "ok"}


@pytest.mark.django_db
def test_names_the_broker_when_it_is_gone(client: Client, settings: SettingsWrapper) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "failing", "database": "ok", "broker": "failing"}


@pytest.fixture
def ready(db: None) -> None:
    """A schedule that ticks and a folder that is looked at."""
    for name in ("tick", "scan"):
        Pulse.objects.create(name=name, at=timezone.now())


def waits(*, seconds: int) -> None:
    Job.objects.create(
        kind="extract", subject="1", lane=Lane.READ, next_at=timezone.now() - timedelta(seconds=seconds),
        last_error="a secret",
    )  # fmt: skip


def test_is_ready_while_work_gets_done(ready: None, client: Client, settings: SettingsWrapper) -> None:
    settings.WATCHED_FOLDER = "/inbox"
    waits(seconds=60)
    answer = client.get("/readyz")
    body: dict[str, Any] = answer.json()
    assert answer.status_code == 200
    assert {name: body[name] for name in ("status", "database", "broker", "tick", "scan")} == {
        "status": "ok",
        "database": "ok",
        "broker": "ok",
        "tick": "ok",
        "scan": "ok",
    }
    assert (body["fetch_jobs"], body["read_jobs"]) == ("ok", "ok")
    assert body["oldest_due_job"]["fetch"] is None
    assert 60 <= body["oldest_due_job"]["read"] < 120
    assert body["seconds_since"] | {"tick": 0, "scan": 0} == {
        "tick": 0,
        "scan": 0,
        "last_article": "never",
        "last_claim": "never",
    }
    assert body["quarantined_jobs"] == 0


@pytest.mark.parametrize(("limit", "part"), [("READY_OLDEST_JOB_SECONDS", "read_jobs"), ("READY_TICK_SECONDS", "tick")])
def test_names_what_is_older_than_the_setting(
    ready: None, client: Client, settings: SettingsWrapper, limit: str, part: str
) -> None:
    Pulse.objects.filter(name="tick").update(at=timezone.now() - timedelta(seconds=60))
    waits(seconds=60)
    assert client.get("/readyz").status_code == 200
    setattr(settings, limit, 59)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    body = answer.json()
    assert (body["status"], body[part]) == ("failing", "failing")
    assert [name for name, state in body.items() if state == "failing"] == ["status", part]
    assert "secret" not in answer.content.decode()


def test_is_not_ready_before_the_schedule_ticks(db: None, client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["tick"]) == (503, "failing")
    assert answer.json()["seconds_since"]["tick"] == "never"


@pytest.mark.parametrize("page", ["/healthz", "/readyz"])
def test_is_asked_without_https(ready: None, client: Client, settings: SettingsWrapper, page: str) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(page).status_code == 200
    assert client.get("/").status_code == 301
