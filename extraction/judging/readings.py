"""A candidate is an item phrase or a sum; a reading says who gives it and of what kind, and several may compete."""

from dataclasses import dataclass
from enum import StrEnum

from extraction.reading.drafts import Draft
from extraction.reading.kinds.frame import Frame


class Source(StrEnum):
    """What proposed a reading."""

    RULES = "rules"  # the clause, giver and kind that the rules accepted
    CLAUSE = "clause"  # the clause above an item of which the rules made no claim
    LINE = "line"  # the nearest trigger of giving in the line, where no clause holds the item
    LIST = "list"  # the gift that stands in the same list
    BEFORE = "before"  # the rules' kind, by the giver of the text before


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to understand a candidate, as the claim that it would make."""

    source: Source
    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An item phrase or a sum with its readings, the rules' own first. `skipped`: why the rules read no claim, ""
    where they did. `near`: the nearest clause of giving in the line, whether or not it holds the item.
    """

    readings: tuple[Reading, ...]
    skipped: str
    near: Frame | None

    @property
    def first(self) -> Draft:
        return self.readings[0].draft

    @property
    def by_rules(self) -> bool:
        return self.readings[0].source is Source.RULES
