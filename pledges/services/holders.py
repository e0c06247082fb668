"""Who holds a lease is one process, told apart from a later one with the same number by its moment of start."""

import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Self

GONE = frozenset({"Z", "X", "x"})  # dead, only not yet waited for (proc(5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A process of a host. `started` is in clock ticks since the host's start; empty where no /proc tells it."""

    host: str
    pid: int
    started: str

    @classmethod
    def me(cls) -> Self:
        """This process."""
        return cls(host=socket.gethostname(), pid=os.getpid(), started=_start_of(os.getpid()) or "")

    @classmethod
    def of(cls, text: str) -> Self | None:
        """The inverse of `str`; None for a text that names no process."""
        host, _, rest = text.partition(":")
        pid, _, started = rest.partition(":")
        return cls(host=host, pid=int(pid), started=started) if pid.isdigit() else None

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}:{self.started}"

    def is_gone(self) -> bool:
        """Whether no such process lives on this host; only for holders of this host."""
        if not self.started:
            return not _answers(self.pid)
        return _start_of(self.pid) != self.started


def _start_of(pid: int) -> str | None:
    """The moment of start of a living process; None where there is none, or no /proc."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()  # the name before may hold spaces and brackets
    return None if fields[0] in GONE else fields[19]


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
