"""What does not balance is a value: a type, its claims, and one sentence that says what does not fit."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice, zip_longest


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


MOST = 6  # claims that a problem names: the few that cause it


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing for an editor. `causes` make it that problem: the ids of all entries, and the leading claims of all
    tellings, that do not fit. Its id rests on them and its type, so that a settled one is known again, on whatever line
    and however often its causes are told, and a further cause makes another.

    `claims` are the few to read, first the one whose removal changes most. `effect` is by how much the stated figures
    of its line would change if it were decided the other way; None where that is no number.
    """

    type: ProblemType
    causes: frozenset[str]
    claims: tuple[str, ...]
    sentence: str
    effect: int | None = None
    _id: str = field(default="", init=False, repr=False, compare=False)  # once it was asked for

    @property
    def id(self) -> str:
        if not self._id:
            causes = "|".join([self.type.value, *sorted(self.causes)])
            object.__setattr__(self, "_id", hashlib.sha256(causes.encode()).hexdigest()[:32])
        return self._id

    def naming(self, claims: Iterable[str]) -> "Problem":
        """The same problem with other claims to read, the first of them; itself where these are its own."""
        named = _named(claims)
        return self if named == self.claims else replace(self, claims=named)


def problem(
    kind: ProblemType, causes: Iterable[str], claims: Iterable[str], sentence: str, effect: int | None = None
) -> Problem:
    """A problem with all its causes and the first of its claims, each once, in the order given: culprits first."""
    return Problem(
        type=kind,
        causes=frozenset(causes),
        claims=_named(claims),
        sentence=sentence[:1].upper() + sentence[1:],
        effect=effect,
    )


def _named(claims: Iterable[str]) -> tuple[str, ...]:
    """The claims that a problem names, each once."""
    return tuple(islice(_distinct(claims), MOST))


def _distinct(claims: Iterable[str]) -> Iterator[str]:
    seen = set[str]()
    for one in claims:
        if one not in seen:
            seen.add(one)
            yield one


def culprits(*sides: Sequence[str]) -> tuple[str, ...]:
    """The claims of several sides that a problem names: the first of each, then the second of each, so that the first
    few show all sides."""
    return _named(claim for row in zip_longest(*sides) for claim in row if claim is not None)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once (of two alike the one of the larger effect), by effect, the largest first."""
    found: dict[str, Problem] = {}
    for one in sorted(problems, key=_turn):
        found.setdefault(one.id, one)
    return tuple(found.values())


def _turn(one: Problem) -> tuple[bool, int, str, tuple[str, ...], str]:
    return (one.effect is None, -(one.effect or 0), one.type, one.claims, one.sentence)


def say(low: int | None, high: int | None) -> str:
    """A number in a sentence: "14", "at least 24", "up to 8", "10 to 12", "1,400", "an unknown number"."""
    if low is not None and low == high:
        return f"{low:,}"
    if high is None:
        return f"at least {low:,}" if low else "an unknown number"
    return f"{low:,} to {high:,}" if low else f"up to {high:,}"
