"""A person takes back what they did last, whatever it was, and puts it back; undoing all gives the first ledger."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from pledges.domain.values import Quantity
from pledges.models import (
    BulkDecision,
    Claim,
    ClaimState,
    Decision,
    HeldClaim,
    LedgerEntry,
    LedgerLine,
    LedgerProblem,
    Link,
    Reading,
    Relation,
    Rollup,
    Verdict,
)
from pledges.models.claim_rows import evidence_to_json, row_from_claim
from pledges.queries.seeing import Stale
from pledges.services.bulk import confirm, propose, work_on
from pledges.services.judging import Unchanged, WasRejected, correct, judge, link, undo, withdraw_link
from pledges.services.rebuilding import fold_stale
from pledges.services.standing import refresh_article
from pledges.services.undoing import ActKind, last_act, last_undone, put_back, take_back
from tests.pledges.stories import TEXT, article, claim, read, story_claims

pytestmark = pytest.mark.usefixtures("seeded")

ROWS = ((LedgerEntry, "entry"), (LedgerLine, "line"), (LedgerProblem, "problem"), (Rollup, "rollup"), (HeldClaim, "pk"))


def rows() -> dict[str, Any]:
    """Everything projected, by content, and what counts."""
    fold_stale(seconds=60)
    stored: dict[str, Any] = {
        model.__name__: sorted(model._default_manager.values_list("standing" if key != "pk" else "line", "digest"))
        for model, key in ROWS
    }
    counting = ClaimState.objects.filter(live=True) | ClaimState.objects.filter(reviewed=True)
    return stored | {"claims": sorted(counting.values_list("claim", "live", "reviewed", "review"))}


@pytest.fixture
def story(seeded: None) -> list[Claim]:
    version = article()
    read(version, story_claims(version))
    return list(Claim.objects.order_by("kind", "quantity_low"))


@pytest.fixture
def other(db: None) -> User:
    return User.objects.create_user(username="other", password="a long enough password")


def number(low: int) -> dict[str, Any]:
    return {"quantity": {"low": low, "high": low, "unit": "item", "per": None, "approximate": False}}


def in_bulk(claims: list[Claim], by: User, decision: Decision = Decision.REJECTED) -> BulkDecision:
    bulk = propose(claims=[one.pk for one in claims], decision=decision, by=by)
    confirm(bulk=bulk, by=by)
    work_on(bulk=bulk.pk, seconds=60)
    return bulk


def worked() -> None:
    """What jobs would do."""
    for bulk in BulkDecision.objects.all():
        work_on(bulk=bulk.pk, seconds=60)


DOINGS: dict[str, tuple[ActKind, Callable[[list[Claim], User], Any]]] = {
    "a verdict": (ActKind.VERDICT, lambda s, by: judge(claim=s[0], decision=Decision.REJECTED, by=by)),
    "a correction": (ActKind.CORRECTION, lambda s, by: correct(claim=s[0], values=number(5), by=by)),
    "a link": (ActKind.LINK, lambda s, by: link(one=s[1], other=s[2], relation=Relation.DIFFERENT, by=by)),
    "a decision in bulk": (ActKind.BULK, in_bulk),
}


@pytest.mark.parametrize("doing", DOINGS)
def test_takes_back_and_puts_back(story: list[Claim], editor: User, other: User, doing: str) -> None:
    kind, do = DOINGS[doing]
    before = rows()
    do(story, editor)
    done = rows()
    assert last_act(by=other) is None
    for _ in range(2):
        act = last_act(by=editor)
        assert act is not None
        assert act.kind is kind
        take_back(act=act, by=editor)
        worked()
        assert rows() == before
        assert last_act(by=editor) is None
        undone = last_undone(by=editor)
        assert undone is not None
        assert (undone.kind, undone.claim) == (act.kind, act.claim)
        put_back(act=undone, by=editor)
        worked()
        assert rows() == done
        assert last_undone(by=editor) is None


def test_goes_back_from_act_to_act_and_forward_again(story: list[Claim], editor: User) -> None:
    seen = [rows()]
    for _, do in DOINGS.values():
        do(story, editor)
        seen.append(rows())
    for state in seen[-2::-1]:
        act = last_act(by=editor)
        assert act is not None
        take_back(act=act, by=editor)
        worked()
        assert rows() == state
    for state in seen[1:]:
        act = last_undone(by=editor)
        assert act is not None
        put_back(act=act, by=editor)
        worked()
        assert rows() == state


def test_takes_back_a_correction_that_took_a_row_that_was_there(story: list[Claim], editor: User, other: User) -> None:
    correct(claim=story[0], values=number(5), by=other)
    correct(claim=story[0], values=number(6), by=other)
    before = rows()
    correct(claim=story[0], values=number(5), by=editor)
    assert rows() != before
    act = last_act(by=editor)
    assert act is not None
    assert (act.what, act.kind) == ("corrected", ActKind.VERDICT)
    take_back(act=act, by=editor)
    assert rows() == before


def test_a_link_that_said_otherwise_gives_the_earlier_back_to_who_said_it(
    story: list[Claim], editor: User, other: User
) -> None:
    first = rows()
    link(one=story[1], other=story[2], relation=Relation.SAME, by=other)
    before = rows()
    link(one=story[1], other=story[2], relation=Relation.DIFFERENT, by=editor)
    act = last_act(by=editor)
    assert act is not None
    take_back(act=act, by=editor)
    assert rows() == before
    assert last_act(by=editor) is None
    again = last_act(by=other)
    assert again is not None
    take_back(act=again, by=other)
    assert rows() == first


def test_leaves_a_correction_that_another_stands_by(story: list[Claim], editor: User, other: User) -> None:
    corrected = correct(claim=story[0], values=number(5), by=editor)
    act = last_act(by=editor)
    assert act is not None
    judge(claim=corrected, decision=Decision.ACCEPTED, by=other)
    assert last_act(by=editor) is None
    with pytest.raises(Stale, match="other accepted it"):
        take_back(act=act, by=editor)
    undo(claim=corrected, by=other)
    assert last_act(by=editor) == act


def test_erases_nothing(story: list[Claim], editor: User) -> None:
    for _, do in DOINGS.values():
        do(story, editor)
    stored = {model: set(model._default_manager.values_list("pk", flat=True)) for model in (Verdict, Claim, Link)}
    while (act := last_act(by=editor)) is not None:
        take_back(act=act, by=editor)
        worked()
    for model, keys in stored.items():
        assert keys <= set(model._default_manager.values_list("pk", flat=True))


def test_takes_back_a_claim_that_a_person_added(story: list[Claim], editor: User) -> None:
    before = rows()
    version = article()
    said = claim(version, "It has handed over four of them", quantity=Quantity(low=4, high=4))
    row = row_from_claim(said, article=version.article, quote="four", author=editor)
    row.save(force_insert=True)
    Reading.objects.create(
        version=version, claim=row, evidence=evidence_to_json(said.evidence), words={}, confidence=1.0
    )
    refresh_article(article=version.article)
    act = last_act(by=editor)
    assert act is not None
    assert (act.what, act.claim) == ("added", row.pk)
    added = rows()
    take_back(act=act, by=editor)
    assert rows() == before
    put_back(act=act, by=editor)
    assert rows() == added


def test_what_was_withdrawn_by_itself_stays_so_when_the_rest_is_put_back(
    story: list[Claim], editor: User, other: User
) -> None:
    in_bulk(story, editor)
    undo(claim=story[0], by=other)
    done = rows()
    act = last_act(by=editor)
    assert act is not None
    take_back(act=act, by=editor)
    worked()
    put_back(act=act, by=editor)
    worked()
    assert rows() == done
    assert ClaimState.objects.get(pk=story[0].pk).review == "pending"


def test_a_part_of_a_correction_that_was_withdrawn_by_itself_is_put_back_by_itself(
    story: list[Claim], editor: User, other: User
) -> None:
    five = correct(claim=story[0], values=number(5), by=other)
    six = correct(claim=story[0], values=number(6), by=other)
    correct(claim=story[0], values=number(5), by=editor)  # accepts the one, rejects the other
    whole = rows()
    undo(claim=six, by=editor)
    done = rows()
    act = last_act(by=editor)
    assert act is not None
    take_back(act=act, by=editor)
    put_back(act=act, by=editor)
    assert rows() == done
    take_back(act=act, by=editor)
    put_back(act=act, by=editor)
    undone = last_undone(by=editor)
    assert undone is not None
    assert (undone.what, undone.claim) == ("rejected", six.pk)
    put_back(act=undone, by=editor)
    assert rows() == whole
    assert ClaimState.objects.get(pk=five.pk).live


# --- any sequence -----------------------------------------------------------------------------------------------


class Desk:
    """Two editors who do one thing after another; what is refused changes nothing."""

    def __init__(self) -> None:
        self.people = [User.objects.create_user(username=f"editor-{number}") for number in range(2)]
        self.versions = [
            article(key=f"told-{number}", text=f"Report {number}. {TEXT}", publisher=f"Paper {number}")
            for number in range(2)
        ]
        self.runs = 0
        self.read()

    def read(self) -> None:
        """Every article is read again by a newer reader, which finds the same."""
        self.runs += 1
        for version in self.versions:
            read(version, story_claims(version), extractor=f"test-{self.runs}")

    def claim(self, at: int) -> Claim:
        claims = Claim.objects.select_related("article").order_by("recorded_at", "pk")
        return claims[at % claims.count()]

    def do(self, what: str, who: int, at: int, value: int) -> None:
        by, claim = self.people[who], self.claim(at)
        with transaction.atomic():
            match what:
                case "judge":
                    decision = list(DECISIONS)[value % len(DECISIONS)]
                    judge(claim=claim, decision=decision, by=by)
                case "withdraw":
                    undo(claim=claim, by=by)
                case "correct":
                    correct(claim=claim, values=number(4 + value), by=by)
                case "link" if (beside := self.claim(at + 1 + value)) != claim:
                    relation = (Relation.SAME, Relation.DIFFERENT)[value % 2]
                    link(one=claim, other=beside, relation=relation, by=by)
                case "part" if (said := Link.objects.filter(withdraws=None, withdrawn_by=None).first()) is not None:
                    withdraw_link(link=said, by=by)
                case "bulk":
                    some = list(Claim.objects.order_by("pk")[value : value + 4])
                    in_bulk(some, by, list(DECISIONS)[value % len(DECISIONS)])
                case "read":
                    self.read()
                case "undo" if (act := last_act(by=by)) is not None:
                    take_back(act=act, by=by)
                case "put back" if (act := last_undone(by=by)) is not None:
                    put_back(act=act, by=by)
        worked()


DECISIONS = (Decision.ACCEPTED, Decision.REJECTED, Decision.UNSURE)
WHAT = ("judge", "judge", "correct", "correct", "correct", "withdraw", "link", "link", "part", "bulk", "read", "undo",
        "undo", "put back")  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(WHAT), st.integers(0, 1), st.integers(0, 11), st.integers(0, 3)), min_size=1, max_size=12
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),  # a story takes a second: to make it small would take an hour
)
@given(steps=STEPS, turns=st.lists(st.integers(0, 1), max_size=8))
def test_undoing_all_gives_back_the_first_ledger_row_for_row(
    seeded: None, steps: list[tuple[str, int, int, int]], turns: list[int]
) -> None:
    with transaction.atomic():
        desk = Desk()
        first = rows()
        for step in steps:
            try:
                desk.do(*step)
            except (Unchanged, WasRejected) as refused:
                note(f"{step}: {refused!r}")
        undo_all(desk, turns)
        assert rows() == first
        transaction.set_rollback(True)


def undo_all(desk: Desk, turns: list[int]) -> None:
    """Both take back all that they did, in any order of the two; each act once taken back can be put back."""
    for turn in [*turns, *[0, 1] * 40]:
        by = desk.people[turn]
        act = last_act(by=by)
        if act is None:
            continue
        before = rows()
        take_back(act=act, by=by)
        worked()
        undone = last_undone(by=by)
        assert undone is not None
        put_back(act=undone, by=by)
        worked()
        assert rows() == before, (act, undone)
        again = last_act(by=by)
        assert again is not None
        take_back(act=again, by=by)
        worked()
    assert [last_act(by=by) for by in desk.people] == [None, None]
