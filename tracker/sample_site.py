"""A small site on this machine, so that a newcomer sees the schedule at work: a feed, and the pages that it lists.

    python -m tracker.sample_site FOLDER PORT

The pages are the `.html` files of FOLDER, first copied from `seeds/sample_site`; whoever edits one sees the feed tell
of it, the article read again and the ledger follow. Used by `make run` alone.
"""

from __future__ import annotations

import hashlib
import html
import re
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

from tracker.embedded.guarded import REPOSITORY
from tracker.embedded.ports import HOST

PAGES = REPOSITORY / "seeds" / "sample_site"
FEED = "/feed.xml"
_PAGE = re.compile(r"/([a-z0-9-]+)\.html")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A document of the site."""

    media_type: str
    body: bytes

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


def fill(folder: Path) -> None:
    """Lay the sample pages into a folder that is not there yet; one that is keeps what its owner made of it."""
    if not folder.exists():
        shutil.copytree(PAGES, folder)


def answer(folder: Path, path: str, *, place: str) -> Answer | None:
    """What the site says at a path; None where it has nothing. `place` is its own address, without a slash."""
    if path == FEED:
        return Answer(media_type="application/atom+xml; charset=utf-8", body=feed(folder, place=place).encode())
    named = _PAGE.fullmatch(path)
    page = folder / f"{named.group(1)}.html" if named else None
    if page is None or not page.is_file():
        return None
    return Answer(media_type="text/html; charset=utf-8", body=page.read_bytes())


def feed(folder: Path, *, place: str) -> str:
    """An Atom feed (RFC 4287) of the pages, the last edited first."""
    pages = sorted(folder.glob("*.html"), key=lambda page: (-page.stat().st_mtime, page.name))
    entries = "".join(_entry(page, place=place) for page in pages)
    newest = _moment(pages[0]) if pages else "1970-01-01T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Sample feed</title><id>{place}{FEED}</id><updated>{newest}</updated>{entries}</feed>\n"
    )


def _entry(page: Path, *, place: str) -> str:
    found = _TITLE.search(page.read_text(encoding="utf-8", errors="replace"))
    title = escape(html.unescape(found.group(1).strip()) if found else page.stem)
    address = f"{place}/{page.name}"
    return (
        f'<entry><title>{title}</title><link href="{address}"/><id>{address}</id>'
        f"<updated>{_moment(page)}</updated></entry>"
    )


def _moment(page: Path) -> str:
    return datetime.fromtimestamp(page.stat().st_mtime, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def serve(folder: Path, port: int) -> None:
    """Serve until this process ends."""
    place = f"http://{HOST}:{port}"

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = answer(folder, self.path, place=place)
            if found is None:
                self.send_error(HTTPStatus.NOT_FOUND)
            elif self.headers.get("If-None-Match") == found.etag:
                self.send_response(HTTPStatus.NOT_MODIFIED)
                self.end_headers()
            else:
                self.send_response(HTTPStatus.OK)
                self.send_header("Content-Type", found.media_type)
                self.send_header("Content-Length", str(len(found.body)))
                self.send_header("ETag", found.etag)
                self.end_headers()
                self.wfile.write(found.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    ThreadingHTTPServer((HOST, port), Handler).serve_forever()


def main(arguments: list[str]) -> None:
    folder, port = Path(arguments[0]), int(arguments[1])
    fill(folder)
    serve(folder, port)


if __name__ == "__main__":
    main(sys.argv[1:])
