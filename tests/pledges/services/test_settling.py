"""A settled problem is known again, and comes back when the settlement is taken back or something further causes it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from pledges.domain.values import Basis, Kind, Quantity
from pledges.models import LedgerProblem, ProblemSettlement, Settling
from pledges.queries.settlements import settled_among, settlements_mark, with_settlements
from pledges.services.rebuilding import rebuild_all
from pledges.services.settling import settle, standing_settlement, withdraw
from tests.pledges.stories import TEXT, article, claim, read, story_claims

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.fixture
def problem() -> str:
    version = article()
    read(version, story_claims(version))
    return LedgerProblem.objects.filter(standing="live").values_list("problem", flat=True).order_by("problem")[0]


def test_the_same_decision_twice_is_one_row(problem: str, editor: User) -> None:
    first = settle(problem=problem, decision=Settling.ACCEPTED, by=editor, why="no source will say")
    again = settle(problem=problem, decision=Settling.ACCEPTED, by=editor, why="said again")
    assert first == again == standing_settlement(problem=problem)
    assert ProblemSettlement.objects.count() == 1


def test_another_decision_takes_the_first_back(problem: str, editor: User) -> None:
    settle(problem=problem, decision=Settling.ACCEPTED, by=editor, why="no source will say")
    settle(problem=problem, decision=Settling.SETTLED, by=editor, why="one does")
    rows = ProblemSettlement.objects.order_by("id").values_list("decision", flat=True)
    assert list(rows) == ["accepted", "withdrawn", "settled"]
    assert settled_among([problem])[problem].why == "one does"


def test_a_withdrawal_opens_the_problem_once(problem: str, editor: User) -> None:
    settled = settle(problem=problem, decision=Settling.SETTLED, by=editor, why="looked into")
    mark = settlements_mark()
    first = withdraw(settlement=settled, by=editor)
    assert withdraw(settlement=settled, by=editor) == first
    assert standing_settlement(problem=problem) is None
    assert settlements_mark() != mark
    with pytest.raises(ValueError, match="can't be taken back"):
        withdraw(settlement=first, by=editor)


@pytest.mark.parametrize("why", ["", "  "])
def test_refuses_to_settle_for_no_reason(problem: str, editor: User, why: str) -> None:
    with pytest.raises(ValueError, match="reason"):
        settle(problem=problem, decision=Settling.ACCEPTED, by=editor, why=why)


def test_refuses_a_problem_that_is_none_and_a_withdrawal_of_nothing(problem: str, editor: User) -> None:
    with pytest.raises(ValueError, match="no problem"):
        settle(problem="0" * 32, decision=Settling.SETTLED, by=editor, why="because")
    with pytest.raises(ValueError, match="use withdraw"):
        settle(problem=problem, decision=Settling.WITHDRAWN, by=editor, why="because")


def test_a_rebuild_knows_the_settled_problem_again(problem: str, editor: User) -> None:
    settle(problem=problem, decision=Settling.SETTLED, by=editor, why="looked into")
    rebuild_all()
    assert LedgerProblem.objects.filter(problem=problem, standing="live").exists()
    assert problem in settled_among([problem])


MORE = "Freedonia sends eight more tanks. Poland promises 30 tanks. Freedonia had received nine of them by Friday."


def open_ones() -> set[str]:
    rows = [{"id": one} for one in LedgerProblem.objects.filter(standing="live").values_list("problem", flat=True)]
    return {one["id"] for one in with_settlements(rows, state="open")}


def test_what_is_told_of_others_leaves_a_problem_settled(problem: str, editor: User) -> None:
    settle(problem=problem, decision=Settling.SETTLED, by=editor, why="looked into")
    before = open_ones()
    version = article(key="more", text=MORE)
    others = claim(version, "Poland promises 30 tanks", donors=("DE",), quantity=Quantity(low=30, high=30))
    read(version, [others])
    assert LedgerProblem.objects.filter(problem=problem, standing="live").exists()
    assert problem not in open_ones()
    assert open_ones() >= before


def test_a_retelling_leaves_a_problem_settled_and_a_further_cause_opens_it(editor: User) -> None:
    version = article()
    arrived = claim(version, "handed over four of them", kind=Kind.DELIVERY, quantity=Quantity(low=40, high=40))
    read(version, [*story_claims(version), arrived])
    (row,) = LedgerProblem.objects.filter(standing="live", type="over_delivery")
    settle(problem=row.problem, decision=Settling.SETTLED, by=editor, why="looked into")

    again = article(key="again", text=TEXT + " It is said again.", publisher="AFP")
    read(again, [replace(one, article="again") for one in story_claims(again)])
    assert row.problem not in open_ones()

    further = article(key="further", text=MORE)
    eight = claim(further, "eight more tanks", basis=Basis.INCREMENT, quantity=Quantity(low=8, high=8))
    read(further, [eight])
    (grown,) = LedgerProblem.objects.filter(standing="live", type="over_delivery")
    assert grown.problem != row.problem
    assert grown.problem in open_ones()


def test_the_third_clock_hides_later_settlements_and_withdrawals(problem: str, editor: User) -> None:
    before = timezone.now()
    settled = settle(problem=problem, decision=Settling.SETTLED, by=editor, why="looked into")
    between = timezone.now()
    withdraw(settlement=settled, by=editor)
    row = [{"id": problem}]
    assert with_settlements(row, state="open", recorded_at=before)
    assert with_settlements(row, state="settled", recorded_at=between)[0]["settled"]["why"] == "looked into"
    assert with_settlements(row, state="open")


@pytest.mark.parametrize("statement", ["UPDATE {} SET why = 'x'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_keeps_the_rows(problem: str, editor: User, statement: str) -> None:
    settle(problem=problem, decision=Settling.SETTLED, by=editor, why="looked into")
    table = ProblemSettlement._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pledges.scratch = 'off'")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
    assert ProblemSettlement.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once_leave_one_row(problem: str, editor: User) -> None:
    def once(_: int) -> int:
        try:
            return settle(problem=problem, decision=Settling.SETTLED, by=editor, why="looked into").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(once, range(8)))) == 1
    assert ProblemSettlement.objects.count() == 1
