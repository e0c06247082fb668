"""What does not balance is a value: a type, its claims, and one sentence that says what does not fit."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class ProblemType(StrEnum):
    CONFLICT = "conflict"  # sources contradict each other on one thing
    POSSIBLE_DOUBLE = "possible_double"  # two figures may tell of the same units
    OVER_DELIVERY = "over_delivery"  # more came than was pledged
    UNMATCHED_DELIVERY = "unmatched_delivery"  # every known pledge was announced after it
    UNIT_CLASH = "unit_clash"  # one thing counted in units that nothing converts
    SCOPE = "scope"  # one source calls a gift what another calls a sale
    NO_DELIVERY_REPORTED = "no_delivery_reported"  # the day has passed, no report came; not: nothing came
    OVERDUE = "overdue"  # a source says that it is late
    STALE = "stale"  # nothing was heard for long
    IMPLIED = "implied"  # no source states the pledge behind an arrival


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing for an editor. Its id rests on type and claims, so that a settled one is known again."""

    type: ProblemType
    claims: tuple[str, ...]
    sentence: str

    @property
    def id(self) -> str:
        return hashlib.sha256("|".join([self.type.value, *self.claims]).encode()).hexdigest()[:32]


def problem(kind: ProblemType, claims: Iterable[str], sentence: str) -> Problem:
    """A problem with its claims in order."""
    return Problem(type=kind, claims=tuple(sorted(set(claims))), sentence=sentence)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by type and claims."""
    return tuple(
        sorted({(one.type, one.claims): one for one in problems}.values(), key=lambda one: (one.type, one.claims))
    )


def say(low: int | None, high: int | None) -> str:
    """A number in a sentence: "14", "at least 24", "up to 8", "10 to 12", "an unknown number"."""
    if low is not None and low == high:
        return str(low)
    if high is None:
        return f"at least {low}" if low else "an unknown number"
    return f"{low} to {high}" if low else f"up to {high}"
