"""A model card says what weights were learned from and how good they are on articles that they had not seen."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from extraction.judging.crossing import FOLDS, SEED, Crossed


def card_of(crossed: Crossed, *, articles: int, digests: Sequence[str], readings: int, today: date) -> dict[str, Any]:
    """The card as JSON: data by hash, cross-validated scores by fold, calibration, day and seed."""
    sure, rest = crossed.halves
    return {
        "trained": today.isoformat(),
        "articles": articles,
        "readings": readings,
        "data": list(digests),
        "seed": SEED,
        "cross_validation": {
            "folds": FOLDS,
            "claim_f1": round(crossed.claim.f1, 3),
            "detect_f1": round(crossed.detect.f1, 3),
            "by_fold": [
                {"claim_f1": round(fold.claim.f1, 3), "detect_f1": round(fold.detect.f1, 3)} for fold in crossed.folds
            ],
            "calibration_error": round(crossed.calibration.error, 3),
            "right_in_the_more_confident_half": round(sure, 3),
            "right_in_the_rest": round(rest, 3),
        },
    }
