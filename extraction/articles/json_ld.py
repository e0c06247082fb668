"""What a page says of itself in JSON-LD: its own article is told from the teasers and related stories beside it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

type Node = Mapping[str, Any]

MOST_SCRIPTS = 100
LARGEST_SCRIPT = 5_000_000  # characters
_ARTICLES = (
    "Article NewsArticle BlogPosting LiveBlogPosting ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle"
    " OpinionNewsArticle ReviewNewsArticle AskPublicNewsArticle Report AdvertiserContentArticle SocialMediaPosting"
    " TechArticle ScholarlyArticle PressRelease GovernmentService SpecialAnnouncement Statement"
)
ARTICLES = frozenset(_ARTICLES.split())
PAGES = frozenset({"WebPage", "ItemPage", "AboutPage", "CollectionPage"})
LIVE = "LiveBlogPosting"
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")


def nodes_of(tree: HtmlElement) -> tuple[Node, ...]:
    """The nodes at the top of a page's JSON-LD: what is nested in them is not the page's own."""
    found: list[Node] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]")[:MOST_SCRIPTS]:
        text = _WRAPPING.sub("", script.text or "")
        if len(text) > LARGEST_SCRIPT:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue  # a page's broken notes on itself are no fault of its article
        found.extend(_top(data))
    return tuple(found)


def _top(data: Any) -> Iterator[Node]:
    for node in data if isinstance(data, list) else [data]:
        if not isinstance(node, dict):
            continue
        graph = node.get("@graph")
        if isinstance(graph, list):
            yield from (inner for inner in graph if isinstance(inner, dict))
        main = node.get("mainEntity")
        if isinstance(main, dict) and types_of(main) & ARTICLES:
            yield main
        yield node


def types_of(node: Node) -> set[str]:
    """The names of a node's types, without the schema's address."""
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rpartition("/")[2] for kind in kinds if isinstance(kind, str)}


def main_article(nodes: tuple[Node, ...], *, addresses: frozenset[str], titles: frozenset[str]) -> Node | None:
    """The node of the page's own article: the one with its address or title; else the only one.

    `addresses` and `titles` are those of the page, as `bare_address` and `bare_title` make them. Where several
    articles are told of and none is the page's, there is none.
    """
    articles = [node for node in nodes if types_of(node) & ARTICLES]
    live = [node for node in articles if LIVE in types_of(node)]
    ours = [node for node in articles if addresses & _addresses(node)]
    named = [node for node in articles if bare_title(text_at(node, "headline", "name")) in titles]
    for choice in (ours, named, live, articles):
        if len(choice) == 1 or (choice and len({text_at(node, "datePublished")[:10] for node in choice}) == 1):
            return choice[0]
    return None


def page_node(nodes: tuple[Node, ...]) -> Node | None:
    """The node of the page itself, where it tells of no article."""
    return next((node for node in nodes if types_of(node) & PAGES), None)


def text_at(node: Node, *keys: str) -> str:
    """The first of the keys that has a text, or a node with a name."""
    for key in keys:
        value = node.get(key)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""


def bare_address(url: str) -> str:
    """An address without scheme, `www.`, query, fragment and last slash: to be compared."""
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", url.strip().lower()).rstrip("/")


def bare_title(title: str) -> str:
    """A title's letters and digits, to be compared."""
    return " ".join(re.findall(r"\w+", title.lower()))


def _addresses(node: Node) -> set[str]:
    entity = node.get("mainEntityOfPage")
    entity = entity.get("@id") or entity.get("url") if isinstance(entity, dict) else entity
    values = (node.get("url"), node.get("@id"), entity)
    return {bare_address(value) for value in values if isinstance(value, str) and value.startswith("http")}
