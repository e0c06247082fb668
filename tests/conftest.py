"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's chromium; a browser test without it fails, it is never skipped."""
    path = os.environ.get("CHROMIUM") or (CHROMIUM if Path(CHROMIUM).exists() else shutil.which("chromium"))
    if not path or not Path(path).exists():
        pytest.fail("Browser tests need Debian's chromium: apt-get install chromium.", pytrace=False)
    return path
