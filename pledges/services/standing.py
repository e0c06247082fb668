"""How each claim of an article stands is worked out whole, whenever anything about the article changes."""

from collections.abc import Collection, Iterable
from functools import partial

from django.conf import settings

from pledges.domain.accounts import AccountKey, account_of
from pledges.domain.judgements import Standing, StoredClaim, VerdictKind, stand, standing_verdicts
from pledges.models import Account, Article, ClaimState, ReviewState
from pledges.queries.catalogue import current_catalogue
from pledges.queries.truth import Truth, truth_of
from pledges.services.ledger import BATCH, lock_accounts, rebuild
from pledges.services.transactions import in_one_transaction

COUNTS = ("account_id", "version_id", "live", "reviewed", "system")


@in_one_transaction
def refresh_article(*, article: Article) -> None:
    """Bring the states of an article's claims up to date, and the ledger of the accounts where they count.

    Safe to repeat: what has not changed is left alone.
    """
    refresh_articles(articles=[article.pk])


@in_one_transaction
def refresh_articles(*, articles: Collection[int]) -> None:
    """As `refresh_article` for several at once: each account is folded once, however many articles touch it."""
    list(Article.objects.select_for_update().filter(pk__in=articles).order_by("pk").values_list("pk"))
    catalogue = current_catalogue()
    truth = truth_of(articles=articles, catalogue=catalogue)
    keys = {one.claim_id: account_of(one.claim, catalogue) for one in truth.stored}
    accounts = lock_accounts(keys=set(keys.values()), also_of=articles)
    old = {state.pk: state for state in ClaimState.objects.filter(article__in=articles)}
    new = {state.pk: state for state in _states(truth, keys, accounts)}
    _save(new.values())
    changed = _changed_accounts(old, new)
    rebuild(accounts=[account for account in accounts.values() if account.pk in changed])


@in_one_transaction
def restate_articles(*, articles: Collection[int]) -> None:
    """Work out the states of some articles' claims anew; whoever calls rebuilds every account afterwards."""
    list(Article.objects.select_for_update().filter(pk__in=articles).order_by("pk").values_list("pk"))
    catalogue = current_catalogue()
    truth = truth_of(articles=articles, catalogue=catalogue)
    keys = {one.claim_id: account_of(one.claim, catalogue) for one in truth.stored}
    _save(_states(truth, keys, lock_accounts(keys=set(keys.values()))))


def _save(states: Iterable[ClaimState]) -> None:
    """Insert or update."""
    ClaimState.objects.bulk_create(
        states,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=[
            "account",
            "version",
            "review",
            "live",
            "reviewed",
            "confidence",
            "evidence",
            "published",
            "system",
        ],
    )


def _states(truth: Truth, keys: dict[str, AccountKey], accounts: dict[AccountKey, Account]) -> Iterable[ClaimState]:
    """One state a claim."""
    counting = partial(
        stand,
        truth.stored,
        verdicts=truth.verdicts,
        exclusions=truth.exclusions,
        threshold=settings.LIVE_CONFIDENCE,
        apart=settings.KEPT_APART,
    )
    live = {one.claim_id for one in counting(standing=Standing.LIVE)}
    reviewed = {one.claim_id for one in counting(standing=Standing.REVIEWED)}
    labels = review_states(truth)
    for one in truth.stored:
        reading = truth.readings[one.claim_id]
        yield ClaimState(
            claim_id=one.claim_id,
            account=accounts[keys[one.claim_id]],
            article_id=truth.readings[one.claim_id].version.article_id,
            version_id=reading.version_id,
            review=labels[one.claim_id],
            live=one.claim_id in live,
            reviewed=one.claim_id in reviewed,
            confidence=reading.confidence,
            evidence=reading.evidence,
            published=one.published,
            system=one.system,
        )


def review_states(truth: Truth) -> dict[str, ReviewState]:
    """What an editor is told of each claim; first come, first told."""
    verdicts = standing_verdicts(truth.verdicts)
    excluded = {one.article for one in truth.exclusions if one.lifted_at is None}
    corrected = {
        one.corrects for one in truth.stored if one.corrects and verdicts.get(one.claim_id) != VerdictKind.REJECTED
    }
    decided = {VerdictKind.ACCEPTED, VerdictKind.REJECTED}
    judged_places = {
        one.claim.place for one in truth.stored if verdicts.get(one.claim_id) in decided or one.claim_id in corrected
    }

    def label(one: StoredClaim) -> ReviewState:
        verdict = verdicts.get(one.claim_id)
        if one.claim.article in excluded:
            return ReviewState.EXCLUDED
        if verdict is VerdictKind.REJECTED:
            return ReviewState.REJECTED
        if one.claim_id in corrected:
            return ReviewState.CORRECTED
        if verdict is VerdictKind.ACCEPTED or (one.by_person and verdict is None):
            return ReviewState.ACCEPTED
        if not one.live:
            return ReviewState.UNREAD
        if verdict is VerdictKind.UNSURE:
            return ReviewState.UNSURE
        return ReviewState.PROPOSAL if one.claim.place in judged_places else ReviewState.PENDING

    return {one.claim_id: label(one) for one in truth.stored}


def _changed_accounts(old: dict[str, ClaimState], new: dict[str, ClaimState]) -> set[int]:
    """Accounts in which a claim began, ceased or changed to count."""
    changed: set[int] = set()
    for key in old.keys() | new.keys():
        before, after = old.get(key), new.get(key)
        if before and after and all(getattr(before, name) == getattr(after, name) for name in COUNTS):
            continue
        changed |= {s.account_id for s in (before, after) if s is not None and (s.live or s.reviewed)}
    return changed
