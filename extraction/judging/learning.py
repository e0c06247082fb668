"""Weights are fitted by logistic regression: a reading that an annotator would sign is a yes, any other a no."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extraction.judging.regression import Numbers, fitted

STRENGTH = 0.1  # inverse of the penalty on squared weights, chosen by cross-validation
SEEN_IN = 3  # articles in which a feature must occur


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A reading with the verdict on it. `weight`: how much its verdict counts."""

    article: str
    features: frozenset[str]
    right: bool
    weight: float


def fit(
    examples: Sequence[Example], *, strength: float = STRENGTH, seen_in: int = SEEN_IN
) -> tuple[float, dict[str, float]]:
    """The base and the weight of each feature that enough articles have."""
    names = _names(examples, seen_in)
    matrix = _matrix(examples, names)
    right = np.array([one.right for one in examples], dtype=float)
    counts = np.array([one.weight for one in examples], dtype=float)
    penalty = np.full(matrix.shape[1], 1 / strength)
    penalty[0] = 1e-6  # the base is free
    start = np.zeros(matrix.shape[1])
    weights = fitted(matrix, right, counts=counts, penalty=penalty, start=start)
    return float(weights[0]), {name: round(float(weight), 4) for name, weight in zip(names, weights[1:], strict=True)}


def _names(examples: Sequence[Example], seen_in: int) -> list[str]:
    """The features that enough articles have, in order."""
    articles: dict[str, set[str]] = defaultdict(set)
    for one in examples:
        for name in one.features:
            articles[name].add(one.article)
    return sorted(name for name, seen in articles.items() if len(seen) >= seen_in)


def _matrix(examples: Sequence[Example], names: Sequence[str]) -> Numbers:
    """A row for each example: one for the base, then one for each feature that it has."""
    place = {name: column for column, name in enumerate(names, 1)}
    matrix = np.zeros((len(examples), len(names) + 1))
    matrix[:, 0] = 1.0
    for row, one in enumerate(examples):
        matrix[row, [place[name] for name in one.features if name in place]] = 1.0
    return matrix
