"""`manage.py status` says what needs a person by its exit status too, and has what failed tried again."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from pledges.models import Intake, Job, JobState, PolledSource, PollState, Pulse

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[int, str]:
    """The exit status and what was printed."""
    out = StringIO()
    try:
        call_command("status", *arguments, stdout=out)
    except SystemExit as ended:
        assert isinstance(ended.code, int)
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def set_aside(kind: str = "poll") -> Job:
    return Job.objects.create(
        kind=kind,
        subject="1",
        state=JobState.QUARANTINED,
        last_error="ValueError: it broke\nand broke",
        next_at=timezone.now(),
        finished_at=timezone.now(),
    )


@pytest.fixture(autouse=True)
def ticking(db: None) -> None:
    Pulse.objects.create(name="tick", at=timezone.now() - timedelta(seconds=3))


def test_is_quiet_when_all_is_well() -> None:
    code, told = run()
    assert code == 0
    assert told.splitlines()[1:3] == ["what needs a person", "  none"]


def test_tells_each_part_and_ends_with_1_when_a_person_is_needed() -> None:
    set_aside()
    source = PolledSource.objects.create(name="The Paper", address="https://p.example/feed", paused=False)
    due = timezone.now() - timedelta(hours=5)
    PollState.objects.create(source=source, next_at=due, interval=timedelta(hours=1), failures=4, outcome="it is gone")
    notes = [{"kind": "not_taken", "detail": "it is a DOCX"}]
    Intake.objects.create(
        locator="a", outcome="failed", error="a.docx: is a DOCX", notes=notes, finished_at=timezone.now()
    )
    code, told = run()
    assert code == 1
    for line in (
        "  1 job is in quarantine.",
        "  The source The Paper should have been asked 5 h ago.",
        "  The source The Paper failed 4 times in a row: it is gone",
        "sources: 1 polled, 0 paused",
        "  read poll: 0 due, 0 later, 0 running, 1 quarantined",
        "  poll, ValueError: 1 set aside, 0 wait to be tried again",
        "  offer, …: is a DOCX: 1 set aside, 0 wait to be tried again",
        "  claims recorded: 0, 0, 0",
        "  not_taken: 0 texts, 1 offers",
    ):
        assert line in told.splitlines()
    assert f"  {Job.objects.get().pk} poll 1: ValueError: it broke and broke" in told.splitlines()


def test_tells_a_machine_the_same() -> None:
    set_aside()
    code, told = run("--json")
    body = json.loads(told)
    assert code == 1
    assert body["wants"] == ["1 job is in quarantine."]
    assert body["quarantine"][0]["error"].startswith("ValueError: it broke")
    assert (body["tick"], body["scan"]) == (3, None)


@pytest.mark.parametrize("word", ["all", "poll", "number"])
def test_tries_again(word: str) -> None:
    job = set_aside()
    assert run("--retry", str(job.pk) if word == "number" else word) == (0, "1 will be tried again\n")
    job.refresh_from_db()
    assert job.state == JobState.WAITING


def test_tries_offers_again() -> None:
    Intake.objects.create(locator="a", outcome="failed", error="a: is empty", finished_at=timezone.now())
    assert run("--retry", "offers") == (0, "1 will be tried again\n")
    assert Job.objects.get().kind == "take_in"


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("12", "job 12 is not in quarantine"),
        ("fold", "no job of the kind 'fold' is in quarantine"),
        ("a b", "'a b' is neither `all`"),
    ],
)
def test_refuses(word: str, told: str) -> None:
    with pytest.raises(CommandError, match=told):
        run("--retry", word)
