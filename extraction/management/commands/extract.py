"""Print the claims of a manifest's articles: `manage.py extract --manifest FILE`. It needs no database, no setting."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from extraction.articles.documents import read_offered
from extraction.articles.manifest import read_manifest
from extraction.articles.offers import Offered, Refused, Taken
from extraction.management.readers import reader_with
from extraction.reading import Document, Reader, TextTooLong
from extraction.reading.documents import LONGEST_TEXT
from pledges.domain.claims import claim_to_json
from pledges.domain.notes import KEEPS_UNREAD, NO_ARTICLE
from pledges.seed_files import SeedError, load_catalogue

UNREAD = KEEPS_UNREAD | NO_ARTICLE


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


class Command(BaseCommand):
    help = "Print one JSON object per claim of the articles in a manifest; exit 1 if any of them could not be read."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--manifest", type=Path, required=True, help="JSON Lines: id, file, title, publisher, published"
        )
        parser.add_argument("--model", help="a spaCy model by package name or path (default: the packaged one)")
        parser.add_argument("--limit", type=int, default=LONGEST_TEXT, help="longest text, in characters")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            catalogue = load_catalogue()
        except SeedError as error:
            raise CommandError(str(error)) from error
        failed = False
        reader: Reader | None = None
        for offered in self._offers(options["manifest"]):
            try:
                taken = take_offered(offered)
            except Refused as refusal:
                failed = self._complain(str(refusal))
                continue
            self._tell(offered, taken)
            if UNREAD.intersection(note.kind for note in taken.notes):
                continue
            document = document_of(offered, taken)
            reader = reader or reader_with(catalogue=catalogue, model=options["model"], limit=options["limit"])
            try:
                (claims,) = reader.read([document])
            except TextTooLong as error:
                failed = self._complain(str(error))
                continue
            try:
                for claim in claims:
                    self.stdout.write(json.dumps(claim_to_json(claim), ensure_ascii=False))
            except BrokenPipeError:
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                raise SystemExit(1) from None
        if failed:
            raise SystemExit(1)

    def _offers(self, manifest: Path) -> Iterator[Offered]:
        try:
            yield from read_manifest(manifest)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None

    def _tell(self, offered: Offered, taken: Taken) -> None:
        """What has to be known of how the text was read: a line each, and no failure."""
        for note in taken.notes:
            self._complain(f"{offered.locator}: {offered.key}: {note.detail}")

    def _complain(self, message: str) -> bool:
        self.stderr.write(" ".join(message.split()))
        return True
