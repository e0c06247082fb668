"""Ports are of the loopback only."""

from __future__ import annotations

import socket

HOST = "127.0.0.1"


def free_port() -> int:
    """A port that nothing listens on now; the system picks it."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def free_beside(port: int) -> int:
    """A port that goes with another: the same at every start, so that addresses stay, unless somebody has taken it."""
    beside = port + 10_000 if port < 55_000 else port - 10_000
    return beside if is_free(HOST, beside) else free_port()
