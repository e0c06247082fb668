"""Plain text is stored as it stands, its line ends untouched."""

from extraction.articles.decoding import decode, decode_strictly
from extraction.articles.offers import Taken
from extraction.articles.raw import Raw


def take_plain(raw: Raw) -> Taken:
    """The text itself. Raises Refused where it is none, or not UTF-8 where that is demanded."""
    if raw.strict:
        return Taken(text=decode_strictly(raw.data, name=raw.name), media_type="text/plain")
    decoded = decode(raw.data, name=raw.name, charset=raw.charset)
    return Taken(text=decoded.text, media_type="text/plain", notes=decoded.notes)
