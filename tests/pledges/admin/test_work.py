"""What failed shows its error, and is tried again when an editor says so."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pledges.admin.permissions import EDITORS, ensure_editors_group
from pledges.models import Intake, IntakeOutcome, Job, JobState


def test_tries_a_failed_offer_again(seeded: None, desk: Client) -> None:
    failed = Intake.objects.create(locator="a.txt", outcome=IntakeOutcome.FAILED, error="a.txt is not UTF-8")
    fine = Intake.objects.create(locator="b.txt", outcome=IntakeOutcome.NEW)
    address = reverse("admin:pledges_intake_changelist")
    assert "a.txt is not UTF-8" in desk.get(address).content.decode()
    desk.post(address, {"action": "try_again", "_selected_action": [failed.pk, fine.pk]})
    job = Job.objects.get(kind="take_in")
    assert job.payload == {"intake": failed.pk}


def test_tries_a_quarantined_job_again(seeded: None, desk: Client) -> None:
    job = Job.objects.create(
        kind="extract",
        subject="version:1",
        state=JobState.QUARANTINED,
        attempts=5,
        next_at=timezone.now(),
        last_error="no",
    )
    address = reverse("admin:pledges_job_changelist")
    desk.post(address, {"action": "try_again", "_selected_action": [job.pk]})
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("waiting", 0)


def test_gives_readers_no_such_action(seeded: None, reader: Client) -> None:
    answer = reader.get(reverse("admin:pledges_job_changelist"))
    assert "try_again" not in answer.content.decode()


@pytest.mark.parametrize(
    ("permission", "has"),
    [
        ("pledges.view_claim", True),
        ("pledges.view_articleversion", True),
        ("pledges.add_verdict", True),
        ("pledges.add_exclusion", True),
        ("pledges.add_daygiven", True),
        ("pledges.view_original", True),
        ("pledges.change_system", True),
        ("pledges.delete_systemname", True),
        ("pledges.add_redaction", False),
        ("pledges.delete_system", False),
        ("pledges.change_claim", False),
        ("auth.change_user", False),
    ],
)
def test_gives_editors_what_they_need_and_no_more(desk: Client, editor: User, permission: str, has: bool) -> None:
    assert User.objects.get(pk=editor.pk).has_perm(permission) is has


def test_brings_the_group_up_to_date_however_often(db: None) -> None:
    first = set(ensure_editors_group().permissions.values_list("pk", flat=True))
    Group.objects.get(name=EDITORS).permissions.clear()
    assert set(ensure_editors_group().permissions.values_list("pk", flat=True)) == first
    assert Group.objects.count() == 1


def test_filters_offers_by_note_and_outcome_with_counts(seeded: None, desk: Client) -> None:
    notes = [{"kind": "not_taken", "detail": "it is <b>no</b> text"}, {"kind": "no_day", "detail": "nothing says when"}]
    Intake.objects.create(locator="a.bin", outcome="failed", error="a.bin is no text", notes=notes)
    Intake.objects.create(locator="b.txt", outcome="new", notes=notes[1:])
    Intake.objects.create(locator="c.txt", outcome="new")
    address = reverse("admin:pledges_intake_changelist")
    told = desk.get(address).content.decode()
    for choice in ("not taken (1)", "no day (2)", "cut off (0)", "Failed (1)", "New (2)", "Unchanged (0)"):
        assert choice in told
    assert "it is &lt;b&gt;no&lt;/b&gt; text" in told
    for asked, found in (
        ({"note": "no_day"}, 2),
        ({"note": "not_taken"}, 1),
        ({"outcome": "new", "note": "no_day"}, 1),
    ):
        assert len(desk.get(address, asked).context["cl"].result_list) == found


def test_lists_jobs_by_lane_and_priority(seeded: None, desk: Client) -> None:
    for number, lane in enumerate(("fetch", "read", "read")):
        Job.objects.create(kind="poll", subject=str(number), lane=lane, priority=20, next_at=timezone.now())
    address = reverse("admin:pledges_job_changelist")
    for asked, found in (({"lane": "read"}, 2), ({"priority": "20"}, 3), ({"priority": "0"}, 0)):
        parameters = {f"{name}__exact": value for name, value in asked.items()}
        assert len(desk.get(address, parameters).context["cl"].result_list) == found
