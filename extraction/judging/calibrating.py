"""A chance is calibrated on articles that were not learned from: two numbers bend it to the share that was right."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extraction.judging.regression import fitted

_PENALTY = 1e-3
_NEAR = 5.0  # how sure an earlier bend is: some thirty pairs move it half of their way
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


def bend_of(judged: Sequence[tuple[float, bool]], *, near: Bend | None = None) -> Bend:
    """The bend that fits pairs of a chance and whether it was right; none fits no pairs.

    `near`: an earlier bend, to which a few pairs keep.
    """
    if len({right for _, right in judged}) < 2:
        return near or Bend()
    odds = np.array([[log_odds(chance), 1.0] for chance, _ in judged])
    right = np.array([right for _, right in judged], dtype=float)
    start = np.array([near.slope, near.shift] if near else [1.0, 0.0])
    penalty = np.full(2, _NEAR if near else _PENALTY)
    bend = fitted(odds, right, counts=np.ones(len(right)), penalty=penalty, start=start)
    return Bend(slope=round(float(bend[0]), 4), shift=round(float(bend[1]), 4))
