"""The environment of a running copy is written once, by its supervisor, and read by commands beside it.

The file holds the addresses and secrets of one state folder, is readable by its owner only, and is gone when
the supervisor has stopped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from tracker.embedded.files import write_private

DEFAULT_STATE_DIR = ".local"
FILE_NAME = "environment.json"


def state_dir() -> Path:
    """The folder of this copy's data: `STATE_DIR`, or `.local` beside `manage.py`."""
    folder = Path(os.environ.get("STATE_DIR") or DEFAULT_STATE_DIR).expanduser()
    return folder if folder.is_absolute() else Path(__file__).resolve().parents[2] / folder


def write_environment(folder: Path, values: Mapping[str, str]) -> None:
    """Write `values` for the commands beside this run; replaces an older file whole."""
    write_private(folder / FILE_NAME, json.dumps(dict(values), indent=1))


def adopt_running_environment() -> None:
    """Take the addresses of the copy that runs now, unless the environment names a database itself."""
    if os.environ.get("DATABASE_URL"):
        return
    try:
        values = json.loads((state_dir() / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    for name, value in values.items():
        os.environ.setdefault(str(name), str(value))
