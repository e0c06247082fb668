"""A state folder belongs to one running copy at a time, and only its owner can read it."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from tracker.embedded.environment import LOCK_NAME
from tracker.embedded.files import write_private
from tracker.embedded.guarded import StartError

LOCK_SECONDS = 15.0
SECRETS = ("secret_key", "postgres_password", "tracker_password", "valkey_password")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFolder:
    """The folder, and the descriptor of its lock.

    Every guard inherits the descriptor, so the lock is free only once the last process of a copy has ended.
    """

    path: Path
    lock: int

    @classmethod
    def open(cls, path: Path) -> StateFolder:
        """Create the folder if need be and lock it; StartError when it cannot be written or is in use."""
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.chmod(0o700)
            (path / "logs").mkdir(exist_ok=True)
            lock = os.open(path / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StartError(f"The state folder {path} cannot be used: {plain(error)}.") from None
        wait_for_lock(lock, path)
        try:
            os.ftruncate(lock, 0)
            os.pwrite(lock, str(os.getpid()).encode(), 0)
        except OSError as error:
            raise StartError(f"The state folder {path} cannot be used: {plain(error)}.") from None
        return cls(path=path, lock=lock)

    def secrets(self) -> dict[str, str]:
        """The copy's own secrets, made at random the first time."""
        file = self.path / "secrets.json"
        try:
            known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
            missing = {name: secrets.token_urlsafe(48) for name in SECRETS if name not in known}
            if missing:
                known |= missing
                write_private(file, json.dumps(known, indent=1))
        except (OSError, ValueError) as error:
            raise StartError(f"The secrets in {file} cannot be used: {plain(error)}.") from None
        return {name: str(known[name]) for name in SECRETS}

    def log(self, name: str) -> Path:
        """Where a server's log goes."""
        return self.path / "logs" / f"{name}.log"


def wait_for_lock(lock: int, path: Path) -> None:
    """Take the lock; wait for the last processes of a copy whose supervisor is gone, never for a live one."""
    end = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError:
            owner = os.pread(lock, 32, 0).decode(errors="replace").strip()
            if is_alive(owner) or time.monotonic() > end:
                raise StartError(
                    f"Another run (process {owner or 'unknown'}) uses {path}: stop it, or give this one a"
                    " folder and a port of its own, as in `make run STATE_DIR=.local-2 PORT=8001`."
                ) from None
            time.sleep(0.1)


def is_alive(pid: str) -> bool:
    """Whether a process of that id runs; zombies do not."""
    if not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or ") Z " not in stat.read_text(errors="replace")


def plain(error: Exception) -> str:
    """An error in a few words, without its number."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "no space is left on its disk"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error)
