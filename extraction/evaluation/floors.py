"""A floor is committed with the gold it guards; a run may ask for more, never for less."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extraction.evaluation.corpus import InputError
from extraction.evaluation.scoring import Score

FILE_NAME = "floor.json"  # beside the manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """The least F1 of claims and of detection, and the most no-aid articles with claims (None: not asked)."""

    claim: float = 0.0
    detect: float = 0.0
    loud: int | None = None

    def raised(self, *, claim: float | None = None, detect: float | None = None) -> "Floors":
        """These floors, or the higher ones that a run asks for."""
        return Floors(claim=max(self.claim, claim or 0.0), detect=max(self.detect, detect or 0.0), loud=self.loud)

    def shortfalls(self, score: Score) -> Iterator[str]:
        """One line for each figure that is below its floor."""
        for name, figure, floor in (
            ("claim", score.claim.f1, self.claim),
            ("detect", score.detect.f1, self.detect),
        ):
            if figure < floor:
                yield f"{name} F1 {figure:.3f} is below the floor of {floor:.3f}"
        if self.loud is not None and len(score.loud) > self.loud:
            yield f"{len(score.loud)} articles without aid got claims, at most {self.loud} may"


def load_floors(manifest: Path) -> Floors:
    """The floors beside a manifest; none where it has no floor file. Raises InputError for a file that is no floors."""
    path = manifest.parent / FILE_NAME
    if not path.exists():
        return Floors()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Floors(
            claim=float(data["claim_f1"]),
            detect=float(data["detect_f1"]),
            loud=int(data["no_aid_with_claims"]) if "no_aid_with_claims" in data else None,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: not a floor file: {type(error).__name__}: {error}") from error
