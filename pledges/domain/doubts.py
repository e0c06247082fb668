"""A doubt is a problem that knows whose claims it names, so that it can name others once those are told again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pledges.domain.entries import Entry
from pledges.domain.problems import Problem, ProblemType, culprits, problem
from pledges.domain.tellings import Telling

type Side = str | tuple[str, ...]  # the id of an entry, or the claims of a telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A problem and the sides that it names claims of, in order."""

    problem: Problem
    sides: tuple[Side, ...]

    def of_now(self, entries: Mapping[str, Entry]) -> "Doubt":
        """The doubt naming the claims that its entries have now."""
        claims = culprits(*(entries[one].claims if isinstance(one, str) else one for one in self.sides))
        named = self.problem.naming(claims)
        return self if named is self.problem else replace(self, problem=named)


def doubt(
    kind: ProblemType,
    causes: Iterable[str],
    sides: Sequence[Entry | Telling],
    sentence: str,
    effect: int | None = None,
) -> Doubt:
    """A doubt that rests on all its causes and names the first claims of its sides (`culprits`)."""
    claims = culprits(*(one.claims if isinstance(one, Entry) else one.claim_ids for one in sides))
    return Doubt(
        problem=problem(kind, causes, claims, sentence, effect=effect),
        sides=tuple(one.id if isinstance(one, Entry) else one.claim_ids for one in sides),
    )
