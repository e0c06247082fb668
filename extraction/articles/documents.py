"""Bytes become text by strict rules: UTF-8 as it stands for text, the main text alone for HTML."""

from datetime import date
from pathlib import Path

from extraction.articles.offers import Refused, Taken

LARGEST = 10_000_000  # bytes of one document
TEXT_ENDINGS = {".txt", ".text", ".md"}
HTML_ENDINGS = {".html", ".htm", ".xhtml"}


def read_file(path: Path) -> Taken:
    """A text or, by its ending, an HTML file.

    Raises Refused, naming the file, when it is missing, too large, empty or not UTF-8.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(f"{path}: is larger than {LARGEST:,} bytes")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise Refused(f"{path}: {getattr(error, 'strerror', None) or error}") from None
    return take(data, html=path.suffix.lower() in HTML_ENDINGS, name=str(path))


def take(data: bytes, *, html: bool, name: str, charset: str = "utf-8", url: str = "") -> Taken:
    """The document's text; for HTML also its title, publisher and day where it says them."""
    try:
        text = data.decode(charset)
    except (UnicodeDecodeError, LookupError) as error:
        raise Refused(f"{name}: is not {charset.upper()} text ({error})") from None
    if "\x00" in text:
        raise Refused(f"{name}: holds NUL characters and is no text")
    taken = take_html(text, name=name, url=url) if html else Taken(text=text, media_type="text/plain")
    if not taken.text.strip():
        raise Refused(f"{name}: is empty" if not html else f"{name}: has no article text")
    return taken


def take_html(text: str, *, name: str, url: str = "") -> Taken:
    """The main text of a page, without navigation and notices, and its metadata (trafilatura)."""
    import trafilatura  # two seconds of imports that plain text does not need

    try:
        document = trafilatura.bare_extraction(
            text, url=url or None, with_metadata=True, include_comments=False, include_tables=True
        )
    except Exception as error:  # a parser given hostile markup raises what it likes
        raise Refused(f"{name}: can't be read as HTML ({type(error).__name__})") from None
    if document is None:
        raise Refused(f"{name}: has no article text")
    fields = document if isinstance(document, dict) else document.as_dict()
    return Taken(
        text=fields.get("text") or "",
        media_type="text/html",
        title=fields.get("title") or "",
        publisher=fields.get("sitename") or fields.get("hostname") or "",
        published=_day(fields.get("date")),
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
