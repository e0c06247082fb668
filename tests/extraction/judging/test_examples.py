"""What is learned from is told by hashes that every process works out alike."""

import os
import subprocess
import sys
from pathlib import Path

OWN = Path(__file__).resolve().parents[2] / "golden" / "own"
DIGESTS = """
import sys
from pathlib import Path
from extraction.judging.examples import load_labelled
own = Path(sys.argv[1])
print(sorted(load_labelled(own, own / "manifest.jsonl").digests.items()))
"""


def _digests(seed: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", DIGESTS, str(OWN)],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


def test_the_hashes_of_labelled_articles_are_the_same_in_every_process() -> None:
    assert _digests("1") == _digests("2") != ""
