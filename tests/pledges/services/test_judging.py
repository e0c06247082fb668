"""Every act carries what its author saw; under the lock one of two that saw the same is refused, never lost."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from pledges.models import Claim, ClaimState, Decision, LedgerEntry, LedgerLine, Link, Relation, Verdict
from pledges.queries.seeing import Stale, Stand, pair_token, stand_of
from pledges.queries.verdicts import standing_verdict
from pledges.services.judging import (
    WasRejected,
    correct,
    judge,
    link,
    put_back_verdict,
    undo,
    withdraw_link,
    withdraw_verdict,
)
from tests.pledges.stories import TEXT, article, claim, read, story_claims

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.fixture
def other(db: None) -> User:
    return User.objects.create_user(username="other", password="a long enough password")


@pytest.fixture
def delivery(seeded: None) -> Claim:
    version = article()
    read(version, story_claims(version))
    return Claim.objects.get(kind="delivery")


def number(low: int) -> dict[str, Any]:
    return {"quantity": {"low": low, "high": low, "unit": "item", "per": None, "approximate": False}}


def token(claim: Claim) -> str:
    return stand_of(claim).token


def delivered() -> list[int]:
    return sorted(line.body["delivered"]["low"] for line in LedgerLine.objects.filter(standing="live"))


def rows() -> list[Any]:
    return [
        list(model._default_manager.order_by("standing", name).values("standing", name, "body"))
        for model, name in ((LedgerEntry, "entry"), (LedgerLine, "line"))
    ]


def test_a_token_comes_back_as_the_stand_that_it_was_made_of(delivery: Claim, editor: User) -> None:
    correct(claim=delivery, values=number(5), by=editor)
    assert Stand.of_token(token(delivery)) == stand_of(delivery)
    assert Stand.of_token("") is None
    assert Stand.of_token("1-x-") is None


ACTS: dict[str, Callable[[Claim, User, str], Any]] = {
    "accept": lambda claim, by, seen: judge(claim=claim, decision=Decision.ACCEPTED, by=by, seen=seen),
    "reject": lambda claim, by, seen: judge(claim=claim, decision=Decision.REJECTED, by=by, seen=seen),
    "undo": lambda claim, by, seen: undo(claim=claim, by=by, seen=seen),
    "correct": lambda claim, by, seen: correct(claim=claim, values=number(7), by=by, seen=seen),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("first", ["accept", "correct", "unsure and back"])
def test_refuses_an_act_on_what_stands_no_more(
    delivery: Claim, editor: User, other: User, first: str, act: str
) -> None:
    seen = token(delivery)
    if first == "unsure and back":
        judge(claim=delivery, decision=Decision.UNSURE, by=other)
        undo(claim=delivery, by=other)
    elif first == "correct":
        correct(claim=delivery, values=number(5), by=other, why="five")
    else:
        judge(claim=delivery, decision=Decision.ACCEPTED, by=other, why="seen there")
    before = Verdict.objects.count(), Claim.objects.count(), rows()
    with pytest.raises(Stale) as refused:
        ACTS[act](delivery, editor, seen)
    assert (Verdict.objects.count(), Claim.objects.count(), rows()) == before
    last = refused.value.last
    assert last is not None
    assert (last.by, last.what) == ("other", {"accept": "accepted", "correct": "corrected"}.get(first, last.what))
    assert (refused.value.seen, refused.value.now) == (seen, token(delivery))
    ACTS[act](delivery, editor, refused.value.now)  # at once possible on what stands now


def test_refuses_to_withdraw_a_verdict_that_was_judged_over(delivery: Claim, editor: User, other: User) -> None:
    verdict = judge(claim=delivery, decision=Decision.ACCEPTED, by=editor)
    seen = token(delivery)
    judge(claim=delivery, decision=Decision.REJECTED, by=other)
    with pytest.raises(Stale, match="other rejected it"):
        withdraw_verdict(verdict=verdict, by=editor, seen=seen)


def test_a_new_version_is_stale_and_a_reading_that_finds_the_same_is_not(delivery: Claim, editor: User) -> None:
    seen = token(delivery)
    again = article()
    read(again, story_claims(again), extractor="test-2")
    assert token(delivery) == seen
    changed = article(text="It is reported. " + TEXT)
    read(changed, story_claims(changed))
    with pytest.raises(Stale) as refused:
        judge(claim=delivery, decision=Decision.ACCEPTED, by=editor, seen=seen)
    assert refused.value.last is None


def test_what_one_person_sends_twice_is_done_once(delivery: Claim, editor: User) -> None:
    seen = token(delivery)
    first = judge(claim=delivery, decision=Decision.UNSURE, by=editor, seen=seen)
    assert judge(claim=delivery, decision=Decision.UNSURE, by=editor, seen=seen) == first
    seen = token(delivery)
    corrected = correct(claim=delivery, values=number(5), by=editor, seen=seen)
    assert correct(claim=delivery, values=number(5), by=editor, seen=seen) == corrected
    assert Verdict.objects.count() == 1


def test_a_link_made_on_another_is_refused(delivery: Claim, editor: User, other: User) -> None:
    pledge = Claim.objects.get(quantity_low=10)
    seen = pair_token(delivery, pledge)
    made = link(one=delivery, other=pledge, relation=Relation.SAME, by=other, seen=seen)
    with pytest.raises(Stale, match="other joined it"):
        link(one=pledge, other=delivery, relation=Relation.DIFFERENT, by=editor, seen=seen)
    with pytest.raises(Stale):
        withdraw_link(link=made, by=editor, seen=seen)
    second = link(one=pledge, other=delivery, relation=Relation.DIFFERENT, by=editor, seen=pair_token(delivery, pledge))
    assert second.replaces == made


# --- what is taken back and put back ----------------------------------------------------------------------------


def test_a_verdict_is_taken_back_and_put_back_as_often_as_one_likes(delivery: Claim, editor: User) -> None:
    verdict = judge(claim=delivery, decision=Decision.REJECTED, by=editor)
    for _ in range(3):
        withdraw_verdict(verdict=verdict, by=editor)
        assert standing_verdict(claim=delivery) is None
        assert ClaimState.objects.get(pk=delivery.pk).review == "pending"
        put_back_verdict(verdict=verdict, by=editor)
        assert standing_verdict(claim=delivery) == verdict
        assert ClaimState.objects.get(pk=delivery.pk).review == "rejected"
    assert Verdict.objects.count() == 7


# --- corrections ------------------------------------------------------------------------------------------------


def test_a_correction_overrides_a_rejection_only_where_it_was_seen(delivery: Claim, editor: User, other: User) -> None:
    rejection = judge(claim=delivery, decision=Decision.REJECTED, by=other, why="shown, not given")
    with pytest.raises(WasRejected) as refused:
        correct(claim=delivery, values=number(5), by=editor)
    assert refused.value.verdict == rejection
    assert delivered() == [0]
    correct(claim=delivery, values=number(5), by=editor, seen=token(delivery))
    assert delivered() == [5]


def test_a_correction_to_what_another_rejected_asks_first(delivery: Claim, editor: User, other: User) -> None:
    version = article()
    five = claim(version, "handed over four of them already", kind=story_claims(version)[1].kind,
                 quantity=story_claims(version)[1].quantity.__class__(low=5, high=5),
                 window=story_claims(version)[1].window)  # fmt: skip
    read(version, [*story_claims(version)[::2], five], extractor="test-2")
    machine = Claim.objects.get(quantity_low=5)
    rejection = judge(claim=machine, decision=Decision.REJECTED, by=other, why="no")
    judge(claim=delivery, decision=Decision.ACCEPTED, by=other)
    with pytest.raises(WasRejected):
        correct(claim=delivery, values=number(5), by=editor, seen=token(delivery))
    assert delivered() == [4]
    correct(claim=delivery, values=number(5), by=editor, seen=token(delivery), over=rejection.pk)
    assert delivered() == [5]


def test_of_corrections_by_two_the_one_said_again_stands(delivery: Claim, editor: User, other: User) -> None:
    five = correct(claim=delivery, values=number(5), by=editor)
    correct(claim=delivery, values=number(6), by=other)
    assert delivered() == [6]
    assert correct(claim=delivery, values=number(5), by=editor) == five
    assert delivered() == [5]


def test_what_a_correction_said_is_corrected_back(delivery: Claim, editor: User) -> None:
    five = correct(claim=delivery, values=number(5), by=editor)
    six = correct(claim=five, values=number(6), by=editor)
    assert delivered() == [6]
    assert correct(claim=six, values=number(4), by=editor) == delivery
    assert delivered() == [4]
    assert ClaimState.objects.get(pk=delivery.pk).review == "accepted"


def test_the_correction_of_a_refused_correction_counts_alone(delivery: Claim, editor: User) -> None:
    judge(claim=delivery, decision=Decision.ACCEPTED, by=editor)
    five = correct(claim=delivery, values=number(5), by=editor)
    correct(claim=five, values=number(6), by=editor)
    judge(claim=five, decision=Decision.REJECTED, by=editor)
    assert delivered() == [6]


# --- at once ----------------------------------------------------------------------------------------------------


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each act gave, or the Stale that it raised, when all began together."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        except Stale as stale:
            return stale
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def both(delivery: Claim, first: str, second: str, by: tuple[User, User]) -> tuple[list[Any], list[Any]]:
    """Two acts at once with one token: what was done, and what was refused."""
    seen = token(delivery)
    found = at_once([lambda: ACTS[first](delivery, by[0], seen), lambda: ACTS[second](delivery, by[1], seen)])
    return [one for one in found if not isinstance(one, Stale)], [one for one in found if isinstance(one, Stale)]


@pytest.mark.django_db(transaction=True)
def test_of_accept_and_reject_at_once_one_is_stored(delivery: Claim, editor: User, other: User) -> None:
    for turn in range(100):
        done, refused = both(delivery, "accept", "reject", (editor, other))
        assert (len(done), len(refused)) == (1, 1)
        assert Verdict.objects.filter(withdraws=None).count() == turn + 1
        assert standing_verdict(claim=delivery) == done[0]
        assert refused[0].last.by == done[0].by.get_username()
        undo(claim=delivery, by=editor)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verdict", ["accept", "reject", "undo"])
def test_of_a_correction_and_a_verdict_at_once_one_is_stored(
    delivery: Claim, editor: User, other: User, verdict: str
) -> None:
    for turn in range(12):
        judge(claim=delivery, decision=Decision.UNSURE, by=editor)
        words = Verdict.objects.count() + Claim.objects.count()
        seen = token(delivery)
        found = at_once(
            [
                partial(ACTS[verdict], delivery, editor, seen),
                partial(correct, claim=delivery, values=number(20 + turn), by=other, seen=seen),
            ]
        )
        assert sum(isinstance(one, Stale) for one in found) == 1
        assert Verdict.objects.count() + Claim.objects.count() == words + 1


@pytest.mark.django_db(transaction=True)
def test_of_two_corrections_at_once_one_is_stored(delivery: Claim, editor: User, other: User) -> None:
    for turn in range(12):
        claims, seen = Claim.objects.count(), token(delivery)
        found = at_once(
            [
                partial(correct, claim=delivery, values=number(low), by=by, seen=seen)
                for by, low in ((editor, 20 + 2 * turn), (other, 21 + 2 * turn))
            ]
        )
        (refused,) = [one for one in found if isinstance(one, Stale)]
        (stored,) = [one for one in found if isinstance(one, Claim)]
        assert Claim.objects.count() == claims + 1
        assert refused.last is not None
        assert (refused.last.what, refused.last.claim) == ("corrected", stored.pk)
        assert ClaimState.objects.get(pk=stored.pk).live


@pytest.mark.django_db(transaction=True)
def test_of_two_links_at_once_one_is_stored(delivery: Claim, editor: User, other: User) -> None:
    pledge = Claim.objects.get(quantity_low=10)
    seen = pair_token(delivery, pledge)
    found = at_once(
        [
            partial(link, one=delivery, other=pledge, relation=said, by=by, seen=seen)
            for by, said in ((editor, Relation.SAME), (other, Relation.DIFFERENT))
        ]
    )
    assert sum(isinstance(one, Stale) for one in found) == 1
    assert Link.objects.count() == 1
