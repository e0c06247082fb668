"""Where a URL leads is checked when the connection is made."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from extraction.articles.fetching import fetch, is_open, networks
from extraction.articles.offers import Refused

LOOPBACK = networks(["127.0.0.0/8"])


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answers = {
            "/text": (200, "text/plain; charset=utf-8", "Ten more tanks “now”.".encode()),
            "/latin": (200, "text/plain; charset=iso-8859-1", "Zürich".encode("latin-1")),
            "/pdf": (200, "application/pdf", b"%PDF"),
            "/gone": (404, "text/plain", b"no"),
            "/bomb": (200, "text/plain", gzip.compress(b"0" * 20_000_000)),
        }
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
            self.end_headers()
            return
        status, kind, body = answers[self.path]
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if self.path == "/bomb":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_fetches_from_an_allowed_network(site: str) -> None:
    assert fetch(f"{site}/text", allowed=LOOPBACK).text == "Ten more tanks “now”."


def test_decodes_as_the_answer_says(site: str) -> None:
    assert fetch(f"{site}/latin", allowed=LOOPBACK).text == "Zürich"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "0"])
def test_refuses_a_private_address_however_it_is_spelt(site: str, host: str) -> None:
    port = site.rsplit(":", 1)[1]
    with pytest.raises(Refused, match="private address"):
        fetch(f"http://{host}:{port}/text")


def test_checks_the_address_again_after_a_redirect(site: str) -> None:
    with pytest.raises(Refused, match="private address"):
        fetch(f"{site}/to/http://10.0.0.1/x", allowed=LOOPBACK)


def test_refuses_an_endless_redirect(site: str) -> None:
    with pytest.raises(Refused, match="redirect"):
        fetch(f"{site}/to//to//to//to//to//to//to//to//text".replace("//to", "/to"), allowed=LOOPBACK)


@pytest.mark.parametrize(
    ("path", "says"), [("/gone", "answered 404"), ("/pdf", "is no PDF"), ("/bomb", "is larger than")]
)
def test_names_the_url_and_what_is_wrong(site: str, path: str, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        fetch(site + path, allowed=LOOPBACK)
    assert site + path in str(refusal.value)
    assert says in str(refusal.value)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://x/y", "http://", "http://[bad", "http://nowhere.invalid/"]
)
def test_refuses_what_is_no_page(url: str) -> None:
    with pytest.raises(Refused) as refusal:
        fetch(url)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("10.1.2.3", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False), ("224.0.0.1", False),
        ("::ffff:10.0.0.1", False), ("2002:0a00:0001::", False), ("0.0.0.0", False), ("192.0.2.1", False),
    ],
)  # fmt: skip
def test_knows_public_from_private(address: str, is_public: bool) -> None:
    assert is_open(address, ()) is is_public
