"""Print the claims of a manifest's articles: `manage.py extract --manifest FILE`. It needs no database, no setting."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from extraction.articles.documents import read_file
from extraction.articles.manifest import read_manifest
from extraction.articles.offers import Offered, Refused
from extraction.management.readers import reader_with
from extraction.reading import Document, Reader, TextTooLong
from extraction.reading.documents import LONGEST_TEXT
from pledges.domain.claims import claim_to_json
from pledges.seed_files import SeedError, load_catalogue


def document_of(offered: Offered) -> Document:
    """The text that a manifest names, to be read. Raises Refused with one line that names the line or file."""
    if offered.error:
        raise Refused(offered.error)
    if not offered.file or offered.published is None:
        raise Refused(f"{offered.locator}: {offered.key}: names no file")
    return Document(
        article=offered.key,
        text=read_file(Path(offered.file)).text,
        published=offered.published,
        title=offered.title,
        publisher=offered.publisher,
    )


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
                document = document_of(offered)
            except Refused as refusal:
                failed = self._complain(str(refusal))
                continue
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

    def _complain(self, message: str) -> bool:
        self.stderr.write(" ".join(message.split()))
        return True
