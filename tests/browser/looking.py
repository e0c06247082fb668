"""What a page is like for everybody: axe's serious findings are faults; pictures for the docs are taken where asked."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

SERIOUS = ("serious", "critical")
LAPTOP: ViewportSize = {"width": 1440, "height": 900}


def faults(page: Page) -> list[str]:
    """What axe calls serious or critical, with the rule and the places."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {', '.join(node['target'][0] for node in one['nodes'])}"
        for one in found
        if one["impact"] in SERIOUS
    ]


def picture(page: Page, name: str) -> None:
    """Save the page as `docs/NAME.png` where PICTURES names the folder: `PICTURES=docs pytest tests/browser`."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")
