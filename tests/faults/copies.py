"""A whole copy as its user starts it, with its lines read and its processes counted from outside."""

from __future__ import annotations

import http.client
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETTINGS_OF_TESTS = (
    "DATABASE_URL",
    "REDIS_URL",
    "STATE_DIR",
    "SECRET_KEY",
    "HTTPS",
    "PLAIN_STATIC_FILES",
    "STATIC_ROOT",
    "MAKELEVEL",
)
GUARD = "tracker/embedded/guard.py"
SUPERVISOR = (sys.executable, "-m", "tracker.supervisor")
READY = re.compile(r"Admin +http")
EVERYTHING_READ = re.compile(r"Everything is read")


def free_port() -> int:
    """A port for a copy."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class RunningCopy:
    """A copy under way. `lines` is what it has printed."""

    def __init__(
        self,
        state: Path,
        *,
        port: int,
        command: Sequence[str] = SUPERVISOR,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start it, in a session of its own as a terminal would; `environment` is added to ours.

        MAKELEVEL lets it follow its starter, so that killed tests leave no copy behind.
        """
        self.state = state
        self.port = port
        self.began = time.monotonic()
        clean = {name: value for name, value in os.environ.items() if name not in SETTINGS_OF_TESTS}
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=clean | {"STATE_DIR": str(state), "PORT": str(port), "MAKELEVEL": "1"} | dict(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []
        self.fresh: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self) -> None:
        """Collect its lines until it closes its output."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            self.fresh.put(line)
        self.fresh.put(None)

    def wait_for(self, pattern: re.Pattern[str], *, seconds: float) -> float:
        """Seconds from the start to the line that matches; fails with all lines when none comes."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                line = self.fresh.get(timeout=left)
            except queue.Empty:
                break
            if line is None:
                break
            if pattern.search(line):
                return time.monotonic() - self.began
        raise AssertionError(f"no line with {pattern.pattern!r}:\n" + "\n".join(self.lines))

    def interrupt(self) -> None:
        """What Ctrl-C in its terminal does: SIGINT to the whole foreground group."""
        os.killpg(self.process.pid, signal.SIGINT)

    def health(self) -> int:
        """The status of its health page, 0 when nothing answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def wait_for_health(self, *, seconds: float) -> None:
        """Until the health page says 200."""
        end = time.monotonic() + seconds
        while self.health() != 200:
            assert time.monotonic() < end, "it did not become healthy:\n" + "\n".join(self.lines)
            time.sleep(0.1)

    def processes(self) -> dict[int, str]:
        """All that belongs to the copy by folder, wherever it hangs in the tree: process id to command line."""
        return processes_of(self.state)

    def guarded(self, word: str) -> int:
        """The process that a guard started with that word in its command; not the children that look like it."""
        lines = self.processes()
        guards = {pid for pid, line in lines.items() if GUARD in line}
        (pid,) = [pid for pid, line in lines.items() if word in line and parent(pid) in guards]
        return pid

    def wait_for_no_process(self, *, seconds: float) -> float:
        """Seconds until none is left; fails with those that are."""
        began = time.monotonic()
        while left := self.processes():
            if time.monotonic() - began > seconds:
                raise AssertionError(f"left after {seconds} s: {left}")
            time.sleep(0.05)
        return time.monotonic() - began

    def end(self) -> None:
        """For a test's end: whatever is left goes."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.wait_for_no_process(seconds=15)


def parent(pid: int) -> int:
    """The process that it is a child of; 0 when it has ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return 0
    return int(stat.rpartition(")")[2].split()[1])


def processes_of(state: Path) -> dict[int, str]:
    """The processes whose environment, command line or working folder names the state folder."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            environment = (folder / "environ").read_bytes().split(b"\0")
            place = (folder / "cwd").readlink()
        except OSError:
            continue
        ours = f"STATE_DIR={state}".encode() in environment or str(state).encode() in command
        if (ours or place.is_relative_to(state)) and int(folder.name) != os.getpid():
            found[int(folder.name)] = command.replace(b"\0", b" ").decode(errors="replace")
    return found
