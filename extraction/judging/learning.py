"""Weights are fitted by logistic regression: a reading that an annotator would sign is a yes, any other a no.

What was learned before is kept as a prior: a Gaussian around each weight, as narrow as the examples behind it made the
loss curved there (Laplace's approximation; MacKay, Information Theory, Inference and Learning Algorithms, ch. 27). So
a few verdicts move what nobody knew and leave what many articles taught.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extraction.judging.regression import Numbers, curvature, fitted
from extraction.judging.weights import BASE, Weights

STRENGTH = 0.1  # inverse of the penalty on squared weights, chosen by cross-validation
SEEN_IN = 3  # articles in which a feature must occur
SURE = 14.0  # how sure a weight is whose file does not say it: three in four of 1,700 readings' are no surer
FREE = 1e-6  # the base starts free


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A reading with the verdict on it. `weight`: how much its verdict counts; `proposed`: no rule accepted it."""

    article: str
    features: frozenset[str]
    right: bool
    weight: float
    proposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The base, the weight of each feature, and how sure each is: the curvature of the loss there, prior included."""

    base: float
    features: dict[str, float]
    sure: dict[str, float]


def fit(
    examples: Sequence[Example], *, start: Weights | None = None, strength: float = STRENGTH, seen_in: int = SEEN_IN
) -> Fitted:
    """The base and the weight of each feature that enough articles have, learned on from `start`, else from nothing.

    What `start` has never met is fitted as from nothing; what it knows stays near to it, by how sure it is.
    """
    known = start.features if start else {}
    names = sorted({*_names(examples, seen_in), *known})
    matrix = _matrix(examples, names)
    right = np.array([one.right for one in examples], dtype=float)
    counts = np.array([one.weight for one in examples], dtype=float)
    penalty = np.array([_sure_of(start, BASE, FREE), *(_sure_of(start, name, 1 / strength) for name in names)])
    at = np.array([start.base if start else 0.0, *(known.get(name, 0.0) for name in names)])
    weights = fitted(matrix, right, counts=counts, penalty=penalty, start=at)
    sure = curvature(matrix, weights, counts=counts) + penalty
    return Fitted(
        base=round(float(weights[0]), 6),
        features={name: round(float(weight), 4) for name, weight in zip(names, weights[1:], strict=True)},
        sure={name: round(float(one), 2) for name, one in zip([BASE, *names], sure, strict=True)},
    )


def _sure_of(start: Weights | None, name: str, otherwise: float) -> float:
    """The penalty on moving a weight: how sure the start is of it, SURE where it knows the weight and does not say."""
    if start is None or (name != BASE and name not in start.features):
        return otherwise
    return start.sure.get(name, SURE)


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
