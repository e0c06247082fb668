"""A held claim goes to a row and back here and nowhere else."""

from fractions import Fraction

from pledges.domain.accounts import LineKey, line_id
from pledges.domain.holding import Held
from pledges.domain.values import Party, Role
from pledges.domain.weighing import Reason
from pledges.models.ledger import Account, HeldClaim

LARGEST = 2**63 - 1  # of the database's numbers: a limit may lie beyond, a claim's own number may not


def row_from_held(held: Held, *, account: Account) -> HeldClaim:
    """An unsaved row."""
    return HeldClaim(
        claim_id=held.claim_id,
        account_id=account.pk,
        line=line_id(held.line, account.recipient),
        donors=list(held.line.donors),
        family=held.line.family,
        category=held.line.category,
        unit=held.line.unit,
        system=held.system,
        parties=[
            {"who": one.who, "role": one.role.value, "share": None if one.share is None else str(one.share)}
            for one in held.parties
        ],
        day=held.day,
        reason=held.reason.value,
        sentence=held.sentence,
        number=min(held.number, LARGEST),
        known=min(held.known, LARGEST),
        limit=min(held.limit, LARGEST),
        told=held.told,
    )


def held_from_row(row: HeldClaim) -> Held:
    """The inverse of `row_from_held`."""
    return Held(
        claim_id=row.claim_id,
        line=LineKey(donors=tuple(row.donors), family=row.family, category=row.category, unit=row.unit),
        reason=Reason(row.reason),
        sentence=row.sentence,
        number=row.number,
        known=row.known,
        limit=row.limit,
        day=row.day,
        system=row.system,
        told=row.told,
        parties=tuple(
            Party(
                who=one["who"],
                role=Role(one["role"]),
                share=Fraction(one["share"]) if one["share"] is not None else None,
            )
            for one in row.parties
        ),
    )
