"""What an editor must see of a claim to decide, and which claim comes next."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, IntegerField, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from pledges.models import Claim, ClaimState, ReviewState, Verdict
from pledges.queries.claims import claims_of
from pledges.queries.held import is_held
from pledges.queries.highlights import CONTEXT, Piece, highlight
from pledges.queries.seeing import stand_of

TO_REVIEW = (ReviewState.PENDING, ReviewState.PROPOSAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedClaim:
    """A claim with its text, its history, and the claims read in the same sentence.

    `seen` is how it stood before anything else of this was read: what came meanwhile was not seen.
    """

    claim: dict[str, Any]
    row: Claim
    pieces: list[Piece]
    verdicts: list[Verdict]
    others: list[Claim]
    seen: str


def claim_for_review(key: str) -> ReviewedClaim | None:
    """Everything about one claim; None when there is none."""
    standing = Claim.objects.filter(pk=key).first()
    seen = stand_of(standing).token if standing is not None else ""
    found = claims_of([key])
    if not found:
        return None
    row = Claim.objects.select_related("article", "state__version__source", "author").get(pk=key)
    text = row.state.version.text
    others = Claim.objects.filter(article=row.article_id, sentence=row.sentence, occurrence=row.occurrence)
    return ReviewedClaim(
        claim=found[0],
        row=row,
        pieces=highlight(text, evidence=row.state.evidence, words=found[0]["words"]),
        verdicts=list(Verdict.objects.filter(claim=row).select_related("by").order_by("-id")),
        seen=seen,
        others=list(others.exclude(pk=key).select_related("state").order_by("ordinal", "id")),
    )


def told(key: str, *, with_text: bool) -> tuple[dict[str, Any], list[Piece]] | None:
    """A claim and its words in pieces; with the text around them only where the reader may have it."""
    found = claims_of([key])
    if not found:
        return None
    state = ClaimState.objects.select_related("version").get(pk=key)
    words = found[0]["words"]
    if not with_text:
        spans = state.evidence
        words = {
            name: w
            for name, w in words.items()
            if w["start"] is not None and any(s <= w["start"] and w["end"] <= e for s, e in spans)
        }
    context = CONTEXT if with_text else 0
    return found[0], highlight(state.version.text, evidence=state.evidence, words=words, context=context)


def next_to_review(*, after: Claim | None = None, among: QuerySet[Claim] | None = None) -> str | None:
    """The next claim that waits for an editor: what is held first, from the newest article on; then on in the same
    article, then the other articles, then from the start.

    `among` keeps to some claims.
    """
    queue = _queue()
    if among is not None:
        queue = ClaimState.objects.filter(review__in=TO_REVIEW, claim__in=among.order_by().values("pk"))
    waiting = queue.annotate(place=Cast(KT("evidence__0__0"), IntegerField()))
    ordered = waiting.order_by(F("published").desc(), "article", "place", "claim").values_list("pk", flat=True)
    held, ordered = ordered.filter(is_held("claim")), ordered.filter(~is_held("claim"))
    if after is None:
        return held.first() or ordered.first()
    here = after.state
    at = here.evidence[0][0]
    others = ordered.exclude(pk=after.pk)
    same = Q(article=after.article_id) & (Q(place__gt=at) | Q(place=at, claim__gt=_first_read(after)))
    beyond = Q(published__lt=here.published) | Q(published=here.published, article__gt=after.article_id)
    ways = (held.filter(same | beyond), others.filter(same), others.filter(beyond), held.exclude(pk=after.pk), others)
    return next((found for way in ways if (found := way.first()) is not None), None)


def _first_read(claim: Claim) -> str:
    """The claim that a correction, or a correction of one, stands for: it has that one's place in the queue."""
    while claim.corrects is not None:
        claim = claim.corrects
    return claim.pk


def waiting() -> int:
    """How many claims wait for an editor."""
    return _queue().count()


def held_waiting() -> int:
    """How many of them are held out of the figures."""
    return _queue().filter(is_held("claim")).count()


def _queue() -> QuerySet[ClaimState]:
    """Claims to judge. A register that is kept apart is no work for editors, unless they ask for it."""
    rows = ClaimState.objects.filter(review__in=TO_REVIEW)
    return rows.exclude(version__source__kind__in=settings.KEPT_APART)
