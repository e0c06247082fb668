"""A table says which endings and media types are read, and by what; whatever is offered ends as text or is refused."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from extraction.articles.eml import take_eml
from extraction.articles.html import take_html
from extraction.articles.languages import language_of, note_on_language
from extraction.articles.markdown import take_markdown
from extraction.articles.offers import Refused, Taken
from extraction.articles.pdf import take_pdf
from extraction.articles.plain import take_plain
from extraction.articles.raw import Raw
from extraction.articles.word import take_word
from pledges.domain.notes import KEEPS_UNREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way to read a document: the endings and media types that name it, and its reader."""

    name: str
    endings: frozenset[str]
    media_types: frozenset[str]
    read: Callable[[Raw], Taken]


PLAIN = Format(
    name="text",
    endings=frozenset({".txt", ".text"}),
    media_types=frozenset({"text/plain"}),
    read=take_plain,
)
HTML = Format(
    name="HTML",
    endings=frozenset({".html", ".htm", ".xhtml"}),
    media_types=frozenset({"text/html", "application/xhtml+xml"}),
    read=take_html,
)
PDF = Format(
    name="PDF",
    endings=frozenset({".pdf"}),
    media_types=frozenset({"application/pdf", "application/x-pdf"}),
    read=take_pdf,
)
MARKDOWN = Format(
    name="Markdown",
    endings=frozenset({".md", ".markdown"}),
    media_types=frozenset({"text/markdown", "text/x-markdown"}),
    read=take_markdown,
)
MAIL = Format(
    name="mail",
    endings=frozenset({".eml"}),
    media_types=frozenset({"message/rfc822"}),
    read=take_eml,
)
WORD = Format(
    name="Word document",
    endings=frozenset({".docx"}),
    media_types=frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}),
    read=take_word,
)
FORMATS = (PLAIN, HTML, PDF, MARKDOWN, MAIL, WORD)

VAGUE = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream", "application/download"})
"""Media types that servers give to anything: an ending, or the bytes themselves, say more."""

NEARLY = {
    ".doc": "is an old Word document (.doc), which is not read: save it as .docx, text or PDF",
    ".odt": "is an OpenDocument text, which is not read: save it as .docx, text or PDF",
    ".rtf": "is rich text (.rtf), which is not read: save it as .docx, text or PDF",
    ".zip": "is an archive, which is not read: unpack it",
    ".gz": "is packed (.gz), which is not read: unpack it",
}
_STARTS_AS_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL
)


def take(
    data: bytes,
    *,
    name: str,
    media_type: str = "",
    ending: str = "",
    charset: str = "",
    url: str = "",
    today: date | None = None,
    strict: bool = False,
) -> Taken:
    """A document as text, with what it says of itself and what must be known of it (`notes`).

    `today` is the last day that it can be of; `strict` demands UTF-8 of plain text. Raises Refused in one line that
    starts with `name` where the bytes are no document that is read, or hold no text.
    """
    if not data.strip():
        raise Refused(f"{name}: is empty")
    form = format_of(data, media_type=media_type.lower(), ending=ending.lower())
    if form is None:
        raise Refused(f"{name}: {unread_ending(ending) if ending else f'is {media_type}, which is not read'}")
    taken = form.read(Raw(data=data, name=name, charset=charset, url=url, today=today, strict=strict))
    if not taken.text.strip():
        raise Refused(f"{name}: {'is empty' if form is PLAIN else 'has no article text'}")
    return with_language(taken)


def with_language(taken: Taken) -> Taken:
    """With the language of its text, and a note where that is not read."""
    if any(note.kind in KEEPS_UNREAD for note in taken.notes):
        return taken
    language = language_of(taken.text, declared=taken.language)
    return replace(taken, language=language, notes=(*taken.notes, *note_on_language(language)))


def format_of(data: bytes, *, media_type: str, ending: str) -> Format | None:
    """How a document is read: by its bytes where they say it, by its media type, by its ending."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return PDF
    if media_type in VAGUE:
        named = by_ending(ending)
        if named not in (None, PLAIN) or (named is None and ending and not media_type):
            return named
        return HTML if _STARTS_AS_PAGE.match(data[:4096]) and named is not PLAIN else PLAIN
    known = next((form for form in FORMATS if media_type in form.media_types), None)
    return known or (PLAIN if media_type.startswith("text/") else None)


def by_ending(ending: str) -> Format | None:
    """The format that an ending (".html", in any case) names."""
    return next((form for form in FORMATS if ending.lower() in form.endings), None)


def unread_ending(ending: str) -> str:
    """Why a file with this ending is not taken."""
    told = f"has the ending {ending}, which is not read" if ending else "has no ending that says what it is"
    return NEARLY.get(ending.lower(), told)
