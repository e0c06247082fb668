"""What an offer carries becomes a document: the file that it names, or the text that it holds."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from extraction.articles.files import named, read_bytes
from extraction.articles.formats import take, with_language
from extraction.articles.offers import Offered, Refused, Taken


def read_offered(offered: Offered, *, today: date | None = None, strict: bool = False) -> Taken:
    """The document of an offer that has a file or a text. Raises Refused in one line that names it."""
    if offered.error:
        raise Refused(offered.error)
    if offered.file:
        below = Path(offered.folder) if offered.folder else None
        return read_file(Path(offered.file), below=below, today=today, strict=strict)
    if offered.text:
        taken = Taken(text=offered.text, media_type="text/plain")
        return replace(with_language(taken), title=offered.title)
    raise Refused(f"{offered.locator}: {offered.key}: names no file")


def read_file(path: Path, *, below: Path | None = None, today: date | None = None, strict: bool = False) -> Taken:
    """A document by its ending. `below`, `today` and `strict` are those of `files.read_bytes` and `formats.take`.

    Raises Refused, naming the file, when it is missing, no regular file, too large, or can't be read.
    """
    data = read_bytes(path, below=below)
    return take(data, name=named(path), ending=path.suffix, today=today, strict=strict)
