"""A database and a broker of the simulation's own, with the catalogue and the made-up sources in them."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.embedded.servers import EmbeddedServers
from tracker.embedded.state import StateFolder

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


@contextmanager
def stage(*, durable: bool = False, more: dict[str, str] | None = None) -> Iterator[Path]:
    """Servers in a folder of their own, Django set up on them, all tables made; `more` is added to the environment."""
    for name in REPLACED:
        os.environ.pop(name, None)
    folder = Path(tempfile.mkdtemp(prefix="pledge-tracker-simulation-"))
    try:
        with EmbeddedServers(StateFolder.open(folder), durable=durable) as servers:
            os.environ.update(environment_of(servers, folder) | (more or {}))
            _set_up()
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _set_up() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
