"""A made-up database is a database like any other."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from pledges.models import Claim, ClaimState, DonorTotal, LedgerEntry, LedgerLine, LedgerProblem, Rollup
from pledges.queries.catalogue import current_catalogue
from pledges.services.demo_stories import Newsroom, Zipf, exponent
from pledges.services.rebuilding import rebuild_all

pytestmark = pytest.mark.usefixtures("seeded")


def digests() -> list[Any]:
    """The content of all that is projected."""
    tables = (LedgerEntry, LedgerLine, LedgerProblem, Rollup)
    return [sorted(model._default_manager.values_list("standing", "digest")) for model in tables]


def make(**options: Any) -> str:
    told = StringIO()
    call_command("make_demo_data", stdout=told, **options)
    return told.getvalue()


def test_makes_as_many_claims_as_asked_and_projects_them_as_a_rebuild_does() -> None:
    assert "150 claims" in make(claims=150)
    assert Claim.objects.count() == ClaimState.objects.count() == 150
    assert LedgerEntry.objects.filter(standing="reviewed").exists()
    before = digests()
    sums = list(DonorTotal.objects.exclude(figures="").order_by("standing", "donors").values_list("figures"))
    rebuild_all()
    assert digests() == before
    assert list(DonorTotal.objects.order_by("standing", "donors").values_list("figures")) == sums


def test_refuses_a_database_with_articles_unless_told_to_add() -> None:
    make(claims=10)
    with pytest.raises(CommandError, match="--add"):
        make(claims=10, seed=2)
    make(claims=10, seed=2, add=True)
    assert Claim.objects.count() == 20


def test_tells_the_same_for_the_same_seed() -> None:
    told = [list(Newsroom(catalogue=current_catalogue(), claims=60, seed=seed).stories()) for seed in (3, 3, 4)]
    assert told[0] == told[1] != told[2]
    assert all(story.text[s.start : s.end] for story in told[0] for claim in story.claims for s in claim.evidence)


@pytest.mark.parametrize("accounts", [200, 2500])
def test_gives_the_largest_account_one_percent(accounts: int) -> None:
    zipf = Zipf(range(accounts), exponent(accounts))
    assert zipf.bounds[0] / zipf.bounds[-1] == pytest.approx(0.01, rel=0.01)
