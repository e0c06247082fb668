"""A real chromium on a real server: the live server of the tests, on the tests' PostgreSQL."""

from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@pytest.fixture
def page(chromium: str) -> Iterator[Page]:
    """A fresh page. What the browser's console calls an error fails the test, a refused script or style too."""
    errors: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS, headless=True)
        page = browser.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        yield page
        browser.close()
        connections.close_all()  # those opened while playwright's event loop ran, which nobody else can reach
    assert not errors
