"""A model card says what weights were learned from and how good they are on articles that they had not seen."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from extraction.judging.crossing import FOLDS, SEED, Crossed, loss_of
from extraction.judging.examples import Labelled
from extraction.judging.weights import Weights


def card_of(
    crossed: Crossed,
    *,
    unseen: Crossed | None = None,
    labelled: Sequence[Labelled],
    readings: int,
    today: date,
    start: Weights | None = None,
) -> dict[str, Any]:
    """The card as JSON: data by hash, cross-validated scores by fold, calibration, day and seed.

    `articles` counts those that the scores are of, the first set; `data` and `texts` name all articles by the hashes of
    text and labels, and of the text alone. What was learned on from `start` saw what that had seen. `unseen`: of the
    articles by which no rule was mended.
    """
    before = start.card if start else {}
    return {
        "trained": today.isoformat(),
        **({"started_from": start.digest} if start else {}),
        "articles": len(labelled[0].articles),
        "readings": readings,
        "data": sorted({*before.get("data", ()), *(one for each in labelled for one in each.digests.values())}),
        "texts": sorted({*before.get("texts", ()), *(one for each in labelled for one in each.texts.values())}),
        "seed": SEED,
        "cross_validation": _scores(crossed),
        **({"on_articles_that_no_rule_saw": _scores(unseen)} if unseen else {}),
        **({"calibration_error_over_both": _error(crossed.joined(unseen))} if unseen else {}),
    }


def _scores(crossed: Crossed) -> dict[str, Any]:
    sure, rest = crossed.halves
    return {
        "folds": FOLDS,
        "claim_f1": round(crossed.claim.f1, 3),
        "detect_f1": round(crossed.detect.f1, 3),
        "loss": round(loss_of(crossed.chances), 3),
        "by_fold": [
            {"claim_f1": round(fold.claim.f1, 3), "detect_f1": round(fold.detect.f1, 3)} for fold in crossed.folds
        ],
        "calibration_error": _error(crossed),
        "right_in_the_more_confident_half": round(sure, 3),
        "right_in_the_rest": round(rest, 3),
    }


def _error(crossed: Crossed) -> float:
    return round(crossed.calibration.error, 3)
