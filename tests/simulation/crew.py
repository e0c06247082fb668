"""The processes of a copy that work: fetcher, reader and beat, started as the supervisor plans them."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tracker.embedded.guarded import Command
from tracker.embedded.servers import EmbeddedServers
from tracker.supervisor import Copy

WORKING = ("fetcher", "worker", "beat")


@dataclass(kw_only=True)
class Crew:
    """Running processes by name, and when each was started. `app` stands in place of the tracker's own."""

    commands: Mapping[str, Command]
    app: str = "tracker"
    log: Path
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    started: dict[str, float] = field(default_factory=dict)
    former: list[int] = field(default_factory=list)
    revived: Counter[str] = field(default_factory=Counter)

    def start(self, name: str) -> None:
        """Start one of them, in a session of its own."""
        command = self.commands[name]
        self.started[name] = time.time()
        arguments = [self.app if before == "-A" else each for before, each in _pairs(command.arguments)]
        with self.log.open("ab") as log:
            self.running[name] = subprocess.Popen(
                arguments,
                cwd=command.folder,
                env=dict(command.environment or {}),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """Kill its first process and start it again at once; the children of its pool find that out by themselves."""
        process = self.running[name]
        process.kill()
        process.wait()
        self.former.append(process.pid)
        self.start(name)

    def revive(self) -> list[str]:
        """Start again whatever ended by itself, as its supervisor would; their names."""
        ended = [name for name, process in self.running.items() if process.poll() is not None]
        for name in ended:
            self.revived[f"{name}, ended with {self.running[name].returncode}"] += 1
            self.former.append(self.running[name].pid)
            self.start(name)
        return ended

    def children(self, name: str) -> list[int]:
        """The processes of a worker's pool."""
        pid = self.running[name].pid
        with suppress(OSError):
            text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
            return [int(each) for each in text.split()]
        return []

    def end(self) -> None:
        """All of them, with their children."""
        for pid in [*self.former, *(process.pid for process in self.running.values())]:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
        for process in self.running.values():
            process.wait()


@contextmanager
def crew(servers: EmbeddedServers, *, app: str = "tracker") -> Iterator[Crew]:
    """All of them run while the block lasts."""
    copy = Copy(servers.state, servers, port=1, articles=[])
    commands = {plan.name: plan.command for plan in copy.plans() if plan.name in WORKING}
    made = Crew(commands=commands, app=app, log=servers.state.path / "crew.log")
    try:
        for name in commands:
            made.start(name)
        yield made
    finally:
        made.end()


def _pairs(arguments: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each argument with the one before it."""
    return zip(["", *arguments], arguments, strict=False)
