"""What kills or starts whole processes takes minutes: `make test-faults` runs it, `make test` everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder, so that none can be forgotten; the hook is told of those of other folders too."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("faults")
