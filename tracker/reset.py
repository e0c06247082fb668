"""Delete all that a copy keeps, and nothing else: `make reset`."""

from __future__ import annotations

import shutil
import sys

from tracker.embedded.environment import LOCK_NAME, state_path
from tracker.embedded.guarded import StartError
from tracker.embedded.identity import forget_copies
from tracker.embedded.state import StateFolder, plain

# What a copy makes in its folder. Anything else there is somebody's own and stays.
OURS = ("postgres", "valkey", "logs", "static", "inbox")
OUR_FILES = ("credentials", "secrets.json", "environment.json", "prepared")


def main() -> int:
    """0 when it is gone or never was; 1 and one line when a copy runs on it or it cannot be deleted."""
    path = state_path()
    if not (path / LOCK_NAME).exists():
        print(f"{path} holds no copy: there is nothing to delete.")
        return 0
    try:
        state = StateFolder.open(path)
        forget_copies(state)
        for name in OURS:
            if (path / name).exists():
                shutil.rmtree(path / name)
        for name in OUR_FILES:
            (path / name).unlink(missing_ok=True)
        (path / LOCK_NAME).unlink()
    except StartError as error:
        print(f"make reset: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"make reset: {error.filename}: {plain(error)}.", file=sys.stderr)
        return 1
    if not any(path.iterdir()):
        path.rmdir()
    print(f"Deleted the data in {path}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
