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


def test_gives_readers_no_such_action(seeded: None, client: Client) -> None:
    group = ensure_editors_group()
    reader = User.objects.create_user(username="reader", password="a long enough password", is_staff=True)
    reader.user_permissions.set(group.permissions.filter(codename__startswith="view_"))
    client.force_login(reader)
    answer = client.get(reverse("admin:pledges_job_changelist"))
    assert "try_again" not in answer.content.decode()


@pytest.mark.parametrize(
    ("permission", "has"),
    [
        ("pledges.view_claim", True),
        ("pledges.view_articleversion", True),
        ("pledges.add_verdict", True),
        ("pledges.add_exclusion", True),
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
