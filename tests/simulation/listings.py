"""What a site lists, in the form that it is written in: the same items give the same bytes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape

from tests.simulation.answers import Answer, page
from tests.simulation.sites import Form, Site

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
PART = "/sitemap-news.xml.gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a listing."""

    address: str
    title: str
    published: datetime


def listing(site: Site, items: Sequence[Item], *, base: str, at: datetime) -> Answer:
    """The listing at a moment; a stamped one says when it was made."""
    return WRITERS[site.form](site, items, base, at)


def garbled() -> Answer:
    """A feed that tries what a feed has no use for."""
    return page(
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        '<rss version="2.0"><channel><title>&b;&b;&b;</title></channel></rss>',
        media_type="application/rss+xml",
    )


def part(site: Site, items: Sequence[Item]) -> Answer:
    """The one sitemap that an index names: gzip as a document, not as an encoding."""
    data = gzip.compress(_urlset(site, items).encode(), mtime=0)
    return Answer(headers=(("Content-Type", "application/x-gzip"),), body=data)


def _rss(site: Site, items: Sequence[Item], base: str, at: datetime) -> Answer:
    """RSS 2.0. Its first item is there twice and its last has no link, as in feeds that nobody checks."""
    entries = [
        f"<item><title>{escape(item.title)}</title><link>{escape(item.address)}</link>"
        f'<guid isPermaLink="false">{escape(item.address)}</guid>'
        f"<pubDate>{format_datetime(item.published)}</pubDate></item>"
        for item in items
    ]
    entries = [*entries[:1], *entries, "<item><title>From our archive</title></item>"]
    made = f"<lastBuildDate>{format_datetime(at)}</lastBuildDate>" if site.stamped else ""
    return page(
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{site.name}</title>'
        f"<link>{base}/</link><description>News</description>{made}{''.join(entries)}</channel></rss>",
        media_type="application/rss+xml; charset=utf-8",
    )


def _atom(site: Site, items: Sequence[Item], base: str, at: datetime) -> Answer:
    entries = [
        f'<entry><title>{escape(item.title)}</title><link rel="alternate" href="{escape(item.address)}"/>'
        f"<id>{escape(item.address)}</id><published>{item.published.isoformat()}</published>"
        f"<updated>{item.published.isoformat()}</updated></entry>"
        for item in items
    ]
    newest = at if site.stamped else max((item.published for item in items), default=at)
    return page(
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{site.name}</title>'
        f"<id>{base}/</id><updated>{newest.isoformat()}</updated>{''.join(entries)}</feed>",
        media_type="application/atom+xml",
    )


def _json(site: Site, items: Sequence[Item], base: str, at: datetime) -> Answer:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "home_page_url": f"{base}/",
        "items": [
            {
                "id": item.address,
                "url": item.address,
                "title": item.title,
                "date_published": item.published.isoformat(),
                "content_text": item.title,
            }
            for item in items
        ],
    }
    made = {"_made": at.isoformat()} if site.stamped else {}
    return page(json.dumps(feed | made), media_type="application/feed+json")


def _sitemap(site: Site, items: Sequence[Item], base: str, at: datetime) -> Answer:
    return page(_urlset(site, items), media_type="application/xml")


def _index(site: Site, items: Sequence[Item], base: str, at: datetime) -> Answer:
    newest = max((item.published for item in items), default=at)
    return page(
        f'<?xml version="1.0" encoding="utf-8"?><sitemapindex xmlns="{SITEMAP}">'
        f"<sitemap><loc>{base}{PART}</loc><lastmod>{newest.isoformat()}</lastmod></sitemap></sitemapindex>",
        media_type="application/xml",
    )


def _urlset(site: Site, items: Sequence[Item]) -> str:
    urls = [
        f"<url><loc>{escape(item.address)}</loc><news:news><news:publication><news:name>{site.name}</news:name>"
        "<news:language>en</news:language></news:publication>"
        f"<news:publication_date>{item.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(item.title)}</news:title></news:news></url>"
        for item in items
    ]
    head = f'<?xml version="1.0" encoding="utf-8"?><urlset xmlns="{SITEMAP}" xmlns:news="{NEWS}">'
    return f"{head}{''.join(urls)}</urlset>"


def _links(site: Site, items: Sequence[Item], base: str, at: datetime) -> Answer:
    links = "".join(
        f'<li><a href="{escape(item.address.removeprefix(base))}">{escape(item.title)}</a></li>' for item in items
    )
    stamp = f"<p>Made at {at:%H:%M:%S}</p>" if site.stamped else ""
    return page(
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Latest - {site.name}</title></head><body>'
        f'<nav><a href="/">Home</a> <a href="/imprint">Imprint</a></nav><main><ul>{links}</ul></main>{stamp}'
        "</body></html>"
    )


WRITERS: Mapping[Form, Callable[[Site, Sequence[Item], str, datetime], Answer]] = {
    Form.RSS: _rss,
    Form.ATOM: _atom,
    Form.JSON: _json,
    Form.SITEMAP: _sitemap,
    Form.INDEX: _index,
    Form.LINKS: _links,
}
