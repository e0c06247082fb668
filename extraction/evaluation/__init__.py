"""Measuring is part of the product: what the reader gets right is counted against gold, never believed."""

from extraction.evaluation.calibration import Reliability, judged_predictions, reliability
from extraction.evaluation.corpus import Article, InputError, read_articles
from extraction.evaluation.gold import GoldClaim
from extraction.evaluation.labels import load_gold
from extraction.evaluation.scoring import Score, score

__all__ = [
    "Article",
    "GoldClaim",
    "InputError",
    "Reliability",
    "Score",
    "judged_predictions",
    "load_gold",
    "read_articles",
    "reliability",
    "score",
]
