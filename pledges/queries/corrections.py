"""A claim, its corrections and theirs in turn are one tree; of it one correction stands (`domain.judgements`)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from pledges.models import Claim, ClaimState, ReviewState

OUT = (None, ReviewState.REJECTED, ReviewState.EXCLUDED)


class Member(NamedTuple):
    """A claim of a tree: the one that it corrects (None: the tree's root), and how it stands (None: it waits)."""

    claim: str
    corrects: str | None
    recorded_at: datetime
    review: str | None


def trees_of(keys: Collection[str]) -> dict[str, list[Member]]:
    """Each of some claims with all claims of its tree, itself among them, the earliest first; in one query."""
    found: dict[str, list[Member]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_TREES, [list(keys)])
        for key, *member in cursor:
            found[key].append(Member(*member))
    return dict(found)


_TREES = f"""
WITH RECURSIVE up (key, claim, above) AS (
    SELECT id, id, corrects_id FROM {Claim._meta.db_table} WHERE id = ANY(%s)
    UNION
    SELECT up.key, one.id, one.corrects_id FROM up JOIN {Claim._meta.db_table} one ON one.id = up.above
), tree (key, claim) AS (
    SELECT key, claim FROM up WHERE above IS NULL
    UNION
    SELECT tree.key, one.id FROM tree JOIN {Claim._meta.db_table} one ON one.corrects_id = tree.claim
)
SELECT tree.key, one.id, one.corrects_id, one.recorded_at, state.review
FROM tree JOIN {Claim._meta.db_table} one ON one.id = tree.claim
LEFT JOIN {ClaimState._meta.db_table} state ON state.claim_id = one.id
ORDER BY tree.key, one.recorded_at, one.id
"""


def corrections_of(keys: Collection[str]) -> dict[str, str]:
    """The correction that stands in the place of each corrected claim, or of a correction that another replaced."""
    found = {key: standing_correction(tree) for key, tree in trees_of(keys).items()}
    return {key: one.claim for key, one in found.items() if one is not None and one.claim != key}


def standing_correction(tree: Collection[Member]) -> Member | None:
    """The correction of a tree that counts in the place of all others; None where none does."""
    return max((one for one in tree if one.corrects and one.review not in OUT), key=_order, default=None)


def _order(one: Member) -> tuple[datetime, str]:
    return one.recorded_at, one.claim
