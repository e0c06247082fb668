"""The quality page shows what was measured, and says how to measure where nothing was."""

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings as SettingsWrapper

REPORT = {
    "date": "2026-01-02",
    "extractor_version": "7",
    "catalogue_revision": "abc",
    "articles": 3,
    "required_claims": 11,
    "claim": {"precision": 0.9, "recall": 0.8, "f1": 0.847, "tp": 9, "fp": 1, "fn": 2},
    "detect": {"precision": 1.0, "recall": 0.9, "f1": 0.947, "tp": 10, "fp": 0, "fn": 1},
    "kinds": {"pledge": {"precision": 0.5, "recall": 0.25, "f1": 0.333, "tp": 1, "fp": 1, "fn": 3}},
    "fields": {},
    "no_aid": {"articles": 2, "with_claims": []},
    "reliability": {
        "expected_calibration_error": 0.0512,
        "bins": [{"from": 0.8, "to": 0.9, "claims": 10, "confidence": 0.85, "right": 0.9}],
    },
}


@pytest.mark.django_db
def test_shows_rates_with_the_counts_under_them(client: Client, settings: SettingsWrapper, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text(json.dumps(REPORT))
    settings.QUALITY_REPORT = str(file)
    page = client.get("/quality/").content.decode()
    assert "Measured on 2026-01-02 with extractor 7" in page
    assert "25 %" in page
    assert "0.051" in page


@pytest.mark.django_db
@pytest.mark.parametrize("content", [None, "", "[1]", "{}"])
def test_says_how_to_measure_where_nothing_was(
    client: Client, settings: SettingsWrapper, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "report.json"
    if content is not None:
        file.write_text(content)
    settings.QUALITY_REPORT = str(file)
    answer = client.get("/quality/")
    assert answer.status_code == 200
    assert "make evaluate" in answer.content.decode()
