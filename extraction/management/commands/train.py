"""Teach the judge: `manage.py train --set FOLDER --out FILE` from labelled articles, from nothing; `--gold FOLDER` from
editors' verdicts, on from the weights in use. It needs no database."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from extraction.evaluation.corpus import InputError
from extraction.judging.card import card_of
from extraction.judging.comparing import compared
from extraction.judging.crossing import Crossed, taught
from extraction.judging.weights import FILE, Weights, WeightsError, load, save
from extraction.management.arguments import day
from extraction.management.teaching import Teaching, add_sets, taught_from, taught_on


class Command(BaseCommand):
    help = (
        "Learn the judge's weights from labelled articles or from an export of verdicts, cross-validate them, and write"
        " them with their model card. Weights that are worse than those in use are refused."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_sets(parser, or_gold=True)
        parser.add_argument("--out", type=Path, required=True, help="the file of weights to write")
        parser.add_argument("--in-use", type=Path, help="the weights to compare with (default: JUDGE_WEIGHTS)")
        parser.add_argument(
            "--start",
            type=Path,
            help="with --gold, the weights to learn on from (default: those in use; where these learned on themselves,"
            " those of this version, since an export holds the earlier verdicts too)",
        )
        parser.add_argument(
            "--force", action="store_true", help="write weights that are worse than those in use, or where none are"
        )
        parser.add_argument("--date", type=day, help="day of the model card (default: today, UTC)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            used = _in_use(options["in_use"] or Path(settings.JUDGE_WEIGHTS or FILE), force=options["force"])
            teaching = self._teaching(options, used)
        except (InputError, WeightsError) as error:
            raise CommandError(str(error)) from error
        crossed = teaching.crossed(told=self.stderr.write)
        self._refuse_worse(teaching, crossed, used, force=options["force"])
        weights = _learned(teaching, crossed, teaching.crossed_unseen(told=self.stderr.write), options)
        try:
            save(weights, options["out"])
        except OSError as error:
            raise CommandError(f"{options['out']}: cannot be written: {error.strerror or error}") from error
        self.stdout.write(
            f"{options['out']}: {len(weights.features)} features, version {weights.digest};"
            f" cross-validated claim F1 {crossed.claim.f1:.3f}, detect F1 {crossed.detect.f1:.3f}"
        )

    def _teaching(self, options: Mapping[str, Any], used: Weights | None) -> Teaching:
        """What is taught, and on from what. Raises InputError or WeightsError for what cannot be read."""
        if options["gold"] is None:
            if options["start"] is not None:
                raise CommandError("--start goes with --gold: labelled articles teach from nothing")
            return taught_from(options["set"], options["beside"], options["unseen"], told=self.stderr.write)
        if options["beside"] or options["unseen"]:
            raise CommandError("--beside and --unseen go with --set: an export of verdicts teaches by itself")
        start = load(options["start"]) if options["start"] is not None else _origin(used)
        return taught_on(options["gold"], start=start, told=self.stderr.write)

    def _refuse_worse(self, teaching: Teaching, crossed: Crossed, used: Weights | None, *, force: bool) -> None:
        """Nothing is written where the weights in use are better, unless it is forced."""
        if used is None:
            return
        result = compared(
            teaching.labelled,
            teaching.examples,
            crossed,
            used=used,
            reader=teaching.reader,
            by_loss=bool(teaching.start),
        )
        if result.worse and not force:
            raise CommandError(f"nothing was written: {result}; --force writes the new ones all the same")
        self.stderr.write(str(result))


def _in_use(path: Path, *, force: bool) -> Weights | None:
    """The weights to compare with: a name that leads nowhere is told, and not taken for leave to write anything."""
    return None if force and not path.exists() else load(path)


def _origin(used: Weights | None) -> Weights:
    """The weights in use; where they learned on from others, those of this version, so that no verdict counts twice."""
    return load(FILE) if used is None or "started_from" in used.card else used


def _learned(teaching: Teaching, crossed: Crossed, unseen: Crossed | None, options: Mapping[str, Any]) -> Weights:
    """The weights by all examples, with their card; chances are bent by what was right on all articles kept away."""
    examples = [*teaching.examples, *teaching.always]
    fresh = [teaching.unseen] if teaching.unseen is not None else []
    card = card_of(
        crossed,
        unseen=unseen,
        labelled=[teaching.labelled, *teaching.others, *fresh],
        readings=len(examples),
        today=options["date"] or datetime.now(UTC).date(),
        start=teaching.start,
    )
    bend = crossed.joined(unseen).bend(near=teaching.start.bend if teaching.start else None)
    return taught(examples, card=card, bend=bend, start=teaching.start)
