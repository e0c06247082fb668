"""Cross-validate the judge by article: `manage.py evaluate_train --set FOLDER`. It needs no database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from extraction.evaluation.corpus import InputError
from extraction.evaluation.scoring import count_claims, count_detections
from extraction.judging.crossing import Crossed, curve, read_by
from extraction.management.teaching import add_sets, taught_from


class Command(BaseCommand):
    help = "Cross-validate the judge over labelled articles, with the learning curve, beside the rules alone."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_sets(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            teaching = taught_from(options["set"], options["beside"], options["unseen"], told=self.stderr.write)
        except InputError as error:
            raise CommandError(str(error)) from error
        labelled, reader = teaching.labelled, teaching.reader
        plain = read_by(None, labelled.articles, labelled, reader)
        self.stdout.write(f"{len(labelled.articles)} articles, {len(teaching.examples)} readings")
        self.stdout.write(
            f"rules alone     claim F1 {count_claims(plain).f1:.3f}  detect F1 {count_detections(plain).f1:.3f}"
        )
        for share, crossed in curve(labelled, teaching.examples, teaching.always, reader):
            self.stdout.write(f"judge, {share:4.0%}     {_figures(crossed)}")
        for number, fold in enumerate(crossed.folds, 1):
            self.stdout.write(f"  fold {number}        claim F1 {fold.claim.f1:.3f}  detect F1 {fold.detect.f1:.3f}")
        fresh = teaching.crossed_unseen(told=self.stderr.write)
        if fresh is not None:
            self.stdout.write(f"no rule saw     {_figures(fresh)}")
        crossed = crossed.joined(fresh)
        sure, rest = crossed.halves
        self.stdout.write(
            f"calibration     error {crossed.calibration.error:.3f} over {crossed.calibration.count} claims;"
            f" the more confident half is right in {sure:.3f}, the rest in {rest:.3f}"
        )


def _figures(crossed: Crossed) -> str:
    claim, detect = crossed.claim, crossed.detect
    return (
        f"claim F1 {claim.f1:.3f}  (precision {claim.precision:.3f}, recall {claim.recall:.3f})"
        f"  detect F1 {detect.f1:.3f}"
    )
