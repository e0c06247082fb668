"""A page becomes its main text, with tables as lines and posts with their days, and what it says of itself."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from extraction.articles.days import day_of_page
from extraction.articles.decoding import decode
from extraction.articles.json_ld import LIVE, Node, bare_address, main_article, nodes_of, types_of
from extraction.articles.live_blogs import mark_posts, place_updates, take_marks, updates_of
from extraction.articles.offers import Refused, Taken
from extraction.articles.pages import notes_on_page
from extraction.articles.raw import Raw
from extraction.articles.tables import lay_out_tables, put_back
from extraction.articles.titles import metas_of, publisher_of, title_of, titles_of
from extraction.articles.trees import lines_of, parse
from pledges.domain.notes import NO_ARTICLE, Note
from pledges.domain.posts import Post

_LANG = re.compile(r"[a-zA-Z]{2,3}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """The stored text, its posts, and what must be known of it."""

    text: str
    posts: tuple[Post, ...]
    notes: tuple[Note, ...]


def take_html(raw: Raw) -> Taken:
    """A page as a document. Raises Refused, naming it, where it can't be parsed or has no text at all."""
    decoded = decode(raw.data, name=raw.name, charset=raw.charset, html=True)
    tree = parse(decoded.text, name=raw.name)
    nodes, metas = nodes_of(tree), metas_of(tree)
    canonical = canonical_of(tree, metas, url=raw.url)
    addresses = frozenset(bare_address(url) for url in (canonical, raw.url) if url)
    article = main_article(nodes, addresses=addresses, titles=titles_of(tree, metas))
    publisher = publisher_of(article=article, metas=metas, host=_host(raw.url or canonical))
    title = title_of(tree, article=article, metas=metas, site=publisher)
    dated = day_of_page(tree, article=article, nodes=nodes, urls=(canonical, raw.url), today=raw.today)
    language = _LANG.match(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    body = _body_of(tree, article=article, title=title, raw=raw)
    return Taken(
        text=body.text,
        media_type="text/html",
        title=title,
        publisher=publisher,
        published=dated.published,
        day_from=dated.day_from,
        posts=body.posts,
        language=language.group().lower() if language else "",
        canonical=canonical,
        notes=(*decoded.notes, *dated.notes, *body.notes),
    )


def canonical_of(tree: HtmlElement, metas: dict[str, str], *, url: str) -> str:
    """The address that a page calls its own; empty where it calls none, or none of the web."""
    links = tree.xpath("//link[translate(@rel, 'CANONIL', 'canonil')='canonical']/@href")
    for found in (*links[:1], metas.get("og:url", "")):
        try:
            whole = urljoin(url, found.strip()) if found.strip() else ""
            is_web = whole.startswith(("http://", "https://")) and bool(urlsplit(whole).hostname)
        except ValueError:
            continue
        if is_web and len(whole) <= 2000 and not any(ch.isspace() for ch in whole):
            return whole
    return ""


def _body_of(tree: HtmlElement, *, article: Node | None, title: str, raw: Raw) -> _Body:
    shown = "\n".join(_shown(tree))
    live = article is not None and LIVE in types_of(article)
    days = mark_posts(tree, live=live)
    tables = lay_out_tables(tree)
    text = _main_text(tree, raw=raw)
    notes = notes_on_page(text or shown, title=title, article=article)
    if any(note.kind in NO_ARTICLE for note in notes):
        return _Body(text=shown, posts=(), notes=notes)
    text, lost = put_back(text, tables)
    text, posts = take_marks(text, days)
    text, posts = place_updates(text, posts, updates_of(article))
    return _Body(text=text, posts=posts, notes=(*notes, *(lost if text.strip() else ())))


def _main_text(tree: HtmlElement, *, raw: Raw) -> str:
    """The text of the page's article, without navigation and notices; empty where it has none."""
    import trafilatura  # two seconds of imports that plain text does not need

    try:
        document = trafilatura.bare_extraction(
            tree, url=raw.url or None, include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception as error:  # a parser given hostile markup raises what it likes
        raise Refused(f"{raw.name}: can't be read as HTML ({type(error).__name__})") from None
    if document is None:
        return ""
    fields = document if isinstance(document, dict) else document.as_dict()
    return str(fields.get("text") or "")


def _shown(tree: HtmlElement) -> list[str]:
    """The first lines of all that the page shows, to tell what it is where it has no article."""
    body = tree.find("body")
    return lines_of(body)[:200] if body is not None else []


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
