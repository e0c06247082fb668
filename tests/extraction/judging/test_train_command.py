"""Teaching by the command, on the articles of our own that are labelled in the repository."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings as SettingsWrapper

from extraction.judging.weights import load

OWN = Path(__file__).resolve().parents[2] / "golden" / "own"


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten labelled articles in the form of a set: a manifest, and a folder of labels."""
    folder = tmp_path_factory.mktemp("set")
    lines = [json.loads(line) for line in (OWN / "manifest.jsonl").read_text().splitlines()][:10]
    (folder / "gold").mkdir()
    for line in lines:
        line["file"] = str(line["file"])
        (folder / line["file"]).write_text((OWN / line["file"]).read_text())
    (folder / "manifest.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    keys = {line["id"] for line in lines}
    for path in OWN.glob("*.json"):
        if json.loads(path.read_text())["article"] in keys:
            (folder / "gold" / path.name).write_text(path.read_text())
    return folder


def test_writes_weights_with_their_card_and_refuses_worse_ones(labelled: Path, tmp_path: Path) -> None:
    out, better = tmp_path / "weights.json", tmp_path / "better.json"
    nowhere = tmp_path / "none.json"
    with pytest.raises(CommandError, match=r"none\.json: cannot be read"):
        call_command("train", "--set", labelled, "--out", out, "--in-use", nowhere)
    call_command("train", "--set", labelled, "--out", out, "--in-use", nowhere, "--date", "2026-01-31", "--force")
    weights = load(out)
    assert weights.features
    assert weights.card["trained"] == "2026-01-31"
    assert weights.card["articles"] == 10

    call_command("train", "--set", labelled, "--out", out, "--in-use", out, "--date", "2026-01-31")
    assert load(out) == weights, "the same data give the same weights, and are not refused"

    content = json.loads(out.read_text())
    content["card"]["cross_validation"]["claim_f1"] = 1.0  # as if those in use were perfect
    better.write_text(json.dumps(content))
    again = tmp_path / "again.json"
    with pytest.raises(CommandError, match="nothing was written"):
        call_command("train", "--set", labelled, "--out", again, "--in-use", better)
    assert not again.exists()
    call_command("train", "--set", labelled, "--out", again, "--in-use", better, "--force")
    assert load(again).digest == weights.digest


def test_compares_with_the_weights_that_the_setting_names(
    labelled: Path, tmp_path: Path, settings: SettingsWrapper
) -> None:
    settings.JUDGE_WEIGHTS = str(tmp_path / "own.json")
    with pytest.raises(CommandError, match=r"own\.json: cannot be read"):
        call_command("train", "--set", labelled, "--out", tmp_path / "out.json")
    assert not (tmp_path / "out.json").exists()


def test_names_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no gold files"):
        call_command("train", "--set", tmp_path, "--out", tmp_path / "out.json")


def test_tells_how_it_reads_articles_that_no_rule_saw(labelled: Path, tmp_path: Path) -> None:
    out, unseen = tmp_path / "weights.json", f"{labelled / 'gold'}={labelled / 'manifest.jsonl'}"
    call_command("train", "--set", labelled, "--unseen", unseen, "--out", out, "--in-use", tmp_path / "none", "--force")
    card = load(out).card
    assert card["on_articles_that_no_rule_saw"]["claim_f1"] > 0
    assert card["on_articles_that_no_rule_saw"].keys() == card["cross_validation"].keys()
    assert 0 <= card["calibration_error_over_both"] < 1
    with pytest.raises(CommandError, match="--unseen go with --set"):
        call_command("train", "--gold", labelled, "--unseen", unseen, "--out", out)
