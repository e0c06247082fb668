"""How well the tracker reads, as `manage.py evaluate` measured it: with the date and the extractor's version."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """The tables of the last report; without one, how to make it."""
    report = last_report(Path(settings.QUALITY_REPORT))
    return render(request, "pledges/quality.html", {"report": report, "tables": tables_of(report) if report else []})


def last_report(file: Path) -> dict[str, Any] | None:
    """The report as it was written; None where there is none that can be read."""
    try:
        report = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return report if isinstance(report, dict) and "claim" in report else None


def tables_of(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Precision, recall and F1 of whole claims, by kind and by field."""
    whole = {"claim, all of it right": report["claim"], "about the right transfer": report["detect"]}
    return [
        {"title": "Claims", "rows": rows_of(whole)},
        {"title": "By kind", "rows": rows_of(report.get("kinds", {}))},
        {"title": "By field", "rows": rows_of(report.get("fields", {}))},
    ]


def rows_of(scores: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Rates as whole per cents, beside the counts that they rest on."""
    return [
        {"name": name.replace("_", " ")}
        | {rate: f"{round(100 * score[rate])} %" for rate in ("precision", "recall", "f1")}
        | {count: score[count] for count in ("tp", "fp", "fn")}
        for name, score in scores.items()
    ]
