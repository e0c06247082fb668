"""A settled problem is known again, and comes back when the settlement is taken back or another claim joins it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from pledges.domain.accounts import LineKey
from pledges.domain.problems import Problem, ProblemType
from pledges.models import LedgerLine, LedgerProblem, ProblemSettlement, Settling
from pledges.queries.settlements import settled_among, settlements_mark, with_settlements
from pledges.services.rebuilding import rebuild_all
from pledges.services.settling import settle, standing_settlement, withdraw
from tests.pledges.stories import article, read, story_claims

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


def test_a_further_claim_makes_a_problem_that_nobody_settled(problem: str, editor: User) -> None:
    settle(problem=problem, decision=Settling.SETTLED, by=editor, why="looked into")
    row = LedgerProblem.objects.filter(problem=problem)[0]
    line = LedgerLine.objects.get(line=row.line, standing=row.standing)
    key = LineKey(donors=tuple(line.donors), family=line.family, category=line.category, unit=line.unit)
    kind = ProblemType(row.type)
    same, grown = (
        Problem(type=kind, claims=(*row.claims, *more), sentence=row.sentence, line=key.text)
        for more in ([], ["f" * 32])
    )
    assert same.id == problem
    assert set(settled_among([same.id, grown.id])) == {problem}


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
