""" "60 vehicles have left the port": the 60 Bradleys that the next sentence names, no gift beside them."""

from collections.abc import Sequence

from extraction.reading.drafts import Draft
from extraction.reading.words import words_of
from pledges.domain.catalogue import Catalogue, Trait
from pledges.domain.values import Quantity

_WORDS = words_of("vehicle vehicles")
_REACH = 1  # sentences between the two tellings


def without_bare_vehicles(drafts: Sequence[Draft], catalogue: Catalogue) -> list[Draft]:
    """The drafts in their order, without those of bare vehicles that a neighbour names, with their giver."""
    return [one for one in drafts if not (_is_bare(one) and any(_names(other, one, catalogue) for other in drafts))]


def _is_bare(draft: Draft) -> bool:
    phrase = draft.phrase
    of_nobody = not draft.donors and draft.slug is None and draft.quantity.known
    return of_nobody and phrase is not None and phrase.core == phrase.last and phrase.head.lower_ in _WORDS


def _names(named: Draft, bare: Draft, catalogue: Catalogue) -> bool:
    """Whether a draft tells of the same act with the vehicles' name, their giver and a number that fits."""
    apart = abs(named.scene.sentence.ordinal - bare.scene.sentence.ordinal)
    alike = named.kind is bare.kind and named.recipient == bare.recipient and bool(named.donors)
    of_vehicles = named.slug is not None and catalogue.has(named.category, Trait.VEHICLE)
    return apart <= _REACH and alike and of_vehicles and _fits(named.quantity, bare.quantity)


def _fits(exact: Quantity, bare: Quantity) -> bool:
    number = exact.low if exact.low == exact.high else None
    return number is not None and (bare.low or 0) <= number and (bare.high is None or number <= bare.high)
