"""What a server answered, with those of its headers that are worth keeping."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

KEPT_HEADERS = frozenset({
    "age", "cache-control", "content-disposition", "content-encoding", "content-language", "content-length",
    "content-location", "content-type", "date", "etag", "expires", "last-modified", "link", "location", "retry-after",
    "server", "vary", "x-robots-tag",
})  # fmt: skip
LONGEST_VALUE = 1_000  # characters of a header's value
LONGEST_ETAG = 500
LONGEST_STAMP = 100

MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+", re.ASCII)
CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:+-]{1,40})""", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a GET.

    `final` is the address that answered after all redirects; `body` is unpacked, empty where `not_modified`;
    `media_type` and `charset` are as the header has them, "" where it has none; `etag` and `last_modified` are what
    `final` is to be asked with the next time, "" where it named none.
    """

    asked: str
    final: str
    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    not_modified: bool = False


def answer_of(
    *, asked: str, final: str, status: int, headers: dict[str, str], body: bytes, conditions: dict[str, str]
) -> Answer:
    """An answer from its parts.

    One of "not modified" may leave out what it was asked with, which then still holds. A validator that is too long
    to keep would never match when cut: it is left out.
    """
    declared = headers.get("content-type", "")
    if status == 304:
        headers = {"etag": conditions.get("if-none-match", "")} | headers
        headers = {"last-modified": conditions.get("if-modified-since", "")} | headers
    return Answer(
        asked=asked,
        final=final,
        status=status,
        body=body,
        headers=headers,
        media_type=media_type_of(declared),
        charset=charset_of(declared),
        etag=_at_most(LONGEST_ETAG, headers.get("etag", "")),
        last_modified=_at_most(LONGEST_STAMP, headers.get("last-modified", "")),
        not_modified=status == 304,
    )


def kept(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers that are worth keeping, by lower-case names; one that comes twice is joined by a comma."""
    values: dict[str, list[str]] = {}
    for name_bytes, value in raw:
        name = name_bytes.decode("latin-1").lower()
        if name in KEPT_HEADERS:
            values.setdefault(name, []).append(value.decode("latin-1"))
    return {name: ", ".join(found)[:LONGEST_VALUE] for name, found in sorted(values.items())}


def media_type_of(declared: str) -> str:
    """`Text/HTML; charset=utf-8` is `text/html`; what is no media type is ""."""
    media_type = declared.partition(";")[0].strip().lower()
    return media_type if MEDIA_TYPE.fullmatch(media_type) else ""


def charset_of(declared: str) -> str:
    """The charset that a Content-Type names, in lower case."""
    match = CHARSET.search(declared)
    return match[1].lower() if match else ""


def _at_most(size: int, text: str) -> str:
    return text if len(text) <= size else ""
