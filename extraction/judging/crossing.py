"""Cross-validation by article: each fifth of the articles is read by a judge that was taught by the others."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.evaluation.alignment import Outcome
from extraction.evaluation.calibration import Reliability, judged_predictions, reliability
from extraction.evaluation.corpus import Article
from extraction.evaluation.predictions import read_claims
from extraction.evaluation.scoring import Counts, count_claims, count_detections, score
from extraction.judging.calibrating import Bend, bend_of
from extraction.judging.examples import Labelled
from extraction.judging.judge import Judge
from extraction.judging.learning import Example, fit
from extraction.judging.weights import Weights
from extraction.reading.reader import Reader

FOLDS = 5
SEED = 0
LEAST = 0.75  # of four claims that no rule accepted, three must be right


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """The score on the articles that were kept away."""

    claim: Counts
    detect: Counts
    judged: tuple[tuple[float, bool], ...]  # of each prediction its uncalibrated chance, and whether it was right


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """The figures of a cross-validation: of each fold, and of all outcomes together."""

    folds: tuple[Fold, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def claim(self) -> Counts:
        return count_claims(self.outcomes)

    @property
    def detect(self) -> Counts:
        return count_detections(self.outcomes)

    @property
    def bend(self) -> Bend:
        """How the chances of all folds are calibrated."""
        return bend_of([one for fold in self.folds for one in fold.judged])

    @property
    def judged(self) -> list[tuple[float, bool]]:
        """The confidence of each prediction, calibrated on the other folds, and whether it was right."""
        found = []
        for fold in self.folds:
            bend = bend_of([one for other in self.folds if other is not fold for one in other.judged])
            found += [(round(bend(chance), 2), right) for chance, right in fold.judged]
        return found

    @property
    def calibration(self) -> Reliability:
        return reliability(self.judged)

    @property
    def halves(self) -> tuple[float, float]:
        """How precise the more confident half of the predictions is, and the rest: a bend keeps their order."""
        judged = sorted((one for fold in self.folds for one in fold.judged), key=lambda one: -one[0])
        middle = (len(judged) + 1) // 2
        first, rest = judged[:middle], judged[middle:]
        return _right(first), _right(rest)


def _right(judged: Sequence[tuple[float, bool]]) -> float:
    return sum(right for _, right in judged) / len(judged) if judged else 0.0


def weights_from(examples: Sequence[Example], *, card: Mapping[str, object], bend: Bend | None = None) -> Weights:
    """What is learned from examples, with the threshold that a judge decides by."""
    base, features = fit(examples)
    return Weights(base=base, features=features, least=LEAST, card=card, bend=bend or Bend())


def folds_of(articles: Sequence[str], *, folds: int = FOLDS, seed: int = SEED) -> list[frozenset[str]]:
    """The articles in so many parts of one size, by chance; the same seed gives the same parts."""
    order = sorted(articles)
    random.Random(seed).shuffle(order)
    return [frozenset(order[part::folds]) for part in range(folds)]


def cross(
    labelled: Labelled,
    examples: Sequence[Example],
    beside: Sequence[Example],
    reader: Reader,
    *,
    share: float = 1.0,
    seed: int = SEED,
    told: Callable[[str], object] = lambda line: None,
) -> Crossed:
    """Read each fold by a judge taught by `share` of the other articles, and by all of `beside`."""
    folds, outcomes = [], list[Outcome]()
    parts = folds_of([article.id for article in labelled.articles], seed=seed)
    for number, kept in enumerate(parts, 1):
        teachers = sorted({one.article for one in examples} - kept)
        random.Random(seed).shuffle(teachers)
        taught = set(teachers[: max(1, round(share * len(teachers)))])
        weights = weights_from([*(one for one in examples if one.article in taught), *beside], card={})
        articles = [article for article in labelled.articles if article.id in kept]
        found = read_by(weights, articles, labelled, reader)
        judged = tuple(judged_predictions(found))
        folds.append(Fold(claim=count_claims(found), detect=count_detections(found), judged=judged))
        outcomes.extend(found)
        told(f"fold {number} of {len(parts)}: claim F1 {folds[-1].claim.f1:.3f}, detect {folds[-1].detect.f1:.3f}")
    return Crossed(folds=tuple(folds), outcomes=tuple(outcomes))


def read_by(
    weights: Weights | None, articles: Sequence[Article], labelled: Labelled, reader: Reader
) -> Sequence[Outcome]:
    """The outcomes of some articles as a judge with these weights reads them; None: as the rules alone do."""
    judging = replace(reader, judge=Judge(weights=weights) if weights is not None else None)
    gold = {article.id: labelled.gold[article.id] for article in articles}
    return score(gold, read_claims(judging, articles)).outcomes


def curve(
    labelled: Labelled, examples: Sequence[Example], beside: Sequence[Example], reader: Reader
) -> Iterator[tuple[float, Crossed]]:
    """The learning curve: a quarter, half and all of the teaching articles."""
    for share in (0.25, 0.5, 1.0):
        yield share, cross(labelled, examples, beside, reader, share=share)
