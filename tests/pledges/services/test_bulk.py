"""A decision on many claims is made article by article, once each, whoever comes twice, and is taken back as one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from pledges.models import BulkDecision, BulkState, Claim, ClaimState, Decision, Job, LedgerEntry, LedgerLine, Verdict
from pledges.queries.bulk_preview import preview_of
from pledges.services import bulk as service
from pledges.services.bulk import confirm, progress, propose, restore, step, take_back_bulk, work_on
from pledges.services.judging import correct, judge
from pledges.services.rebuilding import fold_stale
from tests.pledges.stories import TEXT, article, claim, read, story_claims

pytestmark = pytest.mark.usefixtures("seeded")
ARTICLES = 4


@pytest.fixture
def claims(seeded: None) -> list[str]:
    """The claims of four articles, each of which tells the same story of other numbers."""
    for number in range(ARTICLES):
        version = article(key=f"told-{number}", text=f"Report {number}. {TEXT}", publisher=f"Paper {number}")
        read(version, story_claims(version))
    return sorted(Claim.objects.values_list("pk", flat=True))


def rows() -> list[Any]:
    fold_stale(seconds=60)
    return [
        list(model._default_manager.order_by("standing", name).values("standing", name, "body"))
        for model, name in ((LedgerEntry, "entry"), (LedgerLine, "line"))
    ]


def proposed(claims: list[str], by: User, decision: Decision = Decision.REJECTED) -> BulkDecision:
    return propose(claims=claims, decision=decision, by=by)


def run(bulk: BulkDecision) -> BulkDecision:
    assert work_on(bulk=bulk.pk, seconds=60)
    bulk.refresh_from_db()
    return bulk


def reviews() -> dict[str, int]:
    found: dict[str, int] = {}
    for review in ClaimState.objects.values_list("review", flat=True):
        found[review] = found.get(review, 0) + 1
    return found


def test_a_proposal_decides_nothing_and_a_confirmation_asks_a_job(claims: list[str], editor: User) -> None:
    bulk = proposed(claims, editor)
    assert not step(bulk=bulk.pk)
    assert not Verdict.objects.exists()
    for _ in range(2):
        confirm(bulk=bulk, by=editor, why="all of one hoax")
    (job,) = Job.objects.filter(kind="judge")
    assert (job.payload, job.state) == ({"bulk": bulk.pk}, "waiting")
    done = run(bulk)
    assert (done.state, done.judged, done.left_alone, done.articles_done) == (BulkState.DONE, 12, 0, ARTICLES)
    assert reviews() == {"rejected": 12}
    assert set(Verdict.objects.values_list("why", "by", "bulk")) == {("all of one hoax", editor.pk, bulk.pk)}
    assert progress(done)["ended"]


def test_only_who_proposed_it_confirms_it(claims: list[str], editor: User) -> None:
    other = User.objects.create_user(username="other")
    with pytest.raises(PermissionError):
        confirm(bulk=proposed(claims, editor), by=other)


@pytest.mark.parametrize("number", [0, 3])
def test_refuses_none_and_too_many(
    claims: list[str], editor: User, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(service, "MOST", 2)
    with pytest.raises(ValueError, match="one decision is on"):
        proposed(claims[:number], editor)


def test_leaves_alone_what_a_person_decided(claims: list[str], editor: User) -> None:
    first, second, third = Claim.objects.order_by("pk")[:3]
    judge(claim=first, decision=Decision.ACCEPTED, by=editor)
    judge(claim=second, decision=Decision.UNSURE, by=editor)
    mine = correct(claim=third, values={"terms": "sale"}, by=editor)
    bulk = proposed([*claims, mine.pk], editor)
    assert (preview_of(bulk).claims, preview_of(bulk).decided) == (13, 4)
    confirm(bulk=bulk, by=editor)
    assert (run(bulk).judged, bulk.left_alone) == (9, 4)
    assert reviews() == {"accepted": 2, "unsure": 1, "corrected": 1, "rejected": 9}


def test_judges_what_was_decided_where_it_is_asked_to(claims: list[str], editor: User) -> None:
    judge(claim=Claim.objects.get(pk=claims[0]), decision=Decision.ACCEPTED, by=editor)
    judge(claim=Claim.objects.get(pk=claims[1]), decision=Decision.REJECTED, by=editor)
    bulk = proposed(claims, editor)
    confirm(bulk=bulk, by=editor, also_judged=True)
    assert (run(bulk).judged, bulk.left_alone) == (11, 1)
    assert reviews() == {"rejected": 12}


def test_what_was_judged_after_the_preview_is_left_alone(claims: list[str], editor: User) -> None:
    bulk = proposed(claims, editor)
    confirm(bulk=bulk, by=editor)
    step(bulk=bulk.pk)
    last = Claim.objects.order_by("-article", "pk")[0]
    judge(claim=last, decision=Decision.ACCEPTED, by=editor)
    assert run(bulk).judged == 11
    assert ClaimState.objects.get(pk=last.pk).review == "accepted"


def test_undoing_all_gives_back_the_ledger_row_for_row(claims: list[str], editor: User) -> None:
    before = rows()
    bulk = proposed(claims, editor)
    confirm(bulk=bulk, by=editor)
    run(bulk)
    rejected = rows()
    assert rejected != before
    for _ in range(2):
        for _ in range(2):
            take_back_bulk(bulk=bulk, by=editor)
        assert run(bulk).state == BulkState.UNDONE
        assert rows() == before
        restore(bulk=bulk, by=editor)
        assert (run(bulk).state, bulk.judged) == (BulkState.DONE, 12)
        assert rows() == rejected


def test_an_undo_half_way_stops_it_and_restoring_carries_it_out(claims: list[str], editor: User) -> None:
    before = rows()
    bulk = proposed(claims, editor)
    confirm(bulk=bulk, by=editor)
    step(bulk=bulk.pk)
    take_back_bulk(bulk=bulk, by=editor)
    assert run(bulk).state == BulkState.UNDONE
    assert rows() == before
    restore(bulk=bulk, by=editor)
    assert (run(bulk).state, bulk.judged) == (BulkState.DONE, 12)
    assert reviews() == {"rejected": 12}


def test_an_undo_leaves_what_others_judged_since(claims: list[str], editor: User) -> None:
    bulk = proposed(claims, editor)
    confirm(bulk=bulk, by=editor)
    run(bulk)
    other = User.objects.create_user(username="other")
    judge(claim=Claim.objects.get(pk=claims[0]), decision=Decision.ACCEPTED, by=other)
    take_back_bulk(bulk=bulk, by=editor)
    run(bulk)
    assert reviews()["accepted"] == 1
    assert "rejected" not in reviews()


class Killed(BaseException):
    """A worker that ends in the midst of an article."""


@pytest.mark.parametrize("way", ["judging", "undoing"])
def test_goes_on_where_it_was_killed(
    claims: list[str], editor: User, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    bulk = proposed(claims, editor)
    confirm(bulk=bulk, by=editor)
    if way == "undoing":
        run(bulk)
        take_back_bulk(bulk=bulk, by=editor)
    for killed_at in range(1, ARTICLES + 1):
        with monkeypatch.context() as killing:
            killing.setattr(service, "refresh_articles", _killed)
            with pytest.raises(Killed):
                work_on(bulk=bulk.pk, seconds=60)
        step(bulk=bulk.pk)
        bulk.refresh_from_db()
        assert bulk.articles_done == killed_at
    run(bulk)
    assert Verdict.objects.filter(withdraws=None).count() == 12
    assert Verdict.objects.exclude(withdraws=None).count() == (12 if way == "undoing" else 0)


def _killed(**_: Any) -> None:
    raise Killed


@pytest.fixture
def committed(claims: list[str]) -> Iterator[list[str]]:
    yield claims


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_judge_each_claim_once(committed: list[str], editor: User) -> None:
    bulk = proposed(committed, editor)
    confirm(bulk=bulk, by=editor)

    def worker(_: int) -> bool:
        try:
            return work_on(bulk=bulk.pk, seconds=60)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert all(pool.map(worker, range(3)))
    bulk.refresh_from_db()
    assert (bulk.state, bulk.judged, bulk.articles_done) == (BulkState.DONE, 12, ARTICLES)
    assert Verdict.objects.count() == 12


# --- the preview ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("decision", [Decision.ACCEPTED, Decision.REJECTED])
def test_the_preview_shows_the_figures_that_come(claims: list[str], editor: User, decision: Decision) -> None:
    version = article(key="unsure", text="It is said that 9 tanks came.", publisher="The Courier")
    read(version, [claim(version, "9 tanks came", confidence=0.2)])
    all_claims = list(Claim.objects.values_list("pk", flat=True))
    bulk = proposed(all_claims, editor, decision)
    shown = preview_of(bulk)
    assert (shown.claims, shown.articles, shown.accounts, shown.unfolded) == (13, 5, 1, 0)
    before = _figures()
    confirm(bulk=bulk, by=editor)
    run(bulk)
    rows()
    after = _figures()
    assert before != after
    for move in shown.moves:
        for side, stored in ((move.line.before, before), (move.line.after, after)):
            wanted = None if side is None else side["pledged"]
            assert stored.get((move.standing.value, move.line.donors, move.line.what)) == wanted


def _figures() -> dict[Any, Any]:
    return {
        (line.standing, tuple(line.donors), (line.body["system"] or {}).get("name", line.category)): line.body[
            "pledged"
        ]
        for line in LedgerLine.objects.all()
    }
