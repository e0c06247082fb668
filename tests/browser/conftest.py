"""A real chromium on a real server: the live server of the tests, on the tests' PostgreSQL."""

import os
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import connections
from playwright.sync_api import ConsoleMessage, Page, sync_playwright

from pledges.admin.permissions import ensure_editors_group
from pledges.models import Donor
from pledges.seed_files import load_catalogue
from pledges.services.seeding import load_seeds

PASSWORD = "a long enough password"
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
        page.on("console", lambda message: errors.append(message.text) if _is_fault(message) else None)
        yield page
        browser.close()
        connections.close_all()  # those opened while playwright's event loop ran, which nobody else can reach
    assert not errors


def _is_fault(message: ConsoleMessage) -> bool:
    """Whether the console tells of an error; that the server refused what was typed, with a page that says so, is
    none."""
    refused = any(f"status of {status}" in message.text for status in (409, 422))
    return message.type == "error" and not refused


@pytest.fixture(autouse=True)
def outside_the_loop() -> Iterator[None]:
    """Playwright runs an event loop in this thread, which Django takes for asynchronous code."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def an_editor(transactional_db: None) -> None:
    """The catalogue, and an editor who signs in with PASSWORD."""
    if not Donor.objects.exists():
        load_seeds(catalogue=load_catalogue(), sources=())
    user = User.objects.create_user(username="editor", password=PASSWORD, is_staff=True)
    user.groups.add(ensure_editors_group())
