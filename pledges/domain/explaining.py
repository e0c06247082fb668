"""Why an entry counts nothing, or more than one number: it is replaced, a part, or told with different figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pledges.domain.entries import Entry


class Why(StrEnum):
    REPLACED = "replaced"  # `other` stands in its place: it counts nothing
    PART = "part"  # `other` holds it: it counts nothing by itself
    SIDES = "sides"  # sources give it different numbers: it counts from the least to the most


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """An entry and why it counts as it does; `other` is the entry that holds it or stands in its place."""

    entry: Entry
    why: Why
    other: Entry | None = None


def explained(entries: Iterable[Entry]) -> tuple[Explained, ...]:
    """Each entry of a line whose count needs a reason, in the order given."""
    found = list(entries)
    by_id = {one.id: one for one in found}
    return tuple(
        Explained(entry=one, why=why, other=by_id.get(other) if other else None)
        for one in found
        for why, other in _reasons(one)
    )


def _reasons(entry: Entry) -> Iterable[tuple[Why, str | None]]:
    if entry.replaced_by is not None:
        yield Why.REPLACED, entry.replaced_by
    elif entry.part_of is not None:
        yield Why.PART, entry.part_of
    if entry.sides:
        yield Why.SIDES, None
