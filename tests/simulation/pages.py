"""A story's page in HTML: the words in `main`, all else around it, as news sites have it."""

from __future__ import annotations

import json
from datetime import datetime
from html import escape

from tests.simulation.answers import Answer, Served
from tests.simulation.sites import Site
from tests.simulation.stories import REPLACED, Dress, Story

AMP = "/amp"
CHARSETS = {Dress.LATIN: "windows-1252"}


def article(story: Story, text: int, *, site: Site, base: str, at: datetime) -> Answer:
    """The page as it stands at a moment. Its canonical address is the same whatever address it was asked under."""
    charset = CHARSETS.get(story.dress, "utf-8")
    body = _html(story, text, site=site, base=base, at=at, charset=charset)
    data = body.encode(charset).replace(REPLACED.encode(), b"\xe9")
    media_type = "text/html" if story.dress is Dress.LATIN else f"text/html; charset={charset}"
    return Answer(headers=(("Content-Type", media_type),), body=data, served=Served(story.number, text))


def _html(story: Story, text: int, *, site: Site, base: str, at: datetime, charset: str) -> str:
    address = f"{base}{story.path}"
    told = story.texts[text]
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": f"{story.published:%Y-%m-%dT%H:%M:%SZ}",
        "dateModified": f"{told.since:%Y-%m-%dT%H:%M:%SZ}",
        "mainEntityOfPage": address,
        "publisher": {"@type": "Organization", "name": site.name},
    }
    paragraphs = "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in told.paragraphs)
    stamp = f"<p>{int(at.timestamp()) % 9973} readers are here now</p>" if site.stamped else ""
    language = "de" if story.dress is Dress.GERMAN else "en"
    amp = f'<link rel="amphtml" href="{address}{AMP}">' if site.amp else ""
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="{charset}"><title>{escape(story.title)} - {site.name}</title>
<link rel="canonical" href="{address}">{amp}
<meta property="og:site_name" content="{site.name}">
<script type="application/ld+json">{json.dumps(about)}</script></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><h1>{escape(story.title)}</h1>
{paragraphs}
</article></main>
<aside>{stamp}</aside><footer><p>{site.name}. <a href="/imprint">Imprint</a></p></footer></body></html>
"""
