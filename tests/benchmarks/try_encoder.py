"""What an encoder of sentences would add to the judge, cross-validated by article beside the judge without it.

    python -m tests.benchmarks.try_encoder show --set FOLDER [--beside GOLD[=MANIFEST]] READINGS
    python -m tests.benchmarks.try_encoder cross --set FOLDER READINGS CHANCES

`show` writes each reading as the encoder sees it, one JSON object a line, to a file outside the repository: it holds
sentences of the articles. `cross` reads the encoder's log-odds for them, each by a model that its fold did not teach,
gives them to the judge in steps as one more group of features, and prints both judges' figures. CHANCES are made in
between by `tests/benchmarks/tune_encoder.py`, in an environment of its own, for the product needs none of it.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from spacy.tokens import Doc

from extraction.evaluation.alignment import Outcome
from extraction.evaluation.calibration import judged_predictions
from extraction.evaluation.predictions import read_claims
from extraction.evaluation.scoring import count_claims, count_detections, score
from extraction.judging import examples
from extraction.judging.crossing import Crossed, Fold, folds_of, weights_from
from extraction.judging.examples import Labelled, examples_of, load_labelled
from extraction.judging.judge import Decision, Judge, Judged, seen
from extraction.judging.learning import Example
from extraction.judging.readings import Candidate, Reading
from extraction.management.teaching import add_sets
from extraction.reading import Reader
from extraction.reading.drafts import Draft
from extraction.reading.stage import Stage
from pledges.domain.catalogue import Catalogue
from pledges.seed_files import load_catalogue

STEPS = range(-4, 5)  # of log-odds
_TEXT = "text="
type Row = Mapping[str, Any]


def text_of(reading: Reading, candidate: Candidate, catalogue: Catalogue) -> str:
    """ "pledge by Germany: Berlin { promised } [ 14 tanks ]": brackets around the item, braces around the trigger."""
    draft = reading.draft
    givers = ", ".join(catalogue.donors[code].name if code in catalogue.donors else code for code in draft.donors)
    frame = draft.frame or candidate.near
    item = range(draft.phrase.first, draft.phrase.last + 1) if draft.phrase is not None else range(0)
    trigger = range(frame.trigger.i, frame.trigger.i + 1) if frame is not None else range(0)
    words = "".join(_marked(draft.scene.doc, item, trigger))
    return f"{draft.kind.value} by {givers or 'nobody named'}: {' '.join(words.split())}"


def _marked(doc: Doc, item: Sequence[int], trigger: Sequence[int]) -> Iterator[str]:
    for token in doc:
        yield "[ " if item and token.i == item[0] else ""
        yield "{ " if trigger and token.i == trigger[0] else ""
        yield token.text_with_ws
        yield " } " if trigger and token.i == trigger[-1] else ""
        yield " ] " if item and token.i == item[-1] else ""


def rows_of(sets: Sequence[Labelled], reader: Reader) -> Iterator[Row]:
    """Each reading of each set with its text, its verdict and the fold that its article is in."""

    def with_text(stage: Stage, drafts: Sequence[Draft]) -> Iterator[object]:
        for candidate, readings in seen(stage, drafts):
            yield (
                candidate,
                [(one, names | {_TEXT + text_of(one, candidate, reader.catalogue)}) for one, names in readings],
            )

    with patch.object(examples, "seen", with_text):
        for labelled in sets:
            fold = _fold_by_article(labelled)
            for one in examples_of(labelled, reader):
                (text,) = (name for name in one.features if name.startswith(_TEXT))
                yield {
                    "article": one.article, "beside": labelled.beside, "fold": fold[one.article],
                    "right": one.right, "weight": one.weight, "text": text.removeprefix(_TEXT),
                    "features": sorted(one.features - {text}),
                }  # fmt: skip


def _fold_by_article(labelled: Labelled) -> dict[str, int]:
    parts = folds_of([article.id for article in labelled.articles])
    return {article: number for number, part in enumerate(parts) for article in part}


def steps_of(odds: float | None) -> frozenset[str]:
    """The names of the steps that log-odds reach; none for a text that the encoder was not shown."""
    return frozenset() if odds is None else frozenset(f"encoder>={step}" for step in STEPS if odds >= step)


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedJudge(Judge):
    """A judge that is told the encoder's log-odds of each reading."""

    odds: Callable[[Reading, Candidate], float | None]

    def decisions(self, stage: Stage, drafts: Sequence[Draft]) -> Iterator[Decision]:
        for candidate, readings in seen(stage, drafts):
            told = [(one, names | steps_of(self.odds(one, candidate))) for one, names in readings]
            judged = [Judged(reading=one, features=names, chance=self.weights.chance(names)) for one, names in told]
            judged.sort(key=lambda one: -one.chance)
            yield Decision(candidate=candidate, judged=tuple(judged), claimed=self._is_claim(judged[0]))


def crossed_with(odds: Sequence[float | None], rows: Sequence[Row], labelled: Labelled, reader: Reader) -> Crossed:
    """As `extraction.judging.crossing.cross`, with an encoder's log-odds for each row; all None: without."""
    taught = [
        Example(
            article=row["article"],
            features=frozenset(row["features"]) | steps_of(told),
            right=row["right"],
            weight=row["weight"],
        )
        for row, told in zip(rows, odds, strict=True)
    ]
    fold, folds, outcomes = _fold_by_article(labelled), list[Fold](), list[Outcome]()
    for number in sorted(set(fold.values())):
        others = [one for one, row in zip(taught, rows, strict=True) if row["beside"] or row["fold"] != number]
        known = {
            row["text"]: told
            for row, told in zip(rows, odds, strict=True)
            if not row["beside"] and row["fold"] == number
        }
        judge = EncodedJudge(
            weights=weights_from(others, card={}),
            odds=lambda one, of, known=known: known.get(text_of(one, of, reader.catalogue)),  # type: ignore[misc]
        )
        kept = [article for article in labelled.articles if fold[article.id] == number]
        claims = read_claims(replace(reader, judge=judge), kept)
        found = score({one.id: labelled.labels[one.id].claims for one in kept}, claims).outcomes
        judged = tuple(judged_predictions(found))
        folds.append(Fold(claim=count_claims(found), detect=count_detections(found), judged=judged))
        outcomes.extend(found)
    return Crossed(folds=tuple(folds), outcomes=tuple(outcomes))


def _figures(name: str, crossed: Crossed) -> str:
    sure, rest = crossed.halves
    return (
        f"{name:16} claim F1 {crossed.claim.f1:.3f}  detect F1 {crossed.detect.f1:.3f}"
        f"  calibration error {crossed.calibration.error:.3f}  halves {sure:.3f} {rest:.3f}"
        f"  folds {' '.join(f'{fold.claim.f1:.3f}' for fold in crossed.folds)}"
    )


def _cross(options: argparse.Namespace, labelled: Labelled, reader: Reader) -> None:
    """The judge without the encoder, with it, and with one that is always right."""
    rows = [json.loads(line) for line in options.readings.read_text(encoding="utf-8").splitlines()]
    odds = {
        "without": [None] * len(rows),
        "with": json.loads(options.chances.read_text(encoding="utf-8")),
        "always right": [9.0 if row["right"] else -9.0 for row in rows],
    }
    for name, told in odds.items():
        print(_figures(name, crossed_with(told, rows, labelled, reader)), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(dest="step", required=True)
    for name in ("show", "cross"):
        step = steps.add_parser(name)
        add_sets(step)
        step.add_argument("readings", type=Path)
    step.add_argument("chances", type=Path)
    options = parser.parse_args()
    labelled = load_labelled(options.set / "gold", options.set / "manifest.jsonl")
    reader = Reader.build(catalogue=load_catalogue())
    if options.step == "cross":
        return _cross(options, labelled, reader)
    beside = [load_labelled(gold, manifest, beside=True) for gold, manifest in options.beside]
    with options.readings.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows_of([labelled, *beside], reader))
    return None


if __name__ == "__main__":
    main()
