"""A page is asked for politely, and its answer says all that is worth keeping."""

import gzip
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import brotli
import pytest
from backports import zstd

from extraction.fetching import Answer, FetchFailed, ask, networks, user_agent
from extraction.fetching.failures import Cause
from tests.extraction.fetching.sites import Site, moved, page

LOOPBACK = networks(["127.0.0.0/8"])
TEXT = "Norway gave ten more howitzers, “the last ones”.".encode()


def get(url: str, **options: object) -> Answer:
    return ask(url, allowed=LOOPBACK, seconds=5, **options)  # type: ignore[arg-type]  # each test names real ones


def failure_of(url: str, **options: object) -> FetchFailed:
    with pytest.raises(FetchFailed) as failure:
        get(url, **options)
    assert "\n" not in str(failure.value)
    assert url in str(failure.value)
    return failure.value


def test_tells_of_an_answer_what_is_worth_keeping(site: Site) -> None:
    url = site.serves(
        "/a",
        page(
            TEXT, 'Content-Type: Text/HTML; Charset="UTF-8"', 'ETag: "v1"',
            "Last-Modified: Tue, 24 Nov 2026 08:00:00 GMT", "X-Powered-By: nobody",
            "Link: </a>; rel=canonical", "Link: </b>; rel=next", "X-Robots-Tag: noarchive",
        ),
    )  # fmt: skip
    answer = get(url)
    assert answer.body == TEXT
    assert (answer.asked, answer.final, answer.status) == (url, url, 200)
    assert (answer.media_type, answer.charset) == ("text/html", "utf-8")
    assert (answer.etag, answer.last_modified) == ('"v1"', "Tue, 24 Nov 2026 08:00:00 GMT")
    assert answer.headers["link"] == "</a>; rel=canonical, </b>; rel=next"
    assert set(answer.headers) == {
        "content-length", "content-type", "etag", "last-modified", "link", "x-robots-tag"
    }  # fmt: skip
    assert not answer.not_modified


@pytest.mark.parametrize(
    ("declared", "media_type", "charset"),
    [
        pytest.param("text/plain;charset=windows-1251", "text/plain", "windows-1251", id="unquoted"),
        pytest.param("application/rss+xml", "application/rss+xml", "", id="no-charset"),
        pytest.param("nonsense", "", "", id="no-type"),
        pytest.param("", "", "", id="empty"),
    ],
)
def test_reads_what_a_body_is_declared_to_be(site: Site, declared: str, media_type: str, charset: str) -> None:
    answer = get(site.serves("/a", page(TEXT, f"Content-Type: {declared}")))
    assert (answer.media_type, answer.charset) == (media_type, charset)


def test_says_who_asks_and_for_what(site: Site) -> None:
    get(site.serves("/a", page(TEXT)), agent=user_agent("desk@tracker.example"), accept="application/rss+xml")
    ((_, headers),) = site.requests
    assert headers["user-agent"] == "pledge-tracker/1.0 (reads published news; desk@tracker.example)"
    assert headers["accept"] == "application/rss+xml"
    assert headers["host"] == f"127.0.0.1:{site.port}"
    assert "cookie" not in headers


@pytest.mark.parametrize("contact", ["a\r\nX-Other: b", "дім"])
def test_refuses_a_contact_that_no_header_can_say(contact: str) -> None:
    with pytest.raises(ValueError, match="contact"):
        user_agent(contact)


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        pytest.param("gzip", gzip.compress, id="gzip"),
        pytest.param("gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:]), id="gzip-members"),
        pytest.param("gzip", lambda data: gzip.compress(data) + bytes(16), id="gzip-padding"),
        pytest.param("deflate", zlib.compress, id="deflate"),
        pytest.param("deflate", raw_deflate, id="deflate-bare"),
        pytest.param("br", brotli.compress, id="br"),
        pytest.param("zstd", zstd.compress, id="zstd"),
        pytest.param("zstd", lambda data: zstd.compress(data[:9]) + zstd.compress(data[9:]), id="zstd-frames"),
        pytest.param("identity", bytes, id="identity"),
    ],
)
@pytest.mark.parametrize("size", [0, 48, 700_000])
def test_unpacks_a_body(site: Site, coding: str, pack: Callable[[bytes], bytes], size: int) -> None:
    body = (TEXT * 20_000)[:size]
    assert get(site.serves("/a", page(pack(body), f"Content-Encoding: {coding}"))).body == body


def test_takes_a_body_without_a_length_or_in_chunks(site: Site) -> None:
    open_end = site.serves("/open", b"HTTP/1.0 200 OK\r\n\r\n" + TEXT)
    chunked = site.serves(
        "/chunks", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n4\r\n two\r\n0\r\n\r\n"
    )
    assert get(open_end).body == TEXT
    assert get(chunked).body == b"one two"


def test_asks_only_whether_a_page_has_changed(site: Site) -> None:
    url = site.serves("/a", page(b"", "Cache-Control: max-age=60", status="304 Not Modified"))
    answer = get(url, etag='"v1"', last_modified="Tue, 24 Nov 2026 08:00:00 GMT")
    ((_, headers),) = site.requests
    assert headers["if-none-match"] == '"v1"'
    assert headers["if-modified-since"] == "tue, 24 nov 2026 08:00:00 gmt"
    assert answer.not_modified
    assert answer.body == b""
    assert (answer.etag, answer.last_modified) == ('"v1"', "Tue, 24 Nov 2026 08:00:00 GMT")


def test_sends_conditions_to_the_first_address_only(site: Site) -> None:
    site.serves("/new", page(TEXT, 'ETag: "of-new"'))
    answer = get(site.serves("/old", moved("/new")), etag='"of-old"')
    assert ["if-none-match" in headers for _, headers in site.requests] == [True, False]
    assert answer.etag == '"of-new"'


def test_refuses_not_modified_where_nothing_was_known(site: Site) -> None:
    failure = failure_of(site.serves("/a", page(b"", status="304 Not Modified")))
    assert (failure.status, failure.temporary) == (304, False)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_follows_a_redirect_and_keeps_where_it_led(site: Site, status: str) -> None:
    site.serves("/b/c?d=1", page(TEXT))
    url = site.serves("/b/a", moved("c?d=1#part", status))
    answer = get(url)
    assert (answer.asked, answer.final, answer.body) == (url, site.address + "/b/c?d=1", TEXT)


def test_calls_before_each_request_with_its_address(site: Site) -> None:
    called: list[str] = []
    site.serves("/b", page(TEXT))
    get(site.serves("/a", moved("/b")) + "#top", before_each=called.append)
    assert called == [site.address + "/a", site.address + "/b"]


def test_asks_nothing_more_once_it_is_told_to_wait(site: Site) -> None:
    class Wait(Exception):
        pass

    def before_each(url: str) -> None:
        if url.endswith("/b"):
            raise Wait(url)

    with pytest.raises(Wait):
        get(site.serves("/a", moved("/b")), before_each=before_each)
    assert site.asked() == ["/a"]


@pytest.mark.parametrize(
    ("location", "says"),
    [
        pytest.param("/a", "in a circle", id="itself"),
        pytest.param("", "without saying where", id="nowhere"),
        pytest.param("ftp://files.example/a", "no http(s) URL", id="another-scheme"),
        pytest.param("javascript:alert(1)", "no http(s) URL", id="script"),
        pytest.param("http://me:secret@news.example/", "user's name", id="user"),
        pytest.param("http://[bad/", "no well-formed host", id="no-host"),
        pytest.param("/" + "x" * 3_000, "longer than", id="too-long"),
    ],
)
def test_refuses_a_redirect_that_leads_nowhere(site: Site, location: str, says: str) -> None:
    failure = failure_of(site.serves("/a", moved(location)))
    assert says in str(failure)
    assert failure.cause is Cause.REDIRECTS
    assert not failure.temporary


def test_ends_a_circle_and_a_chain_of_redirects(site: Site) -> None:
    site.serves("/1", moved("/2"))
    site.serves("/2", moved("/1"))
    assert "in a circle" in str(failure_of(site.address + "/1"))
    for step in range(9):
        site.serves(f"/step{step}", moved(f"/step{step + 1}"))
    assert "more than 5 times" in str(failure_of(site.address + "/step0"))
    assert site.asked()[-1] == "/step5"


@pytest.mark.parametrize(
    ("status", "temporary"),
    [
        ("400 Bad Request", False), ("401 Unauthorized", False), ("403 Forbidden", False), ("404 Not Found", False),
        ("410 Gone", False), ("451 Unavailable", False), ("204 No Content", False), ("206 Partial Content", False),
        ("300 Multiple Choices", False), ("408 Request Timeout", True), ("425 Too Early", True),
        ("429 Too Many Requests", True), ("500 Internal Server Error", True), ("502 Bad Gateway", True),
        ("503 Service Unavailable", True), ("202 Accepted", True),
    ],
)  # fmt: skip
def test_says_whether_asking_again_may_help(site: Site, status: str, temporary: bool) -> None:
    failure = failure_of(site.serves("/a", page(b"", status=status)))
    assert f"answered {status}" in str(failure)
    assert (failure.status, failure.temporary) == (int(status[:3]), temporary)


def test_tells_how_long_the_server_wants_to_be_left_alone(site: Site) -> None:
    in_seconds = site.serves("/s", page(b"", "Retry-After: 120", status="429 Slow Down"))
    until = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    by_date = site.serves("/d", page(b"", f"Retry-After: {until}", status="503 Busy"))
    unsaid = site.serves("/u", page(b"", status="503 Busy"))
    assert failure_of(in_seconds).retry_after == timedelta(seconds=120)
    waited = failure_of(by_date).retry_after
    assert waited
    assert timedelta(hours=1) < waited <= timedelta(hours=2)
    assert failure_of(unsaid).retry_after is None


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("file:///etc/passwd", id="file"), pytest.param("ftp://x/y", id="ftp"),
        pytest.param("http://", id="nothing"), pytest.param("http://[bad", id="broken"),
        pytest.param("/relative", id="relative"), pytest.param("http://me:pw@127.0.0.1/", id="user"),
        pytest.param("http://127.0.0.1:0/", id="port-0"), pytest.param("http://127.0.0.1:99999/", id="port-99999"),
        pytest.param("gopher://127.0.0.1/", id="gopher"),
    ],
)  # fmt: skip
def test_refuses_what_is_no_page(url: str) -> None:
    failure = failure_of(url)
    assert (failure.cause, failure.temporary) == (Cause.BAD_URL, False)


def test_shows_a_hostile_url_and_reason_in_one_short_line(site: Site) -> None:
    with pytest.raises(FetchFailed) as failure:
        ask("http://x/\r\n\x1b[31m" + "y" * 5_000)
    assert str(failure.value).isprintable()
    assert len(str(failure.value)) < 500
    odd = failure_of(site.serves("/a", page(b"", status="404 \x80\x9b" + "z" * 900)))
    assert str(odd).isprintable()
    assert len(str(odd)) < 500
