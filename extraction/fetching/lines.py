"""A line to a server ends at the deadline of the whole fetch and after so many bytes, whatever comes over it.

Below HTTP nothing can be spun out: each look-up, connection, handshake, read and write gets the shorter of its own
time and what is left, and every byte counts, be it of a header, an interim answer or a body.
"""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Self

import httpx2

from extraction.fetching.addresses import Network, is_open
from extraction.fetching.failures import Cause, Failure

CONNECT_SECONDS = 10.0  # for a look-up of a name, and for each of its addresses
SILENT_SECONDS = 20.0  # without a byte read or written
READ_BYTES = 65_536

type Resolver = Callable[[str, int], Sequence[str]]


@dataclass(slots=True)
class Deadline:
    """When a fetch must be over; `clock` counts seconds and never goes back."""

    seconds: float
    clock: Callable[[], float] = time.monotonic
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        self._end = self.clock() + self.seconds

    def within(self, seconds: float) -> float:
        """The shorter of these seconds and what is left; raises Failure when nothing is."""
        left = self._end - self.clock()
        if left <= 0:
            raise self.passed()
        return min(seconds, left)

    def late(self, given: float, own: float, what: str) -> Failure:
        """Why something was not done in the time it was given: the fetch's, where that was shorter than its own."""
        return self.passed() if given < own else Failure(Cause.TOO_SLOW, f"{what} for {own:g} seconds")

    def passed(self) -> Failure:
        return Failure(Cause.TOO_SLOW, f"took longer than {self.seconds:g} seconds")


class Line:
    """A connected socket under a deadline, which reads no more than `budget` bytes."""

    def __init__(self, connected: socket.socket, *, deadline: Deadline, budget: int) -> None:
        self._socket = connected
        self._deadline = deadline
        self._budget = budget

    def extend(self, size: int) -> None:
        """Let so many bytes more be read."""
        self._budget += size

    def read(self) -> bytes:
        """The next bytes, empty at the end."""
        given = self._deadline.within(SILENT_SECONDS)
        self._socket.settimeout(given)
        try:
            data = self._socket.recv(READ_BYTES)
        except TimeoutError:
            raise self._deadline.late(given, SILENT_SECONDS, "sent nothing") from None
        except OSError as error:
            raise Failure(Cause.UNREACHABLE, f"the connection broke ({said(error)})") from None
        self._budget -= len(data)
        if self._budget < 0:
            raise Failure(Cause.TOO_LARGE, "sends more bytes than are read of one answer")
        return data

    def write(self, data: bytes) -> None:
        given = self._deadline.within(SILENT_SECONDS)
        self._socket.settimeout(given)
        try:
            self._socket.sendall(data)
        except TimeoutError:
            raise self._deadline.late(given, SILENT_SECONDS, "took nothing") from None
        except OSError as error:
            raise Failure(Cause.UNREACHABLE, f"the connection broke ({said(error)})") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()


def connect(
    host: str,
    port: int,
    *,
    secure: bool,
    deadline: Deadline,
    budget: int,
    allowed: Sequence[Network] = (),
    resolver: Resolver | None = None,
    trust: ssl.SSLContext | None = None,
) -> Line:
    """A line to a host, encrypted where `secure`. The addresses that are checked are the ones that are used."""
    addresses = resolved(host, port, deadline=deadline, resolver=resolver or system_addresses)
    for address in addresses:
        if not is_open(address, port, allowed):
            raise Failure(Cause.REFUSED_ADDRESS, f"{host} leads to the private address {address}, which is refused")
    connected = _first_that_answers(addresses, port, deadline=deadline)
    try:
        if secure:
            connected = _encrypted(connected, host, deadline=deadline, trust=trust or _trusted())
    except BaseException:
        connected.close()
        raise
    return Line(connected, deadline=deadline, budget=budget)


def resolved(host: str, port: int, *, deadline: Deadline, resolver: Resolver) -> Sequence[str]:
    """The addresses of a host. The system's look-up knows no time limit: it runs beside, and is left when late."""
    answers: queue.SimpleQueue[Sequence[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(resolver(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    given = deadline.within(CONNECT_SECONDS)
    threading.Thread(target=look_up, name=f"look up {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=given)
    except queue.Empty:
        raise deadline.late(given, CONNECT_SECONDS, f"the address of {host} was not found") from None
    if isinstance(answer, Exception):
        raise Failure(Cause.NO_ADDRESS, f"{host} has no address ({said(answer)})")
    if not answer:
        raise Failure(Cause.NO_ADDRESS, f"{host} has no address")
    return answer


def system_addresses(host: str, port: int) -> Sequence[str]:
    """What the machine's own resolver says."""
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def said(error: Exception) -> str:
    """An error's own words."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _first_that_answers(addresses: Sequence[str], port: int, *, deadline: Deadline) -> socket.socket:
    failure = ""
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=deadline.within(CONNECT_SECONDS))
        except OSError as error:
            failure = failure or said(error)
    deadline.within(0)
    raise Failure(Cause.UNREACHABLE, f"no connection ({failure})")


def _encrypted(connected: socket.socket, host: str, *, deadline: Deadline, trust: ssl.SSLContext) -> socket.socket:
    given = deadline.within(CONNECT_SECONDS)
    connected.settimeout(given)
    try:
        return trust.wrap_socket(connected, server_hostname=host)
    except TimeoutError:
        raise deadline.late(given, CONNECT_SECONDS, "agreed on no encryption") from None
    except (OSError, ValueError) as error:
        raise Failure(Cause.UNREACHABLE, f"no encrypted connection ({said(error)})") from None


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that are trusted, whatever the environment names; reading them takes a moment."""
    context = httpx2.create_ssl_context(trust_env=False)
    context.set_alpn_protocols(["http/1.1"])
    return context
