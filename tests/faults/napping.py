"""A kind of job that takes a while, for a worker that is started with `--include tests.faults.napping`."""

import time
from collections.abc import Mapping
from typing import Any

from extraction.tasks import HANDLERS


def nap(_payload: Mapping[str, Any]) -> None:
    """Long enough to be interrupted."""
    time.sleep(1)


HANDLERS["nap"] = nap
