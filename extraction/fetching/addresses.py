"""Only public addresses are asked, however they are spelt or wrapped, unless a setting names their network."""

import ipaddress
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address

UNICAST6 = ipaddress.IPv6Network("2000::/3")
"""All of IPv6 that is handed out to the public lies here."""

NOT_PUBLIC = tuple(
    ipaddress.ip_network(text)
    for text in (
        "2001::/23",  # protocol assignments, with Teredo, which wraps IPv4
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which wraps IPv4
        "3fff::/20",  # documentation
        "192.88.99.0/24",  # the way into 6to4
    )
)

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""The well-known prefix: its last 32 bits are the IPv4 address that is reached (RFC 6052).

The prefix for local use, 64:ff9b:1::/48, hides the address at a place that its owner chooses: it is not public.
"""

WRITTEN = re.compile(r"\[(?P<six>[^\]]+)\](:(?P<port6>\d+))?|(?P<four>[\d./]+)(:(?P<port4>\d+))?|(?P<bare>[\da-f:./]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Addresses that may be asked though they are not public; with a port, on that port alone."""

    block: ipaddress.IPv4Network | ipaddress.IPv6Network
    port: int | None = None

    def holds(self, address: Address, port: int) -> bool:
        return (
            address.version == self.block.version and address in self.block and (self.port is None or port == self.port)
        )


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Blocks as texts: `10.0.0.0/8`, `127.0.0.1/32:8123`, `fd00::/8`, `[::1/128]:8123`.

    Raises ValueError naming the first that is none.
    """
    return tuple(_network(text) for text in texts)


def is_open(address: str, port: int, allowed: Sequence[Network] = ()) -> bool:
    """Whether an address is public, or within an allowed network. One with a zone (`fe80::1%eth0`) never is."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if getattr(ip, "scope_id", None):
        return False
    return any(network.holds(ip, port) for network in allowed) or is_public(ip)


def is_public(ip: Address) -> bool:
    """Whether everybody may reach an address: what wraps an IPv4 address is not, or for NAT64 is as public as that."""
    if ip.is_multicast or any(ip in block for block in NOT_PUBLIC if block.version == ip.version):
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global
    if ip in NAT64:
        return is_public(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF))
    return ip in UNICAST6


def _network(text: str) -> Network:
    match = WRITTEN.fullmatch(text.strip().lower())
    port = match and (match["port6"] or match["port4"])
    try:
        if match is None or (port and not 0 < int(port) < 65_536):
            raise ValueError("not a block, with or without a port")
        block = ipaddress.ip_network(match["six"] or match["four"] or match["bare"], strict=False)
        if match["six"] and block.version != 6:
            raise ValueError("brackets are for IPv6")
    except ValueError as error:
        raise ValueError(f"{text!r} names no network, as in 10.0.0.0/8 or 127.0.0.1/32:8123 ({error})") from None
    return Network(block=block, port=int(port) if port else None)
