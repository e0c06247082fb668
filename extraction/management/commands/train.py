"""Teach the judge from labelled articles: `manage.py train --set FOLDER --out FILE`. It needs no database."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from extraction.evaluation.corpus import InputError
from extraction.evaluation.scoring import count_claims
from extraction.judging.card import card_of
from extraction.judging.crossing import Crossed, cross, read_by, weights_from
from extraction.judging.weights import FILE, Weights, WeightsError, load, save
from extraction.management.arguments import day
from extraction.management.teaching import Teaching, add_sets, taught_from


class Command(BaseCommand):
    help = (
        "Learn the judge's weights from labelled articles, cross-validate them, and write them with their model card."
        " Weights that are worse than those in use are refused."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_sets(parser)
        parser.add_argument("--out", type=Path, required=True, help="the file of weights to write")
        parser.add_argument("--in-use", type=Path, help="the weights to compare with (default: JUDGE_WEIGHTS)")
        parser.add_argument(
            "--force", action="store_true", help="write weights that are worse than those in use, or where none are"
        )
        parser.add_argument("--date", type=day, help="day of the model card (default: today, UTC)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            teaching = taught_from(options["set"], options["beside"], told=self.stderr.write)
            used = _in_use(options["in_use"] or Path(settings.JUDGE_WEIGHTS or FILE), force=options["force"])
        except (InputError, WeightsError) as error:
            raise CommandError(str(error)) from error
        crossed = cross(teaching.labelled, teaching.examples, teaching.beside, teaching.reader, told=self.stderr.write)
        self._refuse_worse(teaching, crossed, used, force=options["force"])
        card = card_of(
            crossed,
            articles=len(teaching.labelled.articles),
            digests=teaching.digests,
            readings=len(teaching.examples) + len(teaching.beside),
            today=options["date"] or datetime.now(UTC).date(),
        )
        weights = weights_from([*teaching.examples, *teaching.beside], card=card, bend=crossed.bend)
        try:
            save(weights, options["out"])
        except OSError as error:
            raise CommandError(f"{options['out']}: cannot be written: {error.strerror or error}") from error
        self.stdout.write(
            f"{options['out']}: {len(weights.features)} features, version {weights.digest};"
            f" cross-validated claim F1 {crossed.claim.f1:.3f}, detect F1 {crossed.detect.f1:.3f}"
        )

    def _refuse_worse(self, teaching: Teaching, crossed: Crossed, used: Weights | None, *, force: bool) -> None:
        """Compare with the weights in use on articles that these were not taught from, by what each makes of them.

        Where they were taught from all, both are told by their cross-validation.
        """
        if used is None:
            return
        known, new = _compared(teaching, crossed, used)
        if round(new, 3) < round(known, 3) and not force:
            raise CommandError(
                f"nothing was written: the new weights reach a claim F1 of {new:.3f}, those in use {known:.3f};"
                " --force writes them all the same"
            )


def _in_use(path: Path, *, force: bool) -> Weights | None:
    """The weights to compare with: a name that leads nowhere is told, and not taken for leave to write anything."""
    return None if force and not path.exists() else load(path)


def _compared(teaching: Teaching, crossed: Crossed, used: Weights) -> tuple[float, float]:
    """The claim F1 of the weights in use and of the new ones, neither on an article that it was taught from."""
    labelled, seen = teaching.labelled, set(used.card.get("data", ()))
    fresh = [one for one in labelled.articles if labelled.digests[one.id] not in seen]
    if not fresh:
        return float(used.card["cross_validation"]["claim_f1"]), crossed.claim.f1
    keys = {article.id for article in fresh}
    kept = [outcome for outcome in crossed.outcomes if outcome.article in keys]
    return count_claims(read_by(used, fresh, labelled, teaching.reader)).f1, count_claims(kept).f1
