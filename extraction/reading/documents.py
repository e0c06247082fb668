"""A document is a value: text, date and publisher in; nothing is read from a clock, a network or a database."""

from dataclasses import dataclass
from datetime import date

from pledges.domain.posts import Post

LONGEST_TEXT = 5_000_000  # code points; a longer text is refused, never cut in silence


class TextTooLong(ValueError):
    """A text above the set limit. The message names the article, its length and the limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One version of an article as stored. Offsets of its claims are code points of `text`.

    `title` is evidence only where it stands in the text. `publisher` is a name, or a country whose voice "we" is.
    `published` is None where no day is known or it is a guess: then times that are counted from it stay unresolved.
    `posts` have days of their own. `media_type` says which marks of the text are no words (Markdown's).
    """

    article: str
    text: str
    published: date | None
    title: str = ""
    publisher: str = ""
    posts: tuple[Post, ...] = ()
    media_type: str = "text/plain"


def refuse_long(document: Document, *, limit: int = LONGEST_TEXT) -> None:
    """Raise TextTooLong where the text is longer than `limit` code points."""
    if len(document.text) > limit:
        raise TextTooLong(
            f"article {document.article!r} has {len(document.text)} characters, more than the limit of {limit}"
        )
