"""An editor sees what joining or parting two claims would change, does it, and can take it back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from pledges.domain.values import Quantity
from pledges.models import Claim, LedgerLine, Link
from pledges.queries.joining import pairs_of
from tests.pledges import stories


@pytest.fixture
def pair(seeded: None) -> tuple[str, str]:
    """Two articles, a day apart, each of ten tanks from Poland: the fold takes them for one pledge."""
    found = []
    for number, words in enumerate(("Poland will give ten Leopard 2 tanks", "Ten Leopard 2 are promised by Poland")):
        day = date(2023, 3, 7) + timedelta(days=number)
        version = stories.article(key=f"told-{number}", text=f"{words}.", published=day, publisher=f"Paper {number}")
        found.append(stories.claim(version, words))
        stories.read(version, [found[-1]])
    return found[0].id, found[1].id


def pledged() -> int:
    return int(LedgerLine.objects.get(standing="live").body["pledged"]["high"])


def see(desk: Client, one: str, other: str, relation: str) -> Any:
    return desk.get(reverse("admin:pledges_claim_links", args=[one]), {"other": other, "relation": relation})


def make(desk: Client, one: str, other: str, relation: str, why: str = "") -> Any:
    shown = see(desk, one, other, relation)
    seen = shown.context["seen"] if shown.status_code == 200 else ""
    data = {"other": other, "relation": relation, "why": why, "seen": seen}
    return desk.post(reverse("admin:pledges_claim_link", args=[one]), data)


def page(desk: Client, claim: str) -> str:
    return " ".join(desk.get(reverse("admin:pledges_claim_change", args=[claim])).content.decode().split())


def test_shows_what_counts_as_one_event_with_words_score_and_reasons(pair: tuple[str, str], desk: Client) -> None:
    shown = page(desk, pair[0])
    assert "Ten Leopard 2 are promised by Poland" in shown
    assert "counted as one event" in shown
    assert "the same number" in shown
    assert "told 1 days apart" in shown


def test_asks_the_database_as_often_beside_many_claims(
    pair: tuple[str, str], desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        words = f"In week {number} Poland spoke of its ten Leopard 2 again"
        version = stories.article(key=f"more-{number}", text=f"{words}, reporter {number} says, no {number * 3}.")
        stories.read(version, [stories.claim(version, words)])
    claim = Claim.objects.select_related("article", "state__version__source").get(pk=pair[0])
    with django_assert_max_num_queries(8):
        assert len(pairs_of(claim)) == 9


def test_previews_a_parting_and_stores_nothing(pair: tuple[str, str], desk: Client) -> None:
    assert pledged() == 10
    answer = see(desk, *pair, "different")
    (change,) = answer.context["changes"]
    (figure,) = [one for one in change["figures"] if one["name"] == "pledged"]
    assert figure["before"] == "10"
    assert figure["moved"]
    assert not Link.objects.exists()
    assert pledged() == 10


def test_parts_as_previewed_and_takes_it_back(pair: tuple[str, str], desk: Client, editor: User) -> None:
    answer = see(desk, *pair, "different")
    after = next(one["after"] for one in answer.context["changes"][0]["figures"] if one["name"] == "pledged")
    make(desk, *pair, "different", "two gifts")
    made = Link.objects.get()
    assert (made.relation, made.by, made.why) == ("different", editor, "two gifts")
    assert pledged() == 20
    assert "20" in after
    assert "Withdraw the link…" in page(desk, pair[1])
    (change,) = see(desk, pair[1], pair[0], "withdrawn").context["changes"]
    assert change["figures"][0]["after"] == "10"
    make(desk, pair[1], pair[0], "withdrawn")
    assert pledged() == 10
    make(desk, pair[1], pair[0], "withdrawn")
    assert Link.objects.count() == 2


def test_joins_what_the_fold_takes_for_two(seeded: None, desk: Client) -> None:
    ids = []
    for number, many in enumerate((14, 18)):
        words = f"Poland sends {many} Leopard 2 tanks"
        version = stories.article(key=f"p{number}", text=f"{words}.", published=date(2023, 2 + number, 7))
        claim = replace(stories.claim(version, words), quantity=Quantity(low=many, high=many))
        stories.read(version, [claim])
        ids.append(claim.id)
    assert pledged() == 32
    assert "Others that may tell of it" in page(desk, ids[0])
    make(desk, ids[0], ids[1], "same")
    assert pledged() < 32


@pytest.mark.parametrize("relation", ["", "cousin"])
def test_knows_no_other_relation(pair: tuple[str, str], desk: Client, relation: str) -> None:
    assert see(desk, *pair, relation).status_code == 404
    assert make(desk, *pair, relation).status_code == 404


def test_links_no_claim_with_itself_nor_across_accounts(pair: tuple[str, str], desk: Client) -> None:
    version = stories.article(key="far", text="Poland gives ten Leopard 2 to Moldova.")
    far = stories.claim(version, "Poland gives ten Leopard 2 to Moldova", recipient="MD")
    stories.read(version, [far])
    for other in (pair[0], far.id, "nothing"):
        assert make(desk, pair[0], other, "same").status_code == 404
    assert not Link.objects.exists()


def test_lets_nobody_link_without_the_permission(pair: tuple[str, str], client: Client) -> None:
    client.force_login(User.objects.create_user(username="reader", password="a long enough password", is_staff=True))
    assert see(client, *pair, "same").status_code == 403
    assert make(client, *pair, "same").status_code == 403
    assert not Link.objects.exists()
