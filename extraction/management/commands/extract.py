"""Print the claims of a manifest's articles: `manage.py extract --manifest FILE`. It needs no database and no setting."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from extraction.reading import Reader, TextTooLong
from extraction.reading.documents import LONGEST_TEXT
from extraction.reading.manifest import Problem, documents
from pledges.domain.claims import claim_to_json
from pledges.seed_files import SeedError, load_catalogue


class Command(BaseCommand):
    help = "Print one JSON object per claim of the articles in a manifest; exit 1 if any of them could not be read."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--manifest", type=Path, required=True, help="JSON Lines: id, file, title, publisher, published")
        parser.add_argument("--model", help="a spaCy model by package name or path (default: the packaged one)")
        parser.add_argument("--limit", type=int, default=LONGEST_TEXT, help="longest text, in characters")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            catalogue = load_catalogue()
        except SeedError as error:
            raise CommandError(str(error)) from error
        failed = False
        reader: Reader | None = None
        for document in documents(options["manifest"]):
            if isinstance(document, Problem):
                failed = self._complain(document.message)
                continue
            reader = reader or Reader.build(catalogue=catalogue, model=options["model"], limit=options["limit"])
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

    def _complain(self, message: str) -> bool:
        self.stderr.write(" ".join(message.split()))
        return True
