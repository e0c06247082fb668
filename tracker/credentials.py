"""Show the generated passwords of a state folder again: `make credentials`, with any Python, running or not."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main() -> int:
    """Print a line for each user; 1 and one line when there are none to show."""
    folder = Path(os.environ.get("STATE_DIR") or ".local").expanduser()
    file = folder if folder.is_absolute() else Path(__file__).resolve().parent.parent / folder
    file = file / "credentials"
    try:
        users = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        print(f"make credentials: {file} does not exist; `make run` makes it.", file=sys.stderr)
        return 1
    except (OSError, ValueError) as error:
        print(f"make credentials: {file} cannot be read: {error}", file=sys.stderr)
        return 1
    for name, password in users.items():
        print(f"{name}  {password}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
