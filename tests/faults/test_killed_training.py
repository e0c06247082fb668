"""Killed at any moment, `manage.py train` leaves the weights in use as they were, and a tracker still loads them."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from extraction.judging.judge import judge_of
from extraction.judging.weights import FILE
from tests.workers import ROOT, environment_of_tests

OWN = ROOT / "tests" / "golden" / "own"
ARTICLES = 6
KILLED_WHILE_WRITING = """
import os, signal, sys
from django.core.management import execute_from_command_line
os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
execute_from_command_line(["manage.py", *sys.argv[1:]])
"""


@pytest.fixture
def in_use(tmp_path: Path) -> Path:
    path = tmp_path / "weights" / "in_use.json"
    path.parent.mkdir()
    path.write_bytes(FILE.read_bytes())
    return path


@pytest.fixture
def arguments(in_use: Path, tmp_path: Path) -> list[str]:
    """Of the command, on a few of our own articles, so that it would write over the weights in use."""
    folder = tmp_path / "set"
    (folder / "gold").mkdir(parents=True)
    lines = (OWN / "manifest.jsonl").read_text().splitlines()[:ARTICLES]
    (folder / "manifest.jsonl").write_text("\n".join(lines))
    keys = {json.loads(line)["id"] for line in lines}
    for line in lines:
        name = json.loads(line)["file"]
        (folder / name).write_bytes((OWN / name).read_bytes())
    for path in OWN.glob("*.json"):
        if json.loads(path.read_text())["article"] in keys:
            (folder / "gold" / path.name).write_bytes(path.read_bytes())
    return ["train", "--set", str(folder), "--out", str(in_use), "--in-use", str(in_use), "--force"]


def environment(in_use: Path) -> dict[str, str]:
    return environment_of_tests() | {"JUDGE_WEIGHTS": str(in_use)}


@pytest.mark.parametrize("said", ["", "reading 6 articles", "fold 1 of 5", "fold 5 of 5"])
def test_killed_while_it_learns(said: str, arguments: list[str], in_use: Path) -> None:
    old = in_use.read_bytes()
    command = [sys.executable, "-u", "manage.py", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(in_use), stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    if said:
        assert any(line.startswith(said) for line in process.stderr), "it ended before it was killed"
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    _stands(in_use, old)


def test_killed_while_it_writes(arguments: list[str], in_use: Path) -> None:
    old = in_use.read_bytes()
    command = [sys.executable, "-c", KILLED_WHILE_WRITING, *arguments]
    process = subprocess.run(command, cwd=ROOT, env=environment(in_use), stderr=subprocess.PIPE, text=True, check=False)
    assert process.returncode == -signal.SIGKILL, process.stderr
    assert len(list(in_use.parent.iterdir())) == 2, "half a file lies beside it"
    _stands(in_use, old)


def _stands(in_use: Path, old: bytes) -> None:
    """The file is as it was, and is what a tracker reads with."""
    assert in_use.read_bytes() == old
    assert judge_of(str(in_use)).version == judge_of().version
