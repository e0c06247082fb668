"""A URL is hostile: where it leads is checked when the connection is made, whatever names and redirects led there."""

import ipaddress
import socket
import time
from collections.abc import Iterable, Sequence

import httpcore2
import httpx2

from extraction.articles.files import LARGEST
from extraction.articles.formats import take
from extraction.articles.offers import Refused, Taken

TIMEOUT = httpx2.Timeout(20.0, connect=10.0)
LONGEST = 60.0  # seconds for one body
REDIRECTS = 5
AGENT = "pledge-tracker (reads published news; see README)"

type Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class PrivateAddress(httpcore2.ConnectError):
    """The host's address is not a public one."""


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to public addresses and to `allowed` networks only: the address that is checked is the one used.

    Resolving here, once, covers redirects, rebinding names, decimal and IPv4-mapped spellings alike.
    """

    def __init__(self, allowed: Sequence[Network] = ()) -> None:
        self._allowed = allowed
        self._backend = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"{host} has no address ({error})") from None
        addresses = [str(entry[4][0]) for entry in found]
        for address in addresses:
            if not is_open(address, self._allowed):
                raise PrivateAddress(f"{host} leads to the private address {address}, which is refused")
        for address in addresses[:-1]:
            try:
                return self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._backend.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        raise PrivateAddress("unix sockets are refused")


def is_open(address: str, allowed: Sequence[Network]) -> bool:
    """Whether an address is public, or within an allowed network."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    candidates = [ip, *([mapped] if mapped else [])]
    if any(ip in network for network in allowed if network.version == ip.version):
        return True
    return all(c.is_global and not c.is_multicast for c in candidates)


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """CIDR texts as networks; raises ValueError naming the first that is none."""
    return tuple(ipaddress.ip_network(text, strict=False) for text in texts)


def fetch(url: str, *, allowed: Sequence[Network] = (), largest: int = LARGEST) -> Taken:
    """The article at an `http(s)` URL. Raises Refused, naming the URL, for whatever goes wrong."""
    if not url.startswith(("http://", "https://")):
        raise Refused(f"{url}: is no http(s) URL")
    transport = httpx2.HTTPTransport(retries=0)
    transport._pool = httpcore2.ConnectionPool(  # httpx2 offers no argument for the backend
        ssl_context=httpx2.create_ssl_context(trust_env=False), network_backend=GuardedBackend(allowed)
    )
    try:
        with (
            httpx2.Client(
                transport=transport,
                timeout=TIMEOUT,
                follow_redirects=True,
                max_redirects=REDIRECTS,
                trust_env=False,
                headers={"user-agent": AGENT, "accept": "text/html, text/plain;q=0.9"},
            ) as client,
            client.stream("GET", url) as response,
        ):
            if response.status_code >= 400:
                raise Refused(f"{url}: answered {response.status_code} {response.reason_phrase}")
            data = read_capped(response, largest=largest, url=url)
            kind = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
            charset = response.charset_encoding or ""
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ValueError) as error:
        raise Refused(f"{url}: {str(error) or type(error).__name__}") from None
    return take(data, name=url, media_type=kind, charset=charset, url=url)


def read_capped(response: httpx2.Response, *, largest: int, url: str) -> bytes:
    """The body as decoded, refused beyond `largest` bytes: a small reply may unpack to a huge one."""
    chunks, size = [], 0
    deadline = time.monotonic() + LONGEST
    for chunk in response.iter_bytes():
        size += len(chunk)
        if time.monotonic() > deadline:
            raise Refused(f"{url}: took longer than {LONGEST:.0f} seconds")
        if size > largest:
            raise Refused(f"{url}: is larger than {largest:,} bytes")
        chunks.append(chunk)
    return b"".join(chunks)
