"""Switch off one guard of reading at a time: who notices? `python -m tests.properties.reading_mutations`

A guard is an `if` of `extraction/reading` whose body only leaves, or a rule of a table. Switched off, it is noticed
where a test of `tests/extraction/reading` fails, or where F1 falls on `seeds/articles` or `tests/golden/own`, or the
share of items found in the notes of `tests/golden/notes.jsonl`; only the tests and articles in which it holds are read
again, and each text is parsed once. `--every N` takes each Nth guard (3: some five minutes), WORDS those that print as
one of them. Rows of the lexicon are left out: each has an example that a test asks for. Exits 1 where more than a tenth
is unnoticed. It is no test.
"""

import argparse
import importlib
import pkgutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from spacy.tokens import Doc

import extraction.reading
from extraction.evaluation.corpus import Article, read_articles
from extraction.evaluation.labels import load_gold
from extraction.evaluation.notes import Note, load_notes, score_notes
from extraction.evaluation.scoring import score
from extraction.judging.judge import judge_of
from extraction.reading import Document, Reader
from extraction.reading import reader as reading
from extraction.reading.parsing import load_parser
from extraction.reading.rule_tables import TABLES
from pledges.domain.claims import Claim
from pledges.seed_files import load_catalogue
from tests.properties.guards import ROOT, Board, Guard, guarded, ruled

SETS = (ROOT / "seeds/articles", ROOT / "tests/golden/own")
NOTES = ROOT / "tests/golden/notes.jsonl"
MOST_UNNOTICED = 0.1
_MOST_TESTS = 300  # that are run for one guard, taken evenly from those in which it holds
_UNGUARDED = ("extraction.reading.rules",)
_TABLE_TESTS = "test_rules.py"  # asked first


class KeptParses:
    """A model that parses each text once."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._docs: dict[str, Doc] = {}

    def make_doc(self, text: str) -> Doc:
        doc: Doc = self._model.make_doc(text)
        return doc

    def pipe(self, docs: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        given = list(docs)
        for doc in self._model.pipe([one for one in given if one.text not in self._docs], batch_size=batch_size):
            self._docs[doc.text] = doc
        return (self._docs[one.text] for one in given)


@dataclass(slots=True, kw_only=True)
class Sample:
    """The labelled articles of one set, with what is read of them and which guards hold in each."""

    articles: Sequence[Article]
    gold: Mapping[str, Any]
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    held: dict[str, set[Guard]] = field(default_factory=dict)

    def figures(self, claims: Mapping[str, list[Claim]]) -> tuple[float, ...]:
        """F1 of claims and of detection, and minus the articles without aid in which something is read."""
        found = score(self.gold, claims, no_aid=[one.id for one in self.articles if one.no_aid])
        return found.claim.f1, found.detect.f1, -len(found.loud)

    def falls(self, guard: Guard, read: Callable[[Article], list[Claim]]) -> bool:
        """Whether a figure falls when the articles in which a guard holds are read again without it."""
        again = {one.id: read(one) for one in self.articles if guard in self.held[one.id]}
        if all(again[name] == self.claims[name] for name in again):
            return False
        before, after = self.figures(self.claims), self.figures(self.claims | again)
        return any(now < then for now, then in zip(after, before, strict=True))


@dataclass(slots=True, kw_only=True)
class NoteSample(Sample):
    """Analysts' notes, measured by the share of their coded items that is found."""

    notes: Sequence[Note]

    def figures(self, claims: Mapping[str, list[Claim]]) -> tuple[float, ...]:
        return (score_notes(self.notes, claims, load_catalogue()).share,)


@dataclass(slots=True)
class Mutations:
    """A plugin that runs every test once, and then for each guard those in which it holds, without it."""

    board: Board
    guards: Sequence[Guard]
    unnoticed: list[tuple[Guard, str]] = field(default_factory=list)
    asked: int = 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = sorted(session.items, key=lambda item: _TABLE_TESTS not in item.nodeid)
        held = {}
        for item in items:
            self.board.held.clear()
            if not fails(item):
                held[item] = frozenset(self.board.held)
        print(f"{len(held)} of {len(items)} tests pass with every guard in its place", flush=True)
        samples = [self._read(sample) for sample in (*map(sample_of, SETS), sample_of_notes(NOTES))]
        for guard in self.guards:
            self._switch_off(guard, [item for item in held if guard in held[item]], samples)
        return True

    def _switch_off(self, guard: Guard, asked: list[pytest.Item], samples: list[Sample]) -> None:
        self.asked += 1
        self.board.off = guard
        try:
            if any(fails(item) for item in asked[:: 1 + len(asked) // _MOST_TESTS]):
                return
            if any(sample.falls(guard, self._claims) for sample in samples):
                return
        finally:
            self.board.off = None
        holds = bool(asked) or any(guard in held for sample in samples for held in sample.held.values())
        self.unnoticed.append((guard, "holds, to no effect" if holds else "never holds"))
        print(f"{self.unnoticed[-1][1]:20} {guard}", flush=True)

    def _read(self, sample: Sample) -> Sample:
        for article in sample.articles:
            self.board.held.clear()
            sample.claims[article.id] = self._claims(article)
            sample.held[article.id] = set(self.board.held)
        return sample

    def _claims(self, article: Article) -> list[Claim]:
        document = Document(
            article=article.id, text=article.text, published=article.published, title=article.title,
            publisher=article.publisher,
        )  # fmt: skip
        try:
            return next(self._reader().read([document]))
        except Exception:  # a guard against a crash
            return []

    def _reader(self) -> Reader:
        if not _READERS:
            _READERS.append(Reader.build(catalogue=load_catalogue(), judge=judge_of()))
        return _READERS[0]


_READERS: list[Reader] = []


def sample_of(folder: Path) -> Sample:
    """The labelled articles of a folder, not yet read."""
    gold = load_gold(folder / "gold" if (folder / "gold").is_dir() else folder)
    return Sample(articles=read_articles(folder / "manifest.jsonl", gold=gold), gold=gold)


def sample_of_notes(path: Path) -> NoteSample:
    """The coded notes of a file, not yet read."""
    notes = load_notes(path)
    articles = [
        Article(id=note.id, text=note.text, published=note.published, title="", publisher="", no_aid=False)
        for note in notes
    ]
    return NoteSample(articles=articles, gold={}, notes=notes)


class _Next(pytest.Item):
    """Stands for the test that follows, whichever that is: only what the whole session shares is kept for it."""

    def runtest(self) -> None:
        raise NotImplementedError


def fails(item: pytest.Item) -> bool:
    """Whether a test fails."""
    following = _Next.from_parent(item.session, name="next")
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def keep_parses() -> None:
    """Every reader that is built shares one model that parses each text once."""
    load, models = load_parser, list[KeptParses]()

    def loaded(model: Any) -> Any:
        if not models:
            models.append(KeptParses(load(model)))
        return models[0]

    vars(reading)["load_parser"] = loaded


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--every", type=int, default=3)
    asked = parser.parse_args(arguments)
    board, began = Board(), time.monotonic()
    names = [one.name for one in pkgutil.walk_packages(extraction.reading.__path__, "extraction.reading.")]
    modules = [importlib.import_module(name) for name in names if name not in _UNGUARDED]
    guards = [guard for table in TABLES for guard in ruled(table, board)]
    guards += [guard for module in modules for guard in guarded(module, board)]
    keep_parses()
    if asked.words:
        guards = [guard for guard in guards if any(word in str(guard) for word in asked.words)]
    run = Mutations(board, guards if asked.words else guards[:: asked.every])
    options = ["-q", "-p", "no:xdist", "-p", "no:cacheprovider", "--no-header", "--no-summary"]
    pytest.main([*options, str(ROOT / "tests/extraction/reading")], plugins=[run])
    share = len(run.unnoticed) / max(run.asked, 1)
    took = time.monotonic() - began
    print(f"\n{len(run.unnoticed)} of {run.asked} guards and rules are missed by nobody: {share:.1%} ({took:.0f} s)")
    return 1 if share > MOST_UNNOTICED or not run.asked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
