"""A chance is calibrated on articles that were not learned from: two numbers bend it to the share that was right."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_STEPS = 50
_EDGE = 0.005  # no chance is taken for certain


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """The calibrated chance is the logistic function of `slope` times the log-odds, plus `shift` (Platt, 1999)."""

    slope: float = 1.0
    shift: float = 0.0

    def __call__(self, chance: float) -> float:
        return 1 / (1 + math.exp(-(self.slope * log_odds(chance) + self.shift)))


def log_odds(chance: float) -> float:
    """The log-odds of a chance, kept away from certainty."""
    kept = min(max(chance, _EDGE), 1 - _EDGE)
    return math.log(kept / (1 - kept))


def bend_of(judged: Sequence[tuple[float, bool]]) -> Bend:
    """The bend that fits pairs of a chance and whether it was right, by Newton's method; none fits no pairs."""
    if len({right for _, right in judged}) < 2:
        return Bend()
    odds = np.array([[log_odds(chance), 1.0] for chance, _ in judged])
    right = np.array([right for _, right in judged], dtype=float)
    bend = np.array([1.0, 0.0])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-odds @ bend))
        spread = np.maximum(chance * (1 - chance), 1e-6)
        hessian = (odds * spread[:, None]).T @ odds + np.eye(2) * 1e-3
        bend -= np.linalg.solve(hessian, odds.T @ (chance - right) + 1e-3 * (bend - [1.0, 0.0]))
    return Bend(slope=round(float(bend[0]), 4), shift=round(float(bend[1]), 4))
