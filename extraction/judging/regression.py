"""Logistic regression by Newton's method, for the few numbers that are learned here; the same data give the same."""

import numpy as np

type Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

_STEPS = 50
_CLOSE = 1e-8
_LEAST_SPREAD = 1e-6


def fitted(matrix: Numbers, right: Numbers, *, counts: Numbers, penalty: Numbers, start: Numbers) -> Numbers:
    """The weights that minimise the log loss with a penalty on how far each is from where it starts.

    `matrix` has a row for each case; `right` is 0 or 1, and `counts` how often it counts. The penalty is
    penalty * (weight - start)^2 / 2 for each weight: Hastie, Tibshirani and Friedman, The Elements of Statistical
    Learning, 2nd ed., 4.4.1 and 4.4.4.
    """
    weights = start.copy()
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (counts * (chance - right)) + penalty * (weights - start)
        spread = counts * np.maximum(chance * (1 - chance), _LEAST_SPREAD)
        step = np.linalg.solve((matrix * spread[:, None]).T @ matrix + np.diag(penalty), gradient)
        weights = weights - step
        if np.abs(step).max() < _CLOSE:
            break
    return weights


def curvature(matrix: Numbers, weights: Numbers, *, counts: Numbers) -> Numbers:
    """The second derivative of the log loss by each weight alone, without the penalty."""
    chance = 1 / (1 + np.exp(-matrix @ weights))
    second: Numbers = np.square(matrix).T @ (counts * chance * (1 - chance))
    return second
