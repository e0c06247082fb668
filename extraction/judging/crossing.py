"""Cross-validation by article: each fifth of the articles is read by a judge that was taught by the others."""

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

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
LEAST = 0.80  # of five claims that no rule accepted, four must be right: a wrong number is worse than none
RIGHT = 0.75  # of what was accepted on articles kept away, so many must have been right
FEW = 8  # fewer of them prove nothing
_EDGE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """The chance that weights give a reading which they did not learn from, and the verdict on it."""

    article: str
    chance: float
    right: bool
    weight: float


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
    chances: tuple[Chance, ...] = ()

    @property
    def claim(self) -> Counts:
        return count_claims(self.outcomes)

    @property
    def detect(self) -> Counts:
        return count_detections(self.outcomes)

    def joined(self, other: "Crossed | None") -> "Crossed":
        """Both as one; each fold is calibrated on all others."""
        if other is None:
            return self
        return Crossed(
            folds=(*self.folds, *other.folds),
            outcomes=(*self.outcomes, *other.outcomes),
            chances=(*self.chances, *other.chances),
        )

    def bend(self, *, near: Bend | None = None) -> Bend:
        """How the chances of all folds are calibrated, `near` an earlier bend."""
        return bend_of([one for fold in self.folds for one in fold.judged], near=near)

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


def weights_from(
    examples: Sequence[Example],
    *,
    card: Mapping[str, object],
    bend: Bend | None = None,
    start: Weights | None = None,
    least: float = LEAST,
) -> Weights:
    """What is learned from examples, on from `start` or from nothing, with the threshold that a judge decides by."""
    found = fit(examples, start=start)
    return Weights(
        base=found.base, features=found.features, sure=found.sure, least=least, card=card, bend=bend or Bend()
    )


def taught(
    examples: Sequence[Example],
    *,
    card: Mapping[str, object],
    bend: Bend | None = None,
    start: Weights | None = None,
    seed: int = SEED,
) -> Weights:
    """As `weights_from`; where verdicts teach on from `start`, they also say which chance is enough.

    From nothing it is LEAST: what was labelled whole shows how often a chance is right, verdicts on claims only
    those that were likely enough before.
    """
    if start is None:
        return weights_from(examples, card=card, bend=bend)
    proposed: list[Chance] = []
    for kept in folds_of(sorted({one.article for one in examples}), seed=seed):
        others = weights_from([one for one in examples if one.article not in kept], card={}, start=start)
        proposed += chances_by(others, [one for one in examples if one.proposed and one.article in kept])
    return weights_from(examples, card=card, bend=bend, start=start, least=least_of(proposed, before=start.least))


def least_of(proposed: Sequence[Chance], *, before: float) -> float:
    """The lowest chance, `before` or above, from which on three of four readings that no rule accepted were right.

    `proposed`: their chances by weights that did not learn from them. Fewer than FEW prove nothing, and leave it as it
    was before; where the likeliest ones are not so good, no chance is enough.
    """
    if len(proposed) < FEW:
        return before
    found, right, number = 1.0, 0, 0
    for chance, equals in groupby(sorted(proposed, key=lambda one: -one.chance), key=lambda one: one.chance):
        if number >= FEW and chance < before:
            break
        hits = [one.right for one in equals]
        right, number = right + sum(hits), number + len(hits)
        if number >= FEW and right >= RIGHT * number:
            found = chance
    return max(before, math.floor(found * 1e4) / 1e4)


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
    start: Weights | None = None,
    told: Callable[[str], object] = lambda line: None,
) -> Crossed:
    """Read each fold by a judge taught by `share` of the other articles, and by all of `beside`, on from `start`."""
    folds, outcomes, chances = [], list[Outcome](), list[Chance]()
    parts = folds_of([article.id for article in labelled.articles], seed=seed)
    for number, kept in enumerate(parts, 1):
        teachers = sorted({one.article for one in examples} - kept)
        random.Random(seed).shuffle(teachers)
        chosen = set(teachers[: max(1, round(share * len(teachers)))])
        weights = taught([*(one for one in examples if one.article in chosen), *beside], card={}, start=start)
        articles = [article for article in labelled.articles if article.id in kept]
        found = read_by(weights, articles, labelled, reader)
        judged = tuple(judged_predictions(found))
        folds.append(Fold(claim=count_claims(found), detect=count_detections(found), judged=judged))
        chances.extend(chances_by(weights, [one for one in examples if one.article in kept]))
        outcomes.extend(found)
        told(f"fold {number} of {len(parts)}: claim F1 {folds[-1].claim.f1:.3f}, detect {folds[-1].detect.f1:.3f}")
    return Crossed(folds=tuple(folds), outcomes=tuple(outcomes), chances=tuple(chances))


def read_by(
    weights: Weights | None, articles: Sequence[Article], labelled: Labelled, reader: Reader
) -> Sequence[Outcome]:
    """The outcomes of some articles as a judge with these weights reads them; None: as the rules alone do."""
    judging = replace(reader, judge=Judge(weights=weights) if weights is not None else None)
    labels = {article.id: labelled.labels[article.id] for article in articles}
    gold = {key: one.claims for key, one in labels.items()}
    decided = {key: one.decided for key, one in labels.items()}
    return score(gold, read_claims(judging, articles), decided=decided).outcomes


def chances_by(weights: Weights, examples: Sequence[Example]) -> list[Chance]:
    """What weights make of each reading."""
    return [
        Chance(article=one.article, chance=weights.chance(one.features), right=one.right, weight=one.weight)
        for one in examples
    ]


def loss_of(chances: Sequence[Chance]) -> float:
    """The mean log loss: 0 where every chance was certain and right, 0.693 where each was one half."""
    whole = sum(one.weight for one in chances)
    loss = math.fsum(-one.weight * math.log(max(_EDGE, one.chance if one.right else 1 - one.chance)) for one in chances)
    return loss / whole if whole else 0.0


def curve(
    labelled: Labelled, examples: Sequence[Example], beside: Sequence[Example], reader: Reader
) -> Iterator[tuple[float, Crossed]]:
    """The learning curve: a quarter, half and all of the teaching articles."""
    for share in (0.25, 0.5, 1.0):
        yield share, cross(labelled, examples, beside, reader, share=share)
