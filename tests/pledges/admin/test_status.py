"""The status page tells how the tracker stands, and has what failed tried again by whoever may."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pledges.models import Intake, Job, JobState, PolledSource, PollState, Pulse

PAGE = "/admin/status/"


@pytest.fixture
def troubled(db: None) -> Job:
    """A source that fails, an offer that was not taken, a job in quarantine, and a schedule that stopped."""
    Pulse.objects.create(name="tick", at=timezone.now() - timedelta(minutes=10))
    source = PolledSource.objects.create(name="The <Paper>", address="https://p.example/feed", paused=False)
    due = timezone.now() - timedelta(hours=5)
    PollState.objects.create(source=source, next_at=due, interval=timedelta(hours=1), failures=4, outcome="it is gone")
    notes = [{"kind": "not_taken", "detail": "it is a DOCX"}]
    Intake.objects.create(
        locator="a.docx", outcome="failed", error="a.docx: is a DOCX", notes=notes, finished_at=timezone.now()
    )
    return Job.objects.create(
        kind="poll",
        subject="source:1",
        state=JobState.QUARANTINED,
        attempts=5,
        last_error="ValueError: <it> broke",
        next_at=timezone.now(),
        finished_at=timezone.now(),
    )


def test_is_linked_from_the_first_page(desk: Client, staff: Client) -> None:
    assert reverse("desk:status") == PAGE
    assert PAGE in desk.get("/admin/").content.decode()
    assert PAGE not in staff.get("/admin/").content.decode()


def test_tells_what_needs_a_person(troubled: Job, desk: Client) -> None:
    told = desk.get(PAGE).content.decode()
    for words in (
        "The schedule ticked last 10 min ago",
        "1 job is in quarantine.",
        "The source The &lt;Paper&gt; should have been asked 5 h ago.",
        "it is gone",
        "ValueError: &lt;it&gt; broke",
        "…: is a DOCX",
        "Try all again",
        "not_taken",
    ):
        assert words in told


def test_tells_that_nothing_does(desk: Client) -> None:
    Pulse.objects.create(name="tick", at=timezone.now())
    told = desk.get(PAGE).content.decode()
    assert "Nothing does." in told
    assert "No job waits or runs." in told


def test_has_no_script_or_style_within_the_page(troubled: Job, desk: Client) -> None:
    told = desk.get(PAGE).content.decode().split("<main", 1)[1]
    assert "style=" not in told
    assert "onclick" not in told


@pytest.mark.parametrize(
    ("address", "data"),
    [
        pytest.param("desk:retry_one", {}, id="one job"),
        pytest.param("desk:retry_all", {"kind": "poll", "reason": "ValueError"}, id="all of a reason"),
    ],
)
def test_tries_jobs_again(troubled: Job, desk: Client, address: str, data: dict[str, str]) -> None:
    where = reverse(address, args=[troubled.pk] if address == "desk:retry_one" else [])
    answer = desk.post(where, data, follow=True)
    assert "will be tried again" in answer.content.decode()
    troubled.refresh_from_db()
    assert (troubled.state, troubled.attempts) == (JobState.WAITING, 0)
    again = desk.post(where, data, follow=True)
    assert "nothing was changed" in again.content.decode()


def test_tries_offers_again(troubled: Job, desk: Client) -> None:
    desk.post(reverse("desk:retry_all"), {"kind": "offer", "reason": "…: is a DOCX"})
    assert Job.objects.get(kind="take_in").payload == {"intake": Intake.objects.get().pk}


def test_lets_readers_look_and_not_act(troubled: Job, reader: Client, staff: Client, client: Client) -> None:
    assert "Try" not in reader.get(PAGE).content.decode()
    for act in (reverse("desk:retry_one", args=[troubled.pk]), reverse("desk:retry_all")):
        assert reader.post(act).status_code == 403
    assert staff.get(PAGE).status_code == 403
    assert client.get(PAGE).status_code == 302


def test_takes_acts_by_post_only(troubled: Job, desk: Client) -> None:
    for act in (reverse("desk:retry_one", args=[troubled.pk]), reverse("desk:retry_all")):
        assert desk.get(act)["Location"] == PAGE
    troubled.refresh_from_db()
    assert troubled.state == "quarantined"


@pytest.mark.parametrize("number", [0, 60])
def test_asks_the_database_as_often_for_many(desk: Client, django_assert_max_num_queries: Any, number: int) -> None:
    for one in range(number):
        Job.objects.create(
            kind=f"k{one % 3}",
            subject=str(one),
            state=JobState.QUARANTINED,
            next_at=timezone.now(),
            finished_at=timezone.now(),
            last_error=f"Error{one % 7}: it broke",
        )
    with django_assert_max_num_queries(15):  # eleven of the status, and who asks
        assert desk.get(PAGE).status_code == 200
