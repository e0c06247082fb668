"""How each claim of an article stands is worked out whole, whenever anything about the article changes."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings

from pledges.domain.accounts import AccountKey, account_of
from pledges.domain.judgements import Standing, StoredClaim, VerdictKind, corrected_by, stand, standing_verdicts
from pledges.models import Article, ClaimState, ReviewState
from pledges.queries.catalogue import current_catalogue
from pledges.queries.truth import Truth, truth_of
from pledges.services.copying import copy_in
from pledges.services.ledger import ids_of, lock_accounts, rebuild
from pledges.services.stale import Folding, mark_stale
from pledges.services.transactions import in_one_transaction


@in_one_transaction
def refresh_article(*, article: Article) -> None:
    """Bring the states of an article's claims up to date, and the ledger of the accounts where they count.

    Safe to repeat: what has not changed is left alone.
    """
    refresh_articles(articles=[article.pk])


@in_one_transaction
def refresh_articles(*, articles: Collection[int], folding: Folding = Folding.NOW) -> None:
    """As `refresh_article` for several at once: each account is folded once, however many articles touch it.

    With `Folding.LATER` the accounts are only marked, and none is locked (`pledges.services.ledger` says why that
    loses nothing).
    """
    truth, keys = _locked_truth(articles)
    if folding is Folding.LATER:
        mark_stale(accounts=_restate(articles, truth, ids_of(keys=keys)))
        return
    held = lock_accounts(keys=keys, also_of=articles)
    changed = _restate(articles, truth, {key: account.pk for key, account in held.items()})
    rebuild(accounts=[account for account in held.values() if account.pk in changed])


@in_one_transaction
def restate_articles(*, articles: Collection[int]) -> None:
    """Work out the states of some articles' claims anew; whoever calls rebuilds every account afterwards."""
    truth, keys = _locked_truth(articles)
    _restate(articles, truth, {key: account.pk for key, account in lock_accounts(keys=keys).items()})


def _locked_truth(articles: Collection[int]) -> tuple[Truth, set[AccountKey]]:
    """The truth about some articles, under their lock, and the accounts where their claims belong."""
    list(Article.objects.select_for_update(no_key=True).filter(pk__in=articles).order_by("pk").values_list("pk"))
    catalogue = current_catalogue()
    truth = truth_of(articles=articles, catalogue=catalogue)
    return truth, {account_of(one.claim, catalogue) for one in truth.stored}


def _restate(articles: Collection[int], truth: Truth, accounts: Mapping[AccountKey, int]) -> set[int]:
    """Bring the states of some articles' claims to the truth; the accounts that must be folded for it."""
    old, new = _stored(articles), _states(truth, accounts)
    _save(old, new, truth)
    return _changed_accounts(old, new)


class State(NamedTuple):
    """The columns of a ClaimState, in their order, but for the claim and the article, which never change."""

    account: int
    version: int
    review: str
    live: bool
    reviewed: bool
    confidence: float
    evidence: list[list[int]]
    published: date
    system: str | None

    @property
    def counting(self) -> tuple[Any, ...]:
        """What a change of which the ledger must follow."""
        return (self.account, self.version, self.live, self.reviewed, self.system)


type States = dict[str, State]


def _stored(articles: Collection[int]) -> States:
    rows = ClaimState.objects.filter(article__in=articles).values_list("claim", *State._fields)
    return {claim: State(*columns) for claim, *columns in rows}


def _save(old: States, new: States, truth: Truth) -> None:
    """Insert what is new and update what is otherwise; the articles' locks keep others from doing so meanwhile."""
    copy_in([_row(key, state, truth) for key, state in new.items() if key not in old])
    moved = [_row(key, state, truth) for key, state in new.items() if key in old and old[key] != state]
    if moved:
        ClaimState.objects.bulk_update(moved, State._fields, batch_size=500)


def _row(claim: str, state: State, truth: Truth) -> ClaimState:
    account, version, *others = state
    values = dict(zip(State._fields[2:], others, strict=True))
    article = truth.readings[claim].article
    return ClaimState(claim_id=claim, article_id=article, account_id=account, version_id=version, **values)


def _states(truth: Truth, accounts: Mapping[AccountKey, int]) -> States:
    """One state a claim."""
    catalogue = current_catalogue()
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
    states = {}
    for one in truth.stored:
        reading = truth.readings[one.claim_id]
        states[one.claim_id] = State(
            account=accounts[account_of(one.claim, catalogue)],
            version=reading.version,
            review=labels[one.claim_id].value,
            live=one.claim_id in live,
            reviewed=one.claim_id in reviewed,
            confidence=reading.confidence,
            evidence=reading.evidence,
            published=one.published,
            system=one.system,
        )
    return states


def review_states(truth: Truth) -> dict[str, ReviewState]:
    """What an editor is told of each claim; first come, first told."""
    verdicts = standing_verdicts(truth.verdicts)
    excluded = {one.article for one in truth.exclusions if one.lifted_at is None}
    corrected = {one for one, by in corrected_by(truth.stored, verdicts).items() if one != by}
    judged_places = {one.claim.place for one in truth.stored if one.claim_id in corrected or _judged(one, verdicts)}

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


def _judged(one: StoredClaim, verdicts: Mapping[str, VerdictKind]) -> bool:
    """Whether a person decided what holds at a claim's place; a refused correction only frees what it corrected."""
    verdict = verdicts.get(one.claim_id)
    return verdict is VerdictKind.ACCEPTED or (verdict is VerdictKind.REJECTED and one.corrects is None)


def _changed_accounts(old: States, new: States) -> set[int]:
    """Accounts in which a claim began, ceased or changed to count."""
    changed: set[int] = set()
    for key in old.keys() | new.keys():
        before, after = old.get(key), new.get(key)
        if before and after and before.counting == after.counting:
            continue
        changed |= {state.account for state in (before, after) if state is not None and (state.live or state.reviewed)}
    return changed
