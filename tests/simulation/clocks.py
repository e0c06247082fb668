"""The made-up web and its reader go by one clock: a driven one that both share, or that of the machine."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from datetime import UTC, datetime

type Clock = Callable[[], datetime]


class SharedClock:
    """A clock that one process sets and others read."""

    def __init__(self, moment: datetime) -> None:
        self.value = multiprocessing.get_context("fork").Value("d", moment.timestamp())

    def set(self, moment: datetime) -> None:
        """It is this moment now."""
        self.value.value = moment.timestamp()

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(self.value.value, UTC)


def machine_clock() -> datetime:
    """The time as it passes."""
    return datetime.now(UTC)
