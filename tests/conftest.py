"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from hypothesis import settings

from tests.profiles import forget_the_code, register_profiles

CHROMIUM = "/usr/bin/chromium"

register_profiles()  # before any law is imported: a law takes what it does not say from the profile


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """After Hypothesis has heard which profile is wanted."""
    if settings.default is not None and settings.default.derandomize:
        forget_the_code()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """A password is hashed once instead of a million times: a third of a second for each user of each test."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's chromium; a browser test without it fails, it is never skipped."""
    path = os.environ.get("CHROMIUM") or (CHROMIUM if Path(CHROMIUM).exists() else shutil.which("chromium"))
    if not path or not Path(path).exists():
        pytest.fail("Browser tests need Debian's chromium: apt-get install chromium.", pytrace=False)
    return path
