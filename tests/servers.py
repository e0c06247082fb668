"""The tests run on a PostgreSQL and a Valkey of their own, started before Django reads its settings.

Loaded by `-p tests.servers` (pyproject.toml), since pytest-django reads the settings before any conftest. Of parallel
tests each worker has both for itself, so that no job of one is done by another; who only hands out tests has none.

An environment that names `DATABASE_URL` and `REDIS_URL` itself keeps them; pytest-django gives each worker a database
of its own name there, and here each takes a Valkey database of its own number.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tracker.embedded.guarded import StartError
from tracker.embedded.servers import EmbeddedServers
from tracker.embedded.state import StateFolder

running = contextlib.ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Start the servers and put their addresses into the environment."""
    if "--help" in early_config.invocation_params.args or "--version" in early_config.invocation_params.args:
        return
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker and getattr(early_config.known_args_namespace, "numprocesses", None):
        return
    folder = Path(tempfile.mkdtemp(prefix="pledge-tracker-tests-"))
    running.callback(shutil.rmtree, folder, ignore_errors=True)
    if worker and os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = valkey_of(os.environ["REDIS_URL"], worker)
    try:
        servers = running.enter_context(EmbeddedServers(StateFolder.open(folder), durable=False))
    except StartError as error:
        raise pytest.UsageError(str(error)) from None
    os.environ.update(servers.addresses)
    # A scratch database may be emptied between tests; elsewhere the guards refuse TRUNCATE.
    url = os.environ["DATABASE_URL"]
    os.environ["DATABASE_URL"] = url + ("&" if "?" in url else "?") + "options=-c%20pledges.scratch%3Don"
    os.environ["STATE_DIR"] = str(folder)
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(48)
    os.environ["HTTPS"] = "0"
    os.environ["PLAIN_STATIC_FILES"] = "1"
    os.environ["STATIC_ROOT"] = str(folder / "static")
    (folder / "static").mkdir()
    os.environ.pop("DEBUG", None)


def valkey_of(url: str, worker: str) -> str:
    """The address of a worker's own database on a Valkey that all share: worker gw1 on `…/0` has `…/1`."""
    parts = urlsplit(url)
    number = int(parts.path.strip("/") or 0) + int(worker.removeprefix("gw"))
    return urlunsplit(parts._replace(path=f"/{number}"))


def pytest_unconfigure() -> None:
    """Stop them; they would not outlive this process anyway."""
    running.close()
