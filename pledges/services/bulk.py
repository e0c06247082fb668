"""One decision on many claims is carried out article by article, and taken back as one.

Each step deals with one article in one transaction and counts itself there, under the lock of the decision's row: a
job that is killed goes on where it stopped, one that comes twice finds nothing to do, and an undo that is asked for
half-way stops the judging. The accounts are folded for many articles at once, soon after.
"""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from pledges.models import Article, BulkDecision, BulkState, Claim, Decision, Priority, Verdict
from pledges.queries.acts import end_of
from pledges.queries.verdicts import decided, standing_verdicts_on
from pledges.services.asked_work import ask_to_fold, ask_to_judge
from pledges.services.stale import Folding
from pledges.services.standing import refresh_articles
from pledges.services.transactions import in_one_transaction
from pledges.services.verdicts import set_standing

MOST = 20_000  # claims of one decision


@in_one_transaction
def propose(*, claims: Collection[str], decision: Decision, by: User, filters: str = "") -> BulkDecision:
    """Note what is asked for, so that it can be looked at; nothing is decided. Raises ValueError beyond `MOST`."""
    if not 0 < len(claims) <= MOST:
        raise ValueError(f"{len(claims):,} claims: one decision is on 1 to {MOST:,}")
    return BulkDecision.objects.create(by=by, decision=decision, claims=sorted(claims), filters=filters[:1000])


@in_one_transaction
def confirm(*, bulk: BulkDecision, by: User, also_judged: bool = False, why: str = "") -> BulkDecision:
    """Have a proposal carried out by a job. Twice is once. Raises PermissionError for another than who proposed it."""
    row = _locked(bulk)
    if row.by_id != by.pk:
        raise PermissionError("only who asked for a decision in bulk confirms it")
    if row.state == BulkState.PROPOSED:
        row.also_judged, row.why, row.confirmed_at = also_judged, why, timezone.now()
        _begin(row, BulkState.RUNNING)
    return row


@in_one_transaction
def take_back_bulk(*, bulk: BulkDecision, by: User) -> BulkDecision:
    """Have all its verdicts taken back that still stand, also where it is not through yet. Twice is once."""
    row = _locked(bulk)
    if row.state in (BulkState.RUNNING, BulkState.DONE, BulkState.RESTORING):
        row.undone_by, row.undone_at = by, timezone.now()
        if row.state == BulkState.RUNNING:
            row.stopped_after = row.after
        _begin(row, BulkState.UNDOING)
    return row


@in_one_transaction
def restore(*, bulk: BulkDecision, by: User) -> BulkDecision:
    """Have what was taken back put back, and the rest judged where the undo stopped it half-way. Twice is once."""
    row = _locked(bulk)
    if row.state in (BulkState.UNDOING, BulkState.UNDONE):
        row.undone_by = by
        _begin(row, BulkState.RESTORING)
    return row


def _locked(bulk: BulkDecision) -> BulkDecision:
    return BulkDecision.objects.select_for_update(no_key=True).select_related(None).get(pk=bulk.pk)


def _begin(row: BulkDecision, state: BulkState, *, after: int = 0) -> None:
    """Start a state after an article, else at the first; the caller holds the row's lock."""
    articles = STAGES[state].articles(row)
    row.state, row.after, row.began_at, row.ended_at = state, after, timezone.now(), None
    row.articles, row.articles_done = articles.count(), articles.filter(pk__lte=after).count()
    row.save()
    ask_to_judge(bulk=row)


def work_on(*, bulk: int, seconds: float) -> bool:
    """Go on with a decision, step by step, for so long; whether it is through."""
    deadline = time.monotonic() + seconds
    while step(bulk=bulk):
        if time.monotonic() > deadline:
            return False
    return True


@in_one_transaction
def step(*, bulk: int) -> bool:
    """Deal with the next article in one transaction; False when nothing is left to do."""
    row = BulkDecision.objects.select_for_update(no_key=True).get(pk=bulk)
    stage = STAGES.get(BulkState(row.state))
    if stage is None:
        return False
    article = stage.articles(row).filter(pk__gt=row.after).order_by("pk").first()
    if article is None:
        return _end(row, stage)
    Article.objects.select_for_update().get(pk=article.pk)
    changed = stage.act(row, article)
    if changed:
        refresh_articles(articles=[article.pk], folding=Folding.LATER)
    row.judged += changed if row.state == BulkState.RUNNING else 0
    row.after, row.articles_done = article.pk, row.articles_done + 1
    row.save(update_fields=["judged", "after", "articles_done"])
    return True


def _end(row: BulkDecision, stage: "Stage") -> bool:
    """Whether another stage follows: what is put back may not have been judged to its end."""
    if row.state == BulkState.RESTORING and row.stopped_after is not None:
        after, row.stopped_after = row.stopped_after, None
        _begin(row, BulkState.RUNNING, after=after)
        return True
    row.state, row.ended_at = stage.leads_to, timezone.now()
    if row.state == BulkState.DONE:
        row.left_alone = len(row.claims) - row.judged
    row.save(update_fields=["state", "ended_at", "left_alone"])
    ask_to_fold(priority=Priority.NEWS)
    return False


def _judge(row: BulkDecision, article: Article) -> int:
    """Judge the claims of an article; how many. What persons decided is left alone, unless that is asked for."""
    claims = set(Claim.objects.filter(pk__in=row.claims, article=article).values_list("pk", flat=True))
    if not row.also_judged:
        claims -= decided(claims)
    standing: Mapping[str, Verdict] = standing_verdicts_on(claims)
    wanted = [key for key in sorted(claims) if key not in standing or standing[key].decision != row.decision]
    Verdict.objects.bulk_create(
        [Verdict(claim_id=key, decision=row.decision, by_id=row.by_id, why=row.why, bulk=row) for key in wanted]
    )
    return len(wanted)


def _take_back(row: BulkDecision, article: Article) -> int:
    return _set_all(row, article, stands=False)


def _put_back(row: BulkDecision, article: Article) -> int:
    return _set_all(row, article, stands=True)


def _set_all(row: BulkDecision, article: Article, *, stands: bool) -> int:
    """Take back its verdicts in an article, or put back what it took back itself; how many."""
    assert row.undone_by is not None
    why = "put back in bulk" if stands else "taken back in bulk"
    given = Verdict.objects.filter(bulk=row, withdraws=None, claim__article=article).order_by("pk")
    wanted = [one for one in given if not stands or end_of(one)[0].bulk_id == row.pk]
    return sum(set_standing(one, stands=stands, by=row.undone_by, why=why, bulk=row)[1] for one in wanted)


def _selected(row: BulkDecision) -> QuerySet[Article]:
    return Article.objects.filter(pk__in=Claim.objects.filter(pk__in=row.claims).values("article"))


def _judged(row: BulkDecision) -> QuerySet[Article]:
    given = Verdict.objects.filter(bulk=row, withdraws=None)
    return Article.objects.filter(pk__in=given.values("claim__article"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What is done in a state: to which articles, what to each, and the state that it ends in."""

    articles: Callable[[BulkDecision], QuerySet[Article]]
    act: Callable[[BulkDecision, Article], int]
    leads_to: BulkState


STAGES: Mapping[BulkState, Stage] = {
    BulkState.RUNNING: Stage(articles=_selected, act=_judge, leads_to=BulkState.DONE),
    BulkState.UNDOING: Stage(articles=_judged, act=_take_back, leads_to=BulkState.UNDONE),
    BulkState.RESTORING: Stage(articles=_judged, act=_put_back, leads_to=BulkState.DONE),
}


def progress(row: BulkDecision) -> dict[str, Any]:
    """How far the present state has come: articles done of all, how many a second, and the seconds left."""
    until = row.ended_at or timezone.now()
    took = (until - row.began_at).total_seconds() if row.began_at else 0.0
    rate = row.articles_done / took if took > 0 else 0.0
    left = max(row.articles - row.articles_done, 0)
    return {
        "done": row.articles_done,
        "of": row.articles,
        "rate": round(rate, 1),
        "seconds_left": round(left / rate) if rate and row.ended_at is None else None,
        "ended": row.ended_at is not None,
    }
