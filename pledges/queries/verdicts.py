"""Which verdicts stand, and on which claims a person's word stands at all."""

from collections.abc import Collection, Mapping

from django.db.models import Q

from pledges.domain.judgements import last_verdicts
from pledges.models import Claim, Verdict
from pledges.queries.corrections import corrections_of
from pledges.queries.truth import verdicts_where


def standing_verdict(*, claim: Claim) -> Verdict | None:
    """The newest verdict on a claim that nobody took back."""
    return standing_verdicts_on([claim.pk]).get(claim.pk)


def standing_verdicts_on(claims: Collection[str]) -> Mapping[str, Verdict]:
    """As `standing_verdict` for several claims, in two queries; claims without one are left out."""
    last = last_verdicts(verdicts_where(Q(claim__in=claims)))
    rows = Verdict.objects.select_related("by").in_bulk([int(one.id) for one in last.values()]) if last else {}
    return {claim: rows[int(one.id)] for claim, one in last.items()}


def decided(claims: Collection[str]) -> set[str]:
    """Those of some claims on which a person's word stands: a verdict, a correction, or the claim itself."""
    judged = set(standing_verdicts_on(claims)) | set(corrections_of(claims))
    return judged | set(Claim.objects.filter(pk__in=claims, author__isnull=False).values_list("pk", flat=True))
