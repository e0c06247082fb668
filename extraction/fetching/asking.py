"""A URL is asked by GET, redirects are followed by hand, and what comes is an answer or a reason why there is none."""

import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx2

from extraction.fetching.addresses import Network
from extraction.fetching.answers import Answer, answer_of, kept
from extraction.fetching.exchange import HEADS_BYTES, Exchange
from extraction.fetching.failures import Cause, Failure, FetchFailed, answered, failed, shown, wait_of
from extraction.fetching.lines import Deadline, Line, Resolver, connect, system_addresses
from extraction.fetching.unpacking import ACCEPTED, unpacked
from extraction.fetching.urls import name_of, netloc_of, parsed, port_of

LARGEST = 10_000_000  # bytes of a body, unpacked
SECONDS = 60.0  # for a fetch, from the first name looked up to the last byte
REDIRECTS = 5
AGENT_NAME = "pledge-tracker"
"""By this name robots.txt may speak of us."""

PAGES = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5"
READ = frozenset({200, 203})
MOVED = frozenset({301, 302, 303, 307, 308})


def user_agent(contact: str = "") -> str:
    """Who asks, honestly, and whom to write to (an address or a page). Raises ValueError for what no header can say."""
    if not (contact.isascii() and contact.isprintable()):
        raise ValueError(f"{contact!r} can't be sent as a contact: plain ASCII only")
    return f"{AGENT_NAME}/1.0 (reads published news; {contact or 'no contact given'})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a whole fetch is done: what all its requests share."""

    allowed: Sequence[Network]
    largest: int
    deadline: Deadline
    resolver: Resolver
    trust: ssl.SSLContext | None
    headers: tuple[tuple[str, str], ...]


def ask(
    url: str,
    *,
    allowed: Sequence[Network] = (),
    etag: str = "",
    last_modified: str = "",
    accept: str = PAGES,
    largest: int = LARGEST,
    seconds: float = SECONDS,
    before_each: Callable[[str], None] | None = None,
    agent: str = "",
    resolver: Resolver = system_addresses,
    trust: ssl.SSLContext | None = None,
) -> Answer:
    """The answer of an http(s) URL, its body unpacked and at most `largest` bytes, within `seconds` in all.

    `etag` and `last_modified` are sent to the first address only: an answer of `not_modified` speaks of it.
    `before_each` is called with every address before it is asked, redirects too, and may raise what it likes; its
    time counts. `resolver` and `trust` stand in for the system's look-up of names and its certificates. Raises
    FetchFailed for whatever else goes wrong.
    """
    manner = Manner(
        allowed=allowed,
        largest=largest,
        deadline=Deadline(seconds),
        resolver=resolver,
        trust=trust,
        headers=(
            ("user-agent", agent or user_agent()),
            ("accept", accept),
            ("accept-encoding", ACCEPTED),
            ("connection", "close"),
        ),
    )
    conditions = tuple(
        (name, value) for name, value in (("if-none-match", etag), ("if-modified-since", last_modified)) if value
    )
    try:
        return _follow(url, manner=manner, conditions=conditions, before_each=before_each)
    except Failure as failure:
        raise failed(url, failure) from None


def _follow(
    url: str,
    *,
    manner: Manner,
    conditions: tuple[tuple[str, str], ...],
    before_each: Callable[[str], None] | None,
) -> Answer:
    here, been = _first(url), set[str]()
    while True:
        address = str(here)
        been.add(address)
        if before_each:
            before_each(address)
        outcome = _one(url, here, manner=manner, conditions=() if len(been) > 1 else conditions)
        if isinstance(outcome, Answer):
            return outcome
        here = _next(here, outcome, been)


def _one(asked: str, here: httpx2.URL, *, manner: Manner, conditions: tuple[tuple[str, str], ...]) -> Answer | str:
    """One request: the answer, or where it sends us."""
    with connect(
        name_of(here),
        port_of(here),
        secure=here.scheme == "https",
        deadline=manner.deadline,
        budget=HEADS_BYTES,
        allowed=manner.allowed,
        resolver=manner.resolver,
        trust=manner.trust,
    ) as line:
        exchange = Exchange(line)
        response = exchange.head(
            target=here.raw_path, headers=_encoded((("host", netloc_of(here)), *manner.headers, *conditions))
        )
        if response.status_code in MOVED:
            return dict(response.headers).get(b"location", b"").decode("latin-1")
        headers = kept(response.headers)
        body = b""
        if response.status_code in READ:
            body = _body(exchange, line, coding=headers.get("content-encoding", ""), manner=manner)
        elif response.status_code != 304 or not conditions:
            raise _no_page(asked, here, status=response.status_code, reason=response.reason, headers=headers)
    return answer_of(
        asked=asked,
        final=str(here),
        status=response.status_code,
        headers=headers,
        body=body,
        conditions=dict(conditions),
    )


def _body(exchange: Exchange, line: Line, *, coding: str, manner: Manner) -> bytes:
    """The body, unpacked. On the wire it may be a little larger than in the end: short chunks are framed."""
    too_large = Failure(Cause.TOO_LARGE, f"is larger than {manner.largest:,} bytes")
    line.extend(manner.largest + manner.largest // 8)
    parts, size = [], 0
    try:
        for part in _timed(unpacked(exchange.body(), coding), manner.deadline):
            size += len(part)
            if size > manner.largest:
                raise too_large
            parts.append(part)
    except Failure as failure:
        raise too_large if failure.cause is Cause.TOO_LARGE else failure from None
    return b"".join(parts)


def _timed(parts: Iterable[bytes], deadline: Deadline) -> Iterator[bytes]:
    """Unpacking takes time too."""
    for part in parts:
        deadline.within(0)
        yield part


def _first(url: str) -> httpx2.URL:
    try:
        return parsed(url.strip()).copy_with(fragment=None)
    except ValueError as error:
        raise Failure(Cause.BAD_URL, str(error)) from None


def _next(here: httpx2.URL, location: str, been: set[str]) -> httpx2.URL:
    """Where a redirect leads. From https to http is followed, and `final` tells."""
    if not location:
        raise Failure(Cause.REDIRECTS, "redirects without saying where to")
    try:
        there = parsed(str(here.join(_as_sent(location)))).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError) as error:
        raise Failure(Cause.REDIRECTS, f"redirects to {shown(location[:100])}, which {error}") from None
    if str(there) in been:
        raise Failure(Cause.REDIRECTS, f"redirects in a circle, to {there}")
    if len(been) > REDIRECTS:
        raise Failure(Cause.REDIRECTS, f"redirects more than {REDIRECTS} times")
    return there


def _as_sent(location: str) -> str:
    """Headers are read as Latin-1; an address with other letters in it was sent as UTF-8."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return location


def _encoded(headers: Iterable[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    try:
        return [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers]
    except UnicodeEncodeError as error:
        raise Failure(Cause.BAD_URL, f"can't be asked with such headers ({error.reason})") from None


def _no_page(asked: str, here: httpx2.URL, *, status: int, reason: bytes, headers: dict[str, str]) -> FetchFailed:
    words = reason.decode("latin-1")
    return answered(
        asked,
        status=status,
        reason=words if str(here) == asked else f"{words} at {here}",
        retry_after=wait_of(headers.get("retry-after", ""), now=datetime.now(UTC)),
    )
