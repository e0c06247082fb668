"""A site's rules are obeyed, and rules made to do harm do none."""

import time
import tracemalloc
from datetime import timedelta

import pytest

from extraction.fetching import Permission, allowed_by, robots_address

NAME = "pledge-tracker"
URL = "https://news.example/world/a"


def may(robots: str, url: str = URL, status: int | None = 200) -> Permission:
    return allowed_by(robots, status, url, NAME)


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        pytest.param("", True, id="nothing"),
        pytest.param("<html>not found</html>", True, id="a-page"),
        pytest.param("User-agent: *\nDisallow: /", False, id="nobody"),
        pytest.param("User-agent: *\nDisallow:", True, id="everybody"),
        pytest.param("\ufeffUser-agent: *\nDisallow: /world/", False, id="byte-order-mark"),
        pytest.param("User-agent: *\nDisallow: /\nAllow: /world/", True, id="longest-rule"),
        pytest.param("User-agent: *\nDisallow: /\nUser-agent: Pledge-Tracker\nAllow: /", True, id="own-group-wins"),
        pytest.param("User-agent: pledge-tracker/2.0 # us\nDisallow: /", False, id="own-name-with-version"),
        pytest.param("User-agent: pledge\nDisallow: /", True, id="another-whose-name-begins-so"),
        pytest.param("User-agent: a\nUser-agent: pledge-tracker\nDisallow: /", False, id="one-of-a-group"),
        pytest.param("User-agent: a\nDisallow: /\n\nUser-agent: *\nDisallow: /x", True, id="rules-of-others"),
        pytest.param("User-agent: *\nDisallow: /*/a$", False, id="wildcard"),
        pytest.param("User-agent: *\nDisallow: /*?print=", True, id="wildcard-elsewhere"),
        pytest.param("Disallow: /", True, id="rule-of-nobody"),
    ],
)
def test_reads_who_may_ask_for_what(robots: str, allowed: bool) -> None:
    permission = may(robots)
    assert permission.allowed is allowed
    assert not permission.temporary
    assert bool(permission.reason) is not allowed


@pytest.mark.parametrize(
    ("status", "allowed", "temporary"),
    [
        (404, True, False),
        (403, True, False),
        (410, True, False),
        (500, False, True),
        (503, False, True),
        (None, False, True),
    ],
)
def test_reads_the_answer_to_the_question(status: int | None, allowed: bool, temporary: bool) -> None:
    permission = may("User-agent: *\nDisallow: /" if allowed else "", status=status)
    assert (permission.allowed, permission.temporary) == (allowed, temporary)


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("10", timedelta(seconds=10)), ("0.5", timedelta(seconds=0.5)), ("0", timedelta(0)),
        ("99999999", timedelta(hours=1)), ("1e300", timedelta(hours=1)), ("inf", None), ("nan", None), ("-3", None),
        ("soon", None), ("", None),
    ],
)  # fmt: skip
def test_reads_the_pace_that_a_site_wants(text: str, delay: timedelta | None) -> None:
    assert may(f"User-agent: *\nCrawl-delay: {text}").delay == delay


MANY_NAMES = "".join(f"User-agent: robot{n}\n" for n in range(12_000))


@pytest.mark.parametrize(
    "robots",
    [
        pytest.param("User-agent: *\n" + "Disallow: /x\n" * 1_000_000, id="a-million-lines"),
        pytest.param("a" * 10_000_000, id="one-line-of-10-MB"),
        pytest.param("User-agent: *\nDisallow: /" + "*a" * 5_000_000, id="one-rule-of-wildcards"),
        pytest.param("User-agent: *\n" + ("Disallow: /" + "*w" * 100 + "*$\n") * 50_000, id="many-rules-of-wildcards"),
        pytest.param(MANY_NAMES + "Disallow: /x\n" * 20_000, id="many-names-over-many-rules"),
        pytest.param((MANY_NAMES + "Allow: /\n") * 3, id="many-names-again"),
        pytest.param("\n" * 10_000_000, id="empty-lines"),
    ],
)
def test_bounds_what_rules_can_cost(robots: str) -> None:
    tracemalloc.start()
    begun = time.monotonic()
    permission = may(robots, url=URL + "/" + "w" * 1_900)
    spent, (_, peak) = time.monotonic() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert permission.allowed or "Disallow: /*w" in robots
    assert peak < 120_000_000
    assert spent < 30


def test_reads_the_first_500_kib_only() -> None:
    filler = "# a comment\n" * 50_000
    assert may(f"User-agent: *\nDisallow: /\n{filler}").allowed is False
    assert may(f"{filler}User-agent: *\nDisallow: /\n").allowed is True


def test_leaves_a_rule_that_is_cut_unread() -> None:
    rules = "User-agent: *\n" + "#" * (500 * 1024 - 14 - 1 - 12) + "\n"
    assert may(rules + "Disallow: /world/b\n").allowed is True


def test_knows_where_the_rules_lie() -> None:
    assert robots_address("HTTP://News.Example:80/a?b#c") == "http://news.example/robots.txt"
    assert robots_address("http://127.0.0.1:8123/a") == "http://127.0.0.1:8123/robots.txt"
