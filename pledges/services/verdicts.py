"""The rows behind acts: how a verdict is given, taken back and put back, and the lock that all acts take."""

from typing import Any
from uuid import UUID

from django.contrib.auth.models import User

from pledges.models import Article, BulkDecision, Claim, Decision, Verdict
from pledges.queries.acts import end_of
from pledges.queries.verdicts import standing_verdict


def lock(*claims: Claim) -> None:
    """The articles' rows, in one order for all callers."""
    keys = sorted({claim.article_id for claim in claims})
    list(Article.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def add(claim: Claim, decision: Decision, *, by: User, why: str, act: UUID | None = None, **more: Any) -> Verdict:
    """A verdict on a claim, unless the same person's same decision stands. The caller refreshes the article.

    What another decided alike is theirs: whoever takes it back takes nothing from who stands by it.
    """
    standing = standing_verdict(claim=claim)
    if standing is not None and standing.decision == decision and standing.by_id == by.pk:
        return standing
    return Verdict.objects.create(claim=claim, decision=decision, by=by, why=why, act=act, **more)


def set_standing(
    verdict: Verdict,
    *,
    stands: bool,
    by: User,
    why: str,
    bulk: BulkDecision | None = None,
    act: UUID | None = None,
) -> tuple[Verdict, bool]:
    """Take a verdict back, or put it back: one row more, naming the last of its chain; none where it is so already.

    The chain's last row, and whether it is new. The caller holds the lock and refreshes the article.
    """
    last, now = end_of(verdict)
    if now == stands:
        return last, False
    row = Verdict.objects.create(
        claim=verdict.claim, decision=Decision.WITHDRAWN, withdraws=last, by=by, why=why, bulk=bulk, act=act
    )
    return row, True
