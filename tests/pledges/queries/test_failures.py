"""Errors that differ in what they name alone are one reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from pledges.models import Intake, Job, JobState
from pledges.queries.failures import failed_jobs, failed_offers, failures

pytestmark = pytest.mark.django_db


def set_aside(error: str, **values: Any) -> Job:
    usual: dict[str, Any] = {"kind": "poll", "state": JobState.QUARANTINED, "finished_at": timezone.now()}
    return Job.objects.create(
        subject=str(Job.objects.count()), last_error=error, next_at=timezone.now(), **usual | values
    )


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("FetchFailed: https://a.example/1 answered 503", "FetchFailed"),
        ("pledges.services.x.Turned: no", "pledges.services.x.Turned"),
        ("the worker host:123 was lost while it held the lease", "the worker … was lost while it held the lease"),
        ("it took longer than 60 s", "it took longer than … s"),
    ],
)
def test_tells_a_job_s_reason(error: str, reason: str) -> None:
    set_aside(error)
    assert failed_jobs().get().reason == reason


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("/inbox/a.txt is not UTF-8", "… is not …"),
        ("note.txt: is empty", "…: is empty"),
        ("2023-note.txt: is empty", "…: is empty"),
        ("https://a.example/1: answered 404", "…: answered …"),
        ("the page calls itself 'x y' and is none", "the page calls itself … and is none"),
        ("x" * 500, "x" * 80),
    ],
)
def test_tells_an_offer_s_reason(error: str, reason: str) -> None:
    Intake.objects.create(locator="a", outcome="failed", error=error, finished_at=timezone.now())
    assert failed_offers().get().reason == reason


def test_counts_what_is_set_aside_and_what_waits() -> None:
    set_aside("ValueError: one")
    set_aside("ValueError: other")
    set_aside("ValueError: third", state=JobState.WAITING, finished_at=None)
    set_aside("ValueError: a week ago", finished_at=timezone.now() - timedelta(days=8))
    set_aside("", state=JobState.WAITING, finished_at=None)
    set_aside("ValueError: it went well then", state=JobState.DONE)
    Intake.objects.create(locator="a", outcome="failed", error="a.txt: is empty", finished_at=timezone.now())
    Intake.objects.create(locator="b", outcome="new", error="", finished_at=timezone.now())
    found = failures(since=timezone.now() - timedelta(days=7))
    assert [(one.kind, one.reason, one.set_aside, one.waiting) for one in found] == [
        ("poll", "ValueError", 2, 1),
        ("offer", "…: is empty", 1, 0),
    ]
    assert found[0].example.startswith("ValueError: ")
