"""Examples to learn from are made by reading labelled articles: a reading is right where a label says the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from extraction.evaluation.corpus import Article, read_articles
from extraction.evaluation.gold import GoldClaim, load_gold
from extraction.evaluation.matching import Verdict, compare
from extraction.evaluation.predictions import document_of
from extraction.judging.forgetting import WEIGHT, forgetful
from extraction.judging.judge import seen
from extraction.judging.learning import Example
from extraction.judging.readings import Reading
from extraction.reading.drafts import Draft
from extraction.reading.reader import Reader, place
from extraction.reading.stage import Stage

OPTIONAL, NEARLY, BESIDE = 0.5, 0.5, 0.7  # how much an example counts beside a required claim's
_OF_RULES = ("source=", "mark=", "why=")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Articles with their labels. `beside`: rules were written beside them, so that what the rules say is no news."""

    articles: tuple[Article, ...]
    gold: Mapping[str, Sequence[GoldClaim]]
    beside: bool = False

    @property
    def digests(self) -> dict[str, str]:
        """A hash of the text and the labels of each article, by its id; the same in every process."""
        return {article.id: _digest(article, self.gold[article.id]) for article in self.articles}


def _digest(article: Article, labels: Sequence[GoldClaim]) -> str:
    """Twelve hexadecimal digits. The donors of a label are sets, whose order is another in every process."""
    told = [(replace(one, donors=()), [sorted(donors) for donors in one.donors]) for one in labels]
    return sha256(f"{article.text}\0{told!r}".encode()).hexdigest()[:12]


def load_labelled(gold: Path, manifest: Path, *, beside: bool = False) -> Labelled:
    """The articles of a manifest that have labels in a folder. Raises InputError for what cannot be read."""
    labels = load_gold(gold)
    articles = [one for one in read_articles(manifest, gold=labels) if one.id in labels]
    return Labelled(articles=tuple(articles), gold=labels, beside=beside)


def examples_of(labelled: Labelled, reader: Reader) -> Iterator[Example]:
    """Every reading of every item and sum of the articles, with the verdict of the labels; again by who forgets."""
    yield from _read_by(labelled, reader)
    for other in forgetful(reader):
        for one in _read_by(labelled, other):
            yield replace(one, weight=one.weight * WEIGHT)


def _read_by(labelled: Labelled, reader: Reader) -> Iterator[Example]:
    for article in labelled.articles:
        watching = _Watching(found=[])
        trace = replace(reader, judge=watching).trace(document_of(article))
        for reading, names in watching.found:
            (claim,) = place(trace.document, trace.shown, list(trace.pieces), [reading.draft])
            verdicts = [(one, compare(one, claim)) for one in labelled.gold[article.id]]
            right, weight = _verdict([(gold, verdict) for gold, verdict in verdicts if verdict.overlap])
            if labelled.beside:
                names = frozenset(name for name in names if not name.startswith(_OF_RULES))
                weight *= BESIDE
            yield Example(article=article.id, features=names, right=right, weight=weight)


def _verdict(verdicts: Sequence[tuple[GoldClaim, Verdict]]) -> tuple[bool, float]:
    """Whether a label says the same, and how much that counts."""
    if any(verdict.exact and not gold.optional for gold, verdict in verdicts):
        return True, 1.0
    if any(gold.optional and verdict.category and verdict.kind and verdict.donors for gold, verdict in verdicts):
        return True, OPTIONAL
    return False, NEARLY if any(verdict.detected for _, verdict in verdicts) else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Watching:
    """Sees what a judge would see, and leaves every decision to the rules."""

    found: list[tuple[Reading, frozenset[str]]]

    @property
    def version(self) -> str:
        return "watching"

    def decide(self, stage: Stage, drafts: Sequence[Draft]) -> list[Draft]:
        for _, readings in seen(stage, drafts):
            self.found.extend(readings)
        return list(drafts)
