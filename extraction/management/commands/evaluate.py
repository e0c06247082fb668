"""Score the reader: `manage.py evaluate --gold DIR --manifest FILE`. It needs no database."""

import json
from argparse import ArgumentTypeError
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from extraction.evaluation import InputError, judged_predictions, load_gold, read_articles, reliability, score
from extraction.evaluation.floors import load_floors
from extraction.evaluation.notes import load_notes, score_notes
from extraction.evaluation.predictions import load_predictions, read_claims, read_notes
from extraction.evaluation.report import Run, report_json
from extraction.evaluation.tables import error_lines, missed_notes_lines, report_lines
from extraction.management.arguments import day
from extraction.management.readers import judge_in_use, reader_with
from extraction.reading.reader import version_with
from pledges.domain.catalogue import Catalogue
from pledges.seed_files import SEEDS, SeedError, load_catalogue

SAMPLES = SEEDS / "articles"


def share(text: str) -> float:
    """A number from 0 to 1 for an argument."""
    try:
        number = float(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a number") from None
    if not 0 <= number <= 1:
        raise ArgumentTypeError(f"{text} is not within 0 to 1")
    return number


class Command(BaseCommand):
    help = "Score what is read from articles against gold claims; exit 1 below the floor."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--gold", type=Path, default=SAMPLES / "gold", help="folder of gold files")
        parser.add_argument("--manifest", type=Path, default=SAMPLES / "manifest.jsonl", help="the articles")
        parser.add_argument("--floor", type=share, help="least claim F1; never below the floor.json of the manifest")
        parser.add_argument("--detect-floor", type=share, help="least detect F1; likewise")
        parser.add_argument("--report", type=Path, help="write the figures here as JSON")
        parser.add_argument("--errors", action="store_true", help="list missed, wrong and spurious claims")
        parser.add_argument("--notes", type=Path, help="analysts' notes with coded items (JSON lines)")
        parser.add_argument("--predictions", type=Path, help="score claims that `extract` printed instead of reading")
        parser.add_argument("--date", type=day, help="day of the report (default: today, UTC)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            shortfalls = self.measure(**options)
        except (InputError, SeedError) as error:
            raise CommandError(str(error)) from error
        if shortfalls:
            raise CommandError("; ".join(shortfalls))

    def measure(self, **options: Any) -> list[str]:
        """Read, score, print and write; what fell short of the floors comes back."""
        gold = load_gold(options["gold"])
        articles = read_articles(options["manifest"], gold=gold)
        floors = load_floors(options["manifest"]).raised(claim=options["floor"], detect=options["detect_floor"])
        notes = load_notes(options["notes"]) if options["notes"] else []
        catalogue = load_catalogue()
        reader = None if options["predictions"] and not notes else reader_with(model=None, catalogue=catalogue)
        if options["predictions"]:
            claims = dict(load_predictions(options["predictions"], articles))
        else:
            assert reader is not None
            claims = read_claims(reader, articles)
        result = score(gold, claims, no_aid=[article.id for article in articles if article.no_aid])
        table = reliability(judged_predictions(result.outcomes))
        coded = score_notes(notes, read_notes(reader, notes), catalogue) if notes and reader else None
        run = self.describe_run(options, catalogue)
        self.show(report_lines(run, result, table, coded))
        if options["errors"]:
            self.show(["", *error_lines(result), *missed_notes_lines(coded)])
        if options["report"]:
            self.write_report(options["report"], report_json(run, result, table, coded))
        return list(floors.shortfalls(result))

    def describe_run(self, options: dict[str, Any], catalogue: Catalogue) -> Run:
        folder: Path = options["gold"].resolve()
        return Run(
            date=options["date"] or datetime.now(UTC).date(),
            extractor=version_with(judge_in_use()),
            catalogue=catalogue.revision,
            gold="/".join(folder.parts[-2:]),
        )

    def show(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)

    def write_report(self, path: Path, report: dict[str, Any]) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{path}: report cannot be written: {error.strerror or error}") from error
