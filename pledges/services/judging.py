"""A person's decision is a row of its own; the ledger follows in the same transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User

from pledges.domain.claims import Claim as ClaimValue
from pledges.domain.claims import Words, claim_from_json, values_to_json
from pledges.domain.values import Span
from pledges.models import Claim, ClaimState, Decision, Link, Reading, Relation, Verdict
from pledges.models.claim_rows import claim_from_row, evidence_to_json, row_from_claim
from pledges.queries.acts import end_of
from pledges.queries.corrections import corrections_of
from pledges.queries.seeing import refuse_stale, refuse_stale_pair
from pledges.queries.verdicts import standing_verdict, standing_verdicts_on
from pledges.services.instead import take_existing
from pledges.services.ledger import lock_accounts, rebuild
from pledges.services.readings import quote_of
from pledges.services.standing import refresh_article
from pledges.services.transactions import in_one_transaction
from pledges.services.verdicts import add, lock, set_standing

BY_PERSON = "person"


class Unchanged(ValueError):
    """A correction that says what the claim says already."""


class WasRejected(Exception):
    """A correction would override another's rejection that its author can't have seen: `verdict`."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(f"{verdict.by.get_username()} rejected this on {verdict.recorded_at:%Y-%m-%d}")
        self.verdict = verdict


@in_one_transaction
def judge(*, claim: Claim, decision: Decision, by: User, why: str = "", seen: str | None = None) -> Verdict:
    """Accept, reject or leave unsure. The same decision again is the one that stands: no row is added.

    Every act takes what its author saw, and raises Stale where the claim stands otherwise (`pledges.queries.seeing`);
    what the same person sent twice is done once.
    """
    if decision == Decision.WITHDRAWN:
        raise ValueError("to withdraw is to name a verdict: use withdraw_verdict")
    lock(claim)
    standing = standing_verdict(claim=claim)
    if standing is not None and standing.decision == decision and standing.by_id == by.pk:
        return standing
    refuse_stale(claim, seen)
    verdict = add(claim, decision, by=by, why=why)
    refresh_article(article=claim.article)
    return verdict


@in_one_transaction
def withdraw_verdict(*, verdict: Verdict, by: User, why: str = "", seen: str | None = None) -> Verdict:
    """Take a verdict back; what stood before it stands again. A second withdrawal returns the first."""
    return _set_verdict(verdict, stands=False, by=by, why=why, seen=seen)


@in_one_transaction
def put_back_verdict(*, verdict: Verdict, by: User, why: str = "", seen: str | None = None) -> Verdict:
    """Undo the withdrawal of a verdict, which counts again as if it had never been taken back."""
    return _set_verdict(verdict, stands=True, by=by, why=why, seen=seen)


def _set_verdict(verdict: Verdict, *, stands: bool, by: User, why: str, seen: str | None) -> Verdict:
    lock(verdict.claim)
    if end_of(verdict)[1] != stands:
        refuse_stale(verdict.claim, seen)
    row, new = set_standing(verdict, stands=stands, by=by, why=why)
    if new:
        refresh_article(article=verdict.claim.article)
    return row


@in_one_transaction
def undo(*, claim: Claim, by: User, seen: str | None = None) -> Verdict | None:
    """Take back the verdict that stands on a claim; None when none does."""
    lock(claim)
    refuse_stale(claim, seen)
    standing = standing_verdict(claim=claim)
    return withdraw_verdict(verdict=standing, by=by, why="undone") if standing else None


@in_one_transaction
def correct(
    *,
    claim: Claim,
    values: Mapping[str, Any],
    by: User,
    why: str = "",
    seen: str | None = None,
    over: int | None = None,
) -> Claim:
    """Put a person's reading in the place of a claim; `values` are fields of `claims.md`, the others stay.

    Raises ValueError or KeyError for a value that is none, Unchanged when nothing differs, Stale as `judge` does, and
    WasRejected where it would override another's rejection that its author was not shown: one of the claim itself where
    `seen` is None, or one of a claim that says already what the correction says. `over` names that rejection, once it
    was shown. The same correction again is the one that stands.
    """
    lock(claim)
    state = ClaimState.objects.select_related("version").get(pk=claim.pk)
    old = claim_from_row(claim, key=claim.article.key, evidence=state.evidence)
    new = changed_claim(old, values, by=by)
    if new.id == old.id:
        raise Unchanged("the correction says what the claim says already")
    existing = Claim.objects.filter(pk=new.id).first()
    if existing is not None and _is_repeated(existing, of=claim, by=by):
        return existing
    refuse_stale(claim, seen)
    refuse_rejected([new.id] if seen is not None else [claim.pk, new.id], by=by, over=over)
    if existing is not None:
        return take_existing(existing, instead_of=claim, by=by, why=why)
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


def _is_repeated(existing: Claim, *, of: Claim, by: User) -> bool:
    """Whether a correction is the very one that its author made and that stands."""
    return (existing.corrects_id, existing.author_id) == (of.pk, by.pk) and corrections_of([of.pk]).get(
        of.pk
    ) == existing.pk


def refuse_rejected(claims: Sequence[str], *, by: User, over: int | None) -> None:
    for verdict in standing_verdicts_on(claims).values():
        if verdict.decision == Decision.REJECTED and verdict.by_id != by.pk and verdict.pk != over:
            raise WasRejected(verdict)


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
def link(
    *,
    one: Claim,
    other: Claim,
    relation: Relation,
    by: User,
    why: str = "",
    seen: str | None = None,
    puts_back: bool = False,
) -> Link:
    """Say that two claims tell one event, or that they do not. The same word again is the one that stands.

    `seen` is how the pair stood (`pledges.queries.seeing.pair_token`); `puts_back` marks what undoing says again.
    """
    if one.pk == other.pk:
        raise ValueError("a claim can't be linked with itself")
    first, second = sorted((one, other), key=lambda claim: claim.pk)
    lock(first, second)
    earlier = Link.objects.filter(first=first, second=second, withdraws=None, withdrawn_by=None).last()
    if earlier is not None and earlier.relation == relation and (seen is None or earlier.by_id == by.pk):
        return earlier
    refuse_stale_pair(first, second, seen)
    if earlier is not None and earlier.relation == relation:
        return earlier
    if earlier is not None:
        _withdraw(earlier, by=by, why="said otherwise")
    made = Link.objects.create(
        first=first, second=second, relation=relation, by=by, why=why, replaces=earlier, puts_back=puts_back
    )
    _rebuild_of(first, second)
    return made


@in_one_transaction
def withdraw_link(*, link: Link, by: User, why: str = "", seen: str | None = None) -> Link:
    """Take a link back; the fold's own judgement counts again. A second withdrawal returns the first."""
    lock(link.first, link.second)
    earlier = Link.objects.filter(withdraws=link).first()
    if earlier is not None:
        return earlier
    refuse_stale_pair(link.first, link.second, seen)
    withdrawal = _withdraw(link, by=by, why=why)
    _rebuild_of(link.first, link.second)
    return withdrawal


def _withdraw(link: Link, *, by: User, why: str) -> Link:
    return Link.objects.create(
        first=link.first, second=link.second, relation=Relation.WITHDRAWN, withdraws=link, by=by, why=why
    )


def _rebuild_of(*claims: Claim) -> None:
    accounts = {state.account for state in ClaimState.objects.filter(pk__in=claims).select_related("account")}
    rebuild(accounts=list(lock_accounts(keys={account.key for account in accounts}).values()))
