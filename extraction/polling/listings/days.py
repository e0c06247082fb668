"""The moments that listings write: ISO 8601 in Atom, sitemaps and JSON Feed, RFC 822 in RSS, a day with its month."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial

LONGEST = 64  # characters: a longer text is no moment
DAYS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")


def moment(text: object) -> datetime | None:
    """A moment in UTC, of a day alone its first one; None for what is none."""
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST:
        return None
    for read in READERS:
        try:
            found = read(text.strip())
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None


def _of_day(form: str, text: str) -> datetime:
    return datetime.strptime(text, form)  # the caller says that it is UTC


READERS: tuple[Callable[[str], datetime], ...] = (
    datetime.fromisoformat,
    parsedate_to_datetime,
    *(partial(_of_day, form) for form in DAYS),
)
