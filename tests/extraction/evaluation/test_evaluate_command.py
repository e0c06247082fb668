"""`manage.py evaluate` prints and writes what was measured, fails below its floor, and names what it cannot use."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from extraction.judging.judge import judge_of
from extraction.reading.reader import version_with
from pledges.seed_files import SEEDS, load_catalogue

IN_USE = version_with(judge_of())

SAMPLES = SEEDS / "articles"


def perfect_claims() -> Iterator[dict[str, Any]]:
    """The sample gold as a faultless reader would print it: the first alternative of every field."""
    for path in sorted((SAMPLES / "gold").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for row in data["claims"]:
            low, high = row["quantity"][0]
            yield {
                "article": data["article"],
                "kind": row["kind"][0],
                "donors": row["donors"][0],
                "item": {"name": next(iter(row["item"]["names"]), None), "category": row["item"]["categories"][0]},
                "quantity": {"low": low, "high": high, "unit": row.get("unit", ["item"])[0]},
                "basis": row.get("basis", ["unstated"])[0],
                "value": row["value"][0] if row.get("value") else None,
                "window": row["window"][0] if row.get("window") else None,
                "evidence": row["evidence"][:1],
                "confidence": 1.0,
            }


def write_claims(path: Path, claims: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(claim) + "\n" for claim in claims), encoding="utf-8")
    return path


def evaluate(*arguments: object) -> str:
    out = StringIO()
    call_command("evaluate", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def perfect(tmp_path: Path) -> Path:
    return write_claims(tmp_path / "perfect.jsonl", perfect_claims())


def test_a_faultless_reading_scores_one_and_has_no_calibration_error(perfect: Path, tmp_path: Path) -> None:
    report_file = tmp_path / "new" / "report.json"
    out = evaluate("--predictions", perfect, "--report", report_file, "--date", "2026-01-31", "--errors")
    report = json.loads(report_file.read_text(encoding="utf-8"))
    assert (report["claim"]["f1"], report["detect"]["f1"]) == (1.0, 1.0)
    assert report["claim"]["tp"] == report["required_claims"]
    assert all(slot["rate"] == 1.0 for slot in report["slots"].values())
    assert report["no_aid"] == {"articles": 2, "with_claims": []}
    assert report["reliability"]["expected_calibration_error"] == 0
    assert report["notes"] is None
    assert "MISSED" not in out
    assert "SPURIOUS" not in out


def test_the_report_says_what_was_measured_when_and_with_what(perfect: Path, tmp_path: Path) -> None:
    report_file = tmp_path / "report.json"
    evaluate("--predictions", perfect, "--report", report_file, "--date", "2026-01-31")
    report = json.loads(report_file.read_text(encoding="utf-8"))
    assert report["date"] == "2026-01-31"
    assert report["extractor_version"] == IN_USE
    assert report["catalogue_revision"] == load_catalogue().revision
    assert report["gold"] == "articles/gold"


def test_prints_a_table_for_kinds_fields_slots_and_confidence(perfect: Path) -> None:
    out = evaluate("--predictions", perfect)
    for heading in ("by kind", "by field", "slots of detected claims", "expected calibration error"):
        assert heading in out


def test_fails_below_the_committed_floor_and_says_by_how_much(tmp_path: Path) -> None:
    poor = write_claims(tmp_path / "poor.jsonl", list(perfect_claims())[:5])
    with pytest.raises(CommandError, match=r"claim F1 0\.1\d\d is below the floor of 0\.\d+; detect F1"):
        evaluate("--predictions", poor, "--floor", "0", "--detect-floor", "0")


def test_fails_below_a_floor_that_the_run_raises(tmp_path: Path) -> None:
    claims = list(perfect_claims())
    nearly = write_claims(tmp_path / "nearly.jsonl", claims[:-1])
    with pytest.raises(CommandError, match=r"is below the floor of 1\.000"):
        evaluate("--predictions", nearly, "--floor", "1")


def test_lists_what_was_missed_wrong_and_spurious(tmp_path: Path) -> None:
    first, second, *rest = perfect_claims()
    wrong = {**second, "kind": "intent"}
    spurious = {**first, "article": "s12-money"}
    out = evaluate("--predictions", write_claims(tmp_path / "p.jsonl", [wrong, spurious, *rest]), "--errors")
    assert "MISSED    s01-live-blog\n    gold pledge|dispatch  CZ  DANA" in out
    assert "WRONG     s01-live-blog  [kind]" in out
    assert "SPURIOUS  s12-money" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--gold", "nowhere"], "nowhere: no gold files"),
        (["--manifest", "nowhere.jsonl"], r"nowhere\.jsonl: No such file"),
        (["--predictions", "nowhere.jsonl"], r"nowhere\.jsonl: cannot be read"),
        (["--notes", "nowhere.jsonl"], r"nowhere\.jsonl: cannot be read"),
        (["--floor", "much"], "'much' is not a number"),
        (["--floor", "7"], "7 is not within 0 to 1"),
        (["--date", "soon"], "'soon' is not a date"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_names_what_it_cannot_use(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        evaluate(*arguments)


def test_a_malformed_prediction_is_named_by_its_line(tmp_path: Path) -> None:
    first, second, *_ = perfect_claims()
    path = write_claims(tmp_path / "p.jsonl", [first, {**second, "kind": "gift"}])
    with pytest.raises(CommandError, match=r"p\.jsonl: line 2: not a claim: ValueError: 'gift'"):
        evaluate("--predictions", path)
