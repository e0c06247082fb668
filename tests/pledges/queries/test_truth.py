"""What nobody knows the day of waits; a part of a live blog counts from its own day."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from pledges.domain.catalogue import Catalogue
from pledges.domain.posts import Post
from pledges.models import Claim, ClaimState, Decision, LedgerLine
from pledges.queries.catalogue import current_catalogue
from pledges.queries.standing_claims import copy_groups
from pledges.queries.truth import truth_of
from pledges.services.days import give_day
from pledges.services.judging import judge
from tests.pledges import stories

POSTS = (
    Post(start=0, end=57, published=date(2023, 3, 9)),
    Post(start=57, end=95, published=date(2023, 3, 8)),
)
BLOG = "Freedonia will send ten more Leopard 2 tanks this week. "


@pytest.fixture
def catalogue(seeded: None) -> Catalogue:
    return current_catalogue()


def days() -> dict[str, Any]:
    """The day of each claim that has a state, by its quote."""
    return dict(ClaimState.objects.values_list("claim__quote", "published"))


def test_leaves_claims_of_an_unknown_day_out_of_every_figure(catalogue: Catalogue) -> None:
    version = stories.undated()
    stories.read(version, stories.story_claims(version))
    assert Claim.objects.count() == 3
    assert truth_of(articles=[version.article_id], catalogue=catalogue).stored == ()
    assert not ClaimState.objects.exists()
    assert not LedgerLine.objects.exists()


@pytest.mark.parametrize("day", [stories.DAY, None], ids=["in a dated article", "in an article of an unknown day"])
def test_counts_a_claim_from_the_day_of_its_post(seeded: None, day: date | None) -> None:
    version = stories.article(published=day, posts=POSTS)
    stories.read(version, stories.story_claims(version))
    outside = {"promised 14 in total": day} if day else {}
    assert days() == {
        "ten more Leopard 2 tanks this week": date(2023, 3, 9),
        "handed over four of them already": date(2023, 3, 8),
        **outside,
    }


def test_counts_from_the_day_that_was_given_and_not_before(catalogue: Catalogue, editor: User) -> None:
    version = stories.undated()
    stories.read(version, stories.story_claims(version))
    before = datetime.now(UTC)
    give_day(article=version.article, published=date(2023, 3, 8), by=editor)
    assert set(days().values()) == {date(2023, 3, 8)}
    assert LedgerLine.objects.filter(standing="live").exists()
    assert truth_of(articles=[version.article_id], catalogue=catalogue, recorded_at=before).stored == ()


def test_a_person_s_claim_follows_the_day_that_was_given(seeded: None, editor: User) -> None:
    version = stories.article()
    stories.read(version, stories.story_claims(version))
    judge(claim=Claim.objects.get(kind="delivery"), decision=Decision.ACCEPTED, by=editor)
    again = give_day(article=version.article, published=date(2023, 3, 8), by=editor)
    stories.read(again, [])
    assert ClaimState.objects.get(live=True).published == date(2023, 3, 8)


def test_names_copies_by_the_earliest_that_has_a_day(seeded: None) -> None:
    text = " ".join(f"Sentence {n} tells of the tanks that were sent there." for n in range(12))
    unknown = stories.undated(key="unknown", text=text)
    dated = stories.article(key="dated", text=text)
    assert copy_groups(versions=[unknown.pk, dated.pk]) == {unknown.pk: "dated", dated.pk: "dated"}
