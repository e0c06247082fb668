"""A state folder that the same files have prepared is not prepared again: that is most of a second start."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tracker.embedded.files import write_private
from tracker.embedded.guarded import REPOSITORY

NOTE = "prepared"
# What migrating, seeding and collecting static files depend on.
SOURCES = ("requirements.lock", "pledges", "extraction", "tracker", "seeds")
SKIPPED = frozenset({"__pycache__", "articles"})


def fingerprint(root: Path = REPOSITORY) -> str:
    """A hash of the names and contents of all files that `prepare` depends on."""
    total = hashlib.sha256()
    for source in SOURCES:
        top = root / source
        for file in sorted([top] if top.is_file() else top.rglob("*")):
            if file.is_file() and not SKIPPED & set(file.relative_to(root).parts):
                total.update(f"{file.relative_to(root)}\0".encode())
                total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def is_prepared(state: Path, mark: str) -> bool:
    """Whether the folder's own database was prepared by files of that mark."""
    try:
        return (state / NOTE).read_text(encoding="utf-8") == mark and (state / "postgres" / "data").exists()
    except OSError:
        return False


def note_prepared(state: Path, mark: str) -> None:
    """Called once all has been done."""
    write_private(state / NOTE, mark)
