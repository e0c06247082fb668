"""The sample site serves its pages, tells of edits in its feed, and names nothing else of the machine."""

import os
from pathlib import Path

import pytest

from tracker.sample_site import answer, feed, fill

PLACE = "http://127.0.0.1:1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "site")
    return tmp_path / "site"


def test_lists_every_page_with_its_title(folder: Path) -> None:
    told = feed(folder, place=PLACE)
    assert told.count("<entry>") == len(list(folder.glob("*.html"))) > 0
    assert "<title>Tallinn readies howitzers for Kyiv</title>" in told


def test_an_edited_page_comes_first_and_is_another_document(folder: Path) -> None:
    before = answer(folder, "/oslo-guns.html", place=PLACE)
    page = folder / "oslo-guns.html"
    page.write_text(page.read_text().replace("donate 8", "donate 11"))
    os.utime(page, (4_000_000_000, 4_000_000_000))
    after = answer(folder, "/oslo-guns.html", place=PLACE)
    assert before is not None
    assert after is not None
    assert after.etag != before.etag
    assert feed(folder, place=PLACE).index("oslo-guns") < feed(folder, place=PLACE).index("lisbon")


@pytest.mark.parametrize("path", ["/", "/../secrets", "/%2e%2e/secrets", "/none.html", "/feed.xml/x"])
def test_has_nothing_at_other_paths(folder: Path, path: str) -> None:
    assert answer(folder, path, place=PLACE) is None


def test_keeps_what_its_owner_changed(folder: Path) -> None:
    (folder / "oslo-guns.html").unlink()
    fill(folder)
    assert not (folder / "oslo-guns.html").exists()
