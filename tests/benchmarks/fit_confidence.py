"""Fit the weights of confidence: `python -m tests.benchmarks.fit_confidence GOLD MANIFEST [GOLD MANIFEST ...]`.

Prints claims and articles, the share that was right, and the fitted log-odds of each feature (logistic regression with
a ridge). The weights of `extraction/reading/confidence.py` are these, rounded, over a base for articles at first sight.
"""

import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from extraction.evaluation import judged_predictions, load_gold, read_articles
from extraction.evaluation.alignment import align
from extraction.reading import Document, Reader
from pledges.seed_files import load_catalogue

RIDGE, RATE, ROUNDS = 0.02, 0.5, 4_000
Example = tuple[frozenset[str], bool]  # the features of a claim, and whether it was right


def examples(reader: Reader, gold_folder: Path, manifest: Path) -> Iterator[list[Example]]:
    """The judged claims of each article; second tellings are left out."""
    gold = load_gold(gold_folder)
    for article in read_articles(manifest, gold=gold):
        if article.id not in gold:
            continue
        document = Document(
            article=article.id, text=article.text, published=article.published,
            title=article.title, publisher=article.publisher,
        )  # fmt: skip
        trace = reader.trace(document)
        outcomes = [one for one in align(article.id, gold[article.id], trace.claims) if one.claim and not one.repeat]
        rights = [right for _, right in judged_predictions(outcomes)]
        marks = [frozenset(trace.reasons[one.claim.id]) for one in outcomes if one.claim]
        yield list(zip(marks, rights, strict=True))


def fitted(data: Sequence[Example]) -> tuple[float, dict[str, float]]:
    """The base and the weight of each feature, by gradient descent."""
    base, weights = 1.0, {feature: 0.0 for marks, _ in data for feature in marks}
    for _ in range(ROUNDS):
        slope, slopes = 0.0, dict.fromkeys(weights, 0.0)
        for marks, right in data:
            gap = 1 / (1 + math.exp(-base - sum(weights[mark] for mark in marks))) - right
            slope += gap
            for mark in marks:
                slopes[mark] += gap
        base -= RATE * slope / len(data)
        weights = {f: w - RATE * (slopes[f] / len(data) + RIDGE * w) for f, w in weights.items()}
    return base, weights


def main() -> None:
    paths = [Path(argument) for argument in sys.argv[1:]]
    if not paths or len(paths) % 2:
        sys.exit(__doc__)
    reader = Reader.build(catalogue=load_catalogue())
    articles = [one for pair in zip(paths[::2], paths[1::2], strict=True) for one in examples(reader, *pair)]
    data = [example for article in articles for example in article]
    print(f"{len(data)} claims of {len(articles)} articles, {sum(right for _, right in data) / len(data):.3f} right")
    base, weights = fitted(data)
    print(f"base {base:+.2f}")
    for feature, weight in sorted(weights.items()):
        print(f"{feature:20} {weight:+.2f}")


if __name__ == "__main__":
    main()
