"""Parallel tests do not meet: each worker of them has its own PostgreSQL, Valkey and folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import valkey_of

ROOT = Path(__file__).resolve().parents[1]
OURS = ("DATABASE_URL", "REDIS_URL", "STATE_DIR", "SECRET_KEY")
TOLD = """
import json, os, pathlib, psycopg, redis, pytest

@pytest.mark.parametrize("number", range(4))
def test_answers(number):
    worker, ours = os.environ["PYTEST_XDIST_WORKER"], [os.environ[name] for name in {names}]
    with psycopg.connect(ours[0]) as connection:
        assert connection.execute("SELECT current_setting('pledges.scratch')").fetchone() == ("on",)
    assert redis.Redis.from_url(ours[1]).incr("tests") <= 4
    pathlib.Path(__file__).with_name(worker + ".json").write_text(json.dumps(ours))
"""


def test_each_worker_has_servers_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "test_told.py").write_text(TOLD.format(names=OURS))
    clean = {name: value for name, value in os.environ.items() if name not in OURS and "PYTEST" not in name}
    options = ["-c", "/dev/null", "--rootdir", str(tmp_path), "-p", "tests.servers", "-p", "no:django", "-q", "-n", "2"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(tmp_path / "test_told.py")],
        cwd=ROOT, env=clean, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    one, other = (json.loads((tmp_path / f"gw{number}.json").read_text()) for number in (0, 1))
    assert [left != right for left, right in zip(one, other, strict=True)] == [True] * len(OURS)


@pytest.mark.parametrize(
    ("shared", "worker", "own"),
    [
        ("redis://:secret@broker:6379/0", "gw0", "redis://:secret@broker:6379/0"),
        ("redis://:secret@broker:6379/0", "gw3", "redis://:secret@broker:6379/3"),
        ("redis://broker", "gw2", "redis://broker/2"),
        ("redis://broker:6379/4", "gw1", "redis://broker:6379/5"),
    ],
)
def test_workers_take_numbers_on_a_shared_valkey(shared: str, worker: str, own: str) -> None:
    assert valkey_of(shared, worker) == own
