"""The moments that listings write: ISO 8601 in Atom, sitemaps and JSON Feed, RFC 822 in RSS."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 64  # characters: a longer text is no moment


def moment(text: object) -> datetime | None:
    """A moment in UTC, of a day alone its first one; None for what is none."""
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text.strip())
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None
