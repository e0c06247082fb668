"""A name that is too long for its column is cut with a hash of the whole, so that two long ones stay two."""

import hashlib

from extraction.articles.offers import Offered
from pledges.models import Intake

LOCATOR = Intake._meta.get_field("locator").max_length or 0
GIVEN = 100_000
KEY = Intake._meta.get_field("key").max_length or 0


def given(offered: Offered) -> dict[str, str]:
    """What was said of an offer, as the database can hold it."""
    return {name: fitted(text, GIVEN) for name, text in offered.as_given().items()}


def fitted(text: str, most: int) -> str:
    """The text as a column of `most` characters can hold it: without what the database refuses, and not too long."""
    told = text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
    if told == text and len(text) <= most:
        return text
    mark = f"…{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
    return told[: most - len(mark)] + mark
