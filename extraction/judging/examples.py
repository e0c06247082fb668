"""Examples to learn from are made by reading labelled articles: a reading is right where a label says the same."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from extraction.evaluation.corpus import Article, read_articles
from extraction.evaluation.gold import GoldClaim
from extraction.evaluation.labels import Labels, load_labels
from extraction.evaluation.matching import Verdict, compare, phrase_of, touch
from extraction.evaluation.predictions import document_of
from extraction.judging.forgetting import WEIGHT, forgetful
from extraction.judging.judge import seen
from extraction.judging.learning import Example
from extraction.judging.readings import Reading, Source
from extraction.reading.drafts import Draft
from extraction.reading.placing import place
from extraction.reading.reader import Reader
from extraction.reading.stage import Decided, Stage
from pledges.domain.claims import Claim

OPTIONAL, NEARLY, BESIDE = 0.5, 0.5, 0.7  # how much an example counts beside a required claim's
_OF_RULES = ("source=", "mark=", "why=")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Articles with their labels. `beside`: rules were written beside them, so that what the rules say is no news."""

    articles: tuple[Article, ...]
    labels: Mapping[str, Labels]
    beside: bool = False

    @property
    def digests(self) -> dict[str, str]:
        """A hash of the text and the labels of each article, by its id; the same in every process."""
        return {article.id: _digest(article, self.labels[article.id]) for article in self.articles}

    @property
    def texts(self) -> dict[str, str]:
        """A hash of the text alone of each article, by its id: who saw the text is told by it, whatever was said."""
        return {article.id: _short(article.text) for article in self.articles}

    def without(self, texts: Collection[str]) -> "Labelled":
        """The articles whose text is none of these, by their hashes."""
        known = self.texts
        return replace(self, articles=tuple(one for one in self.articles if known[one.id] not in texts))


def _digest(article: Article, labels: Labels) -> str:
    """Twelve hexadecimal digits. The donors of a label are sets, whose order is another in every process."""
    said = f"{article.text}\0{_told(labels.claims)!r}"
    places = [claim.at for claim in labels.claims]
    if labels.rejected or not labels.whole or any(places):
        refused = [(one.at, _told([one.claim]) if one.claim else None) for one in labels.rejected]
        said += f"\0{labels.whole}{places!r}{refused!r}"
    return _short(said)


def _told(claims: Sequence[GoldClaim]) -> list[tuple[GoldClaim, list[list[str]]]]:
    return [(replace(one, donors=()), [sorted(donors) for donors in one.donors]) for one in claims]


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def load_labelled(gold: Path, manifest: Path, *, beside: bool = False) -> Labelled:
    """The articles of a manifest that have labels in a folder. Raises InputError for what cannot be read."""
    labels = load_labels(gold)
    articles = [labels[one.id].of(one) for one in read_articles(manifest, gold=labels) if one.id in labels]
    return Labelled(articles=tuple(articles), labels=labels, beside=beside)


def examples_of(labelled: Labelled, reader: Reader) -> Iterator[Example]:
    """Every reading of every item and sum that the labels decide, with their verdict; again by readers who forget."""
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
            verdict = _verdict(labelled.labels[article.id], claim)
            if verdict is None:
                continue
            right, weight = verdict
            if labelled.beside:
                names = frozenset(name for name in names if not name.startswith(_OF_RULES))
                weight *= BESIDE
            proposed = reading.source not in (Source.RULES, Source.BEFORE)
            yield Example(article=article.id, features=names, right=right, weight=weight, proposed=proposed)


def _verdict(labels: Labels, claim: Claim) -> tuple[bool, float] | None:
    """Whether labels say the same as a reading, and how much that counts; None: nobody judged its phrase."""
    if labels.decided is not None and not any(touch(one, phrase_of(claim)) for one in labels.decided):
        return None
    verdicts = [(gold, verdict) for gold in labels.claims if (verdict := compare(gold, claim)).overlap]
    if any(verdict.exact and not gold.optional for gold, verdict in verdicts):
        return True, 1.0
    if any(gold.optional and _is_about_the_same(verdict) for gold, verdict in verdicts):
        return True, OPTIONAL
    return False, NEARLY if any(verdict.detected for _, verdict in verdicts) else 1.0


def _is_about_the_same(verdict: Verdict) -> bool:
    return verdict.category and verdict.kind and verdict.donors


@dataclass(frozen=True, slots=True, kw_only=True)
class _Watching:
    """Sees what a judge would see, and leaves every decision to the rules."""

    found: list[tuple[Reading, frozenset[str]]]

    @property
    def version(self) -> str:
        return "watching"

    def decide(self, stage: Stage, drafts: Sequence[Draft]) -> Decided:
        for _, readings in seen(stage, drafts):
            self.found.extend(readings)
        return Decided(drafts=tuple(drafts), skipped=stage.thread.skipped)
