"""A database and a broker of the simulation's own, with the catalogue and the made-up sources in them."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tracker.embedded.postgres import Postgres
from tracker.embedded.servers import EmbeddedServers
from tracker.embedded.state import StateFolder
from tracker.embedded.valkey import Valkey

NETWORK = "127.0.1.0/24"
REPLACED = ("DATABASE_URL", "REDIS_URL", "STATE_DIR")


def environment_of(servers: EmbeddedServers, folder: Path) -> dict[str, str]:
    """What processes of the tracker are told; a scratch database may be emptied between two runs."""
    url = servers.addresses["DATABASE_URL"]
    return {
        "DATABASE_URL": f"{url}?options=-c%20pledges.scratch%3Don",
        "REDIS_URL": servers.addresses["REDIS_URL"],
        "STATE_DIR": str(folder),
        "SECRET_KEY": secrets.token_urlsafe(48),
        "HTTPS": "0",
        "FETCH_PRIVATE_NETWORKS": NETWORK,
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "ERROR"),
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A folder, and the servers in it."""

    folder: Path
    servers: EmbeddedServers


@contextmanager
def stage(*, durable: bool = False, more: Mapping[str, str] | None = None) -> Iterator[Stage]:
    """Servers in a folder of their own, Django set up on them, all tables made; `more` is added to the environment."""
    for name in REPLACED:
        os.environ.pop(name, None)
    folder = Path(tempfile.mkdtemp(prefix="pledge-tracker-simulation-"))
    try:
        servers = EmbeddedServers(StateFolder.open(folder), durable=durable)
        servers.servers = [_keeping(server, servers.state) for server in servers.servers]
        with servers:
            os.environ.update(environment_of(servers, folder) | dict(more or {}))
            _set_up()
            yield Stage(folder=folder, servers=servers)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class KeepingValkey(Valkey):
    """A Valkey that has its data again after it was killed, unless somebody takes them away."""

    def write_configuration(self) -> None:
        """As it is written, but that every command is with the kernel before it is answered."""
        super().write_configuration()
        file = self.folder / "valkey.conf"
        text = file.read_text(encoding="utf-8").replace("appendonly no", "appendonly yes")
        file.write_text(text, encoding="utf-8")

    def lose_data(self) -> None:
        """For the time between its death and its next start."""
        shutil.rmtree(self.folder / "appendonlydir", ignore_errors=True)


def _keeping(server: Postgres | Valkey, state: StateFolder) -> Postgres | Valkey:
    return KeepingValkey(state, state.secrets()) if isinstance(server, Valkey) else server


def _set_up() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
