"""An encrypted page is asked under its name, and only of who can prove the name."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from extraction.fetching import FetchFailed, ask, networks
from extraction.fetching.failures import Cause
from tests.extraction.fetching.sites import Site, dripping, moved, page, running

LOOPBACK = networks(["127.0.0.0/8"])
CERTIFICATE = Path(__file__).with_name("certificate.pem")
"""Of `news.example`, signed by itself, with its key: it secures nothing but these tests."""


def here(host: str, port: int) -> tuple[str, ...]:
    return ("127.0.0.1",)


@pytest.fixture
def trust() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATE))


@pytest.fixture
def encrypted() -> Iterator[Site]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    with running(context) as it:
        yield it


def test_asks_an_encrypted_page(encrypted: Site, trust: ssl.SSLContext) -> None:
    url = encrypted.serves("/a", page(b"abc"))
    answer = ask(url, allowed=LOOPBACK, resolver=here, trust=trust, seconds=10)
    assert (answer.body, answer.final) == (b"abc", url)


def test_follows_to_a_plain_address_and_tells(encrypted: Site, site: Site, trust: ssl.SSLContext) -> None:
    there = site.serves("/b", page(b"abc"))
    answer = ask(encrypted.serves("/a", moved(there)), allowed=LOOPBACK, resolver=here, trust=trust, seconds=10)
    assert answer.final == there


def test_ends_a_drip_under_encryption(encrypted: Site, trust: ssl.SSLContext) -> None:
    url = encrypted.serves("/a", dripping(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"))
    with pytest.raises(FetchFailed, match="took longer than 1 seconds") as failure:
        ask(url, allowed=LOOPBACK, resolver=here, trust=trust, seconds=1)
    assert failure.value.temporary


def test_refuses_who_can_not_prove_the_name(encrypted: Site, trust: ssl.SSLContext) -> None:
    url = encrypted.serves("/a", page(b"abc"))
    with pytest.raises(FetchFailed, match="no encrypted connection") as unknown:
        ask(url, allowed=LOOPBACK, resolver=here, seconds=10)
    with pytest.raises(FetchFailed, match="no encrypted connection") as another:
        ask(url.replace("news.", "other."), allowed=LOOPBACK, resolver=here, trust=trust, seconds=10)
    assert unknown.value.cause is another.value.cause is Cause.UNREACHABLE
    assert encrypted.requests == []
