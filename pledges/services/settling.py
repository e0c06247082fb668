"""A problem leaves the editors' queue by a row that says who decided what, and why; a later row brings it back."""

from django.contrib.auth.models import User
from django.db import connection

from pledges.models import LedgerProblem, ProblemSettlement, Settling
from pledges.queries.settlements import standing_settlements
from pledges.services.transactions import in_one_transaction


@in_one_transaction
def settle(*, problem: str, decision: Settling, by: User, why: str) -> ProblemSettlement:
    """Settle a problem, or accept it, for a reason. The same decision again, by anybody, is the one that stands.

    Raises ValueError for a withdrawal, for no reason, and for a problem that the ledger does not have.
    """
    if decision == Settling.WITHDRAWN:
        raise ValueError("to withdraw is to name a settlement: use withdraw")
    if not why.strip():
        raise ValueError("a problem is settled, or accepted, for a reason")
    _lock(problem)
    standing = standing_settlement(problem=problem)
    if standing is not None and standing.decision == decision:
        return standing
    if not LedgerProblem.objects.filter(problem=problem).exists():
        raise ValueError(f"the ledger has no problem {problem!r}")
    if standing is not None:
        _withdraw(standing, by=by, why="said otherwise")
    return ProblemSettlement.objects.create(problem=problem, decision=decision, by=by, why=why.strip())


@in_one_transaction
def withdraw(*, settlement: ProblemSettlement, by: User, why: str = "") -> ProblemSettlement:
    """Take a settlement back: the problem is open again. A second withdrawal returns the first.

    Raises ValueError for a row that is a withdrawal itself.
    """
    if settlement.decision == Settling.WITHDRAWN:
        raise ValueError("a withdrawal can't be taken back: settle the problem again")
    _lock(settlement.problem)
    earlier = ProblemSettlement.objects.filter(withdraws=settlement).first()
    return earlier if earlier is not None else _withdraw(settlement, by=by, why=why)


def standing_settlement(*, problem: str) -> ProblemSettlement | None:
    """The settlement that stands on a problem; None while it is open."""
    return standing_settlements().filter(problem=problem).order_by("-id").first()


def _withdraw(settlement: ProblemSettlement, *, by: User, why: str) -> ProblemSettlement:
    return ProblemSettlement.objects.create(
        problem=settlement.problem, decision=Settling.WITHDRAWN, withdraws=settlement, by=by, why=why
    )


def _lock(problem: str) -> None:
    """Two editors settle one problem one after the other; the lock ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"problem {problem}"])
