"""The ledger follows the claims and what persons decide of them, in the same transaction."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User

from pledges.domain.claims import Item
from pledges.domain.values import Quantity
from pledges.models import Claim, ClaimState, Decision, LedgerEntry, LedgerLine, LedgerProblem, Relation
from pledges.services.judging import Unchanged, correct, judge, link, undo, withdraw_link
from pledges.services.rebuilding import rebuild_all
from pledges.services.redaction import exclude, include_again, redact
from tests.pledges.stories import TEXT, article, claim, read, story_claims

pytestmark = pytest.mark.usefixtures("seeded")


def line(standing: str = "live") -> dict[str, Any]:
    body: dict[str, Any] = LedgerLine.objects.get(standing=standing, donors=["PL"], family="leopard-2").body
    return body


def bounds(figure: dict[str, Any]) -> tuple[int | None, int | None]:
    return figure["low"], figure["high"]


def rows() -> list[Any]:
    """Everything projected, without the keys that the database gives."""
    tables: Iterator[Any] = (
        list(model._default_manager.order_by("standing", name).values("standing", name, "body"))
        for model, name in ((LedgerEntry, "entry"), (LedgerLine, "line"))
    )
    return [*tables, list(LedgerProblem.objects.order_by("standing", "problem").values("type", "sentence", "claims"))]


@pytest.fixture
def story() -> list[str]:
    version = article()
    read(version, story_claims(version))
    return list(Claim.objects.order_by("kind", "basis", "quantity_low").values_list("pk", flat=True))


def test_ten_more_four_sent_and_14_in_total_leave_ten(story: list[str]) -> None:
    body = line()
    assert bounds(body["pledged"]) == (14, 14)
    assert bounds(body["delivered"]) == (4, 4)
    assert bounds(body["outstanding"]) == (10, 10)
    assert body["status"] == "partly_delivered"
    assert set(body["claims"]) == set(story)


def test_a_second_reading_of_the_same_version_changes_nothing(story: list[str]) -> None:
    before = rows()
    version = article()
    read(version, story_claims(version))
    assert rows() == before


def test_a_pending_claim_is_live_and_not_reviewed(story: list[str], editor: User) -> None:
    assert not LedgerLine.objects.filter(standing="reviewed").exists()
    for claim_row in Claim.objects.all():
        judge(claim=claim_row, decision=Decision.ACCEPTED, by=editor)
    assert bounds(line("reviewed")["pledged"]) == (14, 14)
    assert line("live")["pledged"]["reviewed_share"] == 1.0


def test_a_claim_below_the_threshold_counts_only_once_accepted(editor: User) -> None:
    version = article()
    read(version, [claim(version, "ten more Leopard 2 tanks this week", confidence=0.2)])
    assert not LedgerLine.objects.exists()
    judge(claim=Claim.objects.get(), decision=Decision.ACCEPTED, by=editor)
    assert bounds(line("reviewed")["pledged"]) == (10, 10)


def test_a_rejected_claim_is_one_never_made_and_undo_restores_it(story: list[str], editor: User) -> None:
    before = rows()
    delivery = Claim.objects.get(kind="delivery")
    judge(claim=delivery, decision=Decision.REJECTED, by=editor)
    assert bounds(line()["delivered"]) == (0, 0)
    assert undo(claim=delivery, by=editor) is not None
    assert rows() == before


def test_the_same_decision_twice_is_one_verdict(story: list[str], editor: User) -> None:
    target = Claim.objects.get(kind="delivery")
    first = judge(claim=target, decision=Decision.ACCEPTED, by=editor)
    assert judge(claim=target, decision=Decision.ACCEPTED, by=editor) == first


def test_a_correction_counts_in_the_place_of_what_it_corrects(story: list[str], editor: User) -> None:
    delivery = Claim.objects.get(kind="delivery")
    correction = correct(claim=delivery, values={"quantity": quantity(5)}, by=editor, why="misread")
    assert bounds(line()["delivered"]) == (5, 5)
    states = dict(ClaimState.objects.values_list("claim", "review"))
    assert (states[delivery.pk], states[correction.pk]) == ("corrected", "accepted")


def test_a_correction_survives_a_better_reading(story: list[str], editor: User) -> None:
    delivery = Claim.objects.get(kind="delivery")
    correct(claim=delivery, values={"quantity": quantity(5)}, by=editor)
    version = article()
    better = [c for c in story_claims(version) if c.kind != "delivery"]
    better.append(claim(version, "handed over four of them already", kind=story_claims(version)[1].kind,
                        quantity=Quantity(low=6, high=6)))  # fmt: skip
    read(version, better, extractor="test-2")
    assert bounds(line()["delivered"]) == (5, 5)
    assert ClaimState.objects.get(claim__quantity_low=6).review == "proposal"


def test_the_same_correction_twice_is_one(story: list[str], editor: User) -> None:
    delivery = Claim.objects.get(kind="delivery")
    first = correct(claim=delivery, values={"quantity": quantity(5)}, by=editor)
    assert correct(claim=delivery, values={"quantity": quantity(5)}, by=editor) == first


def test_a_correction_that_changes_nothing_is_refused(story: list[str], editor: User) -> None:
    delivery = Claim.objects.get(kind="delivery")
    with pytest.raises(Unchanged):
        correct(claim=delivery, values={"kind": "delivery"}, by=editor)


def test_a_correction_moves_a_claim_to_another_account(story: list[str], editor: User) -> None:
    delivery = Claim.objects.get(kind="delivery")
    correct(claim=delivery, values={"item": {"name": "Patriot", "category": "air-defence-system"}}, by=editor)
    assert bounds(line()["delivered"]) == (0, 0)
    assert LedgerLine.objects.filter(standing="live", category="air-defence-system").exists()


def test_a_claim_that_the_new_version_lacks_counts_no_more(story: list[str]) -> None:
    changed = article(text=TEXT.replace("It has handed over four of them already. ", ""))
    read(changed, [c for c in story_claims(article(key="other")) if c.kind == "intent"])
    assert not LedgerLine.objects.exists()


def test_an_accepted_claim_outlives_the_version_that_said_it(story: list[str], editor: User) -> None:
    judge(claim=Claim.objects.get(kind="delivery"), decision=Decision.ACCEPTED, by=editor)
    read(article(text="Nothing is left of the story."), [])
    assert bounds(line()["delivered"]) == (4, 4)


def test_a_changed_version_counts_the_old_reading_until_it_is_read(story: list[str]) -> None:
    before = rows()
    article(text=TEXT + " More to follow.")
    rebuild_all()
    assert rows() == before


def test_an_excluded_article_counts_nowhere_until_it_is_included_again(story: list[str], editor: User) -> None:
    before = rows()
    version = article()
    exclude(version=version, by=editor, why="a hoax")
    assert not LedgerLine.objects.exists()
    include_again(version=version, by=editor, why="no hoax")
    assert rows() == before


def test_redacted_words_are_blank_and_the_figures_stand(story: list[str], editor: User) -> None:
    version = article()
    others = [c for c in story_claims(version) if c.kind != "delivery"]
    start = version.text.index("four of them")
    redact(version=version, start=start, end=start + 12, by=editor, why="court order")
    version.refresh_from_db()
    assert "four of them" not in version.text
    assert len(version.text) == len(TEXT)
    assert not Claim.objects.filter(quote__contains="four of them").exists()
    read(version, others, extractor="test-2")
    assert bounds(line()["delivered"]) == (4, 4)


def test_a_link_joins_and_its_withdrawal_parts(story: list[str], editor: User) -> None:
    other = article(key="other", text="Freedonia sent 9 Leopard 2 tanks.")
    read(other, [claim(other, "sent 9 Leopard 2 tanks", quantity=Quantity(low=9, high=9))])
    before = rows()
    nine = Claim.objects.get(quantity_low=9)
    ten = Claim.objects.get(quantity_low=10)
    made = link(one=nine, other=ten, relation=Relation.SAME, by=editor)
    assert rows() != before
    withdraw_link(link=made, by=editor)
    assert rows() == before


def test_dropping_and_rebuilding_gives_the_same_rows(story: list[str], editor: User) -> None:
    judge(claim=Claim.objects.get(kind="delivery"), decision=Decision.ACCEPTED, by=editor)
    before = rows()
    for model in (LedgerProblem, LedgerLine, LedgerEntry, ClaimState):
        model._default_manager.all().delete()
    rebuild_all()
    assert rows() == before


def test_an_unknown_system_keeps_its_claim_by_type(seeded: None) -> None:
    version = article(text="Freedonia sent 3 Nonesuch tanks.")
    item = Item(name="Nonesuch", category="main-battle-tank")
    read(version, [claim(version, "sent 3 Nonesuch tanks", item=item, quantity=Quantity(low=3, high=3))])
    assert ClaimState.objects.get().system is None
    assert LedgerLine.objects.filter(standing="live").exists()


def quantity(number: int) -> dict[str, Any]:
    return {"low": number, "high": number, "unit": "item", "per": None, "approximate": False}
