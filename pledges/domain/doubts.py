"""A doubt is a problem that knows whose claims it names, so that it can name others once those are told again."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from pledges.domain.entries import Entry
from pledges.domain.figures import ZERO
from pledges.domain.problems import MOST, Problem, ProblemType, culprits, problem
from pledges.domain.tellings import Telling

type Side = str | tuple[str, ...]  # the id of an entry, or the claims of a telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A problem and the sides that it names claims of, in order: all, or no more than are `enough`."""

    problem: Problem
    sides: tuple[Side, ...]
    enough: bool

    def rests_on(self, entries: Set[str]) -> bool:
        """Whether it may name claims of one of these entries."""
        return not entries.isdisjoint(self.sides)

    def of_now(self, entries: Mapping[str, Entry]) -> "Doubt | None":
        """The doubt naming the claims that its entries have now; None where its sides are too few for that now."""
        told = [entries[one].claims if isinstance(one, str) else one for one in self.sides]
        if self.enough and _enough(told) is None:
            return None
        named = self.problem.naming(culprits(*told))
        return self if named is self.problem else replace(self, problem=named)


def doubt(
    kind: ProblemType,
    causes: Iterable[str],
    sides: Sequence[Entry | Telling],
    sentence: str,
    effect: int | None = None,
) -> Doubt:
    """A doubt that rests on all its causes and names the first claims of its sides (`culprits`)."""
    told = [one.claims if isinstance(one, Entry) else one.claim_ids for one in sides]
    enough = _enough(told)
    return Doubt(
        problem=problem(kind, causes, culprits(*told[:enough]), sentence, effect=effect),
        sides=tuple(one.id if isinstance(one, Entry) else one.claim_ids for one in sides[:enough]),
        enough=enough is not None,
    )


def _enough(told: Iterable[Sequence[str]]) -> int | None:
    """How many sides, by the first claim of each alone, have as many claims as a problem names; None where all have
    less."""
    seen = set[str]()
    for at, claims in enumerate(told, 1):
        seen.update(claims[:1])
        if len(seen) == MOST:
            return at
    return None


def largest_first(entry: Entry) -> tuple[object, ...]:
    return (-(entry.counted or ZERO).stated, entry.order)
