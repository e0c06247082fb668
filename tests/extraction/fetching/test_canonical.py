"""An article has one key, however its address is spelt, decorated or mirrored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.fetching import canonical, host_of, same_site, to_ask

PLAIN = "https://news.example/world/ten-howitzers"


@pytest.mark.parametrize(
    "url",
    [
        "HTTPS://News.Example/world/ten-howitzers", "https://news.example:443/world/ten-howitzers",
        "https://news.example./world/ten-howitzers", "https://news.example/world/ten-howitzers#comments",
        "https://news.example/world/./x/../ten-howitzers", "https://news.example/world/ten%2Dhowitzers",
        "https://news.example/world/%74en-howitzers", "https://news.example/x/%2e%2E/world/ten-howitzers",
        "https://news.example/world/ten-howitzers?", "  https://news.example/world/ten-howitzers ",
        "https://news.example/world/ten-howitzers?utm_source=feed&utm_medium=rss",
        "https://news.example/world/ten-howitzers?UTM_Source=feed", "https://news.example/world/ten-howitzers?%75tm_id=1",
        "https://news.example/world/ten-howitzers?fbclid=a&gclid=b&mc_cid=c&mc_eid=d&msclkid=e",
        "https://www.news.example/world/ten-howitzers", "https://m.news.example/world/ten-howitzers",
        "https://mobile.news.example/world/ten-howitzers", "https://amp.news.example/world/ten-howitzers",
        "https://www.m.news.example/world/ten-howitzers", "https://news.example/world/ten-howitzers/amp",
        "https://news.example/world/ten-howitzers?amp=1", "https://news.example/world/ten-howitzers?amp",
        "https://news.example/world/ten-howitzers?outputType=amp",
        "https://www.google.com/amp/s/www.news.example/world/ten-howitzers/amp",
        "https://news-example.cdn.ampproject.org/c/s/news.example/world/ten-howitzers?usqp=mq331AQ",
        "https://news-example.cdn.ampproject.org/v/s/amp.news.example/world/ten-howitzers?amp_js_v=0.1",
    ],
)  # fmt: skip
def test_folds_spellings_tracking_amp_and_mirrors(url: str) -> None:
    assert canonical(url) == PLAIN


@pytest.mark.parametrize(
    ("url", "key"),
    [
        pytest.param("http://news.example", "http://news.example/", id="empty-path"),
        pytest.param("http://news.example:8080/a", "http://news.example:8080/a", id="own-port"),
        pytest.param("https://news.example/a/amp/", "https://news.example/a/", id="amp-keeps-the-slash"),
        pytest.param("https://news.example/a.amp.html", "https://news.example/a.html", id="amp-file"),
        pytest.param("https://news.example/a?b=2&a=1&utm_id=9&b=1", "https://news.example/a?b=2&a=1&b=1", id="order"),
        pytest.param("https://news.example/a?ref=5&id=7", "https://news.example/a?ref=5&id=7", id="may-choose"),
        pytest.param("https://news.example/a%2fb%3fc", "https://news.example/a%2Fb%3Fc", id="reserved-stays"),
        pytest.param("https://news.example/100%", "https://news.example/100%25", id="lone-percent"),
        pytest.param("https://новини.example/ä ö", "https://xn--b1amarcd.example/%C3%A4%20%C3%B6", id="international"),
        pytest.param("http://[2606:2800::1]/a", "http://[2606:2800::1]/a", id="ipv6"),
        pytest.param("https://m.example/a", "https://m.example/a", id="m-is-the-site"),
        pytest.param("https://news.example/stamp", "https://news.example/stamp", id="ends-in-amp"),
        pytest.param("https://news.example/amplify/amp-make", "https://news.example/amplify/amp-make", id="amplify"),
        pytest.param("https://news.example/a?amp=12", "https://news.example/a?amp=12", id="amp-is-a-number"),
        pytest.param("https://news.example//a//b", "https://news.example//a//b", id="empty-segments"),
        pytest.param("https://news.example/a?u=http://x/?y", "https://news.example/a?u=http://x/?y", id="url-inside"),
    ],
)  # fmt: skip
def test_keeps_what_may_choose_the_article(url: str, key: str) -> None:
    assert canonical(url) == key


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("HTTPS://WWW.News.Example:443/a/../b?utm_source=x&id=1#top", "https://www.news.example/b?id=1"),
        ("https://m.news.example/a/amp?amp=1", "https://m.news.example/a/amp?amp=1"),
        ("https://www.google.com/amp/s/news.example/a", "https://www.google.com/amp/s/news.example/a"),
    ],
)
def test_asks_where_the_address_led(url: str, asked: str) -> None:
    assert to_ask(url) == asked


@pytest.mark.parametrize(
    ("url", "says"),
    [
        pytest.param("", "is no http(s) URL", id="empty"),
        pytest.param("ftp://news.example/a", "is no http(s) URL", id="ftp"),
        pytest.param("javascript:alert(1)", "is no http(s) URL", id="script"),
        pytest.param("/world/a", "is no http(s) URL", id="relative"),
        pytest.param("//news.example/a", "is no http(s) URL", id="no-scheme"),
        pytest.param("https://", "has no well-formed host", id="no-host"),
        pytest.param("https://a b/", "has no well-formed host", id="space"),
        pytest.param("https://a..b/", "has no well-formed host", id="empty-label"),
        pytest.param("https://[fe80::1%25eth0]/", "has no well-formed host", id="zone"),
        pytest.param("https://me:secret@news.example/", "carries a user's name", id="user"),
        pytest.param("https://news.example\\@evil.example/", "carries a user's name", id="backslash"),
        pytest.param("https://news.example:99999/", "port", id="port"),
        pytest.param("https://news.example/\x00", "control characters", id="nul"),
        pytest.param("https://news.example/a\nb", "control characters", id="line-break"),
        pytest.param("https://news.example/\u202egpj", "control characters", id="turned-around"),
        pytest.param("https://news.example/" + "a" * 2_000, "longer than 2,000", id="long"),
        pytest.param("https://news.example/" + "ä" * 1_000, "longer than 2,000", id="long-when-escaped"),
        pytest.param("https://news.example/\ud800", "", id="half-a-character"),
    ],
)
def test_says_in_a_line_what_is_no_address(url: str, says: str) -> None:
    for fold in (canonical, to_ask):
        with pytest.raises(ValueError) as error:
            fold(url)
        assert says in str(error.value)
        assert str(error.value).isprintable()
        assert len(str(error.value)) < 600


PIECES = st.sampled_from(
    ["a", "amp", "/", ".", "..", "/amp/", ".amp.html", "?", "&", "=", "%", "%2e", "%2F", "%41", "utm_x", "ü", "#", ":",
     "//", "www.", "m.", "amp.", "news.example", "/amp/s/", "amp=1", "google.com", ";", "+", " ", "@", "[", "]", "5"]
)  # fmt: skip
ADDRESSES = st.builds(
    lambda scheme, host, rest: f"{scheme}://{host}{''.join(rest)}",
    st.sampled_from(["http", "HTTPS"]),
    st.sampled_from(["news.example", "www.m.news.example", "www.google.com", "x.cdn.ampproject.org", "127.0.0.1:80"]),
    st.lists(PIECES | st.text(max_size=3), max_size=12),
)


@given(url=ADDRESSES)
def test_gives_a_key_of_itself(url: str) -> None:
    for fold in (canonical, to_ask):
        try:
            once = fold(url)
        except ValueError:
            continue
        assert fold(once) == once


@given(url=ADDRESSES | st.text(max_size=60))
def test_gives_one_key_to_what_is_listed_and_what_is_asked(url: str) -> None:
    try:
        asked = to_ask(url)
    except ValueError:
        return
    assert canonical(asked) == canonical(url)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.News.Example/a", "www.news.example:443"), ("http://news.example", "news.example:80"),
        ("http://127.0.0.1:8123/a", "127.0.0.1:8123"), ("http://[::1]:8123/a", "[::1]:8123"),
        ("https://news.example./", "news.example:443"),
    ],
)  # fmt: skip
def test_names_the_host_that_is_asked(url: str, host: str) -> None:
    assert host_of(url) == host


def test_names_what_has_no_host() -> None:
    with pytest.raises(ValueError, match=r"^'mailto:a@b\.example' is no http"):
        host_of("mailto:a@b.example")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("https://news.example/a", "https://news.example/b", True),
        ("https://news.example/a", "http://www.news.example/a", True),
        ("https://m.news.example/a", "https://amp.news.example/a", True),
        ("https://mobile.news.example/a", "https://NEWS.example./a", True),
        ("https://news.example/a", "https://other.example/a", False),
        ("https://news.example/a", "https://world.news.example/a", False),
        ("https://news.example/a", "https://news.example.evil.example/a", False),
        ("https://news.example/a", "https://evilnews.example/a", False),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/a", False),
        ("https://news.example/a", "https://news.example:443/a", True),
        ("https://news.example/a", "javascript:alert(1)", False),
        ("https://news.example/a", "", False),
    ],
)
def test_lets_a_page_speak_for_its_own_site_only(a: str, b: str, same: bool) -> None:
    assert same_site(a, b) is same
    assert same_site(b, a) is same
