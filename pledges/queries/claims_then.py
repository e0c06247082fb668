"""How claims stood at a moment is worked out from what had been stored and judged by then, never remembered."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db.models import Q

from pledges.domain.accounts import LedgerClaim
from pledges.domain.catalogue import Catalogue
from pledges.domain.judgements import Standing, stand
from pledges.models import ClaimState
from pledges.queries.claims import ClaimFilter, Keyed, claims_at
from pledges.queries.held import held_then
from pledges.queries.keys import rows_beyond
from pledges.queries.truth import Truth, truth_of
from pledges.services.standing import review_states


def claims_then(
    wanted: ClaimFilter, catalogue: Catalogue, *, beyond: Q, order: Sequence[str], limit: int
) -> list[Keyed]:
    """As `claims_at`, with `review`, `counts`, `held`, `confidence` and `supports` as they were at `recorded_at`.

    What the ledger's tables say is of now, so `supports` is empty here. Candidates are taken in chunks until
    enough of them stood.
    """
    everything = replace(wanted, counting=None, review=None, held=None)
    found: list[Keyed] = []
    while len(found) < limit:
        chunk = claims_at(everything, catalogue, beyond=beyond, order=order, limit=limit)
        if not chunk:
            break
        found += _as_then(chunk, wanted, catalogue)
        if len(chunk) < limit:
            break
        beyond = rows_beyond(order, chunk[-1][0])
    return found[:limit]


def _as_then(chunk: Sequence[Keyed], wanted: ClaimFilter, catalogue: Catalogue) -> list[Keyed]:
    """Those of a chunk that stood as is asked, told as they stood."""
    keys = [claim["id"] for _, claim in chunk]
    articles = set(ClaimState.objects.filter(pk__in=keys).values_list("article", flat=True))
    then = states_then(articles, wanted, catalogue)
    found: list[Keyed] = []
    for key, claim in chunk:
        state = then.get(claim["id"])
        if state is None or (wanted.review and state["review"] != wanted.review):
            continue
        if wanted.counting and not state["counts"][wanted.counting]:
            continue
        if wanted.held is not None and wanted.held != (state["held"] is not None):
            continue
        found.append((key, claim | state | {"supports": [], "corrected_by": None}))
    return found


def states_then(articles: Collection[int], wanted: ClaimFilter, catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """The review state, the standings, what is held and the confidence of the claims of some articles at a moment."""
    truth = truth_of(articles=articles, catalogue=catalogue, recorded_at=wanted.recorded_at)
    counted = _standing(truth, wanted, Standing.LIVE)
    live, reviewed = _ids(counted), _ids(_standing(truth, wanted, Standing.REVIEWED))
    held = held_then(counted, recorded_at=wanted.recorded_at, catalogue=catalogue) if wanted.recorded_at else {}
    return {
        key: {
            "review": review.value,
            "counts": {"live": key in live, "reviewed": key in reviewed},
            "held": held.get(key),
            "confidence": round(truth.readings[key].confidence, 3),
        }
        for key, review in review_states(truth).items()
    }


def _standing(truth: Truth, wanted: ClaimFilter, standing: Standing) -> list[LedgerClaim]:
    return stand(
        truth.stored,
        verdicts=truth.verdicts,
        exclusions=truth.exclusions,
        standing=standing,
        threshold=settings.LIVE_CONFIDENCE,
        recorded_at=wanted.recorded_at,
        apart=settings.KEPT_APART,
    )


def _ids(claims: Collection[LedgerClaim]) -> set[str]:
    return {claim.claim_id for claim in claims}
