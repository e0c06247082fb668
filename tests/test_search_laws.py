"""The search ends in time, is green where no law is broken, and prints what it finds whole."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests import search_laws

LAWS = """
from hypothesis import given, settings, strategies as st

@settings(max_examples=5000)
@given(st.lists(st.integers(0, 1000)))
def test_a_law(numbers):
    assert {said}

def test_no_law():
    raise AssertionError("a search tries laws alone")
"""


@pytest.fixture
def laws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which the search finds its only law."""
    (tmp_path / "conftest.py").write_text("from tests.profiles import register_profiles\nregister_profiles()\n")
    file = tmp_path / "test_laws.py"
    monkeypatch.setattr(search_laws, "files_with_laws", lambda: [str(file)])
    return file


def search(folder: Path, *, seconds: float) -> bool:
    return search_laws.search(seconds=seconds, searchers=1, seeds=random.Random(7), folder=folder)


def test_prints_the_example_that_breaks_a_law(laws: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laws.write_text(LAWS.format(said="sum(numbers) < 1000"))
    assert not search(laws.parent, seconds=60)
    said = capsys.readouterr().out
    assert "numbers=[1000]" in said or "numbers=[1, 999]" in said
    assert "@reproduce_failure" in said
    assert "keep the example above with @example" in said


def test_ends_in_time_where_every_law_holds(laws: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laws.write_text(LAWS.format(said="__import__('time').sleep(0.1) is None"))
    began = time.monotonic()
    assert search(laws.parent, seconds=1)
    assert time.monotonic() - began < search_laws.ENDING
    assert " begins" in capsys.readouterr().out


@pytest.mark.parametrize("seconds", ["soon", "2m"])
def test_refuses_what_is_no_number_of_seconds(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert search_laws.main([seconds]) == 2
    assert repr(seconds) in capsys.readouterr().err


def test_knows_the_files_that_hold_laws() -> None:
    names = {Path(one).name for one in search_laws.files_with_laws()}
    assert {"test_ledger_laws.py", "test_joint_gift_laws.py", "test_paging.py"} <= names
    assert "test_catalogue_examples.py" not in names
