"""Which parser reads a listing follows from what the editor said it is, and from its first character."""

from datetime import datetime

from extraction.articles.offers import Refused
from extraction.polling.listings.choosing import chosen
from extraction.polling.listings.feeds import parse_feed
from extraction.polling.listings.items import Listed, Parsed
from extraction.polling.listings.json_feed import parse_json_feed
from extraction.polling.listings.link_pages import parse_link_page
from extraction.polling.listings.sitemaps import parse_sitemap
from extraction.polling.listings.text import decoded, plain_xml, unpacked

FEED, SITEMAP, LINK_PAGE = "feed", "sitemap", "link_page"


def read_listing(
    data: bytes, *, form: str, address: str, now: datetime, charset: str = "", link_pattern: str = ""
) -> Listed:
    """The items of a listing that came from `address`. Raises Refused, naming the address, for what is none.

    `form` is `feed`, `sitemap` or `link_page` (`pledges.models.SourceForm`); `charset` is what the answer's header
    said.
    """
    text = decoded(unpacked(data, name=address), charset=charset)
    if not text.strip():
        raise Refused(f"{address}: is empty")
    return chosen(_parsed(text, form, address, link_pattern), base=address, now=now)


def _parsed(text: str, form: str, address: str, link_pattern: str) -> Parsed:
    if form == LINK_PAGE:
        return parse_link_page(text, name=address, address=address, pattern=link_pattern)
    if form == SITEMAP:
        return parse_sitemap(plain_xml(text, name=address), name=address)
    if form != FEED:
        raise Refused(f"{address}: a {form} lists nothing")
    if text.lstrip().startswith("{"):
        return parse_json_feed(text, name=address)
    xml = plain_xml(text, name=address)
    if xml[:5].lower() == b"<html":
        raise Refused(f"{address}: is a web page, no feed")
    return parse_feed(xml, name=address)
