"""A confidence is a promise: of the claims at 0.9, nine in ten are right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extraction.evaluation.alignment import Outcome

BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The predictions with a confidence from `low` (inclusive) to `high` (exclusive, but for the last)."""

    low: float
    high: float
    count: int
    confidence: float  # mean
    right: float  # share


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """`error`: the expected calibration error, the mean gap of confidence and share right, weighted by count."""

    bins: tuple[Bin, ...]
    error: float
    levels: int  # distinct confidences, to two places
    count: int


def judged_predictions(outcomes: Iterable[Outcome]) -> list[tuple[float, bool]]:
    """(confidence, right) of every prediction but second tellings, and those that nobody judged. A right optional claim
    is right."""
    return [
        (outcome.claim.confidence, outcome.right)
        for outcome in outcomes
        if outcome.claim is not None and not outcome.repeat and not outcome.open
    ]


def reliability(judged: Sequence[tuple[float, bool]], *, bins: int = BINS) -> Reliability:
    """The reliability table over equal bins of confidence (empty bins are left out) and its error."""
    members: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        members.setdefault(min(int(confidence * bins + 1e-9), bins - 1), []).append((confidence, right))
    table = tuple(
        Bin(
            low=index / bins,
            high=(index + 1) / bins,
            count=len(found),
            confidence=sum(confidence for confidence, _ in found) / len(found),
            right=sum(right for _, right in found) / len(found),
        )
        for index, found in sorted(members.items())
    )
    gap = sum(row.count * abs(row.confidence - row.right) for row in table)
    return Reliability(
        bins=table,
        error=gap / len(judged) if judged else 0.0,
        levels=len({round(confidence, 2) for confidence, _ in judged}),
        count=len(judged),
    )
