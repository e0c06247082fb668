"""A page's title is its own headline, without the site's name or a day; never that of a post or teaser in it."""

import re
from itertools import islice

from lxml.html import HtmlElement

from extraction.articles.dates import day_alone
from extraction.articles.json_ld import Node, bare_title, text_at
from extraction.articles.trees import in_aside, words_of

LONGEST = 1000
MOST_HEADLINES = 20
_PARTS = re.compile(r"\s+(?:[|–—·•»]|-|::)\s+|\s*\|\s*")


def metas_of(tree: HtmlElement) -> dict[str, str]:
    """The `<meta>` of a page by their lower-case names; the first of each name."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        value = " ".join((meta.get("content") or "").split())
        if name and value:
            found.setdefault(name, value)
    return found


def title_of(tree: HtmlElement, *, article: Node | None, metas: dict[str, str], site: str) -> str:
    """The headline that the page's title or JSON-LD repeats; else what it is said to be called; else its `<h1>`."""
    headlines = (words_of(h1) for h1 in islice(tree.iter("h1"), MOST_HEADLINES) if not in_aside(h1))
    shown = [words for words in headlines if words and bare_title(words) != bare_title(site)]
    called = metas.get("og:title") or metas.get("twitter:title") or ""
    top = next((words_of(title) or (title.text or "") for title in tree.iter("title")), "")
    headline = text_at(article, "headline", "name") if article is not None else ""
    for words in shown:
        if any(_repeats(other, words) for other in (headline, called, top)):
            return words[:LONGEST]
    for candidate in (called, headline, *shown[:1], " ".join(top.split())):
        if candidate:
            return _without_site(candidate, site=site)[:LONGEST]
    return ""


def titles_of(tree: HtmlElement, metas: dict[str, str]) -> frozenset[str]:
    """All that the page may be called, bare, to find its own article in its JSON-LD."""
    shown = [words_of(h1) for h1 in tree.iter("h1")][:3]
    whole = [metas.get("og:title", ""), *(title.text or "" for title in tree.iter("title"))][:2]
    parts = [part for title in whole for part in (title, *_PARTS.split(title)[:1])]
    return frozenset(bare_title(title) for title in (*shown, *parts) if bare_title(title))


def publisher_of(*, article: Node | None, metas: dict[str, str], host: str) -> str:
    """The name of the site, of the article's publisher, else the host."""
    named = metas.get("og:site_name") or (text_at(article, "publisher") if article is not None else "")
    return (named or metas.get("application-name") or host)[:300]


def _repeats(title: str, headline: str) -> bool:
    """Whether a title is a headline, with or without more behind it; a word of it alone ("News") is none."""
    bare, whole = bare_title(headline), bare_title(title)
    return bool(bare) and (whole.startswith(bare) or (bare in whole and len(bare) > len(whole) / 2))


def _without_site(title: str, *, site: str) -> str:
    """Without the parts at the end that are the site's name or a day."""
    parts = [part for part in _PARTS.split(title) if part.strip()]
    ends = {bare_title(site)} - {""}
    kept = len(parts)
    while kept > 1 and (bare_title(parts[kept - 1]) in ends or day_alone(parts[kept - 1]) is not None):
        kept -= 1
    if kept == len(parts):
        return title
    end = title.rfind(parts[kept - 1]) + len(parts[kept - 1])
    return title[:end].strip()
