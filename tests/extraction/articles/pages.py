"""Pages in the manner of several sites, made of parts, for tests of what a page becomes."""

from datetime import date

from extraction.articles.formats import take
from extraction.articles.offers import Taken

FILLING = (
    "<p>Ministers of nine states met behind closed doors for most of the afternoon and spoke about the roads, the"
    " depots and the winter that lies ahead of the brigades in the north.</p><p>A spokeswoman said that a second"
    " meeting would be held in the spring, and that the list of needs would be gone through once more by then.</p>"
)


def page(body: str = "", *, head: str = "", headline: str = "Riga gives more", title: str | None = None) -> bytes:
    """An English page with an article: headline, `body`, and two paragraphs that make it long enough."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{headline if title is None else title}</title>{head}</head><body>'
        f"<article><h1>{headline}</h1>{body}{FILLING}</article></body></html>"
    ).encode()


def taken(data: bytes, *, url: str = "", today: date | None = date(2026, 3, 1), charset: str = "") -> Taken:
    """What a page becomes on a day in 2026."""
    return take(data, name="page.html", ending=".html", url=url, today=today, charset=charset)
