"""A bulk load leaves its accounts to a job, and whatever happens in between, nothing is left unfolded."""

from datetime import timedelta

import pytest
import pytest_django
from django.utils import timezone

from pledges.domain.values import Quantity
from pledges.models import Account, Claim, EntryClaim, Job, JobState, LedgerEntry, Priority, StaleAccount
from pledges.services.asked_work import FOLD
from pledges.services.ledger import rebuild
from pledges.services.readings import record_run, record_runs
from pledges.services.rebuilding import fold_stale, rebuild_all
from pledges.services.stale import Folding, better_later, hasten_folding
from tests.pledges import stories

pytestmark = pytest.mark.usefixtures("seeded")


def load(key: str, *, tanks: int = 10, folding: Folding = Folding.LATER) -> None:
    version = stories.article(key=key)
    claim = stories.claim(version, "ten more Leopard 2 tanks", quantity=Quantity(low=tanks, high=tanks))
    record_run(
        version=version, claims=[claim], extractor="test", catalogue="c", started_at=timezone.now(), folding=folding
    )


def pledged() -> list[int]:
    return sorted(LedgerEntry.objects.filter(standing="live").values_list("low", flat=True))


def test_a_bulk_load_writes_claims_and_marks_and_is_folded_by_a_job() -> None:
    load("a")
    assert Claim.objects.count() == StaleAccount.objects.count() == 1
    assert pledged() == []
    job = Job.objects.get()
    assert (job.kind, job.priority, job.state) == (FOLD, Priority.LAST, JobState.WAITING)
    assert fold_stale(seconds=60)
    assert pledged() == [10]
    assert not StaleAccount.objects.exists()


def test_many_loads_ask_for_one_folding() -> None:
    for key in "abc":
        load(key)
    assert Job.objects.filter(kind=FOLD).count() == 1
    assert StaleAccount.objects.count() == 3


@pytest.mark.parametrize("how", ["a single article", "a rebuild of the account", "a rebuild of all"])
def test_whoever_folds_an_account_takes_its_marks(how: str) -> None:
    load("a")
    if how == "a single article":
        load("b", tanks=30, folding=Folding.NOW)
    elif how == "a rebuild of the account":
        rebuild(accounts=list(Account.objects.all()))
    else:
        rebuild_all()
    assert EntryClaim.objects.filter(entry__standing="live").count() == Claim.objects.count()
    assert not StaleAccount.objects.exists()


def test_a_load_that_changes_nothing_marks_nothing() -> None:
    load("a", folding=Folding.NOW)
    load("a")
    assert not StaleAccount.objects.exists()


def test_ends_when_its_time_is_over_and_says_that_some_are_left() -> None:
    load("a")
    assert not fold_stale(seconds=-1)
    assert StaleAccount.objects.exists()


def test_accounts_that_waited_too_long_are_folded_before_the_bulk(settings: pytest_django.Settings) -> None:
    load("a")
    hasten_folding()
    assert Job.objects.get().priority == Priority.LAST
    StaleAccount.objects.update(at=timezone.now() - timedelta(seconds=settings.FOLD_AT_LATEST_SECONDS + 1))
    hasten_folding()
    assert Job.objects.get().priority == Priority.NEWS


def test_changes_gather_while_more_come_and_not_for_ever(settings: pytest_django.Settings) -> None:
    assert not better_later()
    load("a")
    assert better_later()
    settings.FOLD_AT_LATEST_SECONDS = 0
    assert not better_later()
    settings.FOLD_AT_LATEST_SECONDS = 300
    StaleAccount.objects.update(at=timezone.now() - timedelta(seconds=10))
    assert not better_later(), "nothing came any more"
    load("b")
    assert better_later()
    StaleAccount.objects.filter(pk=StaleAccount.objects.earliest("pk").pk).update(
        at=timezone.now() - timedelta(seconds=301)
    )
    assert not better_later(), "it has gathered for long enough"


def test_marks_without_a_job_get_one() -> None:
    load("a")
    Job.objects.all().delete()
    hasten_folding()
    assert Job.objects.get().kind == FOLD
    Job.objects.update(state=JobState.QUARANTINED)
    hasten_folding()
    assert Job.objects.count() == 1


def test_records_many_runs_as_one_by_one(django_assert_max_num_queries: pytest_django.DjangoAssertNumQueries) -> None:
    versions = [stories.article(key=key) for key in "abcdef"]
    readings = [(version, stories.story_claims(version)) for version in versions]
    now = timezone.now()
    with django_assert_max_num_queries(60):
        runs = record_runs(readings=readings, extractor="test", catalogue="c", started_at=now, folding=Folding.LATER)
    assert [run.version_id for run in runs] == [version.pk for version in versions]
    assert [run.readings.count() for run in runs] == [3] * 6
    again = record_runs(readings=readings[::-1], extractor="test", catalogue="c", started_at=now)
    assert again == runs[::-1]
