"""A server on loopback that speaks as rudely as its scripts do."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

type Speak = Callable[[bytes], None]
type Script = Callable[[Speak], None]


@dataclass(slots=True)
class Site:
    """Answers each path by its script; keeps what was asked. A script is a function of `speak`, or bytes to send."""

    address: str
    port: int
    scripts: dict[str, Script | bytes] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def serves(self, path: str, script: Script | bytes) -> str:
        """The URL of a path that answers so."""
        self.scripts[path] = script
        return self.address + path

    def asked(self) -> list[str]:
        return [path for path, _ in self.requests]


@contextlib.contextmanager
def running(encrypt: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site while it runs, over TLS with a context; scripts that would speak for ever end with it."""
    with socket.create_server(("127.0.0.1", 0), backlog=32) as listening:
        port = listening.getsockname()[1]
        site = Site(address=f"https://news.example:{port}" if encrypt else f"http://127.0.0.1:{port}", port=port)
        threading.Thread(target=_accept, args=(site, listening, encrypt), daemon=True).start()
        try:
            yield site
        finally:
            site.ended.set()
            listening.shutdown(socket.SHUT_RDWR)


def _accept(site: Site, listening: socket.socket, encrypt: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError):
        while True:
            connected, _ = listening.accept()
            threading.Thread(target=_answer, args=(site, connected, encrypt), daemon=True).start()


def _answer(site: Site, plain: socket.socket, encrypt: ssl.SSLContext | None) -> None:
    with (
        plain,
        contextlib.suppress(OSError),
        encrypt.wrap_socket(plain, server_side=True) if encrypt else plain as connected,
    ):
        _converse(site, connected)


def _converse(site: Site, connected: socket.socket) -> None:
    def speak(data: bytes) -> None:
        if site.ended.is_set():
            raise ConnectionAbortedError
        connected.sendall(data)

    head = b""
    while b"\r\n\r\n" not in head:
        if not (data := connected.recv(65_536)):
            return
        head += data
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    path = first.split(" ")[1]
    site.requests.append((path, dict(line.lower().split(": ", 1) for line in lines)))
    script = site.scripts.get(path, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
    if isinstance(script, bytes):
        speak(script)
    else:
        script(speak)


def page(body: bytes, *lines: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """A whole answer, with a Content-Length that is right unless told otherwise."""
    head = [f"HTTP/1.1 {status}", *lines, f"Content-Length: {len(body) if length is None else length}", "", ""]
    return "\r\n".join(head).encode("latin-1") + body


def moved(location: str, status: str = "302 Found") -> bytes:
    return page(b"", f"Location: {location}", status=status)


def dripping(start: bytes, drop: bytes, every: float = 0.02) -> Script:
    """Says its start, then a drop again and again without end."""

    def script(speak: Speak) -> None:
        speak(start)
        while True:
            speak(drop)
            time.sleep(every)

    return script


def streaming(start: bytes, part: bytes) -> Script:
    """Says its start, then sends as fast as it can without end."""
    return dripping(start, part, every=0)


def pausing(seconds: float, then: bytes) -> Script:
    def script(speak: Speak) -> None:
        time.sleep(seconds)
        speak(then)

    return script
