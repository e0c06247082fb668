"""A person's decision is a row of its own; the ledger follows in the same transaction."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User

from pledges.domain.claims import Claim as ClaimValue
from pledges.domain.claims import Words, claim_from_json, values_to_json
from pledges.domain.values import Span
from pledges.models import Article, Claim, ClaimState, Decision, Link, Reading, Relation, Verdict
from pledges.models.claim_rows import claim_from_row, evidence_to_json, row_from_claim
from pledges.services.ledger import lock_accounts, rebuild
from pledges.services.readings import quote_of
from pledges.services.standing import refresh_article
from pledges.services.transactions import in_one_transaction

BY_PERSON = "person"


class Unchanged(ValueError):
    """A correction that says what the claim says already."""


@in_one_transaction
def judge(*, claim: Claim, decision: Decision, by: User, why: str = "") -> Verdict:
    """Accept, reject or leave unsure. The same decision again, by anybody, is the one that stands."""
    if decision == Decision.WITHDRAWN:
        raise ValueError("to withdraw is to name a verdict: use withdraw_verdict")
    _lock(claim)
    standing = standing_verdict(claim=claim)
    if standing is not None and standing.decision == decision:
        return standing
    verdict = Verdict.objects.create(claim=claim, decision=decision, by=by, why=why)
    refresh_article(article=claim.article)
    return verdict


@in_one_transaction
def withdraw_verdict(*, verdict: Verdict, by: User, why: str = "") -> Verdict:
    """Take a verdict back; what stood before it stands again. A second withdrawal returns the first."""
    _lock(verdict.claim)
    earlier = Verdict.objects.filter(withdraws=verdict).first()
    if earlier is not None:
        return earlier
    withdrawal = Verdict.objects.create(
        claim=verdict.claim, decision=Decision.WITHDRAWN, withdraws=verdict, by=by, why=why
    )
    refresh_article(article=verdict.claim.article)
    return withdrawal


@in_one_transaction
def undo(*, claim: Claim, by: User) -> Verdict | None:
    """Take back the verdict that stands on a claim; None when none does."""
    _lock(claim)
    standing = standing_verdict(claim=claim)
    return withdraw_verdict(verdict=standing, by=by, why="undone") if standing else None


@in_one_transaction
def correct(*, claim: Claim, values: Mapping[str, Any], by: User, why: str = "") -> Claim:
    """Put a person's reading in the place of a claim; `values` are fields of `claims.md`, the others stay.

    Raises ValueError or KeyError for a value that is none, and Unchanged when nothing differs. The same correction
    again is the one that stands.
    """
    _lock(claim)
    state = ClaimState.objects.select_related("version").get(pk=claim.pk)
    old = claim_from_row(claim, key=claim.article.key, evidence=state.evidence)
    new = changed_claim(old, values, by=by)
    if new.id == old.id:
        raise Unchanged("the correction says what the claim says already")
    existing = Claim.objects.filter(pk=new.id).first()
    if existing is not None:
        return _take_existing(existing, instead_of=claim, by=by, why=why)
    row = row_from_claim(
        new,
        article=claim.article,
        quote=quote_of(new, state.version.text),
        author=by,
        corrects=claim,
        why=why,
    )
    row.save(force_insert=True)
    Reading.objects.create(
        version=state.version,
        claim=row,
        evidence=evidence_to_json(new.evidence),
        words=row.words,
        confidence=1.0,
    )
    refresh_article(article=claim.article)
    return row


def _take_existing(existing: Claim, *, instead_of: Claim, by: User, why: str) -> Claim:
    """The corrected values were read, or written, here before: accept that row, and reject the one it replaces."""
    judge(claim=existing, decision=Decision.ACCEPTED, by=by, why=why)
    if existing.corrects_id != instead_of.pk:
        judge(claim=instead_of, decision=Decision.REJECTED, by=by, why=why)
    return existing


def changed_claim(old: ClaimValue, values: Mapping[str, Any], *, by: User) -> ClaimValue:
    """The claim with some values replaced; the words of changed fields are the evidence, their rule a person."""
    data = values_to_json(old)
    unknown = sorted(set(values) - set(data) - {"evidence"})
    if unknown:
        raise KeyError(f"a claim has no field {', '.join(unknown)}")
    changed = {name for name in data if name in values and values[name] != data[name]}
    evidence = values.get("evidence") or [{"start": s.start, "end": s.end} for s in old.evidence]
    data |= {name: values[name] for name in changed}
    data |= {"article": old.article, "evidence": evidence, "confidence": 1.0}
    new = claim_from_json(data, place=old.place)
    rule = f"{BY_PERSON}:{by.get_username()}"
    first = Span(start=evidence[0]["start"], end=evidence[0]["end"])
    words = dict(old.words) | {name: Words(text="", span=first, rule=rule) for name in changed}
    return replace(new, words=words)


@in_one_transaction
def link(*, one: Claim, other: Claim, relation: Relation, by: User, why: str = "") -> Link:
    """Say that two claims tell one event, or that they do not. The same word again is the one that stands."""
    if one.pk == other.pk:
        raise ValueError("a claim can't be linked with itself")
    first, second = sorted((one, other), key=lambda claim: claim.pk)
    _lock(first, second)
    standing = Link.objects.filter(first=first, second=second, withdraws=None, withdrawn_by=None)
    for earlier in standing.order_by("-id"):
        if earlier.relation == relation:
            return earlier
        _withdraw(earlier, by=by, why="said otherwise")
    made = Link.objects.create(first=first, second=second, relation=relation, by=by, why=why)
    _rebuild_of(first, second)
    return made


@in_one_transaction
def withdraw_link(*, link: Link, by: User, why: str = "") -> Link:
    """Take a link back; the fold's own judgement counts again. A second withdrawal returns the first."""
    _lock(link.first, link.second)
    earlier = Link.objects.filter(withdraws=link).first()
    if earlier is not None:
        return earlier
    withdrawal = _withdraw(link, by=by, why=why)
    _rebuild_of(link.first, link.second)
    return withdrawal


def _withdraw(link: Link, *, by: User, why: str) -> Link:
    return Link.objects.create(
        first=link.first, second=link.second, relation=Relation.WITHDRAWN, withdraws=link, by=by, why=why
    )


def standing_verdict(*, claim: Claim) -> Verdict | None:
    """The newest verdict on a claim that nobody took back."""
    return (
        Verdict.objects.filter(claim=claim, withdraws__isnull=True, withdrawn_by__isnull=True).order_by("-id").first()
    )


def _lock(*claims: Claim) -> None:
    """The articles' rows, in one order for all callers."""
    keys = sorted({claim.article_id for claim in claims})
    list(Article.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _rebuild_of(*claims: Claim) -> None:
    accounts = {state.account for state in ClaimState.objects.filter(pk__in=claims).select_related("account")}
    rebuild(accounts=list(lock_accounts(keys={account.key for account in accounts}).values()))
