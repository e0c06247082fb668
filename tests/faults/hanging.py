"""Kinds of jobs that never end, for a worker that is started with `--include tests.faults.hanging`."""

import os
import signal
import time
from collections.abc import Mapping
from typing import Any

from extraction.tasks import HANDLERS


def sleep_in_python(_payload: Mapping[str, Any]) -> None:
    """Hears a signal between two steps, and takes an `Exception` for none of its own."""
    while True:
        try:
            time.sleep(0.05)
        except Exception:  # as code does that must go on whatever happens
            time.sleep(0.05)


def block_in_c(_payload: Mapping[str, Any]) -> None:
    """Hears no signal but SIGKILL."""
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    time.sleep(3600)


def read_a_fifo(payload: Mapping[str, Any]) -> None:
    """Waits for a writer that never comes."""
    os.open(payload["path"], os.O_RDONLY)


HANDLERS.update({"sleep_in_python": sleep_in_python, "block_in_c": block_in_c, "read_a_fifo": read_a_fifo})
