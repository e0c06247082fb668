"""What a site answers is a value; how it is sent, to the end or not, is part of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Manner(StrEnum):
    """How an answer is sent."""

    WHOLE = "whole"
    RESET = "reset"  # not at all: the connection ends
    HANGS = "hangs"  # not at all, and the connection stays
    ENDLESS = "endless"  # the body begins again and again


class Served(NamedTuple):
    """A story's number, and which of its texts."""

    story: int
    text: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A status, headers (as they are sent) and a body; `served` where it is an article's text."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    manner: Manner = Manner.WHOLE
    served: Served | None = None
    validators: dict[str, str] = field(default_factory=dict)


def page(body: str, *, served: Served | None = None, media_type: str = "text/html; charset=utf-8") -> Answer:
    """An answer that is all right."""
    return Answer(headers=(("Content-Type", media_type),), body=body.encode(), served=served)


def redirect(address: str, *, status: int = 302) -> Answer:
    """Go there."""
    return Answer(status=status, headers=(("Location", address),))


def failure(status: int, *, retry_after: int = 0) -> Answer:
    """An error page."""
    waiting = (("Retry-After", str(retry_after)),) if retry_after else ()
    body = f"<html><body><h1>{status}</h1></body></html>".encode()
    return Answer(status=status, headers=(("Content-Type", "text/html; charset=utf-8"), *waiting), body=body)


def etag_of(body: bytes) -> str:
    """A strong validator."""
    return f'"{hashlib.sha256(body).hexdigest()[:20]}"'
