"""Real processes beside a test, on its own database and broker."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]


def environment_of_tests() -> dict[str, str]:
    """Our environment, with the address of the database that the tests use."""
    url = urlsplit(os.environ["DATABASE_URL"])
    name = settings.DATABASES["default"]["NAME"]
    return dict(os.environ) | {"DATABASE_URL": urlunsplit(url._replace(path=f"/{name}"))}


@contextmanager
def worker(
    *options: str, queues: str = "fetch,read", processes: int = 2, **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker on the test's database and broker; `environment` is set for it besides."""
    environment = environment_of_tests() | {"LOG_LEVEL": "WARNING"} | environment
    command = [sys.executable, "-m", "celery", "-A", "tracker", "worker", "-Q", queues, f"--concurrency={processes}"]
    command += ["--without-gossip", "--without-mingle", *options]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
