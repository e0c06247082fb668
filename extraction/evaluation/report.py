"""A report says what was measured, when, with which reader and catalogue, and every figure that came out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from extraction.evaluation.calibration import Reliability
from extraction.evaluation.notes import NotesScore
from extraction.evaluation.scoring import Counts, Score, Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was measured: the day, the reader's version, the catalogue's revision and the name of the gold set."""

    date: date
    extractor: str
    catalogue: str
    gold: str


def report_json(run: Run, score: Score, table: Reliability, notes: NotesScore | None = None) -> dict[str, Any]:
    """The report as JSON; shares are rounded to four places."""
    return {
        "date": run.date.isoformat(),
        "extractor_version": run.extractor,
        "catalogue_revision": run.catalogue,
        "gold": run.gold,
        "articles": score.articles,
        "required_claims": score.required,
        "claim": counts_json(score.claim),
        "detect": counts_json(score.detect),
        "slots": shares_json(score.slots),
        "invented": shares_json(score.invented),
        "kinds": {kind: counts_json(counts) for kind, counts in score.kinds.items()},
        "fields": {name: counts_json(counts) for name, counts in score.fields.items()},
        "no_aid": {"articles": score.no_aid, "with_claims": list(score.loud)},
        "reliability": {
            "expected_calibration_error": round(table.error, 4),
            "levels": table.levels,
            "claims": table.count,
            "bins": [
                {
                    "from": row.low,
                    "to": row.high,
                    "claims": row.count,
                    "confidence": round(row.confidence, 4),
                    "right": round(row.right, 4),
                }
                for row in table.bins
            ],
        },
        "notes": {"items": notes.items, "found": notes.found, "share": round(notes.share, 4)} if notes else None,
    }


def counts_json(counts: Counts) -> dict[str, float]:
    return {
        "precision": round(counts.precision, 4),
        "recall": round(counts.recall, 4),
        "f1": round(counts.f1, 4),
        "tp": counts.tp,
        "fp": counts.fp,
        "fn": counts.fn,
    }


def shares_json(shares: Mapping[str, Share]) -> dict[str, dict[str, float | None]]:
    return {
        name: {"part": share.part, "of": share.of, "rate": None if share.rate is None else round(share.rate, 4)}
        for name, share in shares.items()
    }
