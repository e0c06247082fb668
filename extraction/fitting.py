"""A name that is too long for its column is cut with a hash of the whole, so that two long ones stay two."""

import hashlib

from extraction.articles.offers import Offered

LOCATOR = 1900  # bytes: with the key it has to fit one row of an index, which PostgreSQL ends at 2,704
KEY = 500


def given(offered: Offered) -> dict[str, str]:
    """What was said of an offer, as the database can hold it."""
    return {name: storable(text) for name, text in offered.as_given().items()}


def fitted(text: str, most: int) -> str:
    """The text as a column of `most` bytes can hold it: without what the database refuses, and not too long."""
    told = storable(text)
    plain = told.encode()
    if told == text and len(plain) <= most:
        return told
    mark = f"…{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
    return plain[: most - len(mark.encode())].decode(errors="ignore") + mark


def storable(text: str) -> str:
    """A text that the database takes: no NUL, and no half of a character, as a file's name may hold."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
