"""A page becomes a tree of bounded depth and size, without entities, scripts' effects or network."""

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from extraction.articles.offers import Refused

DEEPEST = 256  # libxml2's bound; below it the parser drops what it reads
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)  # the parser drops what stands after them
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:related|teasers?|recommend\w*|sidebar|comments?|promo\w*|popular|latest|trending|newsletter|"
    r"most-read|read-more|more-(?:on|news|stories)|see-also|breadcrumbs?|share|social|advert\w*|outbrain|taboola)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_ASIDE_TAGS = frozenset({"aside", "nav", "form", "noscript", "template", "dialog"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "iframe"})
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())


def parse(text: str, *, name: str) -> HtmlElement:
    """The tree of a page. Raises Refused, naming it, where it has none or is nested without end."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        data = _ENDS.sub("", text).encode("utf-8", "replace")
        tree = lxml.html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Refused(f"{name}: can't be read as HTML ({' '.join(str(error).split())[:100]})") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise Refused(f"{name}: is nested more than {DEEPEST} elements deep")
    return tree


def words_of(element: HtmlElement, *, most: int = 10_000_000) -> str:
    """The words of an element on one line: blocks are parted by a blank, inline marks part nothing.

    Reading ends a little after `most` characters, so that asking whether an element is short costs little.
    """
    pieces, length = [], 0
    for piece in _pieces(element):
        pieces.append(piece)
        length += len(piece)
        if length > 2 * most + 200:
            break
    return " ".join("".join(pieces).split())


def lines_of(element: HtmlElement) -> list[str]:
    """The lines of an element as they are seen: a block or a `<br>` begins a new one."""
    text = "".join(_pieces(element, block="\n", line="\n", within=" "))
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def in_aside(element: HtmlElement) -> bool:
    """Whether an element stands in what is not the page's own article: related stories, menus, comments."""
    for above in (element, *element.iterancestors()):
        if above.tag in ("body", "html", "main"):
            return False
        names = f"{above.get('class', '')} {above.get('id', '')}"
        if (above.tag in _ASIDE_TAGS or _ASIDE.search(names)) and above.find(".//h1") is None:
            return True
    return False


def _pieces(element: HtmlElement, *, block: str = " ", line: str = " ", within: str = "") -> Iterator[str]:
    """The texts of an element in their order; walked without recursion."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if event == "start":
            if node.tag in BLOCKS:
                yield block
            if node.tag == "br":
                yield line
            if node.text and node.tag not in _UNSEEN:
                yield _one_line(node.text, within)
        else:
            if node.tag in BLOCKS:
                yield block
            if node.tail and node is not element and not _unseen_parent(node):
                yield _one_line(node.tail, within)


def _one_line(text: str, within: str) -> str:
    return text.replace("\n", within) if within else text


def _unseen_parent(node: HtmlElement) -> bool:
    above = node.getparent()
    return above is not None and above.tag in _UNSEEN
