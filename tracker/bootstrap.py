"""The environment is what the lock says, made anew only when the lock changes; the second run asks no network.

    python3 -I tracker/bootstrap.py

Runs on any Python from 3.8, with the standard library only. It puts a pinned uv (by hash) into `.uv/`, makes
`.venv/` with the Python of `.python-version`, and installs `requirements.lock` with its hashes.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
UV = ROOT / ".uv"
LOCK = ROOT / "requirements.lock"
UV_LOCK = ROOT / "tracker" / "bootstrap.lock"
PYTHON_VERSION = ROOT / ".python-version"


def fail(message: str) -> None:
    """End with one line."""
    sys.exit("make: " + message)


def digest(*files: Path) -> str:
    """What tells one set of locks from another."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def is_current(folder: Path, stamp: str, program: str) -> bool:
    """Whether a folder was finished from that lock and its program still starts."""
    try:
        if (folder / "stamp").read_text() != stamp:
            return False
        command = [str(folder / "bin" / program), "--version"]
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def run(command: list[str], failure: str) -> None:
    """Run a step; its own words are shown, and ours come last."""
    environment = dict(os.environ, UV_PYTHON_DOWNLOADS="never", PIP_DISABLE_PIP_VERSION_CHECK="1")
    try:
        status = subprocess.run(command, cwd=str(ROOT), env=environment, stdin=subprocess.DEVNULL).returncode
    except OSError as error:
        status = 1
        print(error, file=sys.stderr)
    if status != 0:
        fail(failure)


def make_uv() -> None:
    """Install uv from its wheel into `.uv/`, a virtual environment of whatever Python runs this."""
    stamp = digest(UV_LOCK)
    if is_current(UV, stamp, "uv"):
        return
    shutil.rmtree(UV, ignore_errors=True)
    print("Installing uv ...", flush=True)
    run(
        [sys.executable, "-m", "venv", str(UV)],
        "Python's venv module does not work here (on Debian: apt-get install python3-venv).",
    )
    pip = [str(UV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:"]
    run([*pip, "--require-hashes", "-r", str(UV_LOCK)], "uv could not be installed: is the package index reachable?")
    (UV / "stamp").write_text(stamp)


def make_venv() -> None:
    """Install the lock into `.venv/`."""
    stamp = digest(LOCK, PYTHON_VERSION)
    if is_current(VENV, stamp, "python"):
        return
    make_uv()
    uv, version = str(UV / "bin" / "uv"), PYTHON_VERSION.read_text().strip()
    found = subprocess.run(
        [uv, "python", "find", "--no-python-downloads", "--system", version],
        cwd=str(ROOT),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    python = found.stdout.decode().strip()
    if found.returncode != 0:
        fail(
            f"Python {version} was not found. Install it (from the system's packages, with pyenv, or with"
            f" `{uv} python install {version}`) and run make again."
        )
    if (VENV / "stamp").exists():
        (VENV / "stamp").unlink()
    if not is_usable(VENV, version):
        print(f"Making .venv with {python} ...", flush=True)
        run([uv, "venv", "--quiet", "--clear", "--python", python, str(VENV)], "the environment .venv cannot be made.")
    print("Installing what requirements.lock names ...", flush=True)
    run(
        [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(VENV / "bin" / "python"), str(LOCK)],
        "requirements.lock could not be installed: is the package index reachable, is there space on the disk?",
    )
    (VENV / "stamp").write_text(stamp)


def is_usable(venv: Path, version: str) -> bool:
    """Whether `.venv` holds a Python of that version that starts."""
    command = [str(venv / "bin" / "python"), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return done.stdout.decode().strip() == version


def main() -> None:
    """Make both, one make at a time."""
    try:
        with (ROOT / ".venv.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            make_venv()
    except OSError as error:
        fail(f"the environment cannot be written: {error}")


if __name__ == "__main__":
    if sys.version_info < (3, 8):  # noqa: UP036  (the Python that begins is the machine's, not the project's)
        fail(f"Python 3.8 or newer is needed to begin with; this is {sys.version.split()[0]}.")
    main()
