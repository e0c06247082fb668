"""Whatever can die dies at a random moment: a process of a pool, a worker, beat, the broker, the database."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.db import InterfaceError, OperationalError, connection

from pledges.models import Job, JobState, Pulse
from tests.simulation.crew import Crew
from tests.simulation.stage import KeepingValkey
from tracker.embedded.postgres import Postgres
from tracker.embedded.servers import EmbeddedServers

WORN = 3  # attempts after which a job is let through: four lost workers in a row are a reason for quarantine
DIES_WITHIN = 10.0  # seconds


@dataclass(kw_only=True)
class Chaos:
    """Kills, counted by what was killed; the seed says what and when."""

    crew: Crew
    servers: EmbeddedServers
    chance: random.Random
    killed: Counter[str] = field(default_factory=Counter)

    def strike(self) -> str:
        """Kill something that is up; what it was, or "" where nothing is, or a job had died often enough."""
        up = self.up()
        if not up or self.somebody_is_worn():
            return ""
        name = self.chance.choices(up, [KINDS[one].weight for one in up])[0]
        if not KINDS[name].kill(self):
            return ""
        self.killed[name] += 1
        return name

    def up(self) -> list[str]:
        """What has come up since it died last: one that is killed as it starts does nothing, for ever."""
        return [name for name, kind in KINDS.items() if kind.process is None or self.is_up(kind.process)]

    def is_up(self, process: str) -> bool:
        """A worker has the children of its pool; beat has ticked, where the tracker's own tasks tell of it."""
        if process != "beat":
            return len(self.crew.children(process)) > 1
        started = datetime.fromtimestamp(self.crew.started[process], UTC)
        return Pulse.objects.filter(name="tick", at__gt=started).exists()

    def wait_until_all_are_up(self, seconds: float) -> None:
        """Raises RuntimeError where one is not by then."""
        end = time.monotonic() + seconds
        while len(self.up()) < len(KINDS):
            if time.monotonic() > end:
                raise RuntimeError(f"only these came up within {seconds:.0f} s: {self.up()}")
            time.sleep(0.2)

    def somebody_is_worn(self) -> bool:
        """Whether a job that is at work, or waits to be again, has lost workers up to the cap."""
        try:
            return Job.objects.filter(state__in=[JobState.RUNNING, JobState.WAITING], attempts__gte=WORN).exists()
        except (OperationalError, InterfaceError):
            connection.close()
            return True

    def child(self) -> bool:
        """A process of a pool, mostly one that holds a job."""
        holders = {int(one.split(":")[1]) for one in self.held()}
        pool = [pid for name in ("fetcher", "worker") for pid in self.crew.children(name)]
        busy = [pid for pid in pool if pid in holders]
        if not pool:
            return False
        with suppress(ProcessLookupError):
            os.kill(self.chance.choice(busy if busy and self.chance.random() < 0.8 else pool), signal.SIGKILL)
            return True
        return False

    def held(self) -> list[str]:
        """Who holds a job."""
        return list(Job.objects.filter(state=JobState.RUNNING).values_list("leased_by", flat=True))

    def process(self, name: str) -> bool:
        """A worker's or beat's first process."""
        self.crew.kill(name)
        return True

    def broker(self, *, with_data: bool) -> bool:
        """Valkey, at once started again: with all that it had acknowledged, or empty."""
        valkey = next(one for one in self.servers.servers if isinstance(one, KeepingValkey))
        _kill(_pid_listening(valkey.folder, "valkey-server"), signal.SIGKILL, of=valkey)
        if not with_data:
            valkey.lose_data()
        self.servers.revive(lambda _: None)
        return True

    def database(self) -> bool:
        """PostgreSQL in immediate mode: no process ends its work, and the log is played again at the start."""
        postgres = next(one for one in self.servers.servers if isinstance(one, Postgres))
        pid = int((postgres.data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        _kill(pid, signal.SIGQUIT, of=postgres)
        self.servers.revive(lambda _: None)
        connection.close()
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Something that is killed: how often of a hundred times, which process has to be up for it, and how."""

    weight: int
    process: str | None = None
    kill: Callable[[Chaos], bool]


KINDS: Mapping[str, Kind] = {
    "child of a pool": Kind(weight=45, kill=Chaos.child),
    "fetcher": Kind(weight=10, process="fetcher", kill=lambda chaos: chaos.process("fetcher")),
    "reader": Kind(weight=10, process="worker", kill=lambda chaos: chaos.process("worker")),
    "beat": Kind(weight=10, process="beat", kill=lambda chaos: chaos.process("beat")),
    "valkey with its data": Kind(weight=7, kill=lambda chaos: chaos.broker(with_data=True)),
    "valkey without its data": Kind(weight=7, kill=lambda chaos: chaos.broker(with_data=False)),
    "postgresql": Kind(weight=11, kill=Chaos.database),
}


def _kill(pid: int, number: signal.Signals, *, of: Postgres | KeepingValkey) -> None:
    """Signal a server, and wait until its guard has ended too."""
    os.kill(pid, number)
    end = time.monotonic() + DIES_WITHIN
    while of.guarded is not None and of.guarded.exit_status() is None:
        if time.monotonic() > end:
            raise RuntimeError(f"{of.name} does not die of {number.name}")
        time.sleep(0.02)


def _pid_listening(folder: Path, name: str) -> int:
    """The server that works in a folder."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            here = (process / "cwd").readlink()
            if here == folder and name in (process / "comm").read_text(encoding="utf-8"):
                return int(process.name)
    raise RuntimeError(f"no {name} works in {folder}")
