"""A document before it is read: its bytes, and what is known of them from outside."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """`name` is its path or URL, for messages; `charset` and `url` are what the answer says; `today` the last day that
    it can be of; `strict` demands UTF-8 of plain text, as `extract`'s manifests do.
    """

    data: bytes
    name: str
    charset: str = ""
    url: str = ""
    today: date | None = None
    strict: bool = False
