"""What a manifest names is read without a database: each text with its claims, or one line that says why not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import CommandError

from extraction.articles.documents import read_offered
from extraction.articles.manifest import read_manifest
from extraction.articles.offers import Offered, Refused, Taken
from extraction.management.readers import reader_with
from extraction.reading import Document, TextTooLong
from extraction.reading.documents import LONGEST_TEXT
from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim
from pledges.domain.notes import KEEPS_UNREAD, NO_ARTICLE
from pledges.seed_files import SeedError, load_catalogue

UNREAD = KEEPS_UNREAD | NO_ARTICLE


@dataclass(kw_only=True)
class ManifestReading:
    """One passage through a manifest. `complain` takes each line for standard error.

    `failed` is set once something could not be read; the rest is read all the same.
    """

    manifest: Path
    catalogue: Catalogue
    complain: Callable[[str], None]
    model: str | None = None
    limit: int = LONGEST_TEXT
    failed: bool = False

    def read(self) -> Iterator[tuple[Document, list[Claim]]]:
        """Each text with its claims. Raises CommandError for a manifest or a model that cannot be read."""
        reader = None
        for offered in self._offers():
            document = self._document(offered)
            if document is None:
                continue
            reader = reader or reader_with(catalogue=self.catalogue, model=self.model, limit=self.limit)
            try:
                (claims,) = reader.read([document])
            except TextTooLong as error:
                self._fail(str(error))
                continue
            yield document, list(claims)

    def _offers(self) -> Iterator[Offered]:
        try:
            yield from read_manifest(self.manifest)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None

    def _document(self, offered: Offered) -> Document | None:
        try:
            taken = take_offered(offered)
        except Refused as refusal:
            self._fail(str(refusal))
            return None
        for note in taken.notes:  # what has to be known of how the text was read: no failure
            self.complain(f"{offered.locator}: {offered.key}: {note.detail}")
        if UNREAD.intersection(note.kind for note in taken.notes):
            return None
        return document_of(offered, taken)

    def _fail(self, message: str) -> None:
        self.failed = True
        self.complain(message)


def document_of(offered: Offered, taken: Taken) -> Document:
    """The text that a manifest's line names or holds, to be read; what the line says wins over what the text says."""
    return Document(
        article=offered.key,
        text=taken.text,
        published=offered.published or taken.published,
        title=offered.title or taken.title,
        publisher=offered.publisher or taken.publisher,
        posts=taken.posts,
        media_type=taken.media_type,
    )


def take_offered(offered: Offered) -> Taken:
    """Raises Refused with one line that names the line or file."""
    if offered.url and not (offered.file or offered.text or offered.error):
        raise Refused(f"{offered.locator}: {offered.key}: names no file")
    return read_offered(offered, strict=True)


def seed_catalogue() -> Catalogue:
    """The catalogue of the seed files. Raises CommandError with the line that is wrong in them."""
    try:
        return load_catalogue()
    except SeedError as error:
        raise CommandError(str(error)) from error
