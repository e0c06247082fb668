"""Only a regular file is opened, and never read past a cap: a path is what somebody wrote.

What a folder or a manifest names is never opened through a link; what a person points at by its path may be one.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extraction.articles.offers import Refused

LARGEST = 10_000_000  # bytes of one document
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC  # O_NONBLOCK: a pipe without a writer would wait for ever
_KINDS = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISLNK, "is a link, and links are not followed"),
    (stat.S_ISFIFO, "is a pipe (fifo), not a file"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
)


def read_bytes(path: Path, *, below: Path | None = None, largest: int | None = None) -> bytes:
    """All bytes of a regular file. Within `below`, no part of the path may be a link.

    Raises Refused, naming the file: missing, unreadable, a link, pipe, socket, device or folder, or too large.
    """
    largest = LARGEST if largest is None else largest
    with opened(path, below=below) as descriptor:
        size = os.fstat(descriptor).st_size
        if size <= largest:
            with os.fdopen(os.dup(descriptor), "rb") as file:
                data = file.read(largest + 1)
                size = len(data)
        if size > largest:
            raise Refused(f"{named(path)}: is larger than {largest:,} bytes")
        return data


@contextmanager
def opened(path: Path, *, below: Path | None = None) -> Iterator[int]:
    """A descriptor of a regular file, closed afterwards. Raises Refused, naming the file and what it is instead."""
    try:
        descriptor = _open_below(below, path) if below is not None else os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        # O_NOFOLLOW says ELOOP for a link and O_NONBLOCK ENXIO for a socket: say what it is instead
        raise Refused(f"{named(path)}: {what_is_wrong(path) or getattr(error, 'strerror', None) or error}") from None
    try:
        wrong = kind_of(os.fstat(descriptor).st_mode)
        if wrong:
            raise Refused(f"{named(path)}: {wrong}")
        yield descriptor
    finally:
        os.close(descriptor)


def what_is_wrong(path: Path) -> str:
    """Why the thing at a path is no regular file; empty when it is one or can't be seen."""
    try:
        return kind_of(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return ""


def kind_of(mode: int) -> str:
    """What a file's mode says it is, where that is no regular file."""
    if stat.S_ISREG(mode):
        return ""
    return next((words for is_kind, words in _KINDS if is_kind(mode)), "is no regular file")


def link_below(folder: Path, path: Path) -> Path | None:
    """The first part of `path` below `folder` that is a symbolic link."""
    here = folder
    for part in _parts_below(folder, path):
        here = here / part
        if here.is_symlink():
            return here
    return None


def stays_below(folder: Path, path: Path) -> bool:
    """Whether a path, with its `..` resolved by its letters alone, lies within a folder."""
    try:
        _parts_below(folder, path)
    except ValueError:
        return False
    return True


def absolute(path: Path | str) -> Path:
    """A path from the root, its `..` resolved by its letters alone: no link on it is followed."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would follow links


def named(path: Path) -> str:
    """A path as it can be printed and stored: bytes of its name that are no UTF-8 are written as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace("\n", "\\n").replace("\r", "\\r")


def _parts_below(folder: Path, path: Path) -> tuple[str, ...]:
    parts = absolute(path).relative_to(absolute(folder)).parts
    if not parts:
        raise ValueError("is the folder itself")
    return parts


def _open_below(folder: Path, path: Path) -> int:
    """Open part by part, each below the last: what is swapped for a link between check and use is not followed."""
    *folders, name = _parts_below(folder, path)
    here = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in folders:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=here)
            os.close(here)
            here = inner
        return os.open(name, _FLAGS | os.O_NOFOLLOW, dir_fd=here)
    finally:
        os.close(here)
