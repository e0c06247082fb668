"""What the gate holds: now from its rows, at another moment by the gate itself over what stood then."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef

from pledges.domain.accounts import LedgerClaim, account_of
from pledges.domain.catalogue import Catalogue
from pledges.domain.holding import Held, hold, large
from pledges.domain.judgements import Standing
from pledges.domain.weighing import Weights
from pledges.models import HeldClaim
from pledges.models.held_rows import held_from_row
from pledges.queries.selection import Selection
from pledges.queries.standing_claims import standing_then
from pledges.scale_files import seeded_scales


def is_held(claim: str) -> Exists:
    """A condition on rows of which the field `claim` is a claim's id."""
    return Exists(HeldClaim.objects.filter(claim=OuterRef(claim)))


def held_now(selection: Selection) -> list[tuple[str, Held]]:
    """All that is held of a selection's recipient in the live standing, each with its recipient, in one query.

    The rest of the selection is for `pledges.domain.gated.held_by_group`.
    """
    if selection.standing is Standing.REVIEWED:
        return []
    rows = HeldClaim.objects.select_related("account")
    if selection.recipient is not None:
        rows = rows.filter(account__recipient=selection.recipient)
    return [(row.account.recipient, held_from_row(row)) for row in rows]


def held_of(claims: Collection[str]) -> dict[str, dict[str, Any]]:
    """Of those of some claims that are held, why; a claim of several lines by its first."""
    rows = HeldClaim.objects.filter(claim__in=claims).order_by("claim", "line")
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(row.claim_id, why(held_from_row(row)))
    return found


def held_then(
    claims: Sequence[LedgerClaim], *, recorded_at: datetime, catalogue: Catalogue
) -> dict[str, dict[str, Any]]:
    """As `held_of` for claims that stood at a moment. Only accounts where one is large enough are read whole."""
    weights = Weights(scales=seeded_scales(), catalogue=catalogue)
    accounts = sorted({account_of(one.claim, catalogue) for one in large(claims, weights)})
    if not accounts:
        return {}
    stood = standing_then(
        accounts=accounts,
        standing=Standing.LIVE,
        recorded_at=recorded_at,
        threshold=settings.LIVE_CONFIDENCE,
        catalogue=catalogue,
    )
    found: dict[str, dict[str, Any]] = {}
    for told in stood.values():
        for one in hold(told, scales=weights.scales, catalogue=catalogue).held:
            found.setdefault(one.claim_id, why(one))
    return found


def why(held: Held) -> dict[str, Any]:
    """The reason as it is served with a claim."""
    return {
        "reason": held.reason.value,
        "sentence": held.sentence,
        "number": held.number,
        "known": held.known,
        "limit": held.limit,
    }
