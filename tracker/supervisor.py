"""One supervisor runs a whole copy: servers, web, worker and beat start with it and never outlive it.

    python -m tracker.supervisor [ARTICLES...]

`STATE_DIR`, `HOST` and `PORT` say which copy; `DATABASE_URL` and `REDIS_URL` name servers that run elsewhere.
"""

from __future__ import annotations

import ctypes
import http.client
import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from tracker.embedded.environment import FILE_NAME, state_path, write_environment
from tracker.embedded.guarded import REPOSITORY, Command, StartError
from tracker.embedded.ports import HOST, free_beside, is_free
from tracker.embedded.servers import EmbeddedServers
from tracker.embedded.state import StateFolder, plain
from tracker.prepared import fingerprint, is_prepared, note_prepared
from tracker.processes import Plan, Process, say
from tracker.sample_site import FEED

SAMPLES = REPOSITORY / "seeds" / "articles" / "manifest.jsonl"
PREPARE_SECONDS = 600.0
WEB_SECONDS = 60.0
TICK_SECONDS = 0.2
SERVER_CHECK_SECONDS = 2.0
LEAST_FREE_MIB = 256
NEARLY_FULL_MIB = 64
PR_SET_PDEATHSIG = 1
KNOWN_FAILURES = ("CommandError: ", "Settings: ")


class Stopped(BaseException):
    """A signal asks for the end."""


def on_signal(number: int, _: FrameType | None) -> None:
    """The first signal begins the end; further ones change nothing about it."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(signal.Signals(number).name)


def follow_parent() -> None:
    """Under `make`, end when make ends, even when it is killed."""
    if "MAKELEVEL" in os.environ and sys.platform == "linux":
        parent = os.getppid()
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:
            raise Stopped("the parent is gone")


def chosen_port() -> int:
    """`PORT`, which must be a port that nothing listens on."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise StartError(f"PORT is {text!r}; it accepts a number from 1 to 65535.")
    port, host = int(text), os.environ.get("HOST") or HOST
    if not is_free(host, port):
        raise StartError(
            f"Port {port} on {host} cannot be had (taken by another program, or not allowed): choose another, as in"
            f" `make run PORT={port + 1}`."
        )
    return port


def check_disk(folder: Path) -> None:
    """A full disk is told now, not by a server half-way."""
    free = shutil.disk_usage(folder).free // 2**20
    if free < LEAST_FREE_MIB:
        raise StartError(f"Only {free} MiB are free on the disk of {folder}; {LEAST_FREE_MIB} are needed.")


class Copy:
    """A running copy: its state folder, its servers' addresses and its processes."""

    def __init__(self, state: StateFolder, servers: EmbeddedServers, *, port: int, articles: list[str]) -> None:
        """`articles` are places for `ingest`, after the samples."""
        self.state = state
        self.servers = servers
        self.port = port
        self.articles = articles
        self.sample_port = free_beside(port)
        self.host = os.environ.get("HOST") or HOST
        self.processes: list[Process] = []
        self.passing: list[Process] = []  # these end by themselves and do not start again
        self.environment = os.environ | self.own_environment()
        self.checked_servers = 0.0
        self.disk_is_full = False

    def own_environment(self) -> dict[str, str]:
        """What the processes are told; what the caller's environment says itself goes before the defaults."""
        inbox = self.state.path / "inbox"
        inbox.mkdir(exist_ok=True)
        defaults = {
            "SECRET_KEY": self.state.secrets()["secret_key"],
            "HTTPS": "0",
            "COOKIE_SUFFIX": f"_{self.port}",
            "STATIC_ROOT": str(self.state.path / "static"),
            "WATCHED_FOLDER": str(inbox),
            "FETCH_PRIVATE_NETWORKS": f"{HOST}/32:{self.sample_port}",  # its own sample site, and nothing else here
        }
        given = {name: os.environ.get(name) or value for name, value in defaults.items()}
        return self.servers.addresses | given | {"STATE_DIR": str(self.state.path)}

    def python(
        self, *arguments: str, pool: int = 0, stop: signal.Signals = signal.SIGTERM, grace: float = 4
    ) -> Command:
        """A command of this project; `pool` is its number of pooled connections, 0 for none."""
        special = {
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "DATABASE_POOL_SIZE": str(pool),
        }
        return Command(
            arguments=[sys.executable, *arguments],
            environment=self.environment | special,
            stop_signal=stop,
            grace=grace,
        )

    def plans(self) -> list[Plan]:
        """The lasting processes. SIGQUIT lets a worker finish what takes a few seconds; more is leased anew."""
        web = ("-m", "gunicorn", "--config", "python:tracker.gunicorn_conf", "tracker.wsgi:application")
        worker = ("-m", "celery", "--quiet", "-A", "tracker", "worker", "--without-gossip", "--without-mingle")
        fetch, read = ("-Q", "fetch", "-n", "fetcher@%h"), ("-Q", "read", "-n", "worker@%h")
        beat = ("-m", "celery", "--quiet", "-A", "tracker", "beat", "--pidfile=")
        samples = ("-m", "tracker.sample_site", str(self.sample_site), str(self.sample_port))
        return [
            Plan(name="web", command=self.python(*web, pool=4)),
            Plan(name="fetcher", command=self.python(*worker, *fetch, stop=signal.SIGQUIT, grace=4.5)),
            Plan(name="worker", command=self.python(*worker, *read, stop=signal.SIGQUIT, grace=4.5)),
            Plan(name="beat", command=self.python(*beat, grace=2)),
            Plan(name="samples", command=self.python(*samples, grace=1)),
        ]

    def once(self, name: str, *arguments: str, quiet: bool = False) -> Process:
        """Start a command that ends by itself."""
        plan = Plan(name=name, command=self.python("manage.py", *arguments, grace=2))
        process = Process(plan, lock=self.state.lock, quiet=quiet)
        self.passing.append(process)
        process.start()
        return process

    def prepare(self) -> None:
        """Bring the database up to date, or say in one line why that cannot be.

        What these very files have prepared is left as it is, but for a database that others may have touched.
        """
        mark = fingerprint()
        ours = len(self.servers.servers) == 2 and self.credentials.exists()
        if ours and is_prepared(self.state.path, mark):
            return
        process = self.once("prepare", "prepare", f"--credentials={self.credentials}", quiet=True)
        end = time.monotonic() + PREPARE_SECONDS
        while (status := process.exit_status()) is None:
            if time.monotonic() > end:
                raise StartError(f"Preparing the database took more than {PREPARE_SECONDS:g} s.")
            time.sleep(0.02)
        known = any(process.last_line.startswith(word) for word in KNOWN_FAILURES)
        if status == 0 or not known:  # a fault of ours is told whole
            for line in process.kept:
                say("prepare", line)
        if status == 0:
            note_prepared(self.state.path, mark)
        else:
            raise StartError(process.last_line.removeprefix("CommandError: ") or f"prepare: status {status}.")

    @property
    def sample_site(self) -> Path:
        """The folder of the pages that the sample feed lists."""
        return self.state.path / "sample-site"

    @property
    def credentials(self) -> Path:
        """The file of the generated passwords."""
        return self.state.path / "credentials"

    def serve(self) -> None:
        """Start the lasting processes, and wait until the web answers."""
        write_environment(self.state.path, self.own_environment())
        self.processes = [Process(plan, lock=self.state.lock) for plan in self.plans()]
        web, *others = self.processes
        web.start()
        end = time.monotonic() + WEB_SECONDS
        while not self.web_answers():
            if time.monotonic() > end:
                raise StartError(f"The web does not answer: {web.last_line}")
            self.watch()
            time.sleep(0.05)
        for process in others:  # they would only take the processor from the web
            process.start()

    def web_answers(self) -> bool:
        """Whether the health page says that all is well."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=5)
        try:
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def watch(self) -> None:
        """One look at everything: whatever ended unasked starts again."""
        now = time.monotonic()
        if now - self.checked_servers > SERVER_CHECK_SECONDS:
            self.checked_servers = now
            self.servers.revive(lambda line: say("servers", line))
            self.watch_disk()
        for process in self.processes:
            process.watch()

    def watch_disk(self) -> None:
        """One line when the disk is nearly full, and again only after there was space in between."""
        full = shutil.disk_usage(self.state.path).free // 2**20 < NEARLY_FULL_MIB
        if full and not self.disk_is_full:
            say("servers", f"less than {NEARLY_FULL_MIB} MiB are free on the disk of {self.state.path}: make space")
        self.disk_is_full = full

    def ingest(self) -> None:
        """Take the samples in, and what the caller names; the copy serves meanwhile."""
        process = self.once("ingest", "ingest", *self.articles, "--wait")
        while (status := process.exit_status()) is None:
            self.watch()
            time.sleep(TICK_SECONDS)
        if status != 0:
            say("ingest", "not every article could be taken in; the lines above say which, the admin keeps them")

    def poll_samples(self) -> None:
        """Have the sample feed polled; the copy serves meanwhile."""
        self.once("samples", "poll_samples", f"http://{HOST}:{self.sample_port}{FEED}", quiet=True)

    def watch_for_ever(self) -> None:
        """Until a signal comes."""
        while True:
            self.watch()
            time.sleep(TICK_SECONDS)

    def greet(self) -> None:
        """What to open, and as whom."""
        place = f"http://{'localhost' if self.host in {HOST, '0.0.0.0'} else self.host}:{self.port}"
        users = json.loads(self.credentials.read_text(encoding="utf-8"))
        lines = [
            "",
            f"  Site    {place}/",
            f"  API     {place}/api/v1/    documented at {place}/api/docs/",
            f"  Admin   {place}/admin/",
            *(f"          sign in as {name} with {password}" for name, password in users.items()),
            f"  Inbox   {self.environment['WATCHED_FOLDER']}    (a file dropped here is read)",
            f"  Feed    {self.sample_site}    (polled; a page edited here is read again)",
            "  Ctrl-C stops everything; `make credentials` shows the passwords again.",
            "",
        ]
        for line in lines:
            say("", line)

    def stop(self) -> None:
        """Ask all processes at once, then wait for each; the servers come after them."""
        for process in (*self.passing, *self.processes):
            process.ask_to_stop()
        for process in (*self.passing, *self.processes):
            process.stop()
        (self.state.path / FILE_NAME).unlink(missing_ok=True)


def run(articles: list[str]) -> None:
    """Start a copy and keep it until a signal comes."""
    state = StateFolder.open(state_path())
    port = chosen_port()
    check_disk(state.path)
    with EmbeddedServers(state) as servers:
        copy = Copy(state, servers, port=port, articles=[str(SAMPLES), *articles])
        try:
            copy.prepare()
            copy.serve()
            copy.greet()
            copy.poll_samples()
            copy.ingest()
            say("", f"Everything is read; it runs on port {port}.")
            copy.watch_for_ever()
        finally:
            copy.stop()


def main(arguments: list[str]) -> int:
    """Run a copy; its exit status: 0 after a signal, 1 when it could not start."""
    missing = [place for place in arguments if "://" not in place and not Path(place).exists()]
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, on_signal)
        follow_parent()
        if missing:
            raise StartError(f"ARTICLES names {missing[0]}, and there is no such file or folder.")
        run([place if "://" in place else str(Path(place).resolve()) for place in arguments])
    except StartError as error:
        print(f"make run: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"make run: {error.filename or 'the state folder'}: {plain(error)}.", file=sys.stderr)
        return 1
    except Stopped:
        say("", "Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
