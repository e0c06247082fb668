"""A page with links lists articles: those of its own site, or those that a pattern names.

Navigation comes along each time; it is the same each time, and so nothing new.
"""

from fnmatch import fnmatchcase
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from extraction.articles.offers import Refused
from extraction.polling.listings.items import Entry, Parsed

LINKS = 20_000  # of one page at most
NO_PAGES = (".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".css", ".js", ".mp3", ".mp4", ".zip", ".ics", ".xml")


def parse_link_page(text: str, *, name: str, address: str, pattern: str = "") -> Parsed:
    """The links of an HTML page, each address once, with the longest words that stand on it.

    `pattern` (`*/news/*`) is matched against the whole address. Raises Refused for what is no HTML.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused(f"{name}: is no page that can be read ({str(error)[:100]})") from None
    base = _base(tree, address)
    here = _site(base)
    words: dict[str, str] = {}
    for count, element in enumerate(tree.iter("a")):
        if count >= LINKS:
            break
        link = _whole(base, element.get("href") or "")
        if link and _is_wanted(link, here, pattern) and link != address.partition("#")[0]:
            said = " ".join("".join(element.itertext()).split())[:500]
            words[link] = max(words.get(link, ""), said, key=len)
    cut = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    told = ("the page is nested so deep that it was read in part",) if cut else ()
    return Parsed(entries=tuple(Entry(link=link, title=said) for link, said in words.items()), told=told)


def _base(tree: html.HtmlElement, address: str) -> str:
    for element in tree.iter("base"):
        if element.get("href"):
            return _whole(address, element.get("href") or "") or address
    return address


def _whole(base: str, link: str) -> str:
    """A link as a whole address without its fragment; empty for what is none (mail, script, nonsense)."""
    try:
        whole = urljoin(base, link.strip()).partition("#")[0]
        return whole if link.strip() and urlsplit(whole).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _is_wanted(link: str, here: str, pattern: str) -> bool:
    if pattern:
        return fnmatchcase(link, pattern)
    path = urlsplit(link).path
    return _site(link) == here and path not in ("", "/") and not path.lower().endswith(NO_PAGES)


def _site(address: str) -> str:
    return urlsplit(address).netloc.lower().removeprefix("www.")
