"""The rest of a promise is a part of it: "the remaining 26 will follow" promises nothing more."""

import re
from collections.abc import Sequence

from extraction.reading.drafts import Draft
from pledges.domain.values import Basis, Kind

_REST = re.compile(r"\b(?:the|its|their) (?:remaining|other|rest|outstanding)\b[^.;,]*$", re.IGNORECASE)
_MOVED = frozenset({Kind.DELIVERY, Kind.DISPATCH, Kind.CANCELLATION})


def without_rests(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in their order, without promises of what an article says is left of a promise told before."""
    return [draft for place, draft in enumerate(drafts) if not _is_rest(draft, drafts[:place])]


def _is_rest(draft: Draft, before: Sequence[Draft]) -> bool:
    phrase = draft.phrase
    if draft.kind is not Kind.PLEDGE or phrase is None or phrase.quantity is None or draft.basis is not Basis.UNSTATED:
        return False
    said = draft.scene.sentence.text[: phrase.quantity.end]
    if _REST.search(said[max(0, phrase.quantity.start - 20) :]) is None:
        return False
    same = [one for one in before if (one.slug, one.category, one.donors) == (draft.slug, draft.category, draft.donors)]
    return any(one.kind in _MOVED for one in same)
