"""The servers of one copy: both embedded, or those that the environment names."""

from __future__ import annotations

import os
from collections.abc import Callable
from types import TracebackType

from tracker.embedded.guarded import StartError
from tracker.embedded.identity import forget_copies
from tracker.embedded.postgres import Postgres
from tracker.embedded.state import StateFolder
from tracker.embedded.valkey import Valkey


class EmbeddedServers:
    """PostgreSQL and Valkey in a state folder, stopped when the block ends."""

    def __init__(self, state: StateFolder, *, durable: bool = True) -> None:
        """A server whose address the environment gives (`DATABASE_URL`, `REDIS_URL`) is not started."""
        self.state = state
        secrets = state.secrets()
        self.servers: list[Postgres | Valkey] = []
        if not os.environ.get("DATABASE_URL"):
            self.servers.append(Postgres(state, secrets, durable=durable))
        if not os.environ.get("REDIS_URL"):
            self.servers.append(Valkey(state, secrets))

    def __enter__(self) -> EmbeddedServers:
        forget_copies(self.state)
        try:
            for server in self.servers:
                server.prepare()
                server.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def addresses(self) -> dict[str, str]:
        """`DATABASE_URL` and `REDIS_URL`, those that were started here."""
        names = {Postgres.name: "DATABASE_URL", Valkey.name: "REDIS_URL"}
        return {names[server.name]: server.url for server in self.servers}

    def revive(self, tell: Callable[[str], None]) -> None:
        """Start again those that died, on their old ports.

        `tell` gets a line that one died before it is started, which may take a minute, and how the start went then.
        """
        for server in self.servers:
            if server.guarded is not None and server.guarded.exit_status() is not None:
                tell(f"{server.name} died: {server.last_words()}; it is started again")
                try:
                    server.prepare()
                    server.start()
                    tell(f"{server.name} runs again")
                except StartError as error:
                    tell(str(error))

    def stop(self) -> None:
        """Stop both at once, then wait for both; then drop copies of their programs."""
        for server in self.servers:
            if server.guarded is not None:
                server.guarded.ask_to_stop()
        for server in self.servers:
            server.stop()
        forget_copies(self.state)
