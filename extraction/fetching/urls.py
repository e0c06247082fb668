"""Text is an http(s) URL or it is refused with one line that says what it lacks."""

import ipaddress
import re

import httpx2

LONGEST_URL = 2_000  # characters
PORTS = {"http": 80, "https": 443}
NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")


def parsed(url: str) -> httpx2.URL:
    """The URL in parts: scheme and host in lower case, an international name in its ASCII form.

    Raises ValueError for what is longer than 2,000 characters, has control characters, is not http(s), has no
    well-formed host, or carries a user's name.
    """
    if len(url) > LONGEST_URL:
        raise ValueError(f"is longer than {LONGEST_URL:,} characters")
    if not all(c.isprintable() for c in url):
        raise ValueError("has control characters in it")
    try:
        parts = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError) as error:
        raise ValueError(f"is no URL ({error})") from None
    if parts.scheme not in PORTS:
        raise ValueError("is no http(s) URL")
    if parts.userinfo:
        raise ValueError("carries a user's name, which is refused")
    if not is_host(parts.raw_host.decode("ascii").lower()):
        raise ValueError("has no well-formed host")
    if not 0 < port_of(parts) < 65_536:
        raise ValueError("has a port that there is not")
    return parts


def is_host(host: str) -> bool:
    """Whether this is a name or an address, without a zone."""
    if ":" not in host:
        return len(host) <= 253 and NAME.fullmatch(host) is not None
    try:
        return "%" not in host and ipaddress.ip_address(host).version == 6
    except ValueError:
        return False


def port_of(parts: httpx2.URL) -> int:
    """The port, also where the URL leaves it to its scheme."""
    return PORTS[parts.scheme] if parts.port is None else parts.port


def name_of(parts: httpx2.URL) -> str:
    """The host as names are resolved: lower case, ASCII, no dot at its end, no brackets."""
    return parts.raw_host.decode("ascii").lower().rstrip(".")


def netloc_of(parts: httpx2.URL, *, name: str = "", with_port: bool = False) -> str:
    """The host as a URL writes it, with its port where that is not the scheme's own (or always)."""
    name = name or name_of(parts)
    host = f"[{name}]" if ":" in name else name
    port = port_of(parts)
    return f"{host}:{port}" if with_port or port != PORTS[parts.scheme] else host


def host_of(url: str) -> str:
    """Whom a URL asks, as `host:port`: what a pace and a robots.txt hold for. Raises ValueError like `parsed`."""
    try:
        return netloc_of(parsed(url.strip()), with_port=True)
    except ValueError as error:
        raise ValueError(f"{url[:300]!r} {error}") from None
