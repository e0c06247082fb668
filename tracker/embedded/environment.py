"""The environment of a running copy is written once, by its supervisor, and read by commands beside it.

The file holds the addresses and secrets of one state folder, is readable by its owner only, and counts only
while the folder's lock is held.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import Path

from tracker.embedded.files import write_private

DEFAULT_STATE_DIR = ".local"
FILE_NAME = "environment.json"
LOCK_NAME = "lock"


def state_path() -> Path:
    """The folder of this copy's data: `STATE_DIR`, or `.local`; a relative one lies beside `manage.py`."""
    folder = Path(os.environ.get("STATE_DIR") or DEFAULT_STATE_DIR).expanduser()
    return folder if folder.is_absolute() else Path(__file__).resolve().parents[2] / folder


def write_environment(folder: Path, values: Mapping[str, str]) -> None:
    """Write `values` for the commands beside this run; replaces an older file whole."""
    write_private(folder / FILE_NAME, json.dumps(dict(values), indent=1))


def adopt_running_environment() -> None:
    """Take the addresses of the copy that runs now, unless the environment names a database itself."""
    if os.environ.get("DATABASE_URL"):
        return
    folder = state_path()
    try:
        if not is_locked(folder):
            return
        values = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    for name, value in values.items():
        os.environ.setdefault(str(name), str(value))


def is_locked(folder: Path) -> bool:
    """Whether a copy runs in that folder. Raises OSError when the folder is not ours to read."""
    lock = os.open(folder / LOCK_NAME, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False
