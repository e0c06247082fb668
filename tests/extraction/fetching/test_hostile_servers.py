"""Whatever a server does, a fetch ends in time, within bounds, with one line that says why."""

import gzip
import itertools
import json
import random
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Sequence

import brotli
import pytest
from backports import zstd

from extraction.fetching import FetchFailed, ask, networks
from extraction.fetching.failures import Cause
from tests.extraction.fetching.sites import Script, Site, dripping, moved, page, pausing, streaming

LOOPBACK = networks(["127.0.0.0/8"])
SECONDS = 0.6
GENEROUS = 8.0  # seconds; an endless server would never end, and a busy machine is slow
OK = b"HTTP/1.1 200 OK\r\n"
BLOCK = b"\x00\x00\x00\xff\xff"  # an empty deflate block, after which another comes
GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def failure_of(url: str, **options: object) -> FetchFailed:
    begun = time.monotonic()
    with pytest.raises(FetchFailed) as failure:
        ask(url, **({"allowed": LOOPBACK, "seconds": SECONDS} | options))  # type: ignore[arg-type]  # named in each test
    assert time.monotonic() - begun < GENEROUS
    assert str(failure.value).isprintable()
    assert url in str(failure.value)
    return failure.value


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(pausing(30, b""), id="says-nothing"),
        pytest.param(dripping(b"", b"H"), id="drips-a-status-line"),
        pytest.param(dripping(OK, b"X-A: b\r\n"), id="drips-headers"),
        pytest.param(dripping(OK + b"X-A: ", b"b"), id="drips-one-header"),
        pytest.param(dripping(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"), id="drips-interim-answers"),
        pytest.param(dripping(OK + b"\r\n", b"a"), id="drips-a-body"),
        pytest.param(dripping(OK + b"Content-Length: 1000000\r\n\r\n", b"a"), id="drips-a-long-body"),
        pytest.param(dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n", chunk(b"a")), id="drips-chunks"),
        pytest.param(dripping(OK + b"Content-Encoding: gzip\r\n\r\n" + GZIP_HEAD, BLOCK), id="drips-empty-gzip-blocks"),
        pytest.param(dripping(OK + b"Content-Encoding: deflate\r\n\r\n\x78\x9c", BLOCK), id="drips-empty-blocks"),
        pytest.param(dripping(OK + b"Content-Encoding: zstd\r\n\r\n", zstd.compress(b"")), id="drips-empty-frames"),
    ],
)
def test_ends_what_is_spun_out_at_the_deadline(site: Site, script: Script) -> None:
    failure = failure_of(site.serves("/a", script))
    assert "took longer than 0.6 seconds" in str(failure)
    assert (failure.cause, failure.temporary) == (Cause.TOO_SLOW, True)


def test_counts_the_pauses_of_redirects_together(site: Site) -> None:
    for step in range(6):
        site.serves(f"/{step}", pausing(0.25, moved(f"/{step + 1}")))
    failure = failure_of(site.address + "/0")
    assert failure.cause is Cause.TOO_SLOW
    assert len(site.requests) < 5


def test_ends_a_handshake_that_never_comes(site: Site) -> None:
    failure = failure_of(site.address.replace("http:", "https:") + "/")
    assert failure.cause in {Cause.TOO_SLOW, Cause.UNREACHABLE}
    assert failure.temporary


def test_ends_a_handshake_with_who_stays_silent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        failure = failure_of(f"https://127.0.0.1:{silent.getsockname()[1]}/")
    assert failure.cause is Cause.TOO_SLOW


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(streaming(OK + b"\r\n", b"a" * 65_536), id="endless-body"),
        pytest.param(
            streaming(OK + b"Transfer-Encoding: chunked\r\n\r\n", chunk(b"a") * 5_000), id="endless-short-chunks"
        ),
        pytest.param(
            streaming(OK + b"Content-Encoding: gzip\r\n\r\n" + GZIP_HEAD, BLOCK * 13_000), id="endless-empty-blocks"
        ),
        pytest.param(
            streaming(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"a"), bytes(65_536)), id="endless-padding"
        ),
        pytest.param(
            streaming(OK + b"Content-Encoding: zstd\r\n\r\n", zstd.compress(b"") * 5_000), id="endless-empty-frames"
        ),
        pytest.param(streaming(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 2_000), id="endless-interim-answers"),
        pytest.param(streaming(OK + b"X-A: ", b"a" * 65_536), id="endless-header"),
        pytest.param(streaming(OK, b"X-A: b\r\n" * 8_000), id="endless-headers"),
        pytest.param(page(b"a" * 100_001), id="just-too-large"),
        pytest.param(page(gzip.compress(bytes(100_001)), "Content-Encoding: gzip"), id="just-too-large-unpacked"),
    ],
)
def test_ends_what_is_endless_by_its_size(site: Site, script: Script | bytes) -> None:
    failure = failure_of(site.serves("/a", script), largest=100_000, seconds=20)
    assert failure.cause is Cause.TOO_LARGE
    assert not failure.temporary


def test_takes_a_body_of_the_largest_size(site: Site) -> None:
    answer = ask(site.serves("/a", page(b"a" * 100_000)), allowed=LOOPBACK, largest=100_000, seconds=20)
    assert len(answer.body) == 100_000


NOISE = random.Random(8).randbytes(3_000)


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        pytest.param(page(b"abc", length=9), Cause.CUT_SHORT, id="shorter-than-it-said"),
        pytest.param(page(b"abcdef", length=3), Cause.BAD_ANSWER, id="longer-than-it-said"),
        pytest.param(page(b"abc", "Content-Length: 2"), Cause.BAD_ANSWER, id="two-lengths"),
        pytest.param(page(b"abc", "Content-Length: -1"), Cause.BAD_ANSWER, id="a-negative-length"),
        pytest.param(b"", Cause.CUT_SHORT, id="no-answer"),
        pytest.param(OK + b"Content-Type: te", Cause.CUT_SHORT, id="half-a-head"),
        pytest.param(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabc", Cause.CUT_SHORT, id="half-a-chunk"),
        pytest.param(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n", Cause.BAD_ANSWER, id="no-chunk"),
        pytest.param(b"HELLO 200\r\n\r\n", Cause.BAD_ANSWER, id="no-status-line"),
        pytest.param(b"HTTP/1.1 2x0 OK\r\n\r\n", Cause.BAD_ANSWER, id="no-status"),
        pytest.param(b"\x16\x03\x01\x00\xa5" * 9, Cause.BAD_ANSWER, id="another-protocol"),
        pytest.param(OK + b"X A: b\r\n\r\n", Cause.BAD_ANSWER, id="a-header-with-a-space"),
        pytest.param(OK + b"X-A: b\x00c\r\n\r\n", Cause.BAD_ANSWER, id="a-header-with-nul"),
        pytest.param(b"HTTP/1.1 101 Switching\r\nUpgrade: ws\r\n\r\n", Cause.BAD_ANSWER, id="switches-protocol"),
        pytest.param(OK + b"X-A: " + b"a" * 200_000 + b"\r\n\r\n", Cause.TOO_LARGE, id="a-huge-header"),
        pytest.param(page(b"abc", "Content-Encoding: rot13"), Cause.BAD_ENCODING, id="an-unknown-packing"),
        pytest.param(page(b"abc", "Content-Encoding: gzip, gzip"), Cause.BAD_ENCODING, id="packed-twice"),
        pytest.param(page(NOISE, "Content-Encoding: gzip"), Cause.BAD_ENCODING, id="no-gzip"),
        pytest.param(page(NOISE, "Content-Encoding: br"), Cause.BAD_ENCODING, id="no-brotli"),
        pytest.param(page(NOISE, "Content-Encoding: zstd"), Cause.BAD_ENCODING, id="no-zstd"),
        pytest.param(page(b"\x78\x9c" + NOISE, "Content-Encoding: deflate"), Cause.BAD_ENCODING, id="no-deflate"),
        pytest.param(page(b"\x78", "Content-Encoding: deflate"), Cause.CUT_SHORT, id="a-byte-of-deflate"),
        pytest.param(page(gzip.compress(NOISE)[:-9], "Content-Encoding: gzip"), Cause.CUT_SHORT, id="half-a-gzip"),
        pytest.param(page(zlib.compress(NOISE)[:-9], "Content-Encoding: deflate"), Cause.CUT_SHORT, id="half-deflate"),
        pytest.param(page(brotli.compress(NOISE)[:-9], "Content-Encoding: br"), Cause.CUT_SHORT, id="half-a-brotli"),
        pytest.param(page(zstd.compress(NOISE)[:-9], "Content-Encoding: zstd"), Cause.CUT_SHORT, id="half-a-zstd"),
        pytest.param(
            page(gzip.compress(NOISE)[:-4] + b"\0\0\0\1", "Content-Encoding: gzip"), Cause.BAD_ENCODING, id="wrong-sum"
        ),
    ],
)  # fmt: skip
def test_says_what_is_wrong_with_an_answer(site: Site, answer: bytes, cause: Cause) -> None:
    failure = failure_of(site.serves("/a", answer), seconds=5)
    assert failure.cause is cause
    assert failure.temporary is (cause is Cause.CUT_SHORT)


def wide_zstd(size: int) -> bytes:
    """A frame that wants a window of 128 MiB to be unpacked."""
    options = {int(zstd.CompressionParameter.window_log): 27, int(zstd.CompressionParameter.content_size_flag): 0}
    packer = zstd.ZstdCompressor(options=options)
    return packer.compress(bytes(size)) + packer.flush()


MEASURED = """
import json, resource, sys
from extraction.fetching import FetchFailed, ask, networks
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    ask(sys.argv[1], allowed=networks(["127.0.0.0/8"]), largest=1)
except FetchFailed:
    before = peak()
try:
    ask(sys.argv[2], allowed=networks(["127.0.0.0/8"]), seconds=50)
except FetchFailed as failure:
    print(json.dumps([failure.cause, peak() - before]))
"""


@pytest.mark.parametrize(
    ("coding", "bomb", "cause"),
    [
        pytest.param("gzip", lambda: gzip.compress(bytes(100_000_000), 9), Cause.TOO_LARGE, id="gzip"),
        pytest.param("deflate", lambda: zlib.compress(bytes(100_000_000), 9), Cause.TOO_LARGE, id="deflate"),
        pytest.param("br", lambda: brotli.compress(bytes(100_000_000), quality=5), Cause.TOO_LARGE, id="br"),
        pytest.param("zstd", lambda: zstd.compress(bytes(100_000_000)), Cause.TOO_LARGE, id="zstd"),
        pytest.param("zstd", lambda: wide_zstd(100_000_000), Cause.BAD_ENCODING, id="zstd-wide-window"),
    ],
)
def test_unpacks_a_bomb_in_bounded_memory(site: Site, coding: str, bomb: Callable[[], bytes], cause: Cause) -> None:
    small = site.serves("/small", page(b"small"))
    url = site.serves("/bomb", page(bomb(), f"Content-Encoding: {coding}"))
    ran = subprocess.run([sys.executable, "-c", MEASURED, small, url], capture_output=True, text=True, check=True)
    found, grown = json.loads(ran.stdout)
    assert found == cause
    assert grown < 50_000  # KiB, for a limit of 10 MB and 100 MB that would come of it


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]", "0"]
)
def test_refuses_a_private_address_however_it_is_spelt(site: Site, host: str) -> None:
    failure = failure_of(f"http://{host}:{site.port}/a", allowed=())
    assert "private address" in str(failure)
    assert (failure.cause, failure.temporary) == (Cause.REFUSED_ADDRESS, False)
    assert site.requests == []


@pytest.mark.parametrize(
    "there", ["http://10.0.0.1/x", "http://169.254.169.254/latest", "http://[::1]/", "//[fe80::1]/"]
)
def test_refuses_a_redirect_to_a_private_address(site: Site, there: str) -> None:
    assert failure_of(site.serves("/a", moved(there))).cause is Cause.REFUSED_ADDRESS


def test_lets_a_network_be_asked_on_its_own_port_only(site: Site) -> None:
    url = site.serves("/a", page(b"abc"))
    assert ask(url, allowed=networks([f"127.0.0.1/32:{site.port}"])).body == b"abc"
    assert failure_of(url, allowed=networks([f"127.0.0.1/32:{site.port + 1}"])).cause is Cause.REFUSED_ADDRESS


def test_refuses_a_name_of_which_one_address_is_private(site: Site) -> None:
    failure = failure_of(
        f"http://news.example:{site.port}/a", allowed=(), resolver=lambda host, port: ("93.184.216.34", "127.0.0.1")
    )
    assert "leads to the private address 127.0.0.1" in str(failure)


def test_refuses_a_name_that_leads_elsewhere_at_the_second_look(site: Site) -> None:
    """The name is looked up once for each connection, and what was looked at is what is connected to."""
    answers = itertools.chain([("127.0.0.2",)], itertools.repeat(("127.0.0.1",)))
    looked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        looked.append(host)
        return next(answers)

    url = f"http://news.example:{site.port}/a"
    failure = failure_of(url, allowed=networks(["127.0.0.2/32"]), resolver=rebinding)
    assert failure.cause is Cause.UNREACHABLE  # nobody listens there; 127.0.0.1 was not tried
    assert looked == ["news.example"]
    failure = failure_of(url, allowed=networks(["127.0.0.2/32"]), resolver=rebinding)
    assert failure.cause is Cause.REFUSED_ADDRESS
    assert site.requests == []


def test_ends_a_look_up_that_takes_for_ever() -> None:
    def slow(host: str, port: int) -> Sequence[str]:
        time.sleep(30)
        return ("127.0.0.1",)

    assert failure_of("http://news.example/a", resolver=slow).cause is Cause.TOO_SLOW


@pytest.mark.parametrize(
    ("resolver", "cause"),
    [
        pytest.param(lambda host, port: (), Cause.NO_ADDRESS, id="no-address"),
        pytest.param(lambda host, port: ("garbage",), Cause.REFUSED_ADDRESS, id="garbage"),
        pytest.param(lambda host, port: ("fe80::1%lo",), Cause.REFUSED_ADDRESS, id="zone"),
    ],
)
def test_refuses_what_is_no_public_address(resolver: Callable[[str, int], Sequence[str]], cause: Cause) -> None:
    assert failure_of("http://news.example/a", allowed=(), resolver=resolver).cause is cause


def test_tries_the_next_address_where_one_is_deaf(site: Site) -> None:
    url = site.serves("/a", page(b"abc")).replace("127.0.0.1", "news.example")
    assert ask(url, allowed=LOOPBACK, resolver=lambda host, port: ("127.0.0.9", "127.0.0.1")).body == b"abc"


def test_calls_a_closed_port_temporary(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    failure = failure_of(f"http://127.0.0.1:{port}/")
    assert (failure.cause, failure.temporary) == (Cause.UNREACHABLE, True)
