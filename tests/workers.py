"""Real processes beside a test, on its own database and broker."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """A real worker with two processes on the test's database and broker."""
    environment = environment_of_tests() | {
        "JOB_LEASE_SECONDS": "2",
        "WORKER_CONCURRENCY": "2",
        "LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "celery", "-A", "tracker", "worker", "--concurrency=2"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
