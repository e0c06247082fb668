"""Pages that harm a careless reader: each is listed like an article, and none may become one."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from tests.simulation.answers import Answer, Manner, page, redirect

MIB = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """One hostile page of a site, listed from `since` on. `kind` is a key of `KINDS`."""

    kind: str
    number: int
    site: int
    since: datetime

    @property
    def path(self) -> str:
        return f"{FOLDER_OF.get(self.kind, '/news/odd')}/{self.kind}-{self.number}"

    def answer(self, path: str) -> Answer:
        """What its address answers; a loop has two addresses."""
        return KINDS[self.kind](path)


def _loop(path: str) -> Answer:
    """Two addresses that send to each other."""
    return redirect(path.removesuffix("/again") if path.endswith("/again") else f"{path}/again")


def _private(_: str) -> Answer:
    """Away to an address that no public site may send to."""
    return redirect("http://10.0.0.1/secrets")


@cache
def _zeros() -> bytes:
    """64 MiB of blanks in some 64 KiB of gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b" " * MIB) for _ in range(64)) + packer.flush()


def _bomb(_: str) -> Answer:
    """Little on the wire, much in memory."""
    return Answer(headers=(("Content-Type", "text/html"), ("Content-Encoding", "gzip")), body=_zeros())


def _endless(_: str) -> Answer:
    """A body that never ends."""
    return Answer(headers=(("Content-Type", "text/html"),), body=b"<p>and so on</p>" * 4096, manner=Manner.ENDLESS)


def _consent(_: str) -> Answer:
    """A wall of cookies in place of the article."""
    return page(
        '<html lang="en"><head><title>Before you continue</title></head><body><h1>Before you continue</h1>'
        "<p>We and our partners use cookies and similar technologies to store and access information on your device."
        " We value your privacy.</p><form action='/consent'><button>Accept all</button><button>Reject all</button>"
        "<a href='/choices'>Manage your privacy choices</a></form></body></html>"
    )


def _missing(_: str) -> Answer:
    """An error page that says 200."""
    return page(
        '<html lang="en"><head><title>404 - Page not found</title></head><body><h1>Page not found</h1>'
        "<p>Sorry, the page you are looking for does not exist or has been moved.</p><a href='/'>Home</a></body></html>"
    )


def _empty(_: str) -> Answer:
    """Nothing at all."""
    return page("")


def _picture(_: str) -> Answer:
    """No text."""
    return Answer(headers=(("Content-Type", "image/png"),), body=b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)


def _private_path(_: str) -> Answer:
    """What robots.txt asks readers to leave alone."""
    return page("<html><body><p>A polite reader never sees this.</p></body></html>")


KINDS: Mapping[str, Callable[[str], Answer]] = {
    "loop": _loop,
    "private": _private,
    "bomb": _bomb,
    "endless": _endless,
    "consent": _consent,
    "missing": _missing,
    "empty": _empty,
    "picture": _picture,
    "disallowed": _private_path,
}
DISALLOWED = "/news/private"
FOLDER_OF = {"disallowed": DISALLOWED}


def traps(
    *, sites: Sequence[int], moments: Callable[[random.Random], datetime], seed: int, rounds: int
) -> tuple[Trap, ...]:
    """Each kind once a round, on a site and from a moment that are drawn."""
    chance = random.Random(f"{seed}:traps")
    return tuple(
        Trap(kind=kind, number=number, site=chance.choice(sites), since=moments(chance))
        for number in range(rounds)
        for kind in KINDS
    )
