"""A small site on loopback whose pages a test changes, and which remembers who asked for what, and when."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.utils import timezone


@dataclass(slots=True, kw_only=True)
class Reply:
    """What a path answers; `meanwhile` is done once, between the request and the answer that stood for it."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    meanwhile: Callable[[], None] | None = None


@dataclass(slots=True, kw_only=True)
class Asked:
    """A request as it came, on the test's clock."""

    path: str
    at: datetime
    headers: dict[str, str]


@dataclass(slots=True, kw_only=True)
class Site:
    """Its pages by path, and its log. A path that is not there answers 404."""

    url: str
    pages: dict[str, Reply] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)

    def article(self, path: str, text: str, *, title: str = "News", head: str = "", **headers: str) -> None:
        """Serve an HTML page of some sentences."""
        body = f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1><p>{text}</p></article>"
        self.pages[path] = Reply(body=f"{body}</body></html>".encode(), headers=headers)

    def feed(self, *items: tuple[str, str], path: str = "/feed", extra: str = "", **headers: str) -> None:
        """Serve a feed of (path, title)."""
        entries = "".join(
            f"<item><title>{title}</title><link>{self.url}{link}</link><guid>{link}</guid>{extra}</item>"
            for link, title in items
        )
        body = f'<rss version="2.0"><channel><title>News</title>{entries}</channel></rss>'
        self.pages[path] = Reply(body=body.encode(), kind="application/rss+xml", headers=headers)

    def asked(self, path: str) -> list[Asked]:
        return [one for one in self.log if one.path == path]

    def paths(self) -> list[str]:
        return [one.path for one in self.log]

    def gaps(self) -> list[float]:
        """Seconds between one request and the next."""
        return [(b.at - a.at).total_seconds() for a, b in zip(self.log, self.log[1:], strict=False)]


@contextmanager
def serving() -> Iterator[Site]:
    """A site for the time of a test."""
    site = Site(url="")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = {name.lower(): value for name, value in self.headers.items()}
            site.log.append(Asked(path=self.path, at=timezone.now(), headers=asked))
            reply = site.pages.get(self.path, Reply(status=404, body=b"no such page"))
            known = reply.headers.get("ETag")
            same = known is not None and asked.get("if-none-match") == known
            if (meanwhile := reply.meanwhile) is not None:
                reply.meanwhile = None
                meanwhile()
            self.send_response(304 if same else reply.status)
            self.send_header("Content-Type", reply.kind)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if not same:
                self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
