"""`make check`: every check runs, each with its time, and one failure fails them all."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
PYTHON = sys.executable
# As a deployment would set them; nothing connects.
PRODUCTION = {
    "SECRET_KEY": secrets.token_urlsafe(64),
    "DATABASE_URL": "postgresql://user@database.invalid/tracker",
    "REDIS_URL": "redis://broker.invalid/0",
    "ALLOWED_HOSTS": "tracker.example",
}
NOTHING = {"DATABASE_URL": "", "REDIS_URL": "", "SECRET_KEY": "", "STATE_DIR": "/nonexistent"}
CHECKS: dict[str, tuple[list[str], dict[str, str]]] = {
    "lint": ([str(PROGRAMS / "ruff"), "check", "."], {}),
    "format": ([str(PROGRAMS / "ruff"), "format", "--check", "."], {}),
    "types": ([str(PROGRAMS / "mypy")], NOTHING),
    "import contracts": ([str(PROGRAMS / "lint-imports"), "--no-cache"], NOTHING),
    "migrations": ([PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], NOTHING),
    "deployment": ([PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    "lock": ([PYTHON, "-m", "tracker.lockstep"], {}),
}


def main(names: list[str]) -> int:
    """Run the named checks, or all; 1 when one failed."""
    if unknown := set(names) - set(CHECKS):
        print(f"make check: no check is called {', '.join(unknown)}; there are {', '.join(CHECKS)}.", file=sys.stderr)
        return 2
    failed = []
    for name in names or CHECKS:
        command, environment = CHECKS[name]
        print(f"== {name}", flush=True)
        began = time.monotonic()
        status = subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False).returncode
        print(f"== {name}: {'ok' if status == 0 else 'FAILED'} in {time.monotonic() - began:.1f} s", flush=True)
        if status != 0:
            failed.append(name)
    print(f"make check: {'failed: ' + ', '.join(failed) if failed else 'all is well'}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
