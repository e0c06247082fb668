"""What a person did last and still stands, and what they took back last: for "take back my last act" and its undo."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet

from pledges.models import BulkDecision, BulkState, Claim, Decision, Link, Relation, Verdict
from pledges.queries.seeing import WHAT
from pledges.queries.verdicts import standing_verdict

FEW, LOOKED_AT = 4, 200  # of one kind: who took back more than that in a row looks at the history
LINKED = {Relation.SAME: "joined", Relation.DIFFERENT: "parted", Relation.WITHDRAWN: "took back a link of"}
BULK_STANDS = (BulkState.RUNNING, BulkState.DONE, BulkState.RESTORING)
BULK_UNDONE = (BulkState.UNDOING, BulkState.UNDONE)


class ActKind(StrEnum):
    VERDICT = "verdict"
    CORRECTION = "correction"  # or a claim that a person added
    LINK = "link"
    BULK = "bulk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that a person did. `key` is its row: a verdict, the claim that a correction made, a link, a decision
    in bulk. `claim` is where it was done; None for one in bulk. `at` is when it was done, or taken back.
    """

    kind: ActKind
    key: str
    what: str
    claim: str | None
    at: datetime


def last_act(*, by: User) -> Act | None:
    """The newest act of a person that nobody took back; None where there is none."""
    newest = (_last_verdict(by), _last_correction(by), _last_link(by), _last_bulk(by))
    return max((one for one in newest if one is not None), key=lambda one: one.at, default=None)


def last_undone(*, by: User) -> Act | None:
    """The act that a person took back last and that is not put back yet; `at` is when it was taken back."""
    newest = (_undone_verdict(by), _undone_correction(by), _undone_link(by), _undone_bulk(by))
    return max((one for one in newest if one is not None), key=lambda one: one.at, default=None)


def end_of(verdict: Verdict) -> tuple[Verdict, bool]:
    """The last row of a verdict's chain of withdrawals (each takes back the one before), and whether it stands."""
    last, stands = verdict, True
    while (later := Verdict.objects.filter(withdraws=last).first()) is not None:
        last, stands = later, not stands
    return last, stands


def verdicts_of_act(verdict: Verdict) -> list[Verdict]:
    """The verdicts that were given with one, itself among them."""
    if verdict.act is None:
        return [verdict]
    return list(Verdict.objects.filter(act=verdict.act, withdraws=None).select_related("claim__article").order_by("id"))


def taking_back(correction: Claim) -> Verdict | None:
    """The verdict by which a claim of a person's is taken back, where it is."""
    rows = Verdict.objects.filter(claim=correction, takes_back_claim=True).order_by("-id")
    return next((row for row in rows if end_of(row)[1]), None)


def _some[M: Model](rows: QuerySet[M]) -> Iterator[M]:
    """Rows in their order, a few first: mostly the newest is the one."""
    yield from rows[:FEW]
    yield from rows[FEW:LOOKED_AT]


def _given(by: User, **wanted: object) -> Iterable[Verdict]:
    """A person's verdicts that may stand, the newest first."""
    rows = Verdict.objects.filter(by=by, withdraws=None, bulk=None, **wanted).select_related("claim")
    alive = Q(withdrawn_by=None) | Q(withdrawn_by__withdrawn_by__isnull=False)
    return (row for row in _some(rows.filter(alive).order_by("-id")) if end_of(row)[1])


def _last_verdict(by: User) -> Act | None:
    found = next(iter(_given(by, takes_back_claim=False)), None)
    return _of_verdict(found, found.recorded_at) if found else None


def _of_verdict(verdict: Verdict, at: datetime, *, alone: bool = False) -> Act:
    """A verdict, or a correction by several, which was made on the page of what it rejects."""
    what, claim = WHAT[Decision(verdict.decision)], verdict.claim_id
    if verdict.act is not None and not alone:
        rejected = (one.claim_id for one in verdicts_of_act(verdict) if one.decision == Decision.REJECTED)
        what, claim = "corrected", next(rejected, claim)
    return Act(kind=ActKind.VERDICT, key=str(verdict.pk), what=what, claim=claim, at=at)


def _last_correction(by: User) -> Act | None:
    """The newest that is not taken back; one that another accepted since is theirs too, and stays."""
    rows = Claim.objects.filter(author=by).order_by("-recorded_at", "-pk")
    for row in _some(rows):
        if taking_back(row) is None and accepted_by_another(row, by) is None:
            return _of_correction(row, row.recorded_at)
    return None


def accepted_by_another(correction: Claim, by: User) -> Verdict | None:
    """The verdict by which another than its author stands by a correction, where there is one."""
    standing = standing_verdict(claim=correction)
    if standing is None or standing.by_id == by.pk or standing.decision != Decision.ACCEPTED:
        return None
    return standing


def _of_correction(row: Claim, at: datetime) -> Act:
    what, claim = ("corrected", row.corrects_id) if row.corrects_id else ("added", row.pk)
    return Act(kind=ActKind.CORRECTION, key=row.pk, what=what, claim=claim, at=at)


def _last_link(by: User) -> Act | None:
    """The newest that stands; one that was put back counts from when it was first said."""
    rows = Link.objects.filter(by=by, withdraws=None, withdrawn_by=None).order_by("-id")
    told = [_of_link(row, _first_said(row)) for row in rows[:LOOKED_AT]]
    return max(told, key=lambda one: one.at, default=None)


def _first_said(row: Link) -> datetime:
    if not row.puts_back:
        return row.recorded_at
    said = Link.objects.filter(first=row.first_id, second=row.second_id, by=row.by_id, relation=row.relation)
    earlier = said.filter(puts_back=False, pk__lt=row.pk).order_by("-id").first()
    return earlier.recorded_at if earlier else row.recorded_at


def _of_link(row: Link, at: datetime) -> Act:
    what = LINKED[Relation(row.relation)]
    return Act(kind=ActKind.LINK, key=str(row.pk), what=what, claim=row.first_id, at=at)


def _last_bulk(by: User) -> Act | None:
    found = BulkDecision.objects.filter(by=by, state__in=BULK_STANDS).order_by("-confirmed_at").first()
    return _of_bulk(found, found.confirmed_at or found.recorded_at) if found else None


def _of_bulk(row: BulkDecision, at: datetime) -> Act:
    what = f"{WHAT[Decision(row.decision)]} {len(row.claims)} claims"
    return Act(kind=ActKind.BULK, key=str(row.pk), what=what, claim=None, at=at)


def _undone_verdict(by: User) -> Act | None:
    rows = Verdict.objects.filter(by=by, withdraws__isnull=False, withdrawn_by=None, bulk=None).order_by("-id")
    for row in _some(rows):
        root = _root(row)
        if not end_of(root)[1] and not root.takes_back_claim and root.bulk_id is None:
            return _of_verdict(root, row.recorded_at, alone=row.act is None)
    return None


def _root(row: Verdict) -> Verdict:
    while row.withdraws is not None:
        row = row.withdraws
    return row


def _undone_correction(by: User) -> Act | None:
    found = next(iter(_given(by, takes_back_claim=True)), None)
    return _of_correction(found.claim, found.recorded_at) if found else None


def _undone_link(by: User) -> Act | None:
    """A link that was withdrawn, not said otherwise, and on whose pair nobody said anything since."""
    rows = Link.objects.filter(by=by, withdraws__isnull=False, withdraws__replaced_by=None)
    for row in _some(rows.select_related("withdraws").order_by("-id")):
        later = Link.objects.filter(first=row.first_id, second=row.second_id, pk__gt=row.pk)
        assert row.withdraws is not None
        if all(one.puts_back for one in later):
            return _of_link(row.withdraws, row.recorded_at)
    return None


def _undone_bulk(by: User) -> Act | None:
    found = BulkDecision.objects.filter(undone_by=by, state__in=BULK_UNDONE).order_by("-undone_at").first()
    return _of_bulk(found, found.undone_at or found.recorded_at) if found else None
