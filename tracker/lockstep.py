"""The lock answers what pyproject.toml asks for: each requirement is pinned to a version that it accepts."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
DIRECT = re.compile(r"^\s+#\s+(?:via\s+)?pledge-tracker\b")


def asked(pyproject: str) -> list[Requirement]:
    """What the project and its group `dev` ask for."""
    data = tomllib.loads(pyproject)
    return [Requirement(line) for line in (*data["project"]["dependencies"], *data["dependency-groups"]["dev"])]


def pins(lock: str) -> tuple[dict[str, str], set[str]]:
    """Canonical name to version, and the names that the lock says pyproject.toml asked for itself."""
    versions: dict[str, str] = {}
    direct: set[str] = set()
    name = ""
    for line in lock.splitlines():
        if match := PIN.match(line):
            name = canonicalize_name(match[1])
            versions[name] = match[2]
        elif DIRECT.match(line):
            direct.add(name)
    return versions, direct


def disagreements(pyproject: str, lock: str) -> list[str]:
    """One line for each requirement without a fitting pin, and each direct pin that nothing asks for any more."""
    versions, direct = pins(lock)
    wanted = {canonicalize_name(requirement.name): requirement for requirement in asked(pyproject)}
    lines = []
    for name, requirement in wanted.items():
        version = versions.get(name)
        if version is None:
            lines.append(f"{name} is asked for and not in the lock")
        elif not requirement.specifier.contains(version, prereleases=True):
            lines.append(f"{name} is locked to {version}, asked for as {requirement}")
    lines += [f"{name} is in the lock for pyproject.toml, which does not ask for it" for name in direct - set(wanted)]
    indirect = (set(wanted) - direct) & set(versions)
    lines += [f"{name} is asked for, and the lock has it for another package only" for name in indirect]
    if "--hash=" not in lock or "://" in lock:
        lines.append("the lock must have hashes, and name no address")
    return sorted(lines)


def main() -> int:
    """1 and the disagreements, when there are any."""
    lines = disagreements((ROOT / "pyproject.toml").read_text(), (ROOT / "requirements.lock").read_text())
    for line in lines:
        print(f"requirements.lock: {line}; run `make lock`.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
