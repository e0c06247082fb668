"""A change in any file that prepares a database is noticed; nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.prepared import fingerprint, is_prepared, note_prepared


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small checkout."""
    for name in ("pledges/migrations/0001.py", "seeds/donors.yml", "seeds/articles/one.txt", "tracker/urls.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "requirements.lock").write_text("lock")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "noticed"),
    [
        ("pledges/migrations/0002.py", True),
        ("seeds/donors.yml", True),
        ("requirements.lock", True),
        ("seeds/articles/two.txt", False),
        ("tracker/__pycache__/urls.pyc", False),
        ("README.md", False),
    ],
)
def test_notices_a_change_in(root: Path, name: str, noticed: bool) -> None:
    before = fingerprint(root)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("changed")
    assert (fingerprint(root) != before) is noticed


def test_a_folder_without_a_note_or_without_data_is_not_prepared(tmp_path: Path) -> None:
    assert not is_prepared(tmp_path, "mark")
    note_prepared(tmp_path, "mark")
    assert not is_prepared(tmp_path, "mark")
    (tmp_path / "postgres" / "data").mkdir(parents=True)
    assert is_prepared(tmp_path, "mark")
    assert not is_prepared(tmp_path, "another")
