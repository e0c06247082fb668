"""Two spellings of one article's address have one key; what is asked stays the address that was listed.

`canonical` is the key: no tracking, no AMP, no mirror in front of the host. Not every host answers without its
`www.`, so that the key itself need not be askable: `to_ask` tidies an address and leads where it led.
"""

import re
from collections.abc import Callable
from urllib.parse import unquote

from extraction.fetching.spellings import AMP_PARAMETERS, MIRRORS, TRACKING, TRACKING_STARTS
from extraction.fetching.urls import LONGEST_URL, is_host, name_of, netloc_of, parsed, port_of

PERCENT = re.compile(r"%([0-9A-Fa-f]{2})|%")
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

AMP_CACHES = (
    re.compile(r"https?://(?:www\.)?google\.[a-z.]+/amp/(?P<secure>s/)?(?P<rest>[^/?]+\..*)"),
    re.compile(r"https?://[^/]+\.cdn\.ampproject\.org/[cv]/(?P<secure>s/)?(?P<rest>[^/?]+\..*)"),
)
"""Copies in AMP's caches, which carry the copied address in their own; `s/` says that it is https."""

AMP_PATHS = (
    (re.compile(r"/amp/$"), "/"),
    (re.compile(r"(?<=.)/amp$|^/amp$"), ""),
    (re.compile(r"\.amp(?=\.html?$)"), ""),
)


def canonical(url: str) -> str:
    """The key of an article's address: the same for its spellings, and for itself.

    Lower-case scheme and host, no mirror in front (`www.`, `m.`, `mobile.`, `amp.`), no default port, no fragment, no
    dot segments, no tracking; AMP is folded to its page; escapes in one form; other parameters in their order.
    Raises ValueError with one line for what is no http(s) URL, too long, or has control characters.
    """
    return _settled(url, lambda text: _tidied(_out_of_cache(text), as_key=True))


def to_ask(url: str) -> str:
    """The address to ask: as listed, but for its spelling, its fragment and its tracking parameters.

    Raises ValueError like `canonical`.
    """
    return _settled(url, lambda text: _tidied(text, as_key=False))


def same_site(a: str, b: str) -> bool:
    """Whether two addresses are of one site, mirrors aside: only then may a page's `canonical` link speak for it."""
    try:
        return _site(a) == _site(b)
    except ValueError:
        return False


def _settled(url: str, step: Callable[[str], str]) -> str:
    """Step by step until nothing changes: what one step uncovers, the next one folds."""
    try:
        before, after = url, step(url.strip())
        while before != after:
            before, after = after, step(after)
        if len(after) > LONGEST_URL:
            raise ValueError(f"is longer than {LONGEST_URL:,} characters")
    except ValueError as error:
        raise ValueError(f"{url[:300]!r} {error}") from None
    return after


def _out_of_cache(url: str) -> str:
    for cache in AMP_CACHES:
        if match := cache.fullmatch(url):
            return f"{'https' if match['secure'] else 'http'}://{match['rest']}"
    return url


def _tidied(url: str, *, as_key: bool) -> str:
    parts = parsed(url)
    path, _, query = parts.raw_path.decode("ascii").partition("?")
    path = _without_dots(_escaped(path)) or "/"
    kept = [part for part in _escaped(query).split("&") if part and not _is_dropped(part, as_key=as_key)]
    name = name_of(parts)
    if as_key:
        path, name = _without_amp(path), _bare(name)
    return f"{parts.scheme}://{netloc_of(parts, name=name)}{path}{'?' if kept else ''}{'&'.join(kept)}"


def _escaped(text: str) -> str:
    """Escapes in one form: none where none is needed, else in upper case; a lone `%` is escaped itself."""

    def one(match: re.Match[str]) -> str:
        if not match[1]:
            return "%25"
        character = chr(int(match[1], 16))
        return character if character in UNRESERVED else match[0].upper()

    return PERCENT.sub(one, text)


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4: `/a/./b/../c` is `/a/c`."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    if segments and segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _is_dropped(parameter: str, *, as_key: bool) -> bool:
    name, _, value = parameter.partition("=")
    name = unquote(name).lower()
    if name in TRACKING or name.startswith(TRACKING_STARTS):
        return True
    if not as_key or name not in AMP_PARAMETERS:
        return False
    values = AMP_PARAMETERS[name]
    return values is None or unquote(value).lower() in values


def _without_amp(path: str) -> str:
    for shape, plain in AMP_PATHS:
        path = shape.sub(plain, path)
    return path or "/"


def _bare(name: str) -> str:
    """The host without what shows the same in another shape; what would be left must still be a host with a dot."""
    for front in MIRRORS:
        rest = name.removeprefix(front)
        if rest != name and "." in rest and is_host(rest):
            return rest
    return name


def _site(url: str) -> tuple[str, int | None]:
    parts = parsed(url.strip())
    name = name_of(parts)
    while (bare := _bare(name)) != name:
        name = bare
    return name, parts.port and port_of(parts)
