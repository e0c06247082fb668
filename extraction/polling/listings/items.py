"""What a listing says of an article, as it says it: nothing here is checked against the article itself."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as a parser found it. `link` may be relative or missing, its days may be nonsense."""

    link: str = ""
    title: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    guid: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildSitemap:
    """A sitemap that an index names."""

    address: str
    updated: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a parser found. `count` is how many entries there are, where not all of them were parsed; `told` are
    sentences for people."""

    entries: tuple[Entry, ...] = ()
    children: tuple[ChildSitemap, ...] = ()
    count: int | None = None
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A listed article. `address` is a whole http(s) URL; `published` is a day that can be, else None."""

    address: str
    title: str = ""
    published: date | None = None
    updated: datetime | None = None
    guid: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The items of a listing, newest first; the child sitemaps of an index; and in sentences what must be told."""

    items: tuple[Item, ...] = ()
    children: tuple[ChildSitemap, ...] = ()
    told: tuple[str, ...] = ()
