"""A guard lives as long as its standard input is held open, and nothing that it started outlives it.

Run as a script with the standard library only, in a session of its own:

    python -I guard.py STOP_SIGNAL GRACE_SECONDS USER FOLDER -- COMMAND...

Whoever starts it keeps the write end of its standard input. Closing that end, or dying in any way, makes the
guard send STOP_SIGNAL to the command, wait GRACE_SECONDS, and kill what is left, daemons included: on Linux
the guard adopts every orphan of its command. USER is a uid (`-` keeps the guard's own): the command then runs
as that user in FOLDER, which only the guard itself need be able to reach. The guard's exit status is the
command's (128 + N when signal N ended it).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
KILL_SECONDS = 2.0


def prctl(option: int, argument: int) -> None:
    """Linux's prctl; does nothing elsewhere, where only the command's own process group is cleaned up."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, argument, 0, 0, 0)


def start(command: list[str], user: str, folder: str) -> subprocess.Popen[bytes]:
    """Start the command as the leader of a process group; should the guard be killed, the command is too."""
    identity: dict[str, Any] = {}
    if user != "-":
        uid = int(user)
        try:
            gid = pwd.getpwuid(uid).pw_gid
        except KeyError:
            gid = uid
        identity = {"user": uid, "group": gid, "extra_groups": []}
    process: subprocess.Popen[bytes] = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        cwd=folder,
        process_group=0,
        preexec_fn=lambda: prctl(PR_SET_PDEATHSIG, signal.SIGKILL),  # set after the change of user
        **identity,
    )
    return process


class Guard:
    """One command and everything that descends from it."""

    def __init__(self, command: list[str], *, stop_signal: int, grace: float, user: str, folder: str) -> None:
        self.stop_signal = stop_signal
        self.grace = grace
        self.asked_to_stop = False
        self.status: int | None = None
        self.wake_read, wake_write = os.pipe()
        os.set_blocking(self.wake_read, False)
        os.set_blocking(wake_write, False)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)
        prctl(PR_SET_CHILD_SUBREAPER, 1)
        self.process = start(command, user, folder)

    def ask_to_stop(self, *_: object) -> None:
        """A signal to the guard itself is the same as the closed pipe."""
        self.asked_to_stop = True

    def reap(self) -> bool:
        """Collect whatever ended; False when no child is left."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return False
            if pid == 0:
                return True
            if pid == self.process.pid:
                code = os.waitstatus_to_exitcode(status)
                self.status = code if code >= 0 else 128 - code
                self.process.returncode = self.status

    def wait(self, seconds: float | None, *, watch_pipe: bool) -> None:
        """Sleep until a child ends, the pipe closes or `seconds` have passed."""
        watched = [self.wake_read, 0] if watch_pipe else [self.wake_read]
        ready, _, _ = select.select(watched, [], [], seconds)
        if self.wake_read in ready:
            while True:
                try:
                    if not os.read(self.wake_read, 512):
                        break
                except BlockingIOError:
                    break
        if 0 in ready and not os.read(0, 512):
            self.asked_to_stop = True

    def run(self) -> int:
        """Wait for the command's end or the order to stop; leave no process behind."""
        while self.reap() and self.status is None and not self.asked_to_stop:
            self.wait(None, watch_pipe=True)
        if self.status is None:
            self.signal_group(self.stop_signal)
            end = time.monotonic() + self.grace
            while self.reap() and self.status is None and (left := end - time.monotonic()) > 0:
                self.wait(left, watch_pipe=False)
        self.kill_the_rest()
        return 128 + signal.SIGKILL if self.status is None else self.status

    def signal_group(self, number: int) -> None:
        """Signal the command alone: servers and supervisors of workers stop their own children in order."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid, number)

    def kill_the_rest(self) -> None:
        """Kill every process that is left, orphans that this guard adopted included."""
        end = time.monotonic() + KILL_SECONDS
        while self.reap() and time.monotonic() < end:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            for pid in own_children():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.wait(0.05, watch_pipe=False)


def own_children() -> list[int]:
    """The process ids whose parent is this process; empty where there is no /proc."""
    me = os.getpid()
    children = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == me:
            children.append(int(stat.parent.name))
    return children


def main() -> int:
    """Guard the command named on the command line."""
    stop_signal, grace, user, folder, dashes, *command = sys.argv[1:]
    if dashes != "--" or not command:
        sys.exit("usage: guard.py STOP_SIGNAL GRACE_SECONDS USER FOLDER -- COMMAND...")
    number = signal.Signals[stop_signal].value
    try:
        guard = Guard(command, stop_signal=number, grace=float(grace), user=user, folder=folder)
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)
        return 127
    except subprocess.SubprocessError as error:
        print(f"{command[0]}: {error}", file=sys.stderr)
        return 127
    return guard.run()


if __name__ == "__main__":
    sys.exit(main())
