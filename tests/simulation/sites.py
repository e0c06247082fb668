"""Fifty hosts differ in what a polite reader must know of each: form, pace, robots.txt, validators and outages."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tests.simulation.words import PUBLISHERS, TOWNS


class Form(StrEnum):
    """What a site's listing is written in."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"
    SITEMAP = "sitemap"
    INDEX = "index"  # a sitemap of gzipped sitemaps
    LINKS = "links"
    WATCHED = "watched"


PATHS = {
    Form.RSS: "/rss.xml",
    Form.ATOM: "/atom.xml",
    Form.JSON: "/feed.json",
    Form.SITEMAP: "/news-sitemap.xml",
    Form.INDEX: "/sitemap.xml",
    Form.LINKS: "/latest",
    Form.WATCHED: "/deliveries",
}
SHARES = (Form.RSS,) * 7 + (Form.ATOM,) * 4 + (Form.JSON,) * 3 + (Form.SITEMAP, Form.INDEX, Form.LINKS, Form.LINKS)


class Validator(StrEnum):
    """By what a site tells that nothing has changed."""

    ETAG = "etag"
    LAST_MODIFIED = "last_modified"
    NONE = "none"


class Trouble(StrEnum):
    """What an outage looks like from outside."""

    RESET = "reset"  # the connection ends before any answer
    ERROR = "error"  # 500
    BUSY = "busy"  # 503 with Retry-After
    HANGS = "hangs"  # nothing is ever answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """Half-open: the site is in trouble from `start` until `end`. `retry_after` in seconds, of a busy one."""

    start: datetime
    end: datetime
    trouble: Trouble
    retry_after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One host with one listing. `pace` is what its source is set to; `crawl_delay` what its robots.txt asks for.

    `tracking` sites list their articles with tracking parameters, `amp` sites also as AMP pages; an aggregator lists
    articles of other sites too. `stamped` listings and pages change at every fetch, in what is no article.
    """

    number: int
    name: str
    form: Form
    pace: timedelta
    validator: Validator
    crawl_delay: int = 0
    robots_status: int = 200
    agency: bool = False
    aggregator: bool = False
    tracking: bool = False
    amp: bool = False
    stamped: bool = False
    outages: tuple[Outage, ...] = ()

    @property
    def host(self) -> str:
        return f"127.0.1.{self.number}"

    @property
    def listing(self) -> str:
        return PATHS[self.form]

    def outage(self, at: datetime) -> Outage | None:
        """The trouble that it is in at a moment."""
        return next((one for one in self.outages if one.start <= at < one.end), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """When the made-up web lives, and how much shorter than in life everything in it is; whether sites have outages."""

    start: datetime
    end: datetime
    scale: float = 1.0
    outages: bool = True

    def moment(self, chance: random.Random) -> datetime:
        """Any moment of it."""
        return self.start + (self.end - self.start) * chance.random()


def sites(*, count: int, span: Span, seed: int, pace: timedelta) -> tuple[Site, ...]:
    """The first sites cover every form; `pace` is what most are set to."""
    first = (Form.RSS, Form.ATOM, Form.JSON, Form.SITEMAP, Form.INDEX, Form.LINKS, Form.WATCHED, Form.LINKS)
    return tuple(
        _site(number=number, form=first[number - 1] if number <= len(first) else None, span=span, seed=seed, pace=pace)
        for number in range(1, count + 1)
    )


def _site(*, number: int, form: Form | None, span: Span, seed: int, pace: timedelta) -> Site:
    chance = random.Random(f"{seed}:site:{number}")
    form = Form.WATCHED if number % 20 == 7 else form or chance.choice(SHARES)
    aggregator = form is Form.LINKS and number % 2 == 0
    agency = number in (1, 2)
    town, paper = TOWNS[number % len(TOWNS)], PUBLISHERS[number // len(TOWNS) % len(PUBLISHERS)]
    return Site(
        number=number,
        name=f"{town} {'Wire' if agency else paper}",
        form=form,
        pace=2 * pace if aggregator else pace * chance.choice((1, 1, 1, 2)),
        validator=chance.choice((Validator.ETAG, Validator.ETAG, Validator.LAST_MODIFIED, Validator.NONE)),
        crawl_delay=int(4 * pace.total_seconds()) if number % 10 == 5 else 0,
        robots_status=404 if number % 5 == 3 else 200,
        agency=agency,
        aggregator=aggregator,
        tracking=number % 4 == 1,
        amp=number % 9 == 2,
        stamped=number % 6 == 0,
        outages=_outages(chance, span),
    )


def _outages(chance: random.Random, span: Span) -> tuple[Outage, ...]:
    """None to two troubles, of hours or of days."""
    found = []
    for _ in range(chance.choice((0, 1, 1, 2)) if span.outages else 0):
        start = span.moment(chance)
        hours = chance.choice((chance.uniform(1, 10), chance.uniform(20, 120)))
        trouble = chance.choice((Trouble.RESET, Trouble.ERROR, Trouble.BUSY))
        retry_after = max(1, int(chance.choice((1800, 7200)) * span.scale)) if trouble is Trouble.BUSY else 0
        end = start + timedelta(hours=hours) * span.scale
        found.append(Outage(start=start, end=end, trouble=trouble, retry_after=retry_after))
    return tuple(found)
