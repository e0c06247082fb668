"""A round of the search takes the laws in an order of its own, and begins none when its time is up.

Loaded by `tests.search_laws` alone, as `-p tests.searching`.
"""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--search-until", type=float, required=True, help="on this machine's monotonic clock, in seconds")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Shuffle, so that a search that is too short for all laws leaves out others each time."""
    random.Random(config.getoption("--hypothesis-seed")).shuffle(items)
    for item in items:
        law = getattr(getattr(item, "obj", None), "hypothesis", None)
        if law is not None:  # its inner test is Hypothesis' documented seam
            law.inner_test = within_time(law.inner_test, end=config.getoption("--search-until"))


def within_time(law: Callable[..., None], *, end: float) -> Callable[..., None]:
    """A law that lets its further examples pass unseen when the time is up, unless one broke it: that is made small."""
    broken = False

    @functools.wraps(law)
    def tried(*arguments: Any, **named: Any) -> None:
        nonlocal broken
        if broken or time.monotonic() <= end:
            try:
                law(*arguments, **named)
            except Exception:
                broken = True
                raise

    return tried


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> bool | None:
    """True leaves the test out: it is neither run nor reported."""
    return True if time.monotonic() > item.config.getoption("--search-until") else None
