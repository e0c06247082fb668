import json
import math
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from extraction.judging.weights import FILE, Weights, WeightsError, load, save

WEIGHTS = Weights(base=0.5, features={"kind=pledge": 1.0, "lost": -2.0}, least=0.75, card={"trained": "2026-01-31"})


def test_adds_the_weights_of_known_features_to_the_base() -> None:
    assert WEIGHTS.sum(["kind=pledge", "never seen"]) == 1.5
    assert WEIGHTS.chance(["kind=pledge", "lost"]) == pytest.approx(1 / (1 + math.exp(0.5)))


def test_tells_first_what_counted_most() -> None:
    assert list(WEIGHTS.reasons(["kind=pledge", "lost"], most=1)) == ["lost"]


def test_a_file_gives_back_what_was_saved(tmp_path: Path) -> None:
    save(WEIGHTS, tmp_path / "weights.json")
    assert load(tmp_path / "weights.json") == WEIGHTS


def test_the_version_changes_with_what_decides_and_not_with_the_card() -> None:
    other = Weights(base=0.5, features=WEIGHTS.features, least=0.75, card={"trained": "2026-02-01"})
    moved = Weights(base=0.5, features=WEIGHTS.features, least=0.7, card=WEIGHTS.card)
    assert other.digest == WEIGHTS.digest
    assert moved.digest != WEIGHTS.digest


def test_a_write_that_is_cut_off_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    save(WEIGHTS, path)
    path.with_name(".weights.json.x1.new").write_text('{"format": 1, "base"')  # what a kill half-way leaves
    assert load(path) == WEIGHTS
    save(WEIGHTS, path)
    assert sorted(one.name for one in tmp_path.iterdir()) == [".weights.json.x1.new", "weights.json"]


KILLED_WHILE_WRITING = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from extraction.judging import weights
os.fsync = lambda file: os.kill(os.getpid(), signal.SIGKILL)
path = Path(sys.argv[1])
weights.save(replace(weights.load(path), base=9.0), path)
"""


def test_a_process_that_is_killed_while_it_writes_leaves_the_old_file_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    save(WEIGHTS, path)
    old = path.read_bytes()
    killed = subprocess.run([sys.executable, "-c", KILLED_WHILE_WRITING, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == old


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no file of weights"),
        ("[]", "no file of weights"),
        ('{"format": 2}', "format 2"),
        (json.dumps({"format": 1, "base": "x", "features": {}, "least": 1, "card": {}}), "no file of weights"),
        (
            '{"format": 1, "base": NaN, "features": {}, "least": 1, "card": {}, "bend": {"slope": 1, "shift": 0}}',
            "not finite",
        ),
    ],
)
def test_refuses_another_file_and_says_why(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "weights.json"
    path.write_text(content)
    with pytest.raises(WeightsError, match=said):
        load(path)


def test_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="cannot be read"):
        load(tmp_path / "none.json")


def test_the_weights_in_use_have_a_model_card() -> None:
    card = load(FILE).card
    assert {"trained", "articles", "data", "seed", "cross_validation"} <= card.keys()
    assert len(card["cross_validation"]["by_fold"]) == card["cross_validation"]["folds"]
