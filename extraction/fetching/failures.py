"""A fetch that fails says in one line why, and whether asking again later may help."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

from extraction.articles.offers import Refused

LONGEST_WAIT = timedelta(days=1)
LONGEST_SHOWN = 300  # characters of a URL or of a server's own words in a message


class Cause(StrEnum):
    """What kind of thing went wrong."""

    BAD_URL = "bad_url"  # no http(s) URL, or one with a user's name in it
    NO_ADDRESS = "no_address"  # the name leads nowhere at this moment
    REFUSED_ADDRESS = "refused_address"  # it leads to an address that is not public
    UNREACHABLE = "unreachable"  # no connection, or one that broke
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    CUT_SHORT = "cut_short"  # the connection ended before the answer did
    BAD_ANSWER = "bad_answer"  # no HTTP, or HTTP that contradicts itself
    BAD_ENCODING = "bad_encoding"  # a body that can't be unpacked
    REDIRECTS = "redirects"  # in a circle, too many, or to nowhere
    STATUS = "status"  # the server answered that there is nothing


TEMPORARY = frozenset({Cause.NO_ADDRESS, Cause.UNREACHABLE, Cause.TOO_SLOW, Cause.CUT_SHORT})
"""Causes that pass: a network is down, a server is busy."""

TEMPORARY_STATUSES = frozenset({202, 408, 425, 429})
"""Answers other than 5xx that mean "not now"."""


class Failure(Exception):
    """What went wrong below the level that knows which URL was asked."""

    def __init__(self, cause: Cause, reason: str) -> None:
        super().__init__(reason)
        self.cause = cause


class FetchFailed(Refused):
    """No answer that can be read came from a URL; the message is one line that names it.

    `temporary`: asking again later may help; `retry_after`: how long the server asked to be left alone, at most a
    day; `status`: what the server answered, None where none came.
    """

    def __init__(
        self,
        message: str,
        *,
        cause: Cause,
        status: int | None = None,
        temporary: bool | None = None,
        retry_after: timedelta | None = None,
    ) -> None:
        super().__init__(message)
        self.cause = cause
        self.status = status
        self.temporary = cause in TEMPORARY if temporary is None else temporary
        self.retry_after = retry_after


def failed(url: str, failure: Failure) -> FetchFailed:
    """A failure with the URL that it befell."""
    return FetchFailed(f"{shown(url)}: {shown(str(failure))}", cause=failure.cause)


def answered(url: str, *, status: int, reason: str, retry_after: timedelta | None) -> FetchFailed:
    """A failure for an answer whose status says that there is nothing to read."""
    return FetchFailed(
        f"{shown(url)}: answered {status} {shown(reason)}".rstrip(),
        cause=Cause.STATUS,
        status=status,
        temporary=status >= 500 or status in TEMPORARY_STATUSES,
        retry_after=retry_after,
    )


def shown(text: str) -> str:
    """Hostile words as part of one line: no control characters, not too long."""
    line = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


def wait_of(text: str, *, now: datetime) -> timedelta | None:
    """`Retry-After` as seconds ("120") or as an HTTP date; None where it says neither. Never negative, capped."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return LONGEST_WAIT if len(text) > 9 else min(timedelta(seconds=int(text)), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(text)
        wait = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
    except (ValueError, OverflowError):
        return None
    return min(max(wait, timedelta(0)), LONGEST_WAIT)
